"""Sections: numbered and unnumbered headings, and those that lost their number."""

from __future__ import annotations

import re

import pytest

from pipelines.structure.headings import read_headings
from pipelines.structure.lines import split_lines
from pipelines.structure.numbering import marker_at, read_number
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.reading import BODY, RAW, document

# Read from the source: chapter, its number, the titles of its sections.
PLAN: list[tuple[str | None, str, list[str]]] = [
    (None, "序言", []),
    ("第一章", "发展基础与形势", ["发展基础", "发展形势"]),
    ("第二章", "发展战略与目标", ["指导思想", "二〇三五年远景目标", "“十四五”经济社会发展目标"]),
    (
        "第三章",
        "不断提高发展质效着力打造实力海州",
        ["优化全区产业布局", "提升现代服务业发展水平", "推动工业经济扩量提质", "加快发展现代都市农业"],
    ),
    ("第四章", "推进创新改革开放着力打造活力海州", ["有效提高创新能力", "持续深化各项改革", "不断提高开放水平"]),
    (
        "第五章",
        "强化数字技术应用着力打造智慧海州",
        ["完善数字基础设施", "加快发展数字经济", "努力建设数字政府", "积极打造数字社会"],
    ),
    (
        "第六章",
        "强化城乡建设管理着力打造美丽海州",
        ["构建畅达交通体系", "建设美丽宜居家园", "改善城乡生态环境", "提升城市管理水平"],
    ),
    (
        "第七章",
        "推动民生事业发展着力打造幸福海州",
        [
            "建设现代化教育强区",
            "加快发展卫生健康事业",
            "着力提升民生保障水平",
            "推动重点群体共享发展",
            "全力推动就业创业",
        ],
    ),
    ("第八章", "优化社会治理环境着力打造和谐海州", ["加强民主法治建设", "推动社会信用建设", "加强精神文明建设"]),
    ("第九章", "筑牢安全稳定底线着力打造平安海州", ["加强公共安全保障", "构建综合治理体系", "全力保障社会稳定"]),
    ("第十章", "突出管理评估强化实施保障", []),
]


def headings(raw: str) -> list[tuple[str | None, str, bool]]:
    text = repair(raw)
    return [(found.number_text, found.title, found.lost_number) for found in read_headings(text, split_lines(text))]


def test_sections_of_the_plan() -> None:
    _, structure = document("haizhou-14th-plan-outline")
    found: list[tuple[str | None, str, list[str]]] = []
    for section in structure.sections:
        if section.kind == "chapter":
            assert section.level == 1
            found.append((section.number_text, section.title, []))
        elif section.kind == "section":
            assert section.level == 2
            found[-1][2].append(section.title)
        else:
            assert (section.kind, section.level) == ("box", 3)
    assert found == PLAN


def test_number_lost_in_the_plan() -> None:
    text, structure = document("haizhou-14th-plan-outline")
    [lost] = [section for section in structure.sections if section.kind == "section" and section.number_text is None]
    assert lost.title == "加强民主法治建设"
    assert lost.parent is not None
    assert structure.sections[lost.parent].number_text == "第八章"
    [defect] = [defect for defect in structure.defects if defect.kind == "heading_number_lost"]
    assert text.text[defect.start : defect.end] == "加强民主法治建设"


def test_numbers_of_headings_are_passages_of_their_own() -> None:
    text, structure = document("haizhou-14th-plan-outline")
    numbers = [
        text.text[passage.start : passage.end].strip()
        for passage in structure.passages
        if passage.reason == "heading_number" and not text.text.startswith("专栏", passage.start)
    ]
    assert numbers[:6] == ["第一章", "第一节", "第二节", "第二章", "第一节", "第二节"]
    assert len(numbers) == 10 + 31 - 1  # 加强民主法治建设 has none


def test_headings_of_the_article_in_both_scripts() -> None:
    simplified = [section.title for section in document("haizhou-governance-article-hans")[1].sections]
    assert simplified == [
        "抓县域经济治理做强带动力",
        "抓城乡统筹治理做大承载力",
        "抓社会综合治理做稳平衡力",
        "抓镇街村社治理做实组织力",
    ]
    sections = document("haizhou-governance-article-hant")[1].sections
    assert [(section.kind, section.title) for section in sections] == [
        ("article", "連雲港市委副書記萬聞華:牢記“後發先至”囑託,提升縣域治理效能"),
        ("heading", "抓縣域經濟治理做強帶動力"),
        ("heading", "抓城鄉統籌治理做大承載力"),
        ("heading", "抓社會綜合治理做穩平衡力"),
        ("heading", "抓鎮街村社治理做實組織力"),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            f"第三章\n\n不断提高发展质效  着力打造实力海州\n\n{BODY}\n第四章 深化改革\n{BODY}\n",
            [("第三章", "不断提高发展质效着力打造实力海州", False), ("第四章", "深化改革", False)],
        ),
        (
            f"一、环境形势\n{BODY}\n二、主要目标\n（一）指导思想。\n{BODY}\n（二）基本原则。{BODY}\n",
            [
                ("一", "环境形势", False),
                ("二", "主要目标", False),
                ("（一）", "指导思想", False),
                ("（二）", "基本原则", False),
            ],
        ),
        (
            f"一、总体要求\n{BODY}\n重点任务\n{BODY}\n三、保障措施\n{BODY}\n",
            [("一", "总体要求", False), (None, "重点任务", True), ("三", "保障措施", False)],
        ),
        (
            f"第一章 总则\n{BODY}\n第一节 形势\n{BODY}\n第二节 要求\n{BODY}\n第二章 任务\n{BODY}\n培育产业\n{BODY}\n"
            f"第二节 改善民生\n{BODY}\n",
            [
                ("第一章", "总则", False),
                ("第一节", "形势", False),
                ("第二节", "要求", False),
                ("第二章", "任务", False),
                (None, "培育产业", True),
                ("第二节", "改善民生", False),
            ],
        ),
        (f"一是加强领导。{BODY}\n二是落实责任。{BODY}\n", []),
        (f"一、主要目标\n1.地区生产总值增长7.5%\n2.财政收入增长6%\n{BODY}\n", [("一", "主要目标", False)]),
        (
            f"1．加快建设数据体系\n{BODY}\n2．夯实算力底座\n{BODY}\n",
            [("1", "加快建设数据体系", False), ("2", "夯实算力底座", False)],
        ),
    ],
)
def test_headings(raw: str, expected: list[tuple[str | None, str, bool]]) -> None:
    assert headings(raw) == expected


def test_parts_of_a_report_without_numbers() -> None:
    """2025年和“十四五”工作回顾 stands above 一、 and 二、, which begin anew in the next part."""
    raw = (
        f"政府工作报告\n各位代表：\n2025年和“十四五”工作回顾\n刚刚过去的2025年，{BODY}\n一、经济运行量质齐升\n{BODY}\n"
        f"二、城乡面貌持续改善\n{BODY}\n2026年工作安排\n{BODY}\n一、扩大有效投资\n{BODY}\n"
    )
    sections = read_structure(repair(raw)).sections
    titles = [section.title for section in sections]
    parents = {section.title: section.parent for section in sections}
    first, second = titles.index("2025年和“十四五”工作回顾"), titles.index("2026年工作安排")
    assert parents["经济运行量质齐升"] == parents["城乡面貌持续改善"] == first
    assert parents["扩大有效投资"] == second
    raw = f"政府工作报告\n各位代表：\n2024年工作回顾\n一年来，{BODY}\n（一）全力以赴兴产业。\n{BODY}\n（二）持之以恒惠民生。\n{BODY}\n"
    sections = read_structure(repair(raw)).sections
    assert [section.parent for section in sections] == [None, 0, 0]


NUMBERED_LINE = re.compile("^第[一二三四五六七八九十]+[章节][ \\n]*", re.MULTILINE)


def test_any_number_may_be_lost() -> None:
    """Take the number from each chapter and section in turn: the tree of sections stays what it is."""
    raw = (RAW / "haizhou-14th-plan-outline.txt").read_bytes().decode("utf-8")
    whole = [(section.kind, section.level, section.title) for section in read_structure(repair(raw)).sections]
    numbers = list(NUMBERED_LINE.finditer(raw))
    assert len(numbers) == 40
    for number in numbers[::3]:
        structure = read_structure(repair(raw[: number.start()] + raw[number.end() :]))
        assert [(section.kind, section.level, section.title) for section in structure.sections] == whole, number.group()
        assert sum(defect.kind == "heading_number_lost" for defect in structure.defects) == 2


def test_headings_of_a_page_saved_as_one_line() -> None:
    """建立长期监护机制。　（三）遏制重金属污染事件高发态势。: only a blank is left of the line end."""
    raw = f"一、环境形势\n（一）水环境。{BODY}\n（二）土壤。建立长期监护机制。\u3000（三）遏制重金属污染事件高发态势。{BODY}\n"
    assert [title for _, title, _ in headings(raw)] == ["环境形势", "水环境", "土壤", "遏制重金属污染事件高发态势"]


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("第十二章 总则", "chapter", 12),
        ("第3节 目标", "section", 3),
        ("第二部分 任务", "part", 2),
        ("十一、保障", "han", 11),
        ("（二十）监督", "bracket_han", 20),
        ("12.道路", "digit", 12),
        ("（3）桥梁", "bracket_digit", 3),
        ("②水", "circled", 2),
    ],
)
def test_markers(text: str, style: str, number: int) -> None:
    marker = marker_at(text, 0)
    assert marker is not None
    assert (marker.style, marker.number) == (style, number)


@pytest.mark.parametrize("text", ["1.26万亩", "2022年", "一是", "第三产业", "十四五", "（草案）"])
def test_no_markers(text: str) -> None:
    assert marker_at(text, 0) is None


@pytest.mark.parametrize(("digits", "number"), [("十", 10), ("二十一", 21), ("一百零三", 103), ("7", 7), ("十五", 15)])
def test_numerals(digits: str, number: int) -> None:
    assert read_number(digits) == number
