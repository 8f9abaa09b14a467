"""What documents say of themselves, and where they say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.structure.dates import find_dates
from pipelines.structure.document_place import WORDS_TOO, find_place
from pipelines.structure.model import Structure
from pipelines.structure.periods import five_year_span
from pipelines.structure.read_structure import read_structure
from pipelines.structure.regions import code_of, common_parent, mentions, regions, regions_by_name, short_name
from pipelines.text.repair import repair
from pipelines.text.repaired import RepairedText

RAW = Path(__file__).parent.parent / "raw"


def raw_document(name: str) -> tuple[RepairedText, Structure]:
    text = repair((RAW / f"{name}.txt").read_bytes().decode("utf-8"))
    return text, read_structure(text)


def fields(raw: str) -> dict[str, str]:
    return {entry.name: entry.value for entry in read_structure(repair(raw)).fields}


def test_notice() -> None:
    text, structure = raw_document("haizhou-2022-key-tasks")
    assert {entry.name: entry.value for entry in structure.fields} == {
        "title": "区政府关于印发2022年《政府工作报告》重点任务分解落实方案的通知",
        "index_number": "0142671915/2022-00039",
        "doc_number": "海政发〔2022〕1号",
        "issuer": "海州区人民政府",
        "signed_on": "2022-01-28",
        "published_on": "2022-01-29",
        "period_from": "2022",
        "period_to": "2022",
        "region_name": "海州区",
    }
    assert structure.region_code == "320706"
    spans = {entry.name: text.text[entry.start : entry.end] for entry in structure.fields}
    assert spans["published_on"] == "2022-01-29 10:13"
    assert spans["signed_on"] == "2022年1月28日"
    metadata = [text.text[p.start : p.end].strip() for p in structure.passages if p.kind == "metadata"]
    assert metadata[:2] == ["您当前的位置:正文", "索引号0142671915/2022-00039分类/通知"]
    assert metadata[-3:] == [
        "抄送:区委各部门,区人大办公室,区政协办公室,区法院,区检察院,区人武部,区各人民团体,驻区直属单位。",
        "海州区人民政府办公室2022年1月28日印发",
        "手机扫一扫查看当前页面",
    ]


def test_plan_names_itself_in_its_preface() -> None:
    _, structure = raw_document("haizhou-14th-plan-outline")
    assert {entry.name: entry.value for entry in structure.fields} == {
        "title": "连云港市海州区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "period_from": "2021",
        "period_to": "2025",
        "region_name": "海州区",
    }
    assert structure.region_code == "320706"


def test_article_in_traditional_script() -> None:
    text, structure = raw_document("haizhou-governance-article-hant")
    assert {entry.name: entry.value for entry in structure.fields} == {
        "title": "連雲港市委副書記萬聞華:牢記“後發先至”囑託,提升縣域治理效能",
        "publication": "《群眾》2020年第5期",
        "region_name": "海州區",
    }
    assert (structure.place, structure.region_code) == ("海州區", "320706")
    metadata = [text.text[p.start : p.end].strip() for p in structure.passages if p.kind == "metadata"]
    assert len(metadata) == 7
    assert metadata[-1] == "相關文章:"


def test_newspaper_page_is_about_the_city_of_its_counties() -> None:
    _, structure = raw_document("yancheng-governance-newspaper-page")
    assert (structure.place, structure.region_code) == ("盐城市", "320900")


BODY = "坚持稳中求进工作总基调，统筹推进各项事业，全县经济社会保持平稳健康发展的良好态势，人民生活水平稳步提高。\n"

STATE = (
    "国务院关于印发国家环境保护“十二五”规划的通知国发〔2011〕42号　各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n"
    "现将《国家环境保护“十二五”规划》印发给你们，请认真贯彻执行。\n国　务　院\n二○一一年十二月十五日\n"
    f"国家环境保护“十二五”规划\n一、环境形势\n{BODY}二、指导思想\n{BODY}三、主要目标\n{BODY}"
)
PROVINCE = (
    "关于印发《浙江省人形机器人产业创新发展实施方案（2024—2027年）》的通知\n浙江经信 2024-09-05\n"
    f"各市、县（市、区）经信局，省级有关单位：\n{BODY}浙江省制造业高质量发展（数字经济发展）\n领导小组办公室（代章）\n"
    f"2024年9月2日\n浙江省人形机器人产业创新发展实施方案（2024—2027年）\n一、总体要求\n{BODY}二、保障措施\n{BODY}"
)
REPORT = (
    "政府工作报告\n--2014年2月19日在海拉尔区第十四届人民代表大会第三次会议上\n海拉尔区人民政府区长杜联合\n各位代表：\n"
    f"现在，我代表海拉尔区人民政府向大会作工作报告，请予审议。\n一、2013年工作回顾\n{BODY}二、2014年工作安排\n{BODY}"
)
REPORT_PAGE = (
    "首页\n>\n政府信息公开\n>\n政府工作报告\n陕西省2026年政府工作报告\n2026年1月27日在陕西省第十四届人民代表大会第四次会议上\n"
    "时间：\n2026-02-02 09:20\n来源：\n陕西省人民政府\n分享:\n各位代表：\n现在，我代表省人民政府向大会报告工作，请予审议。\n"
    f"一、2025年工作回顾\n{BODY}二、2026年重点工作\n{BODY}扫一扫在手机打开当前页\n"
)
TITLE_PAGE = (
    "临江县国民经济和社会发展第十五个五年规划和二〇三五年远景目标纲要\n临江县人民政府\n2026年3月\n目　录\n第一章 发展环境……1\n"
    f"第二章 总体要求……5\n第一章 发展环境\n{BODY}第二章 总体要求\n{BODY}"
)
TWO_LINES = (
    f"浙江省文化和人工智能深度融合创新发展\n实施方案（２０２５—２０２７年）\n{BODY}一、总体思路\n{BODY}二、发展目标\n{BODY}"
    "三、保障措施\n（一）强化领导。坚持党的领导。（责任单位：省委宣传部）中共浙江省委宣传部办公室２０２５年１０月１３日印发"
)

INDUSTRY = f"民用爆炸物品行业发展规划\n\n（2016-2020年）\n\n{BODY}一、回顾与总结\n{BODY}二、发展目标\n{BODY}三、保障措施\n{BODY}"
TOWN_OF_A_COUNTY = (
    "重庆市巴南区木洞镇人民政府关于印发2024年政府工作报告的通知\n木洞府发〔2024〕2号\n各村（居）民委员会：\n"
    f"{BODY}重庆市巴南区木洞镇人民政府\n2024年2月22日\n2024年政府工作报告\n各位代表：\n现在，我代表木洞镇人民政府向大会作工作报告，"
    f"请予审议。\n一、2023年工作回顾\n{BODY}"
)
TOWN_ALONE = (
    "卢村乡2023年政府工作报告\n各位代表：\n现在，我代表乡人民政府向大会报告工作，请予审议。\n"
    f"一、2022年工作回顾\n{BODY}"
)
COMMUNIQUE = f"武城县2018年国民经济和社会发展统计公报[1]\n武城县统计局\n{BODY}一、综合\n{BODY}二、农业\n{BODY}"
OFFICE = (
    "崇义县人民政府办公室关于印发崇义县2023年十件民生实事任务分解表的通知\n崇府办字〔2023〕8号\n各乡（镇）人民政府：\n"
    f"{BODY}1．新增学位720个。\n牵头单位：县教科体局\n2．改造道路5公里。\n牵头单位：县住建局\n"
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            INDUSTRY,
            {"title": "民用爆炸物品行业发展规划（2016-2020年）", "period_from": "2016", "period_to": "2020"},
        ),
        (
            TOWN_OF_A_COUNTY,
            {"region_name": "木洞镇", "period_from": "2023", "period_to": "2024"},
        ),
        (TOWN_ALONE, {"region_name": "卢村乡", "period_from": "2022", "period_to": "2023"}),
        (COMMUNIQUE, {"title": "武城县2018年国民经济和社会发展统计公报", "issuer": "武城县统计局"}),
        (OFFICE, {"issuer": "崇义县人民政府办公室", "region_name": "崇义县"}),
        (
            STATE,
            {
                "title": "国务院关于印发国家环境保护“十二五”规划的通知",
                "doc_number": "国发〔2011〕42号",
                "issuer": "国务院",
                "signed_on": "2011-12-15",
                "period_from": "2011",
                "period_to": "2015",
            },
        ),
        (
            PROVINCE,
            {
                "title": "关于印发《浙江省人形机器人产业创新发展实施方案（2024—2027年）》的通知",
                "issuer": "浙江省制造业高质量发展（数字经济发展）领导小组办公室",
                "signed_on": "2024-09-02",
                "published_on": "2024-09-05",
                "period_from": "2024",
                "period_to": "2027",
                "region_name": "浙江省",
            },
        ),
        (
            REPORT,
            {
                "title": "政府工作报告",
                "issuer": "海拉尔区人民政府",
                "signed_on": "2014-02-19",
                "period_from": "2013",
                "period_to": "2014",
                "region_name": "海拉尔区",
            },
        ),
        (
            REPORT_PAGE,
            {
                "title": "陕西省2026年政府工作报告",
                "issuer": "陕西省人民政府",
                "signed_on": "2026-01-27",
                "published_on": "2026-02-02",
                "period_from": "2025",
                "period_to": "2026",
                "region_name": "陕西省",
            },
        ),
        (
            TITLE_PAGE,
            {
                "title": "临江县国民经济和社会发展第十五个五年规划和二〇三五年远景目标纲要",
                "issuer": "临江县人民政府",
                "period_from": "2026",
                "period_to": "2030",
            },
        ),
        (
            TWO_LINES,
            {
                "title": "浙江省文化和人工智能深度融合创新发展实施方案（２０２５—２０２７年）",
                "signed_on": "2025-10-13",
                "period_from": "2025",
                "period_to": "2027",
                "region_name": "浙江省",
            },
        ),
    ],
)
def test_written_documents(raw: str, expected: dict[str, str]) -> None:
    found = fields(raw)
    assert {name: found.get(name) for name in expected} == expected


def test_a_town_lies_in_its_county() -> None:
    structure = read_structure(repair(TOWN_OF_A_COUNTY))
    assert (structure.place, structure.region_code) == ("木洞镇", "500113")
    structure = read_structure(repair(TOWN_ALONE))
    assert (structure.place, structure.region_code) == ("卢村乡", None)


def test_a_town_is_named_where_its_report_was_given() -> None:
    raw = f"政府工作报告\n——2020年4月26日在万佛湖镇第三届人民代表大会\n第四次会议上\n镇长 张三\n各位代表：\n{BODY}六安市。\n"
    assert read_structure(repair(raw)).place == "万佛湖镇"


def test_a_province_that_is_called_by_its_short_name_alone() -> None:
    raw = f"江西农业强省建设规划：收入超全国平均水平\n根据规划，确保我省建设高标准农田2825万亩，超过全国平均水平。\n{BODY}\n"
    structure = read_structure(repair(raw))
    assert (structure.place, structure.region_code) == ("江西省", "360000")
    assert read_structure(repair(raw.replace("我省", "湖南"))).place == "全国"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (f"（河北省）2017年蠡县人民政府工作报告\n2021-07-23 10:26:26\n政府工作报告\n各位代表：\n{BODY}\n", "蠡县"),
        (f"（安徽省）黄山市黄山区国民经济和社会发展十四五规划\n第一章 总则\n{BODY}\n", "黄山区"),
        (
            f"福州精品示范村建设见成效\n福州日报讯 示范村建设是福州新农村建设的切入点。全市有示范村10个，福州走出新路。{BODY}\n",
            "福州市",
        ),
        (
            f"政府工作报告\n——2024年1月18日在牟定县第十八届\n人民代表大会第三次会议上\n县长 李四\n各位代表：\n现在，我代表十八届县人民政府，向大会报告工作。\n{BODY}\n",
            "牟定县",
        ),
        (f"关于民生实事项目进展情况的通报\n全县办好实事，会同各单位推进，会同各方落实。会同督查。{BODY}\n", "全国"),
        (f"中卫市2013年统计资料汇编一则\n建成区面积增加，其中沙坡头区较多，沙坡头区最快。{BODY}\n", "中卫市"),
        (
            f"关于支持人才的十条意见\n为莆田高质量发展提供保障，结合莆田实际。全市对来莆田创业的团队给予资助。{BODY}\n",
            "莆田市",
        ),
        (f"连云港市委副书记谈治理\n海州区推进治理，海州区见成效。{BODY}\n", "海州区"),
        (f"推进安康、平安建设\n全市推进平安建设，安康为民，安康到家，建设安康之家。{BODY}\n", "全国"),
        # 全市 and 我县 say which of the areas named it is about; 全国 is what others are compared with
        (
            f"沃野新篇——安庆“三农”五年回望\n全市粮食丰收，桐城市见成效。全市农机多了，安庆再上台阶。{BODY}\n",
            "安庆市",
        ),
        (
            f"前4月投资情况\n宁夏投资增长10.5%，位居全国第九，高于全国平均。1月，宁夏产业投资增长。4月，宁夏银川市在建。{BODY}\n",
            "宁夏回族自治区",
        ),
        (f"二、工作安排\n今年是吉林振兴的关键一年。增长5%左右，努力跑赢全国。{BODY}\n", "吉林省"),
        (
            f"湖北宜昌：今年计划改造老旧小区\n湖北省推进改造，湖北省出台办法。宜昌新开工286个。宜昌在行动。{BODY}\n",
            "宜昌市",
        ),
        # no area is named 关于分解下达市
        (f"关于分解下达市政府2009年民生工程的通知\n广元市推进实事，广元市落实任务。{BODY}\n", "广元市"),
        # counties that are no more, or are said in short
        (f"湟中县提前谋划农业工作\n青海省湟中县实施好项目。{BODY}\n", "湟中县"),
        (f"湖畔备耕忙\n记者从前郭县农业农村局获悉，今年全县要种地。吉林省支持，全县备足种子。{BODY}\n", "前郭县"),
        (f"重点工作责任分解\n全县推进重点工作。嘉鱼经济开发区牵头，嘉鱼港配合，嘉鱼园区参加。{BODY}\n", "嘉鱼县"),
    ],
)
def test_places_named_in_other_ways(raw: str, place: str) -> None:
    assert read_structure(repair(raw)).place == place


def test_the_words_before_a_county_are_no_name() -> None:
    text = "十八届县人民政府工作。"
    assert find_place(text, [(0, 8)]).name == "全国"


def test_short_names_that_are_words_are_names() -> None:
    names = {name[:-1] for name in regions_by_name() if name[-1] in "县区市"}
    assert names >= WORDS_TOO


def test_a_text_that_is_a_name() -> None:
    assert find_place("海州区", [], headline=(0, 3)).name == "海州区"


def test_a_speaker_is_named_behind_the_session() -> None:
    raw = f"政府工作报告\n2017年2月22日在蠡县第十七届人民代表大会第一次会议上\n蠡县人民政府代县长都建华\n各位代表：\n{BODY}\n"
    assert fields(raw)["issuer"] == "蠡县人民政府"


def test_a_letter_to_units_and_the_table_it_encloses() -> None:
    raw = (
        f"经开区、高新园（邹区镇）、各街道，区各办局、直属单位：\n{BODY}\n常州市钟楼区人民政府\n2024年3月11日\n附件1\n"
        f"2024年《政府工作报告》主要目标任务责任分解表\n序号\n目标名称\n牵头单位\n1\n地区生产总值增长6%左右。\n发改局\n"
        f"2\n公共预算收入增长3%以上。\n财政局\n{BODY}\n"
    )
    found = fields(raw)
    assert (found.get("title"), found["issuer"], found["period_from"]) == (None, "常州市钟楼区人民政府", "2024")
    assert read_structure(repair(raw)).genre == "task_notice"


def test_a_list_begins_the_text() -> None:
    text = repair(
        "未来5年“卫生强市”战略\n到2020年将实现：\n1、新建市级医院12家\n2、千人床位数达到4.3张\n3、千人医生数达到2.8名\n"
    )
    spans = [text.text[p.start : p.end].strip() for p in read_structure(text).passages if p.kind == "metadata"]
    assert not any("医院" in span or "床位" in span for span in spans)


def test_short_sentences_of_the_text_are_no_titles() -> None:
    raw = f"零起步的跨越\n2021年村集体纯收入4000多元；\n2022年村集体纯收入20万余元；\n2023年，收入将突破百万元。\n{BODY}\n"
    text = repair(raw)
    spans = [(p.start, p.end) for p in read_structure(text).passages if p.kind == "metadata"]
    assert [text.text[start:end].strip() for start, end in spans] == ["零起步的跨越"]


def test_dates_in_a_table_sign_nothing() -> None:
    rows = "".join(
        f"{n}\n完成{n}号道路建设，同步建成雨水污水管网、绿化带、路灯和公交站台，方便沿线群众出行。\n区住建局\n2022年{n}月30日\n"
        for n in range(3, 12)
    )
    text = repair(f"重点任务清单\n序号\n任务\n责任单位\n完成时限\n{rows}")
    structure = read_structure(text)
    assert structure.value("signed_on") is None
    assert not any(
        "道路" in text.text[passage.start : passage.end] for passage in structure.passages if passage.kind == "metadata"
    )


def test_table_of_contents_is_no_section() -> None:
    structure = read_structure(repair(TITLE_PAGE))
    assert [section.title for section in structure.sections] == ["发展环境", "总体要求"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022年1月28日", ["2022-01-28"]),
        ("发布日期:2022-01-29 10:13", ["2022-01-29"]),
        ("二○一一年十二月十五日", ["2011-12-15"]),
        ("二〇二三年十月三十一日", ["2023-10-31"]),
        ("2022年2月30日", []),
        ("2022年1月，13日", []),
    ],
)
def test_dates(text: str, days: list[str]) -> None:
    assert [day.value for day in find_dates(text, 0, len(text))] == days


def test_five_year_plans() -> None:
    assert [five_year_span(ordinal) for ordinal in "三四五"] == [(2016, 2020), (2021, 2025), (2026, 2030)]


def test_division_table() -> None:
    assert len(regions()) > 3000
    assert regions()["320706"].parents == ("320700", "320000")
    assert all(len(code) == 6 and code.isdigit() for code in regions())
    assert sorted(region.code for region in regions_by_name()["海州区"]) == ["210902", "320706"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("海州区", "江苏省连云港市海州区", "320706"),
        ("海州区", "阜新市海州区", "210902"),
        ("海州区", "海州区召开会议", None),
        ("射阳县", "射阳县", "320924"),
    ],
)
def test_districts_of_one_name(name: str, text: str, code: str | None) -> None:
    assert code_of(name, text) == code


def test_what_is_known_tells_districts_of_one_name_apart() -> None:
    assert code_of("海州区", "海州区召开会议", "320706") == "320706"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江苏省盐城市建湖县认真学习", ["江苏省", "盐城市", "建湖县"]),
        ("提高县域治理水平，治理县区道路", []),
        ("在城区和郊区", []),
        ("湖南省湘西土家族苗族自治州", ["湖南省", "湘西土家族苗族自治州"]),
        ("黄南州农牧局", ["黄南藏族自治州"]),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [mention.name for mention in mentions(text)] == names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("连云港市", "连云港"),
        ("内蒙古自治区", "内蒙古"),
        ("海拉尔区", "海拉尔"),
        ("湘西土家族苗族自治州", "湘西"),
        ("成县", "成县"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_common_parent() -> None:
    parent = common_parent(["320925", "320904", "320924"])
    assert parent is not None
    assert parent.name == "盐城市"
    assert common_parent([]) is None
