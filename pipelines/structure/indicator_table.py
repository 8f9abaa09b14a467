"""Read the 主要指标 table of a plan, however its cells came through.

One cell a line (a category spelled down its column one character a line: 经/济/强), a row a line set with tabs, bars or
blanks, or the cells of all rows glued together. The heading says which columns there are; a row is what stands between
a name and its last value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.structure.indicator_cells import is_value, lacks_unit, nature_of, read_value, split_unit
from pipelines.structure.indicator_glued import read_glued_rows
from pipelines.structure.indicator_header import Header, read_header
from pipelines.structure.indicator_rows import Span, TableRow, read_rows
from pipelines.structure.lines import Cell, Line, split_cells
from pipelines.structure.model import Defect, Indicator, IndicatorCell
from pipelines.structure.numbering import RANK, marker_at
from pipelines.text.repaired import RepairedText

HEADING = re.compile(r"序\s?号|指\s?标|分\s?类|类\s?[别型]|领\s?域")
TITLE = re.compile(r"指标|目标表|附表|专栏|表\s?[0-9一二三四五六七八九十]")
BEHIND = re.compile(r"注[：:]|备注[：:]|说明[：:]|数据来源[：:]|资料来源[：:]|专栏|附件|（?注")
GLUED = re.compile(r"[\u4e00-\u9fff）%][><≥≤-]?[0-9]")
BEHIND_NUMBER = frozenset(["%", "个百分点", "左右", "以上", "以下", "以内"])
LONGEST_CELL = 60
FOLLOWING_LINES = 3


@dataclass(slots=True)
class IndicatorTable:
    """A table: ``start`` (its title, where one stands above it) to ``end``, its rows, cells and defects."""

    start: int
    end: int
    indicators: list[Indicator] = field(default_factory=list)
    cells: list[IndicatorCell] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)


def read_indicator_tables(text: RepairedText, lines: Sequence[Line]) -> list[IndicatorTable]:
    """The indicator tables of a document, in order; their rows are numbered through."""
    match = text.match
    tables: list[IndicatorTable] = []
    if "指标" not in match:
        return tables
    position = -1
    for index, line in enumerate(lines):
        if line.start < position:
            continue
        header = _header_in(match, line)
        if header is None:
            continue
        first = sum(len(table.indicators) for table in tables)
        table = _read_table(text, lines, index, header, first)
        if table.indicators:
            tables.append(table)
            position = table.end
    return tables


def _header_in(match: str, line: Line) -> Header | None:
    """The heading that begins in a line: at its start, or behind the title that is glued to it."""
    if HEADING.match(match, line.start, line.end):
        return read_header(match, line.start)
    title = match[line.start : min(line.end, line.start + 80)]
    if line.end - line.start > 2 * LONGEST_CELL and not TITLE.match(title):
        return None
    for found in HEADING.finditer(match, line.start, min(line.end, line.start + 80)):
        if header := read_header(match, found.start()):
            return header
    return None


def _read_table(text: RepairedText, lines: Sequence[Line], index: int, header: Header, first: int) -> IndicatorTable:
    match = text.match
    region = _region(match, lines, index, header)
    end = region[-1].end if region else header.end
    cells = [cell for line in region for cell in _cells_of(text, line)]
    named = next((cell for cell in cells if cell.end > cell.start), None)
    if named is not None and _is_glued(match, named):
        rows = read_glued_rows(match, named.start, end, header)
    else:
        rows = read_rows(match, cells, header)
    start = _title_start(match, lines, index, header)
    table = IndicatorTable(start, header.end)
    if start < header.start:
        table.cells.append(_cell(text, None, "header", (start, header.start)))
    table.cells += [_cell(text, None, "header", (column.start, column.end)) for column in header.columns]
    category: str | None = None
    for offset, row in enumerate(rows):
        if row.category:
            category = "".join(_clean_category(text, span) for span in row.category)
        _add_row(text, table, header, row, first + offset, category)
    return table


def _region(match: str, lines: Sequence[Line], index: int, header: Header) -> list[Line]:
    """The lines of the rows: behind the heading, up to a note, a section or running text."""
    region: list[Line] = []
    for place in range(index, len(lines)):
        line = lines[place]
        if line.end <= header.end:
            continue
        if line.start < header.end:
            region.append(Line(header.end, line.end))
            continue
        if BEHIND.match(match, line.start) or _is_running_text(match, line):
            break
        marker = marker_at(match, line.start)
        if marker is not None:
            following = lines[place + 1 : place + 1 + FOLLOWING_LINES]
            if RANK[marker.style] <= RANK["section"] or (
                RANK[marker.style] <= RANK["bracket_han"]
                and not GLUED.search(match, marker.end, line.end)
                and not any(
                    is_value(match[other.start : other.end]) or GLUED.search(match, *other) for other in following
                )
            ):
                break
        region.append(line)
    return region


def _is_running_text(match: str, line: Line) -> bool:
    if line.end - line.start <= 30:
        return False
    return match[line.end - 1] in "。；：" or match.count("，", line.start, line.end) > 2


def _cells_of(text: RepairedText, line: Line) -> list[Cell]:
    """The cells of a line; a sign set apart from its number is put back to it (5 %)."""
    cells: list[Cell] = []
    for cell in split_cells(text, line.start, line.end):
        content = text.match[cell.start : cell.end]
        behind = cells[-1] if cells and cells[-1].end == cell.start else None
        if content in BEHIND_NUMBER and behind is not None and text.match[behind.end - 1].isdigit():
            cells[-1] = cells[-1]._replace(end=cell.end)
        else:
            cells.append(cell)
    return cells


def _is_glued(match: str, cell: Cell) -> bool:
    content = match[cell.start : cell.end]
    return len(content) > 12 and not is_value(content) and len(GLUED.findall(content)) > 0 and content[-1] not in "）"


def _title_start(match: str, lines: Sequence[Line], index: int, header: Header) -> int:
    """Where the table's title begins: on the heading's line before it, or on the line above."""
    line = lines[index]
    if line.start < header.start:
        return line.start
    above = lines[index - 1] if index else None
    if (
        above is not None
        and above.end - above.start <= LONGEST_CELL
        and match[above.end - 1] not in "。；：，"
        and TITLE.search(match, above.start, above.end)
    ):
        return above.start
    return header.start


def _clean_category(text: RepairedText, span: Span) -> str:
    marker = marker_at(text.match, span[0])
    start = marker.end if marker is not None and marker.end < span[1] else span[0]
    return text.text[start : span[1]]


def _cell(text: RepairedText, indicator: int | None, column: str, span: Span) -> IndicatorCell:
    return IndicatorCell(indicator, column, text.text[slice(*span)].strip(), *span)


def _add_row(
    text: RepairedText, table: IndicatorTable, header: Header, row: TableRow, place: int, category: str | None
) -> None:
    """Turn a row into an indicator, its cells and its defects."""
    printed = "".join(text.text[slice(*span)] for span in row.name)
    name, unit = split_unit("".join(text.match[slice(*span)] for span in row.name))
    name = printed[: len(name)]
    if row.unit is not None:
        unit = text.text[slice(*row.unit)]
    elif unit is not None:
        unit = printed[len(name) + 1 : -1].replace("％", "%")
    spans = [span for span in (*row.name, row.unit, *row.values, row.nature, *row.unplaced) if span is not None]
    indicator = Indicator(place + 1, name, row.name[0][0], max(span[1] for span in spans), category, unit)
    for column, span in zip(header.values, row.values, strict=True):
        if column.gives == "base":
            indicator.base_year = column.year
        elif column.gives == "target":
            indicator.target_year = column.year
        if span is not None:
            _give_value(text, indicator, column.gives, span)
    if row.nature is not None:
        indicator.nature = nature_of(text.match[slice(*row.nature)])
    _add_cells(text, table, header, row, place)
    table.indicators.append(indicator)
    table.end = max(table.end, indicator.end)
    start, end = row.name[0][0], row.name[-1][1]
    if unit is None and lacks_unit(name):
        table.defects.append(Defect("unit_lost", "left without a unit", start, end))
    if row.unplaced and all(span is None for span in row.values):
        span = (row.unplaced[0][0], row.unplaced[-1][1])
        table.defects.append(Defect("cells_glued", "values left out: they cannot be told apart", *span))


def _give_value(text: RepairedText, indicator: Indicator, gives: str, span: Span) -> None:
    value = read_value(text.match[slice(*span)])
    printed = text.text[slice(*span)] or None
    if gives == "base":
        indicator.base_text, indicator.base_value = printed, value.number
    elif gives == "target":
        indicator.target_text, indicator.target_value = printed, value.number
        indicator.target_comparator, indicator.target_kind = value.comparator, value.kind
    elif gives == "growth" and indicator.growth_text is None:
        indicator.growth_text, indicator.growth_value = printed, value.number


def _add_cells(text: RepairedText, table: IndicatorTable, header: Header, row: TableRow, place: int) -> None:
    placed: list[tuple[str, Span | None]] = [("category", span) for span in row.category]
    placed += [("number", row.number), *(("name", span) for span in row.name), ("unit", row.unit)]
    gives = [column.gives if column.gives != "value" else "other" for column in header.values]
    placed += [*zip(gives, row.values, strict=True), ("nature", row.nature)]
    placed += [("other", span) for span in row.unplaced]
    cells = [_cell(text, place, column, span) for column, span in placed if span is not None and span[1] > span[0]]
    table.cells += sorted(cells, key=lambda cell: cell.start)
