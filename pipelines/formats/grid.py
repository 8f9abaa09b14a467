"""Write a table as text: a row a line, its cells parted by tabs, merged cells such that the columns stay aligned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.structure.responsibilities import UNIT_END

MOST_COLUMNS = 200
LONGEST_LABEL = 30
MOST_REPEATED = 1_000_000
"""Characters that repeating merged cells may add to a table: no real one comes near."""
LONG_CELL = (5, 1000)
"""Lines and characters from which a cell is a text of its own: a page set in a table."""

WIDE = r"[^\x00-\u02ff]"
BLANK_AT_WIDE = re.compile(rf"(?<={WIDE})[\s\u200b]+|[\s\u200b]+(?={WIDE})")
BLANK = re.compile(r"\s+")
LABELLED = re.compile(r"[^：:，。；\s\d][^：:，。；]{1,11}[：:]")
DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿]{2}|[0-9０-９]")
HEADING_ROWS = 3


@dataclass(slots=True)
class Cell:
    """A cell at a row and column (from 0), the rows and columns it spans, and the lines of its text.

    ``holds_table`` where another table stands in it: the outer one is then layout.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    lines: list[str] = field(default_factory=list)
    holds_table: bool = False


def table_lines(cells: Sequence[Cell]) -> list[str]:
    """The lines of a table.

    A cell merged over rows is repeated in each, so that every row says its category, unit or party; wording with
    figures stands once, they would count twice. A cell merged over columns leaves the others empty, except those that
    the heading merges too: there they are one column. Rows of labels and values (索引号：, 发文日期：) become a line a
    label, a row that is one cell its lines.
    """
    last_row = max((cell.row for cell in cells), default=-1)
    rows: list[list[Cell]] = [[] for _ in range(last_row + 1)]
    repeated = 0
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
        length = sum(map(len, cell.lines))
        below = range(cell.row + 1, min(cell.row + cell.rows, last_row + 1))
        if not length or (length > LONGEST_LABEL and any(DIGIT.search(line) for line in cell.lines)):
            continue
        for lower in below:
            repeated += length + _width(cell)
            if repeated > MOST_REPEATED:
                break
            rows[lower].append(cell)
    heading = next((row for row in rows if len(row) > 1), [])
    lines, rows = _heading_lines(rows, heading)
    inner = {column: cell.column for cell in heading for column in range(cell.column + 1, cell.column + _width(cell))}
    for row in rows:
        lines += _row_lines(sorted(row, key=lambda cell: cell.column), inner)
    return lines


def cell_text(lines: Iterable[str]) -> str:
    """The lines of a cell as one: without blanks at Chinese characters, units that stand a line each parted by 、."""
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > 1 and all(line[-1] not in "、，；" and UNIT_END.search(line) for line in kept):
        return BLANK_AT_WIDE.sub("", "、".join(kept))
    return BLANK.sub(" ", BLANK_AT_WIDE.sub("", "\n".join(kept)))


def _width(cell: Cell) -> int:
    return min(cell.columns, max(MOST_COLUMNS - cell.column, 1))


def _heading_lines(rows: list[list[Cell]], heading: list[Cell]) -> tuple[list[str], list[list[Cell]]]:
    """A heading of two rows as one: “十四五”目标 above 2025年 and 年均增长 stands on a line before their row."""
    depth = max((cell.rows for cell in heading), default=1)
    groups = [cell for cell in heading if cell.rows < depth]
    if not 1 < depth <= HEADING_ROWS or not groups or any(cell.columns < 2 for cell in groups):
        return [], rows
    first = next(index for index, row in enumerate(rows) if row is heading)
    leaves: dict[int, Cell] = {}
    for row in rows[first : first + depth]:
        leaves |= {column: cell for cell in row for column in range(cell.column, cell.column + _width(cell))}
    kept = {id(cell): cell for cell in leaves.values()}
    above = [cell for row in rows[first : first + depth] for cell in row if id(cell) not in kept]
    texts = dict.fromkeys(cell_text(cell.lines) for cell in above)
    lines = [line for row in rows[:first] for line in _row_lines(row, {})]
    lines += ["\t".join(filter(None, texts)), *_row_lines(sorted(kept.values(), key=lambda cell: cell.column), {})]
    return lines, rows[first + depth :]


def _row_lines(row: Sequence[Cell], inner: dict[int, int]) -> list[str]:
    if (len(row) == 1 and row[0].column == 0) or any(cell.holds_table or _is_long(cell) for cell in row):
        return [line for cell in row for line in cell.lines]
    texts: list[str] = []
    position = 0  # the column of the next text
    for cell in row:
        texts += [""] * min(cell.column - position, MOST_COLUMNS)
        texts.append(cell_text(cell.lines))
        position = cell.column + 1
        while position < cell.column + _width(cell):
            if inner.get(position) != cell.column:
                texts.append("")
            position += 1
    if not any(texts):
        return []
    return _labelled_lines(texts) or ["\t".join(texts).rstrip("\t")]


def _is_long(cell: Cell) -> bool:
    return len(cell.lines) >= LONG_CELL[0] and sum(map(len, cell.lines)) >= LONG_CELL[1]


def _labelled_lines(texts: Sequence[str]) -> list[str]:
    """A line for each label and its value; none where the row is not made of them."""
    lines: list[str] = []
    open_label = False
    for text in filter(None, texts):
        if LABELLED.match(text):
            lines.append(text)
            open_label = text[-1] in "：:"
        elif open_label:
            lines[-1] += text
            open_label = False
        else:
            return []
    return lines
