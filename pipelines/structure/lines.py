"""The lines of a repaired text, and the cells of a line.

Repair takes the blanks out of a line, but the map back to the text as received still knows where they stood: a table
row set with tabs or blanks can be cut into its cells again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipelines.text.repaired import RepairedText

LINE = re.compile(r"[^\n]+")
INNER_PARAGRAPH = re.compile(
    r"（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节]"
)
INNER_BOX = re.compile(r"专栏[0-9一二三四五六七八九十]{0,3}[：:0-9]")
ENDS_SENTENCE = frozenset("。！？；，：、…")
LONGEST_HEADING = 45


class Line(NamedTuple):
    """A line of ``RepairedText.match``, which is a paragraph of the document."""

    start: int
    end: int


class Cell(NamedTuple):
    """A stretch of a line between two gaps; ``start == end`` for an empty cell between two tabs."""

    start: int
    end: int
    gap: str
    """What stood before it in the text as received."""


def split_lines(text: RepairedText) -> list[Line]:
    """All lines that hold something; a heading or box that lost its line end begins a line of its own.

    A page saved as one line keeps a blank where a paragraph began: 建立长期监护机制。　（三）遏制重金属污染事件….
    """
    match = text.match
    cuts = [found.start() for found in INNER_BOX.finditer(match)]
    cuts += [position for position in text.starts if _begins_inner_paragraph(match, position)]
    cuts = sorted(position for position in cuts if 0 < position < len(match) and match[position - 1] in "。；”）")
    lines: list[Line] = []
    index = 0
    for found in LINE.finditer(match):
        start, end = found.span()
        while index < len(cuts) and cuts[index] < end:
            if cuts[index] > start:
                lines.append(Line(start, cuts[index]))
                start = cuts[index]
            index += 1
        lines.append(Line(start, end))
    return lines


def _begins_inner_paragraph(match: str, position: int) -> bool:
    return (
        match[position : position + 1] in "（第一二三四五六七八九十"
        and INNER_PARAGRAPH.match(match, position) is not None
    )


def has_gap_before(text: RepairedText, position: int) -> bool:
    """Whether blanks or a line end stood before ``position`` in the text as received."""
    index = bisect_right(text.starts, position) - 1
    return index > 0 and text.starts[index] == position


def split_cells(text: RepairedText, start: int, end: int) -> list[Cell]:
    """Cut ``start`` to ``end`` at every gap of the text as received, and at every ``|``.

    Two tabs side by side have an empty cell between them.
    """
    index = bisect_right(text.starts, start)
    cells: list[Cell] = []
    position = start
    gap = _gap_before(text, start)
    while position < end:
        stop = min(text.starts[index], end) if index < len(text.starts) else end
        if stop > position:
            _cut_at_bars(text, position, stop, gap, cells)
            gap = ""
        if stop < end:
            gap += _gap_before(text, stop)
            if not cells or cells[-1].end <= stop:
                tabs = gap.count("\t") if "\n" not in gap else 0
                cells.extend(Cell(stop, stop, "\t") for _ in range(tabs - 1))
        position = stop
        index += 1
    return cells


def _gap_before(text: RepairedText, position: int) -> str:
    """The raw characters left out before ``position``; "" where none were."""
    if position <= 0:
        return ""
    before = text.to_raw(position - 1)
    if text.text[position - 1] != " ":  # a blank kept between numbers or words stands for the whole gap
        before += 1
    return text.raw[before : text.to_raw(position)]


def _cut_at_bars(text: RepairedText, start: int, end: int, gap: str, cells: list[Cell]) -> None:
    position = start
    while True:
        bar = text.match.find("|", position, end)
        stop = bar if bar >= 0 else end
        first, last = position, stop
        while first < last and text.match[first].isspace():
            first += 1
        while last > first and text.match[last - 1].isspace():
            last -= 1
        if last > first or (bar >= 0 and position > start):
            cells.append(Cell(first, last, gap))
            gap = ""
        if bar < 0:
            return
        position = bar + 1
        gap = "|"


def stands_alone(match: str, line: Line) -> bool:
    """Whether a line can be a heading: short, and no sentence."""
    length = line.end - line.start
    return 2 <= length <= LONGEST_HEADING and match[line.end - 1] not in ENDS_SENTENCE


def clean(text: str) -> str:
    """The wording of a title or name: on one line, without the punctuation that closes it."""
    return text.replace("\n", "").strip().rstrip("。；;")
