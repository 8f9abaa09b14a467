"""Cut a notice into its items: numbered or unnumbered paragraphs, each with the responsibilities printed behind it.

Mostly an item is a line. Where a line holds the responsibilities of several items (a page saved as one line), it is cut
behind each of them, and before each number that goes on counting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.structure.lines import split_lines
from pipelines.structure.numbering import MARKER, RANK, Marker, marker_at, read_number
from pipelines.structure.responsibilities import Responsibilities
from pipelines.text.repaired import RepairedText

ITEM_RANK = {style: 2 * rank for rank, style in enumerate([*RANK, "half_bracket", "ordinal"])}
"""The order of the styles of numbers, with 1） and 一是 below the others. Odd ranks are left to headings without one,
which stand just above the items they head."""
UNNUMBERED_RANK = 2 * len(ITEM_RANK)

MORE_MARKERS = re.compile(
    r"""
    (?P<half_bracket>[0-9]{1,3})）
    | (?P<ordinal>[一二三四五六七八九十]{1,2})(?:是|要(?=[^求素点件害闻目紧务]))
    | 第(?P<ordinal_word>[一二三四五六七八九十]{1,2})[，、：]
    """,
    re.VERBOSE,
)
# 1.5G基站: the number of an item runs into a figure; only where it goes on counting.
GLUED = re.compile(r"(?P<digit>[0-9]{1,3})[.、](?=[0-9])")
BULLET = re.compile(r"[●◆■▲★☆※◎○•·▪►\-—*]{1,2}(?=[\u3400-\u9fff“])|[\s：]+")
ENDS_CLAUSE = frozenset("。；！？：）〕】”」")
NOTHING = re.compile(r"[\s。；，、.;,·]*")


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph: ``start`` to ``end`` with its number, ``wording_start`` to ``wording_end`` without number and
    responsibilities."""

    start: int
    end: int
    wording_start: int
    wording_end: int
    marker: Marker | None
    responsibilities: list[Responsibilities] = field(default_factory=list)
    apart: bool = False
    """Whether the responsibilities stand on lines of their own."""

    @property
    def rank(self) -> int:
        """The rank of its number; below all numbers where it has none."""
        return ITEM_RANK[self.marker.style] if self.marker else UNNUMBERED_RANK


def read_items(text: RepairedText, found: Sequence[Responsibilities]) -> list[Item]:
    """The items of the text, in their order."""
    match = text.match
    starts = [entry.start for entry in found]
    items: list[Item] = []
    last_digit = position = 0
    one_line = match.count("\n") * 1500 < len(match) > 1500
    for line in split_lines(text):
        first, last = bisect_left(starts, line.start), bisect_left(starts, line.end)
        inner = last - first > 1 or one_line
        position = max(position, line.start)
        for entry in (*found[first:last], None):
            end = entry.start if entry else max(position, line.end)
            if not NOTHING.fullmatch(match, position, end):
                for piece_start, piece_end in _cut(text, position, end, last_digit, inner=inner):
                    items.append(_item(match, piece_start, piece_end, last_digit))
                    marker = items[-1].marker
                    last_digit = marker.number if marker and marker.style == "digit" else last_digit
                if entry:
                    items[-1].responsibilities.append(entry)
                    items[-1].end = entry.end
            elif entry and items:
                items[-1].apart = items[-1].apart or not items[-1].responsibilities
                items[-1].responsibilities.append(entry)
                items[-1].end = entry.end
            position = entry.end if entry else max(position, line.end)
    return items


def _item(match: str, start: int, end: int, last_digit: int) -> Item:
    while start < end and match[start] in " 。；，、":
        start += 1
    marker = item_marker(match, start, last_digit)
    wording = marker.end if marker else start
    if found := BULLET.match(match, wording, end):
        wording = found.end()
    wording_end = end
    while wording_end > wording and match[wording_end - 1] in "。；，、：; \n":
        wording_end -= 1
    return Item(start, end, wording, wording_end, marker)


def item_marker(match: str, position: int, last_digit: int = 0) -> Marker | None:
    """The number that begins at ``position``, also 1） and 一是."""
    if marker := marker_at(match, position):
        return marker
    if found := MORE_MARKERS.match(match, position):
        style = "half_bracket" if found["half_bracket"] else "ordinal"
        digits = found["half_bracket"] or found["ordinal"] or found["ordinal_word"]
        return Marker(style, read_number(digits), found.start(), found.end())
    if (found := GLUED.match(match, position)) and int(found["digit"]) == last_digit + 1:
        return Marker("digit", int(found["digit"]), found.start(), found.end())
    return None


def _cut(text: RepairedText, start: int, end: int, last_digit: int, *, inner: bool) -> Iterator[tuple[int, int]]:
    """Cut a stretch of a line before the numbers that go on counting.

    ``inner`` says that the line holds several items; otherwise it is cut only where lines were joined.
    """
    position = start
    last: dict[str, int] = {"digit": last_digit}
    opening = marker_at(text.match, start)
    if opening:
        last[opening.style] = opening.number
    for found in MARKER.finditer(text.match, start + 1, end):
        marker = marker_at(text.match, found.start())
        if marker is None or not (inner or _at_line_end(text, marker.start)):
            continue
        if not _begins_item(text, marker, last):
            continue
        if not NOTHING.fullmatch(text.match, position, marker.start):
            yield position, marker.start
        position = marker.start
        last[marker.style] = marker.number
    yield position, end


def _at_line_end(text: RepairedText, position: int) -> bool:
    """Whether the text as received had a line end before ``position``: a heading and its first item were joined."""
    index = bisect_left(text.starts, position)
    if index >= len(text.starts) or text.starts[index] != position:
        return False
    return "\n" in text.raw[text.to_raw(position - 1) + 1 : text.to_raw(position)]


def _begins_item(text: RepairedText, marker: Marker, last: dict[str, int]) -> bool:
    """Whether a number inside a line begins an item: behind a sentence or a blank, and next in its count."""
    before = text.match[marker.start - 1]
    if before.isascii() and before.isalnum():
        return False
    if marker.style == "digit" and marker.number == last["digit"] + 1 and marker.number > 1:
        return True
    index = bisect_left(text.starts, marker.start)
    parted = before in ENDS_CLAUSE or (index < len(text.starts) and text.starts[index] == marker.start)
    counted = last.get(marker.style, 0)
    if marker.style in ("han", "bracket_han"):
        # The letter of a notice counts 一、二、三、, its attachment begins at 一、 again.
        return parted or marker.number == counted + 1 or (marker.number == 1 < counted and marker.style == "han")
    return parted and marker.number in (1, counted + 1)
