"""What a figure measures, when, where and in which role: (genre, sentence, figures as a person reads them)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quantities.find import find_quantities
from pipelines.quantities.model import Quantity
from pipelines.structure.model import Genre, MetadataField, Passage, Section, Structure
from pipelines.text.repair import repair


def read(genre: Genre, raw: str, year: str | None = None) -> list[Quantity]:
    """The figures of a document that consists of one passage."""
    text = repair(raw)
    structure = Structure(genre, 1.0, "青山县", None, passages=[Passage("prose", 0, len(text.text))])
    if year:
        structure.fields += [MetadataField("period_from", year, 0, 0), MetadataField("period_to", year, 0, 0)]
    return find_quantities(text, structure)[0]


SUBJECTS = [
    # the subject stands before
    ("实现一般公共预算收入50.6亿元，年均增速10.8%。", ["一般公共预算收入", "一般公共预算收入年均增速"]),
    ("全区网络销售额达到210亿元，占全市网络销售额的35%以上。", ["网络销售额", "网络销售额占全市网络销售额"]),
    (
        "城乡居民人均可支配收入分别达4.1万元、2.1万元。",
        ["城乡居民人均可支配收入（城镇）", "城乡居民人均可支配收入（农村）"],
    ),
    ("主要劳动年龄人口平均受教育年限提高到12年以上。", ["主要劳动年龄人口平均受教育年限"]),
    ("应税销售收入过亿元企业超40家。", ["应税销售收入过亿元企业"]),
    ("全区在运营楼宇62幢以上。", ["在运营楼宇"]),
    ("市政府累计投入13.5亿元改善办学条件。", ["市政府累计投入改善办学条件"]),
    ("离校未就业高校毕业生服务率100%、就业率95%。", ["离校未就业高校毕业生服务率", "离校未就业高校毕业生就业率"]),
    ("养老床位由38张增加到45张。", ["养老床位", "养老床位"]),
    ("规上企业达到86家，实现产值215.6亿元、增长9.8%。", ["规上企业", "规上企业实现产值", "规上企业实现产值增长"]),
    # one list of changes, each with its verb
    ("甲产业、乙产业分别增长5%、下降3%。", ["甲产业增长", "乙产业下降"]),
    (
        "粮食总产6.75万吨，油料7514吨，分别比2005年降7.02%、增12.15%。",
        ["粮食总产", "油料", "粮食总产降", "油料增"],
    ),
    ("农业产值达到12.06亿元，比2005年的6.98亿元增72.78%。", ["农业产值", "农业产值", "农业产值增"]),
    ("居民收入、农民纯收入年均增长13.9%和12.8%。", ["居民收入年均增长", "农民纯收入年均增长"]),
    ("命案发案由最高点2015年的12起，下降至2022年的2起。", ["命案发案", "命案发案"]),
    ("固定资产投资250.3亿元，可比年均增长10.3%。", ["固定资产投资", "固定资产投资可比年均增长"]),
    ("新建冷水路道路工程，全长470米、宽30米。", ["新建冷水路道路工程全长", "新建冷水路道路工程宽"]),
    ("其中有机茶面积达到2万亩，有效灌溉面积230万亩。", ["有机茶面积", "有效灌溉面积"]),
    ("人均GDP29934元，比上年提高2686元。", ["人均GDP", "人均GDP比上年提高"]),
    (
        "规模以上工业总产值、增加值、利润分别完成146亿元、44亿元、5亿元。",
        ["规模以上工业总产值", "规模以上工业增加值", "规模以上工业利润"],
    ),
    ("税收收入连续增长，从2006年的19.8亿元增至2011年的48.6亿元。", ["税收收入连续增长", "税收收入连续增长"]),
    (
        "第一、二、三产业分别拉动增长2.7、1.9、5.1个百分点。",
        ["第一产业拉动增长", "第二产业拉动增长", "第三产业拉动增长"],
    ),
    ("数量从4个扩至10个。", ["数量", "数量"]),
    ("地区生产总值增长6%，高出全市1.1个百分点。", ["地区生产总值增长", "地区生产总值高出全市"]),
    ("畜禽、奶肉牛饲养量增长4.8%和4.4%。", ["畜禽饲养量增长", "奶肉牛饲养量增长"]),
    ("税收收入4.33亿元，按同口径计算，比上年下降19.8%。", ["税收收入", "税收收入比上年下降"]),
    # the number counts the noun behind it
    ("青山县的2329户1.13万名贫困群众实现脱贫。", ["贫困群众", "贫困群众"]),
    ("150户347口贫困人口实现脱贫。", ["贫困人口", "贫困人口"]),
    ("开工建设了65户289千瓦的光伏项目。", ["光伏项目", "开工建设光伏项目"]),
    ("新组建交通运输、快递、互联网5个行业党委，", ["行业党委"]),
    ("全区187个村社细化为702个基础网格。", ["村社", "基础网格"]),
    ("成立了56个由社区党组织、党员志愿者组成的“红色物业”服务自治组织。", ["“红色物业”服务自治组织"]),
    ("1782名在职党员深入社区。", ["在职党员"]),
    ("设立4支总额近60亿元的产业投资基金，", ["产业投资基金", "产业投资基金总额"]),
    ("投资3.3亿元的机场快速路建成通车。", ["机场快速路投资"]),
    ("为1467位80岁以上低收入老年人发放高龄补贴176万元。", ["低收入老年人", "低收入老年人发放高龄补贴"]),
    ("1324人凭转化贡献晋升职称。", ["凭转化贡献晋升职称"]),
    ("9条次干道路开工建设，其中4条实现通车。", ["次干道路", "次干道路"]),
    # one list of subjects, one list of numbers
    (
        "工业、制造业、工业技改投资分别增长9.4%、13.3%、6.1%。",
        ["工业投资增长", "制造业投资增长", "工业技改投资增长"],
    ),
    (
        "地区生产总值653亿元，人均7.39万元，分别增长6%、5%。",
        ["地区生产总值", "地区生产总值人均", "地区生产总值增长", "地区生产总值人均增长"],
    ),
    ("农村集中供水率、自来水普及率分别达到95%和92%。", ["农村集中供水率", "自来水普及率"]),
    ("每千人口执业（助理）医师、注册护士分别达到2.31人、2.86人。", ["每千人口执业（助理）医师", "每千人口注册护士"]),
    (
        "持续推进村社党群服务中心达标建设，实现率分别达100%、91%。",
        ["村社党群服务中心达标建设实现率（村）", "村社党群服务中心达标建设实现率（社区）"],
    ),
    (
        "新增规上工业企业60户，其中射洪市16户、安居区12户。",
        ["新增规上工业企业", "新增规上工业企业（射洪市）", "新增规上工业企业（安居区）"],
    ),
    (
        "三次产业比重由6.1:28.6:65.3调整为3.3:22.3:74.4。",
        [f"三次产业比重（{part}）" for part in ("第一产业", "第二产业", "第三产业")] * 2,
    ),
    (
        "新改建农村公路65公里，其中横水镇、扬眉镇、龙勾乡分别为12公里、9公里、7.5公里。",
        ["新改建农村公路", *(f"新改建农村公路（{town}）" for town in ("横水镇", "扬眉镇", "龙勾乡"))],
    ),
    # what stands between a figure and its change; what a figure is a share of
    ("实现地区生产总值203.9亿元，按可比价格计算，比上年增长4.9%。", ["地区生产总值", "地区生产总值比上年增长"]),
    ("2018年化解政府性债务4.75亿元，完成年度任务的115%。", ["化解政府性债务", "化解政府性债务年度任务"]),
    (
        "地区生产总值285亿元（预计，下同），增长5.5%。",
        ["地区生产总值", "地区生产总值增长"],
    ),
    ("第一产业增加值13.8亿元，占地区生产总值比重为19.7%。", ["第一产业增加值", "第一产业增加值占地区生产总值比重"]),
    ("今年受理诉求218.6万件，日均1.2万件。", ["受理诉求", "受理诉求日均"]),
    ("家庭医生签约13.8万人。", ["家庭医生签约"]),
    ("预算收入2.13亿元，剔除政策性减收因素后增长6%。", ["预算收入", "预算收入增长"]),
    ("村集体保留70%的土地。", ["村集体保留土地"]),
    ("带动全镇70%以上的农户参与产业化经营。", ["带动全镇农户"]),
    # a class or a second count between the number and its noun
    ("招引20个以上过亿项目。", ["过亿项目"]),
    ("开展理论宣讲等8类3万余场活动。", ["活动", "活动"]),
    ("全县117个村（社区）党组织换届。", ["村（社区）党组织换届"]),
    ("培养10名站在世界科技前沿的院士后备人才。", ["培养院士后备人才"]),
    # households and people that no noun names
    ("惠及23个村、4.7万人。", ["村", "惠及"]),
    ("65个村民小组，3545户14784人。", ["村民小组", "户", "人"]),
    ("1.53万户5.6万贫困人口脱贫。", ["贫困人口脱贫", "贫困人口脱贫"]),
    # words that look like a preposition or a conjunction
    ("动员参与33.7万人，在线办结数6273件。", ["动员参与", "在线办结数"]),
]


@pytest.mark.parametrize(("sentence", "subjects"), SUBJECTS)
def test_subjects(sentence: str, subjects: list[str]) -> None:
    assert [quantity.subject for quantity in read("article", sentence)] == subjects


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
    # 今年 takes the year of its section, not of a sentence that speaks of an earlier one
    ("article", "2021年筹措资金办场，今年投资15万元。", ("今年", None, None)),
]


@pytest.mark.parametrize(("genre", "sentence", "period"), PERIODS)
def test_periods(genre: Genre, sentence: str, period: tuple[str | None, int | None, int | None]) -> None:
    quantity = read(genre, sentence)[0]
    if "由2010年" in sentence:  # both ends are named; which of them is quoted is open
        assert (quantity.year_from, quantity.year_to) == period[1:]
    else:
        assert (quantity.period_text, quantity.year_from, quantity.year_to) == period


def test_origin_dates_only_its_own_figure() -> None:
    first, second = read("article", "污水处理率由2005年的52%提高到72%。")
    assert (first.year_from, first.year_to) == (2005, 2005)
    assert (second.year_from, second.year_to) == (None, None)


def test_until_the_end_of_the_year_is_open() -> None:
    (quantity,) = read("task_notice", "到年底打造示范社10家。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == ("到年底", None, 2022)


def test_reached_dates_only_its_own_figure_where_the_section_has_years() -> None:
    sentence = "生产总值从2017年的111.8亿元提高至2021年的160亿元，累计完成约545亿元；收入21亿元。"
    years = [(q.year_from, q.year_to) for q in read("task_notice", sentence, year="2022")]
    assert years == [(2017, 2017), (2021, 2021), (2022, 2022), (2022, 2022)]
    years = [(q.year_from, q.year_to) for q in read("article", sentence)]
    assert years == [(2017, 2017)] + [(2021, 2021)] * 3


def test_five_years_of_a_period_named_before() -> None:
    sentence = "“十二五”期间，2015年总量达到7731亿元；投资五年累计完成2.8万亿元，年均增长5.4%。"
    years = [(q.year_from, q.year_to) for q in read("article", sentence)]
    assert years == [(2015, 2015), (2011, 2015), (2011, 2015)]


def test_period_in_closed_brackets() -> None:
    sentence = "2020年，投资完成69.8亿元（“十三五”期间累计超过300亿元），企业达到4459家。"
    years = [(q.year_from, q.year_to) for q in read("article", sentence)]
    assert years == [(2020, 2020), (2016, 2020), (2020, 2020)]


def test_one_figure_a_year() -> None:
    sentence = "2016-2018年，全县生产总值分别为245亿元、279亿元、297亿元，年均增长7.6%。"
    years = [(q.year_from, q.year_to) for q in read("article", sentence)]
    assert years == [(2016, 2016), (2017, 2017), (2018, 2018), (2016, 2018)]
    sentence = "2016-2018年，甲、乙分别为245亿元、279亿元。"  # two things, not two years
    assert {(q.year_from, q.year_to) for q in read("article", sentence)} == {(2016, 2018)}


def test_values_of_two_years() -> None:
    sentence = "预算收入和地方收入由2015年的8亿元、5亿元，增长至2020年的15亿元、9亿元，年均增长分别为12%、9%。"
    years = [(q.year_from, q.year_to) for q in read("article", sentence)]
    assert years == [(2015, 2015)] * 2 + [(2020, 2020)] * 2 + [(2015, 2020)] * 2


def test_a_part_of_an_article_that_tells_of_a_report() -> None:
    text = "大会开幕。\n关于2023年工作，报告说，形势向好。\n全年粮食总产20亿斤。\n关于2024年工作，要增产5%。"
    first, second = read("article", text)
    assert (first.year_from, second.year_from) == (2023, 2024)


def test_a_chapter_that_opens_with_a_five_year_period() -> None:
    text = repair("发展基础\n“十二五”以来，成绩显著。\n耕地461万亩。")
    section = Section("section", 1, None, None, "发展基础", 0, len(text.text), 0, 4)
    passages = [Passage("prose", 4, len(text.text), section=0)]
    structure = Structure("plan", 1.0, "青山县", None, sections=[section], passages=passages)
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to) == (2011, None)


def test_shares_of_the_year_before() -> None:
    sentence = "三次产业结构由上年的13.7:40.0:46.3调整为12.6:39.0:48.4。"
    years = [(q.year_from, q.year_to) for q in read("task_notice", sentence, year="2018")]
    assert years == [(2017, 2017)] * 3 + [(2018, 2018)] * 3


def test_mean_of_two_years() -> None:
    first, second = read("task_notice", "全年实现生产总值375亿元，两年平均增长5.8%。", year="2021")
    assert (first.year_from, second.year_from, second.year_to) == (2021, 2020, 2021)
    assert second.subject == "生产总值两年平均增长"


def test_the_year_of_a_paragraph() -> None:
    text = "【厕所革命】2020年，青山县连片推进改厕。全年建设农村户厕144座。今年新建9座。"
    years = [(q.period_text, q.year_from, q.year_to) for q in read("article", text)]
    assert years == [("全年", 2020, 2020), ("今年", None, None)]


def test_goals_of_a_plan_told_by_an_article() -> None:
    text = (
        "《规划》提出，争取到2025年，农业农村现代化取得重要进展，农业基础更加稳固。\n"
        "具体包括：重要农产品保障能力提升。粮食面积稳定在4000万亩。\n去年粮食面积3990万亩。"
    )
    goal, told = read("article", text)
    assert (goal.year_from, goal.year_to, goal.role) == (None, 2025, "target")
    assert (told.year_to, told.role) == (None, "actual")


def test_value_that_is_compared_with() -> None:
    value, base, change = read("article", "至2010年，总产值达到12.06亿元，比2005年的6.98亿元增72.78%。")
    assert [(q.year_from, q.year_to) for q in (value, base, change)] == [(None, 2010), (2005, 2005), (None, 2010)]
    (times,) = read("article", "2020年收入相当于2005年的3倍。")
    assert (times.year_from, times.year_to) == (2020, 2020)


def test_a_list_of_what_a_year_is_to_bring() -> None:
    """The headline of a news article, and the sentence that opens a list, give year and role."""
    text = repair("新建便民市场5处。")
    title = MetadataField("title", "甘谷县政府2020年将为民办好15件大事和民生实事", 0, 0)
    structure = Structure("article", 1.0, "甘谷县", None, [title], passages=[Passage("prose", 0, len(text.text))])
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2020, 2020, "target")
    title.value = "甘谷县2020年民生实事完成情况"
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2020, 2020, "actual")
    title.value = "海州区2020年工作总结和2021年工作计划"
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (None, None, "actual")


@pytest.mark.parametrize(
    "title",
    [
        "青山市人民政府办公室关于切实抓好2012年造林绿化工作的通知",
        "中共青山县委关于做好2012年全面推进乡村振兴重点工作的实施意见",
        "青山县2012年乡村振兴工作要点",
        "青山州农牧局谋实2012年“八项行动”",
    ],
)
def test_a_title_that_says_what_a_year_is_to_bring(title: str) -> None:
    text = repair("完成造林40万亩。")
    fields = [MetadataField("title", title, 0, 0)]
    structure = Structure("article", 1.0, "青山县", None, fields, passages=[Passage("prose", 0, len(text.text))])
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2012, 2012, "target")


def test_lead_of_a_list() -> None:
    quantities = read("article", "南郑区2024年10个民生实事项目具体如下\n新建学生宿舍楼1栋。\n全年更新路灯9000盏。")
    assert [(q.year_from, q.year_to, q.role) for q in quantities[1:]] == [(2024, 2024, "target")] * 2


def test_a_table_of_goals_and_of_what_is_done() -> None:
    """年度目标任务 and 完成进度 side by side, in a list of any genre."""
    for genre in ("article", "plan"):
        quantities = read(genre, "2.募集青年就业见习岗位325个　完成330个，完成率101.54%")
        assert [quantity.role for quantity in quantities] == ["target", "actual", "actual"]


def test_goals_printed_in_an_article() -> None:
    text = "省农业厅印发规划。\n具体目标：\n粮食作物播种面积稳定在4500万亩以上。"
    assert read("article", text)[0].role == "target"


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
    (quantity,) = read("task_notice", "新增高标准农田2.8万亩。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == (None, 2022, 2022)
    (quantity,) = read("task_notice", "年内引进外资不少于1亿美元。", year="2022")
    assert (quantity.period_text, quantity.year_from, quantity.year_to) == ("年内", 2022, 2022)


ROLES = [
    ("article", "2013年，五莲县计划招引20个项目；新增绿化面积28万平方米。", "target"),
    ("article", "确保“成熟”一对，今年全市已有227对村企确立关系。", "actual"),
    ("article", "争取上级化债奖励资金5500万元。", "actual"),
    ("article", "“红色堡垒户”每月组织辐射户开展1次学习。", "norm"),
    ("plan", "按照每3至10万居民设置1个社区卫生服务中心。", "norm"),
    ("article", "累计招募志愿者20余万人。", "actual"),
    ("article", "今年还将新增托位15万个。", "target"),
    ("article", "每年招录一批年龄在30岁以下的社区工作者。", "norm"),
    ("article", "每个中心户联系10—30户农户。", "norm"),
    ("article", "确保村民的需求在5分钟内得到响应。", "norm"),
    ("plan", "省级以上研发机构总量达50家。", "target"),
    ("plan", "依托海州工业园等3家国家级孵化器。", "actual"),
    ("plan", "落实土地承包到期后再延长三十年政策。", "norm"),
    ("task_notice", "提档农村公路20公里。", "target"),
    ("article", "2012年全市造林绿化任务40万亩。", "target"),
    ("article", "主要经济指标任务10项已分解。", "actual"),
    ("article", "方案明确，全省将持续抓好示范创建；打造200个示范样板。", "target"),
    ("article", "力争到2024年，农业企业由8万户增加到12万户以上。", "actual"),
    ("article", "预计带动集体增收35万元。", "target"),
    ("article", "预计全县地区生产总值增长5%。", "actual"),
    ("article", "争取到位债券资金10亿元。", "actual"),
    ("article", "改建户厕10万户，完成年度任务100.8%。", "actual"),
    ("article", "规划市域总人口2010年控制在300万人以内。", "target"),
    ("article", "努力实现用3年时间，创建产业园1个。", "target"),
    ("article", "每月开展不少于2次全覆盖的集中清理。", "norm"),
    ("article", "食堂每天的堂食接待量约260人次。", "actual"),
    ("article", "发放光伏补助资金179万元。", "actual"),
    ("article", "社区按照300—500户为单元划分网格。", "norm"),
]


@pytest.mark.parametrize(("genre", "sentence", "role"), ROLES)
def test_roles(genre: Genre, sentence: str, role: str) -> None:
    assert read(genre, sentence)[0].role == role


PLACES = [
    ("目前，众心村近200户居民已搬进新居。", ["众心村"]),
    ("友谊村有一支服务帮，共18名党员。服务帮包括6支服务队。", ["友谊村", "友谊村"]),
    ("近湖街道党工委收集微心愿100余条。", ["近湖街道"]),
    ("出台社区工作者管理办法，招录社区工作者260人。", ["青山县"]),
    ("省级健康镇覆盖率达到100%、健康村覆盖率达到40%。", ["青山县", "青山县"]),
    ("刘庄镇友谊村建成书屋3个；全县建成书屋80个。", ["友谊村", "青山县"]),
    # the name stands behind that of a larger area, or inside a phrase
    ("许庄镇西渠头村村民吕新发回乡创业。公司产值突破2000万元，带动西渠头村增收近40万元。", ["西渠头村", "西渠头村"]),
    ("庆坪镇位于青山县北部，距县城19公里。共有党组织18个。", ["庆坪镇", "庆坪镇"]),
    ("红山街道25社区打造服务品牌。社区党委下设13个党支部。", ["25社区"]),
    ("额日和图敖包嘎查总面积58万亩。", ["额日和图敖包嘎查"]),
    # a neighbour at the head of a sentence; no name in 教育实验区, 紧扣乡村, “七彩社区”
    ("在武夷山市，茶产值达15.33亿元。", ["武夷山市"]),
    ("大水坑镇投资1260万元建成敬老院。", ["大水坑镇"]),
    ("改扩建乡镇卫生院75个。", ["青山县"]),
    ("建成4个国家级社区教育实验区。", ["青山县"]),
    ("大丰区紧扣乡村振兴建成阵地53个。", ["大丰区"]),
    ("青山县推行“七彩社区”治理。设立“七彩社区”驿站36个。", ["青山县"]),
    # the area of the document named again, and words that make no name
    ("青山市青山县2024年建成书屋10个。", ["青山县"]),
    ("前任村支书种地30亩，秋后村集体收入7万元。", ["青山县", "青山县"]),
    ("居家社区机构相协调，床位50万张。居家社区机构100个。", ["青山县", "青山县"]),
    # several that share a figure; the figure of each
    ("在尹集镇新兴村、大滩涧村，刁祁镇龙泉村建设温室534座、服务中心2个。", ["青山县", "青山县"]),
    ("建成“邮乐社区”便民服务网点42个。推进“邮乐社区生活”，网点1210个。", ["青山县", "青山县"]),
    ("青山县实行农村整村推进，改厕10万户。", ["青山县"]),
    ("该项目位于我镇北漳村，总投资400万元。", ["北漳村"]),
    ("在麒麟村建成管网1处。全镇共有427个村民小组。", ["麒麟村", "青山县"]),
    ("依托众心村鑫宇合作社，入股703亩。", ["众心村"]),
    ("大洋镇、舒洪镇各建设1个高山蔬菜保供基地。", ["大洋镇、舒洪镇"]),
    # one list of places, one list of figures
    (
        "新改建农村公路65公里，其中横水镇、扬眉镇、龙勾乡分别为12公里、9公里、7.5公里。",
        ["青山县", "横水镇", "扬眉镇", "龙勾乡"],
    ),
]


@pytest.mark.parametrize(("sentence", "places"), PLACES)
def test_places(sentence: str, places: list[str]) -> None:
    assert [quantity.place for quantity in read("article", sentence)] == places


THREADS = [
    # the article of one village names it in its first sentence
    (
        "青山县西埠镇腰埠村扶贫工作队驻村以来，走村入户。\n协助行政村成立3个合作社。\n另募集100万元。",
        ["腰埠村", "腰埠村"],
    ),
    # its headline names it
    ("展小庄村村民领红包\n展小庄村党支部牵头。展小庄村村民共领到176万元。\n公司每月发4000元。", ["展小庄村"] * 2),
    # 社区 without a name is the one named last
    (
        "青山区蟠龙社区立足自贸区，服务2.7万人。\n社区选配9名干部。\n全县选配80名干部。",
        ["蟠龙社区", "蟠龙社区", "青山县"],
    ),
    # the article turns to the county again
    ("靖边镇张家畔村办起实体18处。\n青山县深化改革，青山县稳步发展。\n经济强村达到300个。", ["张家畔村", "青山县"]),
]


@pytest.mark.parametrize(("article", "places"), THREADS)
def test_a_place_is_carried_on(article: str, places: list[str]) -> None:
    assert [quantity.place for quantity in read("article", article)] == places


def test_a_place_is_printed_in_the_script_of_the_source() -> None:
    (quantity,) = read("article", "靖邊鎮張家畔村辦起實體。\n村集體收入566萬元。")
    assert quantity.place == "張家畔村"


BASES = [
    ("累计招募平安志愿者20 余万人，", (20, "万人", 200000, "人")),
    ("地区生产总值迈上1000亿台阶。", (1000, "亿", 100000000000, "元")),
    ("服务近8万市民。", (8, "万", 80000, "人")),
    ("新增设施农业1.53万亩。", (1.53, "万亩", 15300, "亩")),
    ("旅游收入超1.5万亿元。", (1.5, "万亿元", 1500000000000, "元")),
]


@pytest.mark.parametrize(("sentence", "expected"), BASES)
def test_bases(sentence: str, expected: tuple[float, str, float, str]) -> None:
    quantity = read("article", sentence)[0]
    assert (quantity.value, quantity.unit, quantity.value_base, quantity.unit_base) == expected


def test_opening_at_least_holds_for_the_list() -> None:
    quantities = read("task_notice", "年内至少完成30家企业腾笼换鸟，盘活低效土地2000亩、闲置厂房10万平方米以上。")
    assert [quantity.comparator for quantity in quantities] == ["ge", "ge", "ge"]


def test_traditional_text_keeps_its_words() -> None:
    (quantity,) = read("article", "海州區實際收回農村可用土地6700餘畝,這是國家對經濟發展的要求。")
    assert (quantity.subject, quantity.unit, quantity.unit_base) == ("海州區實際收回農村可用土地", "畝", "亩")


LANGUAGE = st.text(
    alphabet="0123456789.,:一二两三十百千万亿年月元亩个家名%“”《》（）+-—/第超近过不少于以上内左右分别增长达到为由从占其中，；。、的全县社区村镇市人口\n",
    max_size=200,
)


@given(LANGUAGE)
def test_never_raises_and_accounts_for_every_digit(raw: str) -> None:
    text = repair(raw)
    structure = Structure("article", 1.0, "青山县", None, passages=[Passage("prose", 0, len(text.text))])
    quantities, skipped = find_quantities(text, structure)
    spans = sorted([(q.start, q.end) for q in quantities] + [(s.start, s.end) for s in skipped])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for position, character in enumerate(text.match):
        if character.isdigit():
            assert sum(start <= position < end for start, end in spans) == 1
