"""Put the cells of an indicator table together to rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.structure.indicator_cells import is_unit, is_value, is_worded, nature_of, says_nothing
from pipelines.structure.indicator_header import Header
from pipelines.structure.lines import Cell
from pipelines.structure.numbering import marker_at

NAME_NUMBER = re.compile(r"(?:[0-9]{1,2}[.、]|（[0-9]{1,2}）)(?=[^0-9\s])")
LONGEST_CATEGORY = 12
LONGEST_NAME = 48
MOST_LEADING_CELLS = 14
"""Cells before the values of a row: 社/会/文/明/程/度/高 and a name on two lines."""

Span = tuple[int, int]


@dataclass(slots=True)
class TableRow:
    """The cells of one row; ``values`` are those of the value columns, None for one that could not be told apart."""

    name: list[Span]
    values: list[Span | None]
    category: list[Span] = field(default_factory=list)
    number: Span | None = None
    unit: Span | None = None
    nature: Span | None = None
    unplaced: list[Span] = field(default_factory=list)
    """Cells that belong to the row, but to no column that could be told."""


def read_rows(match: str, cells: Sequence[Cell], header: Header) -> list[TableRow]:
    """The rows that ``cells`` make; reading stops where they no longer do."""
    rows: list[TableRow] = []
    lead: list[Span] = []
    number: Span | None = None
    count = len(header.values)
    index = 0
    while index < len(cells):
        span = (cells[index].start, cells[index].end)
        cell = match[span[0] : span[1]]
        index += 1
        if nature_of(cell) and rows and not lead:
            rows[-1].nature = rows[-1].nature or span
        elif not lead and not cell:
            continue
        elif number is None and header.has("number") and _is_row_number(match, cells, index, cell):
            number = span
        elif lead and is_value(cell):
            if _is_missing_unit(match, cells, index, header, lead, cell):
                continue
            index -= 1
            values: list[Span] = []
            while index < len(cells) and len(values) < count and _is_value_cell(match, cells[index]):
                values.append((cells[index].start, cells[index].end))
                index += 1
            rows.append(_row(match, lead, values, number, header, bool(rows)))
            lead, number = [], None
        elif is_value(cell) and not is_worded(cell):
            if rows:
                rows[-1].unplaced.append(span)
        else:
            lead.append(span)
            if len(lead) > MOST_LEADING_CELLS or len(cell) > LONGEST_NAME:
                break
    return rows


def _is_row_number(match: str, cells: Sequence[Cell], index: int, cell: str) -> bool:
    """Whether a number is that of the row: a name comes behind it."""
    return cell.isdigit() and len(cell) <= 3 and index < len(cells) and not is_value(match[slice(*cells[index][:2])])


def _is_value_cell(match: str, cell: Cell) -> bool:
    return is_value(match[cell.start : cell.end]) and nature_of(match[cell.start : cell.end]) is None


def _is_missing_unit(
    match: str, cells: Sequence[Cell], index: int, header: Header, lead: Sequence[Span], cell: str
) -> bool:
    """Whether a dash stands in the unit column: behind it come as many values as there are value columns."""
    if not header.has("unit") or not says_nothing(cell) or is_unit(match[slice(*lead[-1])]):
        return False
    following = cells[index : index + len(header.values)]
    return len(following) == len(header.values) and all(_is_value_cell(match, other) for other in following)


def _row(
    match: str, lead: list[Span], values: list[Span], number: Span | None, header: Header, has_category: bool
) -> TableRow:
    pieces = list(lead)
    unit = None
    if header.has("unit") and len(pieces) > 1 and is_unit(match[slice(*pieces[-1])]):
        unit = pieces.pop()
    name = [pieces.pop()]
    while pieces and match[name[0][0]] == "（":  # 外贸进出口 / （亿美元）
        name.insert(0, pieces.pop())
    start, end = name[0]
    printed = NAME_NUMBER.match(match, start, end)
    if printed is not None and number is None:  # 1.地区生产总值增长（%）
        number, name[0] = printed.span(), (printed.end(), end)
    category: list[Span] = []
    if pieces and _is_category(match, pieces, header, has_category):
        category = pieces
    else:
        name = pieces + name
    count = len(header.values)
    placed: list[Span | None] = list(values) if len(values) == count else [None] * count
    return TableRow(name, placed, category, number, unit, unplaced=[] if len(values) == count else values)


def _is_category(match: str, pieces: Sequence[Span], header: Header, has_category: bool) -> bool:
    """Whether the cells before a name are its category and not the first lines of the name."""
    length = sum(end - start for start, end in pieces)
    if marker_at(match, pieces[0][0]) is not None or all(end - start <= 2 for start, end in pieces):
        return True
    if length > LONGEST_CATEGORY:
        return False
    return header.has("category") or (not has_category and not header.has("category"))
