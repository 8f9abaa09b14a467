"""When a figure holds: (genre, sentence, words and years of its first figure as a person reads them)."""

from __future__ import annotations

import pytest

from pipelines.quantities.find import find_quantities
from pipelines.structure.model import Genre, MetadataField, Passage, Section, Structure
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.reading import read_quantities

PERIODS = [
    ("article", "2020年，国家高新技术企业达到136家，较2015年增长一倍。", ("2020年", 2020, 2020)),
    ("article", "“十三五”期间完成投资1893亿元。", ("“十三五”期间", 2016, 2020)),
    ("plan", "到2025年，研发机构总量达50家。", ("到2025年", None, 2025)),
    ("plan", "到“十四五”末，培训1.32万人次以上。", ("到“十四五”末", None, 2025)),
    ("plan", "“十四五”末，挂牌上市企业突破10家。", ("“十四五”末", 2025, 2025)),
    ("article", "近两年累计选拔203名本土大学生。", ("近两年", None, None)),
    ("article", "2021年至2022年建成12个村。", ("2021年至2022年", 2021, 2022)),
    ("plan", "完成全区所有2000年之前建成的老旧小区改造30个。", (None, None, None)),
    ("plan", "每年新增高标准农田3万亩左右。", (None, None, None)),
    ("article", "2020年，预算收入年均增长10.8%。", ("2020年", None, 2020)),
    ("article", "由2010年到2015年，收入年均增长8%。", ("到2015年", 2010, 2015)),
    ("article", "2025年第一季度，受理诉求277件。", ("2025年第一季度", 2025, 2025)),
    ("article", "2012年全年实现产值163亿元。", ("2012年全年", 2012, 2012)),
    ("article", "2011至2015年利润总额五年累计完成252.4亿元。", ("2011至2015年", 2011, 2015)),
    ("article", "2018年和2019年，收入连续突破200万元。", ("2018年和2019年", 2018, 2019)),
    ("article", "2006年迄今，产值增长了15倍。", ("2006年迄今", 2006, None)),
    ("article", "今年2月，出海捕鱼30吨。", ("今年2月", None, None)),
    ("article", "近些年来发展产业18处。", ("近些年来", None, None)),
    ("plan", "5年内培训技能人才1万名。", ("5年内", None, None)),
    ("plan", "2012年起5年内引进人才2000名。", ("2012年起5年内", 2012, 2016)),
    ("article", "年度报销限额提高至4万元。", (None, None, None)),
    ("article", "2024年受理诉求2695件。", ("2024年", 2024, 2024)),
    ("article", "与去年同期相比增长719件。", (None, None, None)),
    ("article", "常住人口城镇化率比上年末提高0.9个百分点。", (None, None, None)),
    ("article", "落实2022年行动方案，完成投资41亿元。", (None, None, None)),
    ("article", "自2025年4月30日正式运行以来，受理矛盾纠纷1221件。", ("自2025年4月30日正式运行以来", 2025, None)),
    ("article", "2018年，全年实现地区生产总值233.17亿元。", ("2018年", 2018, 2018)),
    ("task_notice", "截至10月31日，已完成26件。", ("截至10月31日", None, None)),
    ("plan", "力争完成2000年底前建成的老旧小区改造30个。", (None, None, None)),
    ("plan", "2025年底前，建立示范机构5家。", ("2025年底前", None, 2025)),
    ("article", "达到2020年全年总收入的70%。", (None, None, None)),
    ("article", "今年一季度，集体经济收入57万元。", ("今年一季度", None, None)),
    ("article", "1-9月，全县完成固定资产投资32.5亿元。", ("1-9月", None, None)),
    ("article", "1—11月份完成税收8.6亿元。", ("1—11月份", None, None)),
    ("article", "5月1日至7日，全县接待游客2.3万人次。", ("5月1日至7日", None, None)),
    ("article", "一季度全市完成投资63.8亿元。", ("一季度", None, None)),
    ("article", "今年1至5月，全市蔬菜产量8.6万吨。", ("今年1至5月", None, None)),
    ("article", "2023年1—6月，收入21亿元。", ("2023年1—6月", 2023, 2023)),
    ("article", "国庆假期接待游客2.3万人次。", ("国庆假期", None, None)),
    ("article", "春节期间，安置困难群众35户。", ("春节期间", None, None)),
    ("article", "第15届“邻居节”期间，企业认领“微心愿”218个。", ("第15届“邻居节”期间", None, None)),
    ("article", "9月8日，平台记录工单突破5万条。", ("9月8日", None, None)),
    ("article", "一路地块6月底前完成征收5.2万平方米。", ("6月底前", None, None)),
    ("article", "中新网10月14日电，种植面积300万亩。", (None, None, None)),
    ("article", "降水主要集中在5～9月，占65%。", (None, None, None)),
    # 今年 takes the year of its section, not of a sentence that speaks of an earlier one
    ("article", "2021年筹措资金办场，今年投资15万元。", ("今年", None, None)),
]


@pytest.mark.parametrize(("genre", "sentence", "period"), PERIODS)
def test_periods(genre: Genre, sentence: str, period: tuple[str | None, int | None, int | None]) -> None:
    quantity = read_quantities(genre, sentence)[0]
    if "由2010年" in sentence:  # both ends are named; which of them is quoted is open
        assert (quantity.year_from, quantity.year_to) == period[1:]
    else:
        assert (quantity.period_text, quantity.year_from, quantity.year_to) == period


def test_months_take_the_year_of_their_section() -> None:
    (quantity,) = read_quantities("task_notice", "1—6月，收入增长8.0%。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == ("1—6月", 2022, 2022)


def test_origin_dates_only_its_own_figure() -> None:
    first, second = read_quantities("article", "污水处理率由2005年的52%提高到72%。")
    assert (first.year_from, first.year_to) == (2005, 2005)
    assert (second.year_from, second.year_to) == (None, None)


def test_until_the_end_of_the_year_is_open() -> None:
    (quantity,) = read_quantities("task_notice", "到年底打造示范社10家。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == ("到年底", None, 2022)


def test_reached_dates_only_its_own_figure_where_the_section_has_years() -> None:
    sentence = "生产总值从2017年的111.8亿元提高至2021年的160亿元，累计完成约545亿元；收入21亿元。"
    years = [(q.year_from, q.year_to) for q in read_quantities("task_notice", sentence, year="2022")]
    assert years == [(2017, 2017), (2021, 2021), (2022, 2022), (2022, 2022)]
    years = [(q.year_from, q.year_to) for q in read_quantities("article", sentence)]
    assert years == [(2017, 2017)] + [(2021, 2021)] * 3


def test_five_years_of_a_period_named_before() -> None:
    sentence = "“十二五”期间，2015年总量达到7731亿元；投资五年累计完成2.8万亿元，年均增长5.4%。"
    years = [(q.year_from, q.year_to) for q in read_quantities("article", sentence)]
    assert years == [(2015, 2015), (2011, 2015), (2011, 2015)]


def test_period_in_closed_brackets() -> None:
    sentence = "2020年，投资完成69.8亿元（“十三五”期间累计超过300亿元），企业达到4459家。"
    years = [(q.year_from, q.year_to) for q in read_quantities("article", sentence)]
    assert years == [(2020, 2020), (2016, 2020), (2020, 2020)]


def test_one_figure_a_year() -> None:
    sentence = "2016-2018年，全县生产总值分别为245亿元、279亿元、297亿元，年均增长7.6%。"
    years = [(q.year_from, q.year_to) for q in read_quantities("article", sentence)]
    assert years == [(2016, 2016), (2017, 2017), (2018, 2018), (2016, 2018)]
    sentence = "2016-2018年，甲、乙分别为245亿元、279亿元。"  # two things, not two years
    assert {(q.year_from, q.year_to) for q in read_quantities("article", sentence)} == {(2016, 2018)}


def test_values_of_two_years() -> None:
    sentence = "预算收入和地方收入由2015年的8亿元、5亿元，增长至2020年的15亿元、9亿元，年均增长分别为12%、9%。"
    years = [(q.year_from, q.year_to) for q in read_quantities("article", sentence)]
    assert years == [(2015, 2015)] * 2 + [(2020, 2020)] * 2 + [(2015, 2020)] * 2


def test_a_part_of_an_article_that_tells_of_a_report() -> None:
    text = "大会开幕。\n关于2023年工作，报告说，形势向好。\n全年粮食总产20亿斤。\n关于2024年工作，要增产5%。"
    first, second = read_quantities("article", text)
    assert (first.year_from, second.year_from) == (2023, 2024)


def test_a_chapter_that_opens_with_a_five_year_period() -> None:
    text = repair("发展基础\n“十二五”以来，成绩显著。\n耕地461万亩。")
    section = Section("section", 1, None, None, "发展基础", 0, len(text.text), 0, 4)
    passages = [Passage("prose", 4, len(text.text), section=0)]
    structure = Structure("plan", 1.0, "青山县", None, sections=[section], passages=passages)
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to) == (2011, None)


def test_a_chapter_that_opens_with_five_years_before_those_of_the_plan() -> None:
    for opening, expected in [
        ("“十三五”以来，庆元经济社会取得长足发展。", (2016, None, "actual")),
        ("“十三五”时期，庆元经济社会取得长足发展。", (2016, 2020, "actual")),
        ("“十四五”时期，庆元经济社会取得长足发展。", (2021, 2025, "target")),
    ]:
        text = repair(f"产业升级\n{opening}\n三次产业结构为9.6：35.8：54.6。")
        section = Section("section", 1, None, None, "产业升级", 0, len(text.text), 0, 4)
        fields = [MetadataField("period_from", "2021", 0, 0), MetadataField("period_to", "2025", 0, 0)]
        passages = [Passage("prose", 4, len(text.text), section=0)]
        structure = Structure("plan", 1.0, "庆元县", None, fields, sections=[section], passages=passages)
        found = find_quantities(text, structure)[0]
        assert [(q.year_from, q.year_to, q.role) for q in found] == [expected] * 3


def test_a_chapter_of_a_plan_that_opens_with_the_period_it_reports_on() -> None:
    """Not where its first sentence has figures, nor where the chapter dates its figures itself."""
    for opening, body, years in [
        ("“十二五”期间，全省旅游业成绩斐然。", "接待游客226万人次。", (2011, 2015)),
        ("“十二五”期间，54个贫困村出列。", "接待游客226万人次。", (None, None)),
        (
            "“十二五”时期，成绩斐然。2015年，产值3亿元。2014年，产值2亿元。2013年，产值1亿元。",
            "接待游客226万人次。",
            (None, None),
        ),
    ]:
        text = repair(f"发展基础\n{opening}\n{body}")
        section = Section("section", 1, None, None, "发展基础", 0, len(text.text), 0, 4)
        passages = [Passage("prose", 4, len(text.text), section=0)]
        structure = Structure("plan", 1.0, "青山县", None, sections=[section], passages=passages)
        quantity = find_quantities(text, structure)[0][-1]
        assert (quantity.year_from, quantity.year_to) == years


def test_a_report_in_the_middle_of_its_year() -> None:
    raw = """政府工作报告
——2024年8月17日在王官镇第十九届人民代表大会第六次会议上
各位代表：
今年以来，在区委坚强领导下，全镇各项工作取得新成效。
上半年，新签约项目6个。
新增建设用地400亩。
"""
    text = repair(raw)
    quantities, _ = find_quantities(text, read_structure(text))
    assert [(q.period_text, q.year_from, q.year_to) for q in quantities] == [("上半年", 2024, 2024), (None, 2024, 2024)]


def test_shares_of_the_year_before() -> None:
    sentence = "三次产业结构由上年的13.7:40.0:46.3调整为12.6:39.0:48.4。"
    years = [(q.year_from, q.year_to) for q in read_quantities("task_notice", sentence, year="2018")]
    assert years == [(2017, 2017)] * 3 + [(2018, 2018)] * 3


def test_mean_of_two_years() -> None:
    first, second = read_quantities("task_notice", "全年实现生产总值375亿元，两年平均增长5.8%。", year="2021")
    assert (first.year_from, second.year_from, second.year_to) == (2021, 2020, 2021)
    assert second.subject == "生产总值两年平均增长"


def test_the_year_of_a_paragraph() -> None:
    text = "【厕所革命】2020年，青山县连片推进改厕。全年建设农村户厕144座。今年新建9座。"
    years = [(q.period_text, q.year_from, q.year_to) for q in read_quantities("article", text)]
    assert years == [("全年", 2020, 2020), ("今年", None, None)]


def test_a_paragraph_that_opens_with_what_its_area_came_to() -> None:
    text = (
        "2024年，全县生产总值201亿元。其中，第一产业增加值4亿元。\n工业增加值3亿元。\n2023年，村里种树。现有果树20棵。"
    )
    years = [(q.period_text, q.year_from) for q in read_quantities("article", text)]
    assert years == [("2024年", 2024), (None, 2024), (None, None), (None, None)]


def test_value_that_is_compared_with() -> None:
    value, base, change = read_quantities("article", "至2010年，总产值达到12.06亿元，比2005年的6.98亿元增72.78%。")
    assert [(q.year_from, q.year_to) for q in (value, base, change)] == [(None, 2010), (2005, 2005), (None, 2010)]
    (times,) = read_quantities("article", "2020年收入相当于2005年的3倍。")
    assert (times.year_from, times.year_to) == (2020, 2020)


def test_a_report_on_several_years() -> None:
    """过去四年 in a report of January 2022 are 2018 to 2021; 十二五时期 opens a section of a report without a date."""
    for heading, opening, years in [
        ("过去四年工作回顾", "", (2018, 2021)),
        ("前五年工作回顾", "", (2017, 2021)),
        ("工作回顾", "十二五时期，是跨越发展的五年。", (2011, 2015)),
    ]:
        text = repair(f"{heading}\n{opening}投资累计完成65.3亿元。")
        structure = Structure("work_report", 1.0, "青山县", None)
        structure.sections.append(Section("part", 1, None, "一、", heading, 0, len(text.text), 0, len(heading)))
        structure.passages.append(Passage("prose", len(heading), len(text.text), section=0))
        if not opening:
            structure.fields.append(MetadataField("signed_on", "2022-01-05", 0, 0))
        quantity = find_quantities(text, structure)[0][-1]
        assert (quantity.year_from, quantity.year_to) == years


def test_a_yearly_notice_dates_what_says_nothing() -> None:
    (quantity,) = read_quantities("task_notice", "新增高标准农田2.8万亩。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == (None, 2022, 2022)
    (quantity,) = read_quantities("task_notice", "年内引进外资不少于1亿美元。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == ("年内", 2022, 2022)


def test_a_year_in_brackets_behind_its_figure() -> None:
    quantities = read_quantities(
        "article", "青山县总面积1287平方千米（2011年），2012年下辖9个乡，总人口11.3万人（2014年末）。"
    )
    assert [(q.year_from, q.year_to) for q in quantities] == [(2011, 2011), (2012, 2012), (2014, 2014)]


def test_the_opening_of_a_report_without_a_title() -> None:
    """A communique that lost its title says in its first sentence what year it reports on."""
    body = "\n一、综合\n全年实现增加值99亿元。\n二、农业\n产值增长2.2%。\n"
    for opening in (
        "2020年，面对严峻复杂的发展形势，在县委坚强领导下，全县上下扎实做好各项工作。",
        "今年以来，全县奋力进位争先，2020年虽然受到各种不利因素的影响，但是全县经济仍呈现出良好态势。",
    ):
        text = repair(opening + body)
        quantities, _ = find_quantities(text, read_structure(text))
        assert [(q.year_from, q.year_to) for q in quantities] == [(2020, 2020)] * 2


def test_the_one_year_that_a_heading_names() -> None:
    raw = """政府工作报告
——2019年2月16日在县第十七届人民代表大会第四次会议上
青山县人民政府县长 王海
各位代表：
一、爬坡过坎，2018年交出合格答卷
财政总收入30.5亿元。
二、埋头苦干，2019年再上台阶
财政总收入33亿元。
"""
    text = repair(raw)
    quantities, _ = find_quantities(text, read_structure(text))
    assert [(q.year_from, q.year_to) for q in quantities] == [(2018, 2018), (2019, 2019)]
