"""Passages cover a document from its first character to its last, apart and in order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.structure.model import Passage, PassageKind, Section
from pipelines.structure.passages import cover, number_passages
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair

RAW = sorted((Path(__file__).parent.parent / "raw").glob("*.txt"))
KINDS: list[PassageKind] = ["heading", "box", "task", "metadata", "number"]
PIECES = st.sampled_from(
    ["第一章", "第二节", "一、", "（一）", "1.", "2、", "（3）", "\n", "。", "专栏：", "专栏1", "指标", "2020年", "2025年目标",
     "年均增长", "653", "—", "预期性", "区发改局", "（牵头单位：", "）", "海州区", "近年来，", "：", "““", "　", "\t", "|", "关于印发",
     "通知", "〔2022〕1号", "2022年1月28日", "建设", "各位代表：", "目录", "附件", "抄送："]
)  # fmt: skip


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(KINDS)), max_size=8),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
def test_cover_is_a_partition(
    length: int, claims: list[tuple[int, int, PassageKind]], areas: list[tuple[int, int]]
) -> None:
    match = ("字\n1.字字字" * 12)[:length]
    claimed = [Passage(kind, start, end) for start, end, kind in claims]
    sections = [Section("section", 1, None, None, "", min(area), max(area), 0, 0) for area in areas]
    passages = cover(match, claimed, sections)
    assert [passage.start for passage in passages[1:]] == [passage.end for passage in passages[:-1]]
    assert all(passage.start < passage.end for passage in passages)
    if match:
        assert (passages[0].start, passages[-1].end) == (0, length)


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map("".join))
@settings(max_examples=300)
def test_any_text_is_covered(raw: str) -> None:
    text = repair(raw)
    structure = read_structure(text)
    assert "".join(text.text[passage.start : passage.end] for passage in structure.passages) == text.text
    for section in structure.sections:
        assert 0 <= section.start <= section.heading_start <= section.heading_end <= len(text.text)
        assert section.start <= section.end <= len(text.text)
        if section.parent is not None:
            parent = structure.sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
            assert section.level == parent.level + 1


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_documents_are_covered(path: Path) -> None:
    text = repair(path.read_bytes().decode("utf-8"))
    passages = read_structure(text).passages
    assert passages[0].start == 0
    assert passages[-1].end == len(text.text)
    assert all(before.end == after.start for before, after in pairwise(passages))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.建设道路。\n2.修桥。", ["1.", "2."]),
        ("5.公路。\n6.233国道海州段工程。", ["5.", "6."]),
        ("1.26万亩农田。", []),
        ("（1）道路\n（2）桥梁", ["（1）", "（2）"]),
        ("2022年完成1.5亿元。", []),
    ],
)
def test_list_numbers(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in number_passages(text, 0, len(text))] == numbers
