"""Layout repair: the text comes out as its author wrote it, and every character keeps its place in the file."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quantities.numbers import read_numbers
from pipelines.text.repair import repair

REPAIRED = [
    # stray blanks of a web page or PDF
    ("设立 4支总额近 60亿元的基金", "设立4支总额近60亿元的基金"),
    ("走访 77505 户 190078 人", "走访77505户190078人"),
    ("全区　实现\xa0产值", "全区实现产值"),
    ("建设 Smart City 平台", "建设Smart City平台"),
    ("1. 2021年完成", "1. 2021年完成"),
    # one paragraph a line
    ("第一章\n总则\n本规划期为2021年。\n", "第一章\n总则\n本规划期为2021年。\n"),
    # a bracket broken by a line end goes on
    (
        "13.加快建设联东谷项目，建成工业邻里中心（牵头单位：区工信局、\n区商务局）",
        "13.加快建设联东谷项目，建成工业邻里中心（牵头单位：区工信局、区商务局）",
    ),
    # ... unless a new item begins: the bracket was lost
    (
        "13.加快建设联东谷项目，建成工业邻里中心（牵头单位：区工信局，工业园\n14.打造基地",
        "13.加快建设联东谷项目，建成工业邻里中心（牵头单位：区工信局，工业园\n14.打造基地",
    ),
]


@pytest.mark.parametrize(("raw", "text"), REPAIRED)
def test_repaired(raw: str, text: str) -> None:
    assert repair(raw).text.rstrip("\n") == text.rstrip("\n")


PARAGRAPHS = [
    "近年来，全县深化城乡社区治理，健全党组织领导的基层治理体系，推动党建与治理深度融合，不断提升服务群众的能力和水平。",
    "目前，全县18个社区共划分272个网格，2818名党员在网格上行走，常态化参与社区疫情防控、文明城市创建等活动，构建起良性工作体系。",
    "建立多级联动责任链条，将社区治理工作纳入镇和社区书记述职的重要内容，作为基层党建考核的重要得分项，压紧压实主体责任。",
]


def columns(width: int, *, blank: bool = False, indent: str = "") -> str:
    """The paragraphs as a newspaper column or PDF prints them."""
    lines = []
    for paragraph in PARAGRAPHS:
        lines += textwrap.wrap(indent + paragraph, width, drop_whitespace=False)
    return ("\n\n" if blank else "\n").join(lines)


@pytest.mark.parametrize("width", [13, 15, 22, 40, 46])
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_wrapping_lines_changes_no_number(width: int, blank: bool, indent: str) -> None:
    text = repair(columns(width, blank=blank, indent=indent)).match
    numbers, _ = read_numbers(text, 0, len(text))
    assert [(n.value, n.unit) for n in numbers] == [(18, "个"), (272, "个"), (2818, "名")]


def test_page_marks_are_left_out_and_kept_as_such() -> None:
    raw = (
        "推进文化和人工智能深度融合创新发展，建设具有强大思想\n—２—\n引领力、精神凝聚力的文化强国省域典范，培育大模型若干\n"
        * 3
    )
    repaired = repair(raw)
    assert "２" not in repaired.text
    assert [raw[mark.start : mark.end] for mark in repaired.removed] == ["—２—"] * 3
    assert {mark.reason for mark in repaired.removed} == {"page_mark"}


def test_matching_text_keeps_every_offset() -> None:
    raw = "到 ２０２７ 年,建設不少於 ５ 個高質量數據集（含語料庫）;普及率達１００％。"
    repaired = repair(raw * 3)
    assert repaired.script == "Hant"
    assert "到2027年，建设不少于5个高质量数据集（含语料库）；普及率达100%。" in repaired.match
    assert len(repaired.match) == len(repaired.text)


LAYOUT = st.text(alphabet="一二全区建成。，；：（）《》“”\n\r\t \u3000\xa0—-123.％ABc第页共章、（１２）", max_size=400)


@given(LAYOUT)
def test_every_character_is_found_again(raw: str) -> None:
    repaired = repair(raw)
    assert len(repaired.text) == len(repaired.match)
    for position, character in enumerate(repaired.text):
        if character not in "\n ":
            assert raw[repaired.to_raw(position)] == character
            assert repaired.from_raw(repaired.to_raw(position)) == position
    kept = "".join(character for character in repaired.text if not character.isspace())
    removed = "".join(raw[mark.start : mark.end] for mark in repaired.removed)
    given_characters = [c for c in raw if not c.isspace() and c not in "\ufeff\u200b"]
    assert sorted(kept + "".join(removed.split())) == sorted(given_characters)


@given(st.text(max_size=300))
def test_never_raises(raw: str) -> None:
    repair(raw)
