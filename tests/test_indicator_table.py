"""The 主要指标 table: every row read from the source by a person, in every layout its cells come in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.structure.indicator_cells import is_unit, is_value, read_value, split_unit
from pipelines.structure.indicator_table import IndicatorTable, read_indicator_tables
from pipelines.structure.lines import split_lines
from pipelines.structure.model import Indicator, Structure
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair

TITLE = "海州区“十四五”经济社会发展主要指标"
HEADING = ["分类", "指标", "2020年完成数", "2025年目标", "年均增长", "指标属性"]
FIELDS = (
    "category", "name", "unit", "base_year", "base_text", "base_value", "target_year", "target_text", "target_value",
    "target_comparator", "target_kind", "growth_text", "growth_value", "nature",
)  # fmt: skip
NATURE = {"expected": "预期性", "binding": "约束性"}

Row = dict[str, Any]


@pytest.fixture(scope="module")
def gold(root: Path) -> list[Row]:
    folder = root / "tests" / "gold" / "development"
    names = ("haizhou-14th-plan-outline.indicators.jsonl", "haizhou-14th-plan-outline.rest.indicators.jsonl")
    return [json.loads(line) for name in names for line in (folder / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def plan(root: Path) -> str:
    return (root / "raw" / "haizhou-14th-plan-outline.txt").read_bytes().decode("utf-8")


def read(text: str) -> Structure:
    return read_structure(repair(text))


def read_table(raw: str) -> IndicatorTable:
    text = repair(raw)
    [table] = read_indicator_tables(text, split_lines(text))
    return table


def values(indicator: Indicator) -> dict[str, Any]:
    return {field: getattr(indicator, field) for field in FIELDS}


def test_all_rows_of_the_plan(plan: str, gold: list[Row]) -> None:
    text = repair(plan)
    structure = read_structure(text)
    assert [values(row) for row in structure.indicators] == [{field: row[field] for field in FIELDS} for row in gold]
    assert [row.position for row in structure.indicators] == list(range(1, 33))
    assert [text.to_raw(row.start) for row in structure.indicators] == [row["name_start"] for row in gold]


def test_every_digit_of_the_table_is_in_a_cell(plan: str) -> None:
    text = repair(plan)
    structure = read_structure(text)
    [table] = [passage for passage in structure.passages if passage.kind == "indicator_table"]
    for run in re.finditer("[0-9]+", text.text[table.start : table.end]):
        start, end = table.start + run.start(), table.start + run.end()
        assert any(cell.start <= start and end <= cell.end for cell in structure.cells), run.group()
    assert text.text[table.start :].startswith(TITLE)
    assert text.text[: table.end].rstrip().endswith("预期性")


def cells(gold: Iterable[Row], *, every_category: bool = False) -> list[list[str]]:
    """The rows of the table as cells; a category stands only in its first row unless ``every_category``."""
    rows: list[list[str]] = []
    last = None
    for row in gold:
        name = row["name"] + (f"（{row['unit']}）" if row["unit"] else "")
        category = row["category"] if every_category or row["category"] != last else ""
        last = row["category"]
        rows.append([category, name, row["base_text"], row["target_text"], row["growth_text"], NATURE[row["nature"]]])
    return rows


LAYOUTS: dict[str, Callable[[list[list[str]]], str]] = {
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "bars": lambda rows: "\n".join("|" + "|".join(row) + "|" for row in rows),
    "markdown": lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 6, *rows[1:]]),
    "blanks": lambda rows: "\n".join("".join(cell + "    " for cell in row if cell).strip() for row in rows),
    "one blank": lambda rows: "\n".join(" ".join(cell for cell in row if cell) for row in rows),
    "a cell a line": lambda rows: "\n".join(cell for row in rows for cell in row if cell),
    "blank lines": lambda rows: "\n\n".join(cell for row in rows for cell in row if cell),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str, plan: str, gold: list[Row]) -> None:
    begin, end = plan.index(TITLE), plan.index("第三章\n")
    table = LAYOUTS[layout]([HEADING, *cells(gold)])
    structure = read(f"{plan[:begin]}{TITLE}\n{table}\n\n{plan[end:]}")
    assert [values(row) for row in structure.indicators] == [{field: row[field] for field in FIELDS} for row in gold]
    assert any(section.title == "优化全区产业布局" for section in structure.sections)


def test_number_and_unit_columns(gold: list[Row]) -> None:
    heading = ["类别", "序号", "指标名称", "单位", "2020年", "2025年", "年均增长", "属性"]
    rows = [
        [row[0], str(place), given["name"], given["unit"] or "—", *row[2:]]
        for place, (row, given) in enumerate(zip(cells(gold), gold, strict=True), 1)
    ]
    table = read_table("主要指标\n" + "\n".join("\t".join(row) for row in [heading, *rows]) + "\n\n第一章 总则\n")
    assert [values(row) for row in table.indicators] == [{field: row[field] for field in FIELDS} for row in gold]


GLUED = (
    "专栏1：“十二五”环境保护主要指标序号指　  标2010年2015年2015年比2010年增长"
    "1化学需氧量排放总量（万吨）2551.72347.6-8%2氨氮排放总量（万吨）264.4238.0-10%"
    "3地表水国控断面劣Ⅴ类水质的比例（%）17.7<15-2.7个百分点"
    "七大水系国控断面水质好于Ⅲ类的比例（%）55>605个百分点"
    "4地级以上城市空气质量达到二级标准以上的比例（%）72≥808个百分点\n注：①化学需氧量包括工业排放总量。\n"
)


def test_glued_cells() -> None:
    found = [
        (row.name, row.unit, row.base_year, row.base_text, row.target_text, row.target_kind, row.growth_text)
        for row in read_table(GLUED).indicators
    ]
    assert found == [
        ("化学需氧量排放总量", "万吨", 2010, "2551.7", "2347.6", "point", "-8%"),
        ("氨氮排放总量", "万吨", 2010, "264.4", "238.0", "point", "-10%"),
        ("地表水国控断面劣Ⅴ类水质的比例", "%", 2010, "17.7", "<15", "bound", "-2.7个百分点"),
        ("七大水系国控断面水质好于Ⅲ类的比例", "%", 2010, "55", ">60", "bound", "5个百分点"),
        ("地级以上城市空气质量达到二级标准以上的比例", "%", 2010, "72", "≥80", "bound", "8个百分点"),
    ]


def test_glued_numbers_that_cannot_be_told_apart_are_left_out() -> None:
    """11 and 16 are alike, no other cut of 1116 is; 123 and 45, or 1 and 2345: no cut of 12345 gives two numbers alike."""
    table = read_table("主要指标\n指标2020年2025年年均增长\n森林覆盖率（%）1116—\n造林面积（亩）12345—\n注：略。\n")
    first, last = table.indicators
    assert (first.name, first.base_value, first.target_value) == ("森林覆盖率", 11, 16)
    assert (last.name, last.base_value, last.target_value, last.target_kind) == ("造林面积", None, None, "none")
    assert [defect.kind for defect in table.defects] == ["cells_glued"]


def test_ratio_without_unit_is_a_defect(plan: str) -> None:
    text = repair(plan)
    lost = [defect for defect in read_structure(text).defects if defect.kind == "unit_lost"]
    assert [text.text[defect.start : defect.end] for defect in lost] == ["生产性服务业增加值占服务业增加值比"]


@pytest.mark.parametrize(
    ("cell", "number", "comparator", "kind"),
    [
        ("653", 653, "eq", "point"),
        ("6.0", 6.0, "eq", "point"),
        ("1,234.5", 1234.5, "eq", "point"),
        ("-8%", -8, "eq", "point"),
        (">80", 80, "gt", "bound"),
        ("≥80", 80, "ge", "bound"),
        ("<15", 15, "lt", "bound"),
        ("不低于95%", 95, "ge", "bound"),
        ("90以上", 90, "ge", "bound"),
        ("控制在4%以内", 4, "le", "bound"),
        ("控制在80", 80, "le", "bound"),
        ("约下降10%", 10, "approx", "point"),
        ("6.5%左右", 6.5, "approx", "point"),
        ("〔18〕", 18, "eq", "point"),
        ("—", None, None, "none"),
        ("-", None, None, "none"),
        ("", None, None, "none"),
        ("完成市下达任务", None, None, "delegated"),
        ("与经济增长同步", None, None, "delegated"),
    ],
)
def test_values(cell: str, number: float | None, comparator: str | None, kind: str) -> None:
    assert is_value(cell)
    assert read_value(cell) == (number, comparator, kind)


@pytest.mark.parametrize(
    "cell", ["地区生产总值（亿元）", "PM2.5年均浓度（微克/立方米）", "经济强", "2小时通勤圈人口比例"]
)
def test_names_are_no_values(cell: str) -> None:
    assert not is_value(cell)


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("地区生产总值（亿元）", "地区生产总值", "亿元"),
        ("每千人执业（助理）医师数（人）", "每千人执业（助理）医师数", "人"),
        ("每千人执业（助理）医师数", "每千人执业（助理）医师数", None),
        ("PM2.5年均浓度（微克/立方米）", "PM2.5年均浓度", "微克/立方米"),
        ("万元GDP用水量（立方米/万元）", "万元GDP用水量", "立方米/万元"),
        ("城镇登记失业率（期末）", "城镇登记失业率（期末）", None),
        ("法治建设满意度", "法治建设满意度", None),
    ],
)
def test_units(printed: str, name: str, unit: str | None) -> None:
    assert split_unit(printed) == (name, unit)


@given(st.text(max_size=60))
def test_cells_never_raise(cell: str) -> None:
    assert isinstance(is_value(cell), bool)
    assert isinstance(is_unit(cell), bool)
    assert read_value(cell).kind in ("point", "bound", "delegated", "none")
