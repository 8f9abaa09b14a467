"""Tables of tasks: 序号, 工作任务, 牵头单位, 责任单位, 完成时限, with a row a line or a cell a line.

A row a line has its cells parted by tabs, bars or blanks; a cell a line is what a web page's table becomes when it is
saved as text. Columns are told by the words of the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.structure.lines import Cell, split_cells
from pipelines.structure.numbering import marker_at
from pipelines.structure.organization_names import words
from pipelines.structure.responsibilities import UNIT_END, Responsibilities
from pipelines.structure.role_labels import PARTY_ROLES, label_role, names_party
from pipelines.text.repaired import RepairedText

FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
LINE = re.compile(r"[^\n]+")
TITLE = re.compile(r"[\u3400-\u9fff（）、]{2,12}")
NUMBER_CELL = re.compile(r"[0-9]{1,3}[.、．]?")
# A line or cell without punctuation that names those who answer: 序号 工作任务 牵头单位 责任单位
HEAD_HINT = re.compile(r"^[^\n，。；：:,;]{0,40}?(?:单位|部门|领导|责任人|负责人)[^\n，。；：:,;]{0,40}$", re.MULTILINE)

_KINDS = {kind: frozenset(words("table", kind)) for kind in ("number", "task", "category")}


@dataclass(slots=True)
class TableTask:
    """A row: spans of its number, category and wording, and its responsibilities."""

    number: Cell | None
    category: Cell | None
    wording: Cell
    responsibilities: list[Responsibilities] = field(default_factory=list)


@dataclass(slots=True)
class _Head:
    columns: list[tuple[str, str]]
    """For each column its kind (number, task, category, party, other) and the words of its head."""
    end: int
    one_cell_a_line: bool


def read_table(text: RepairedText) -> list[TableTask]:
    """The rows of all tables of tasks in the text."""
    if not any(names_party(found.group()) for found in HEAD_HINT.finditer(text.match)):
        return []
    lines = list(_lines(text))
    heads = list(_heads(text.match, lines))
    rows: list[TableTask] = []
    for place, (index, head) in enumerate(heads):
        stop = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        body = lines[index:stop]
        found = _rows_by_cell(text.match, body, head) if head.one_cell_a_line else _rows_by_line(text.match, body, head)
        if len(found) >= FEWEST_ROWS:
            rows.extend(found)
    return rows


def _lines(text: RepairedText) -> Iterator[list[Cell]]:
    """The cells of each line as received: a short row may have been taken for a wrapped line and joined to the next."""
    for found in LINE.finditer(text.match):
        line: list[Cell] = []
        for cell in split_cells(text, found.start(), found.end()):
            if line and "\n" in cell.gap:
                yield line
                line = []
            line.append(cell)
        if line:
            yield line


def _heads(match: str, lines: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, _Head]]:
    """Each head of a table, with the place of the line behind it."""
    index = 0
    while index < len(lines):
        cells = lines[index]
        last = index + 1
        if len(cells) == 1 and _column(match, cells[0]):
            while last < len(lines) and len(lines[last]) == 1 and _can_be_title(match, lines[last][0]):
                last += 1
            while last > index + 1 and not _column(match, lines[last - 1][0]):
                last -= 1
        columns = _columns(match, [cell for line in lines[index:last] for cell in line])
        if columns:
            yield last, _Head(columns, lines[last - 1][-1].end, last > index + 1)
            index = last - 1
        index += 1


def _columns(match: str, cells: Sequence[Cell]) -> list[tuple[str, str]]:
    """The columns that cells are the head of; none where they are no head.

    One title may be of any wording: what stands between 序号 and 责任单位 are the tasks (民生实事).
    """
    columns = [_column(match, cell) for cell in cells]
    kinds = [column[0] for column in columns if column]
    if len(columns) < FEWEST_COLUMNS or "party" not in kinds or len(kinds) + 1 < len(columns):
        return []
    if "task" not in kinds:
        if "number" not in kinds or None not in columns:
            return []
        columns[columns.index(None)] = ("task", "")
    elif None in columns:
        return []
    return [column for column in columns if column]


def _can_be_title(match: str, cell: Cell) -> bool:
    return TITLE.fullmatch(match, cell.start, cell.end) is not None


def _column(match: str, cell: Cell) -> tuple[str, str] | None:
    """What a head cell says its column holds."""
    title = match[cell.start : cell.end].rstrip("：:")
    if not 1 < len(title) <= 14:
        return None
    for kind, titles in _KINDS.items():
        if title in titles:
            return kind, title
    role = label_role(title)
    if role in PARTY_ROLES:
        return "party", title
    return ("other", title) if role else None


def _rows_by_line(match: str, lines: Sequence[Sequence[Cell]], head: _Head) -> list[TableTask]:
    rows: list[TableTask] = []
    part: Cell | None = None  # 一、经济发展 across all columns
    for cells in lines:
        if len(cells) == 1 and marker_at(match, cells[0].start):
            part = cells[0]
        if len(cells) > len(head.columns) or len(cells) * 2 < len(head.columns):
            if rows and len(cells) == 1 and cells[0].end - cells[0].start > 60:
                break  # prose behind the table
            continue
        row = _row(match, cells, head)
        if row is not None:
            row.category = row.category or part
            rows.append(row)
    return rows


def _rows_by_cell(match: str, lines: Sequence[Sequence[Cell]], head: _Head) -> list[TableTask]:
    cells = [cell for line in lines for cell in line]
    if head.columns[0][0] != "number":
        size = len(head.columns)
        return [
            row
            for i in range(0, len(cells) - size + 1, size)
            if (row := _row(match, cells[i : i + size], head)) is not None
        ]
    rows: list[TableTask] = []
    expected = 1
    current: list[Cell] = []
    for cell in cells:
        number = match[cell.start : cell.end].rstrip(".、．")
        if NUMBER_CELL.fullmatch(match, cell.start, cell.end) and int(number) == expected:
            if current and (row := _row(match, _fitted(match, current, head), head)) is not None:
                rows.append(row)
            current = [cell]
            expected += 1
        elif current:
            current.append(cell)
    # What stands behind the table is no cell of its last row.
    if current and (row := _row(match, _fitted(match, current[: len(head.columns)], head), head)) is not None:
        rows.append(row)
    return rows


def _fitted(match: str, cells: Sequence[Cell], head: _Head) -> list[Cell]:
    """The cells of a row, those that broke over lines joined until they are as many as the columns."""
    fitted = list(cells)
    task = next(index for index, column in enumerate(head.columns) if column[0] == "task")
    while len(fitted) > len(head.columns):
        place = next((i for i in range(1, len(fitted) - 1) if match[fitted[i].end - 1] in "、，；"), None)
        if place is None:  # 县水务局 / 县住建局, a unit a line
            units = [UNIT_END.search(match, cell.start, cell.end) is not None for cell in fitted]
            pairs = [i for i in range(task + 1, len(fitted) - 1) if units[i] and units[i + 1]]
            place = pairs[0] if pairs else min(task, len(fitted) - 2)
        fitted[place : place + 2] = [Cell(fitted[place].start, fitted[place + 1].end, fitted[place].gap)]
    return fitted


def _row(match: str, cells: Sequence[Cell], head: _Head) -> TableTask | None:
    columns = list(head.columns)
    if len(cells) < len(columns):
        # A category that spans several rows is printed once.
        merged = next((i for i, column in enumerate(columns) if column[0] == "category"), None)
        if merged is not None and len(cells) == len(columns) - 1:
            columns.pop(merged)
    number = category = wording = None
    parties: list[Responsibilities] = []
    for cell, (kind, title) in zip(cells, columns, strict=False):
        if kind == "number":
            number = cell if NUMBER_CELL.fullmatch(match, cell.start, cell.end) else None
        elif kind == "category":
            category = cell
        elif kind == "task" and (wording is None or cell.end - cell.start > wording.end - wording.start):
            wording = cell
        elif kind == "party" and cell.end > cell.start:
            parties.append(Responsibilities(cell.start, cell.end, cell.start, cell.end, "labels", label=title))
    if wording is None or wording.end - wording.start < 4 or not (parties or number):
        return None
    return TableTask(number, category, wording, parties)
