"""Every task of the 2022 notice, field by field, in every layout."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading import of_role, read_notice, squash

NOTICE = "haizhou-2022-key-tasks"


@pytest.fixture(scope="module")
def source(raw: Path) -> str:
    return (raw / f"{NOTICE}.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def gold(root: Path) -> list[dict[str, Any]]:
    folder = root / "tests" / "gold" / "development"
    files = [folder / f"{NOTICE}.tasks.jsonl", folder / f"{NOTICE}.rest.tasks.jsonl"]
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def check_against_gold(raw: str, gold: list[dict[str, Any]]) -> None:
    text, structure = read_notice(raw, "海州区")
    assert [task.number for task in structure.tasks] == [row["number"] for row in gold] == list(range(1, 110))
    for task, row in zip(structure.tasks, gold, strict=True):
        read_fields = {
            "text": squash(text.text[task.start : task.end]),
            "leaders": of_role(task, "lead_leader"),
            "leads": of_role(task, "lead_unit"),
            "joints": of_role(task, "joint_unit"),
            "part": squash(task.part),
            "section": squash(task.section_title),
        }
        assert read_fields == {
            "text": squash(row["text"]),
            "leaders": [squash(name) for name in row["lead_leaders"]],
            "leads": [squash(name) for name in row["lead_units_full"]],
            "joints": [squash(name) for name in row["co_units_full"]],
            "part": squash(row["part"]),
            "section": squash(row["section"]),
        }, row["number"]


def wrapped(raw: str, width: int, indent: str) -> str:
    """The text as a page of ``width`` characters a line has it."""
    lines: list[str] = []
    for paragraph in (line.strip() for line in raw.splitlines() if line.strip()):
        lines.append(indent + paragraph[: width - 2])
        lines.extend(paragraph[start : start + width] for start in range(width - 2, len(paragraph), width))
    return "\n".join(lines)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as received": lambda raw: raw,
    "CRLF": lambda raw: raw.replace("\n", "\r\n"),
    "one line a paragraph, indented": lambda raw: re.sub(r"\n+", "\n\u3000\u3000", raw),
    "one line with blanks": lambda raw: re.sub(r"\s*\n\s*", " ", raw),
    "one line without blanks": lambda raw: re.sub(r"\s*\n\s*", "", raw),
    "full width": lambda raw: raw.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,:;()"}),
    "wrapped at 30": lambda raw: wrapped(raw, 30, "    "),
    "wrapped at 38": lambda raw: wrapped(raw, 38, "    "),
    "wrapped at 38, no indent": lambda raw: wrapped(raw, 38, ""),
    "wrapped at 60, no indent": lambda raw: wrapped(raw, 60, ""),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_task_of_the_notice(layout: str, source: str, gold: list[dict[str, Any]]) -> None:
    check_against_gold(LAYOUTS[layout](source), gold)


def test_sections_of_the_notice(source: str) -> None:
    _, structure = read_notice(source, "海州区")
    assert [(s.kind, s.level, s.number_text, s.title[:9], s.parent) for s in structure.sections] == [
        ("part", 1, "一", "综合指标", None),
        ("part", 1, "二", "重点工作", None),
        ("section", 2, "(一)", "坚持走强产之路,加", 1),
        ("section", 2, "(二)", "坚持聚创新之能,加", 1),
        ("section", 2, "(三)", "坚持乘再造之势,加", 1),
        ("section", 2, None, "坚持筑生态之基,加", 1),
        ("section", 2, "(五)", "坚持谋共富之策,加", 1),
        ("section", 2, "(六)", "全面加强政府自身建", 1),
    ]


def test_defects_of_the_notice(source: str) -> None:
    text, structure = read_notice(source, "海州区")
    kinds = [defect.kind for defect in structure.defects]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "heading_number_lost": 1,
        "bracket_lost": 18,
        "quote_lost": 1,
    }
    lost_heading = next(defect for defect in structure.defects if defect.kind == "heading_number_lost")
    assert (
        text.text[lost_heading.start : lost_heading.end]
        == "坚持筑生态之基,加大攻坚治污,打造本底良好、美丽宜居的绿色首城"
    )
    assert "4" in lost_heading.treatment
    lost_quote = next(defect for defect in structure.defects if defect.kind == "quote_lost")
    assert text.text[lost_quote.start - 4 : lost_quote.end] == "以社区+”"


def test_numbers_and_brackets_have_passages_of_their_own(source: str) -> None:
    text, structure = read_notice(source, "海州区")
    by_task = {
        kind: [text.text[p.start : p.end] for p in structure.passages if p.task == 0 and p.kind == kind]
        for kind in ("number", "task", "responsibilities")
    }
    assert by_task == {
        "number": ["1."],
        "task": ["地区生产总值增长7.5%"],
        "responsibilities": ["(牵头领导:朱伟哲;牵头单位:区发改局)"],
    }
