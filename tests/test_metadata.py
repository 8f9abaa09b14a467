"""What documents say of themselves, and where they say it."""

from __future__ import annotations

import pytest

from pipelines.structure.dates import find_dates
from pipelines.structure.periods import five_year_span
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.reading import BODY, document


def fields(raw: str) -> dict[str, str]:
    return {entry.name: entry.value for entry in read_structure(repair(raw)).fields}


def test_notice() -> None:
    text, structure = document("haizhou-2022-key-tasks")
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
    _, structure = document("haizhou-14th-plan-outline")
    assert {entry.name: entry.value for entry in structure.fields} == {
        "title": "连云港市海州区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "period_from": "2021",
        "period_to": "2025",
        "region_name": "海州区",
    }
    assert structure.region_code == "320706"


def test_article_in_traditional_script() -> None:
    text, structure = document("haizhou-governance-article-hant")
    assert {entry.name: entry.value for entry in structure.fields} == {
        "title": "連雲港市委副書記萬聞華:牢記“後發先至”囑託,提升縣域治理效能",
        "publication": "《群眾》2020年第5期",
        "region_name": "海州區",
    }
    assert (structure.place, structure.region_code) == ("海州區", "320706")
    metadata = [text.text[p.start : p.end].strip() for p in structure.passages if p.kind == "metadata"]
    assert len(metadata) == 7
    assert metadata[-1] == "相關文章:"


STATE = (
    "国务院关于印发国家环境保护“十二五”规划的通知国发〔2011〕42号　各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n"
    "现将《国家环境保护“十二五”规划》印发给你们，请认真贯彻执行。\n国　务　院\n二○一一年十二月十五日\n"
    f"国家环境保护“十二五”规划\n一、环境形势\n{BODY}\n二、指导思想\n{BODY}\n三、主要目标\n{BODY}\n"
)
PROVINCE = (
    "关于印发《浙江省人形机器人产业创新发展实施方案（2024—2027年）》的通知\n浙江经信 2024-09-05\n"
    f"各市、县（市、区）经信局，省级有关单位：\n{BODY}\n浙江省制造业高质量发展（数字经济发展）\n领导小组办公室（代章）\n"
    f"2024年9月2日\n浙江省人形机器人产业创新发展实施方案（2024—2027年）\n一、总体要求\n{BODY}\n二、保障措施\n{BODY}\n"
)
REPORT = (
    "政府工作报告\n--2014年2月19日在海拉尔区第十四届人民代表大会第三次会议上\n海拉尔区人民政府区长杜联合\n各位代表：\n"
    f"现在，我代表海拉尔区人民政府向大会作工作报告，请予审议。\n一、2013年工作回顾\n{BODY}\n二、2014年工作安排\n{BODY}\n"
)
REPORT_PAGE = (
    "首页\n>\n政府信息公开\n>\n政府工作报告\n陕西省2026年政府工作报告\n2026年1月27日在陕西省第十四届人民代表大会第四次会议上\n"
    "时间：\n2026-02-02 09:20\n来源：\n陕西省人民政府\n分享:\n各位代表：\n现在，我代表省人民政府向大会报告工作，请予审议。\n"
    f"一、2025年工作回顾\n{BODY}\n二、2026年重点工作\n{BODY}\n扫一扫在手机打开当前页\n"
)
TITLE_PAGE = (
    "临江县国民经济和社会发展第十五个五年规划和二〇三五年远景目标纲要\n临江县人民政府\n2026年3月\n目　录\n第一章 发展环境……1\n"
    f"第二章 总体要求……5\n第一章 发展环境\n{BODY}\n第二章 总体要求\n{BODY}\n"
)
TWO_LINES = (
    f"浙江省文化和人工智能深度融合创新发展\n实施方案（２０２５—２０２７年）\n{BODY}\n一、总体思路\n{BODY}\n二、发展目标\n{BODY}\n"
    "三、保障措施\n（一）强化领导。坚持党的领导。（责任单位：省委宣传部）中共浙江省委宣传部办公室２０２５年１０月１３日印发"
)

INDUSTRY = f"民用爆炸物品行业发展规划\n\n（2016-2020年）\n\n{BODY}\n一、回顾与总结\n{BODY}\n二、发展目标\n{BODY}\n三、保障措施\n{BODY}\n"
TOWN_OF_A_COUNTY = (
    "重庆市巴南区木洞镇人民政府关于印发2024年政府工作报告的通知\n木洞府发〔2024〕2号\n各村（居）民委员会：\n"
    f"{BODY}\n重庆市巴南区木洞镇人民政府\n2024年2月22日\n2024年政府工作报告\n各位代表：\n现在，我代表木洞镇人民政府向大会作工作报告，"
    f"请予审议。\n一、2023年工作回顾\n{BODY}\n"
)
TOWN_ALONE = (
    "卢村乡2023年政府工作报告\n各位代表：\n现在，我代表乡人民政府向大会报告工作，请予审议。\n"
    f"一、2022年工作回顾\n{BODY}\n"
)
COMMUNIQUE = f"武城县2018年国民经济和社会发展统计公报[1]\n武城县统计局\n{BODY}\n一、综合\n{BODY}\n二、农业\n{BODY}\n"
OFFICE = (
    "崇义县人民政府办公室关于印发崇义县2023年十件民生实事任务分解表的通知\n崇府办字〔2023〕8号\n各乡（镇）人民政府：\n"
    f"{BODY}\n1．新增学位720个。\n牵头单位：县教科体局\n2．改造道路5公里。\n牵头单位：县住建局\n"
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


def test_a_speaker_is_named_behind_the_session() -> None:
    raw = f"政府工作报告\n2017年2月22日在蠡县第十七届人民代表大会第一次会议上\n蠡县人民政府代县长都建华\n各位代表：\n{BODY}\n"
    assert fields(raw)["issuer"] == "蠡县人民政府"


def test_a_line_that_names_the_speaker_is_no_title() -> None:
    raw = f"——2025 年 3 月 30 日在封丘县第十五届人民代表大会六次会议上\n封丘县人民政府县长　王振海\n\n各位代表：\n{BODY}\n"
    found = fields(raw)
    assert "title" not in found
    assert found["issuer"] == "封丘县人民政府"


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
