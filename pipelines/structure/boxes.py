"""Read the 专栏 boxes of a plan: their titles, their numbered items, and where they end.

Items are numbered from 1 on. A number counts only if it is the next one, so that ``6.233国道海州段工程`` is item 6
and road 233. Lines without a number go on with the item above them while more items follow; behind the last item a
line goes on with it only as far as the items above did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from pipelines.structure.components import list_components
from pipelines.structure.headings import Heading
from pipelines.structure.lines import Line, clean, has_gap_before, stands_alone
from pipelines.structure.model import BoxItem
from pipelines.structure.numbering import RANK, marker_at, read_number
from pipelines.text.repaired import RepairedText

TITLE = re.compile(r"[【\[]?专栏\s?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})?\s?[】\]]?[：:\s—-]*")
# （1）, 1., 1、, and 01 with a blank behind it
ITEM_NUMBER = re.compile(
    r"(?P<open>（)?(?P<number>[0-9]{1,3})(?(open)）|(?:[.．、：]|(?<=^0[1-9])\s?(?=[\u4e00-\u9fff“])))[、.]?",
    re.MULTILINE,
)
MOST_SKIPPED = 2
INNER_ITEM = re.compile(r"(?<=[。；！”）])(?:（[0-9]{1,3}）|[0-9]{1,3}[.．、](?P<digit>(?=[0-9]))?)")
LONGEST_NAME_LINE = 32
NAME_ENDS = re.compile("[：。]")
BULLETS = "●■◆★※•·▲▪►➢○◎"
"""Marks that sources print before the items of a list."""
NAMED_WORK = re.compile(
    f"(?:——|[{BULLETS}])?"
    r"[^。：；，\n]{2,30}?(?:工程|项目|行动|计划|建设|改革|体系|平台|基地|任务|措施|试点|示范|[\u4e00-\u9fff]{2})[。：](?=\S)"
)
BULLET = re.compile(f"(?:——|[{BULLETS}])+")
TABLE = re.compile(r"指标")


class _Item(NamedTuple):
    """An item's number (0 where none is printed) and where number and wording begin."""

    number: int
    number_start: int
    start: int


@dataclass(slots=True)
class Box:
    """A box; ``items`` lack their section until the tree of sections is built."""

    start: int
    title_start: int
    title_end: int
    end: int
    number: int
    number_text: str | None
    title: str
    items: list[BoxItem] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    """Where the numbers of the items stand."""


def read_boxes(text: RepairedText, lines: Sequence[Line], headings: Sequence[Heading]) -> list[Box]:
    """The boxes of a document in their order; they end where one of ``headings`` has a number (or lost it).

    A box that holds the indicator table is left to the table's reader: leave its lines out of ``lines``.
    """
    match = text.match
    begins = {
        heading.start
        for heading in headings
        if heading.lost_number or (heading.number is not None and heading.rank <= RANK["bracket_han"])
    }
    starts = [index for index, line in enumerate(lines) if _begins_box(match, line)]
    boxes: list[Box] = []
    printed: set[int] = set()
    highest = 0
    for place, index in enumerate(starts):
        limit = starts[place + 1] if place + 1 < len(starts) else len(lines)
        stop = next((later for later in range(index + 1, limit) if lines[later].start in begins), limit)
        box = _read_box(text, lines[index:stop], len(boxes) + 1)
        if box.number in printed:
            box.number = highest + 1
        printed.add(box.number)
        highest = max(highest, box.number)
        for item in box.items:
            item.box_number = box.number
        boxes.append(box)
    return boxes


def _begins_box(match: str, line: Line) -> bool:
    """Whether a line is the title of a box and not a sentence about boxes (专栏中的项目…)."""
    found = TITLE.match(match, line.start, line.end)
    if found is None:
        return False
    rest = match[found.end() : line.end]
    return bool(found["number"]) or match[found.end() - 1] in "：: " or (len(rest) <= 40 and not rest.endswith("。"))


def _read_box(text: RepairedText, lines: Sequence[Line], ordinal: int) -> Box:
    match = text.match
    first = lines[0]
    found = TITLE.match(match, first.start, first.end)
    assert found is not None
    title_start, title_end, body = _title(text, lines, found.end())
    number_text = found["number"]
    number = read_number(number_text) if number_text else ordinal
    title = clean(text.text[title_start:title_end])
    box = Box(first.start, title_start, title_end, title_end, number, number_text, title)
    items, end = _find_items(text, body)
    box.end = max(title_end, end)
    for item, after in zip_longest(items, items[1:]):
        stop = box.end if after is None else after.number_start
        while stop > item.start and match[stop - 1].isspace():
            stop -= 1
        if stop <= item.start:
            continue
        if item.start > item.number_start:
            box.numbers.append((item.number_start, item.start))
        box.items.append(_item(text, item, item.number or len(box.items) + 1, stop, title))
    return box


def _title(text: RepairedText, lines: Sequence[Line], start: int) -> tuple[int, int, list[Line]]:
    """Where the title begins and ends, and the lines behind it."""
    match, first = text.match, lines[0]
    if start < first.end:
        # The first item may be glued to the title: 专栏2：“十二五”环境保护重点工程　　主要污染物减排工程。包括…
        for position in range(start + 4, min(first.end, start + 40)):
            if (has_gap_before(text, position) and first.end - position > 20) or (
                marker_at(match, position) is not None and match[position] == "1" and not match[position - 1].isdigit()
            ):
                return start, position, [Line(position, first.end), *lines[1:]]
        return start, first.end, list(lines[1:])
    if len(lines) > 1 and stands_alone(match, lines[1]) and marker_at(match, lines[1].start) is None:
        return lines[1].start, lines[1].end, list(lines[2:])
    return start, first.end, list(lines[1:])


def _find_items(text: RepairedText, lines: Sequence[Line]) -> tuple[list[_Item], int]:
    """The items among the lines of a box, and where the box ends."""
    match = text.match
    items: list[_Item] = []
    places: list[int] = []
    for index, line in enumerate(lines):
        for position in (line.start, *_inner_starts(text, line)):
            found = ITEM_NUMBER.match(match, position, line.end)
            if found is None or found.end() == line.end:
                continue
            number, bracket = int(found["number"]), found["open"] is not None
            expected = items[-1].number + 1 if items else 1
            if number != expected and not (
                position == line.start and _goes_on_counting(match, lines[index + 1 :], number, expected, bracket)
            ):
                continue
            if not items or bracket == (match[items[0].number_start] == "（"):
                items.append(_Item(number, position, found.end()))
                places.append(index)
    if not items:
        return _unnumbered_items(match, lines)
    # How many lines an item goes on for, where that is known: those that another item follows.
    gaps = [later - earlier for earlier, later in pairwise(places) if later > earlier]
    goes_on = min(gaps, default=1) - 1
    last = places[-1]
    end = min(last + goes_on, len(lines) - 1)
    while end + 1 < len(lines) and match[lines[end].end - 1] not in "。；！”）" and not stands_alone(match, lines[end]):
        end += 1
    return items, lines[end].end


def _goes_on_counting(match: str, lines: Sequence[Line], number: int, expected: int, bracket: bool) -> bool:
    """Whether a line that does not begin with the number expected is an item: the source skips a number, or counts on
    from the box before."""
    if number < expected or (expected > 1 and number > expected + MOST_SKIPPED):
        return False
    if expected > 1:
        return all(_number_of(match, line, bracket) != expected for line in lines)
    later = [found for line in lines if (found := _number_of(match, line, bracket)) is not None]
    return 1 not in later and bool(later) and number < later[0] <= number + 1 + MOST_SKIPPED


def _number_of(match: str, line: Line, bracket: bool) -> int | None:
    """The number of an item that a line begins with."""
    found = ITEM_NUMBER.match(match, line.start, line.end)
    return int(found["number"]) if found and (found["open"] is not None) == bracket else None


def _inner_starts(text: RepairedText, line: Line) -> list[int]:
    """Where items may begin inside a line; 6.233国道… only where a blank or line end stood before it."""
    return [
        found.start()
        for found in INNER_ITEM.finditer(text.match, line.start, line.end)
        if found["digit"] is None or has_gap_before(text, found.start())
    ]


def _unnumbered_items(match: str, lines: Sequence[Line]) -> tuple[list[_Item], int]:
    """The items of a box without numbers: paragraphs that open with the name of a work.

    A box without any such paragraph is one text up to the next heading.
    """
    items: list[_Item] = []
    end = lines[-1].end if lines else 0
    for line in lines:
        bullet = BULLET.match(match, line.start)
        if not NAMED_WORK.match(match, line.start, line.end) and not bullet:
            if items:
                end = line.start
                break
            continue
        start = bullet.end() if bullet else line.start
        items.append(_Item(0, start, start))
        end = line.end
    return items, end


def _item(text: RepairedText, item: _Item, position: int, stop: int, title: str) -> BoxItem:
    wording = text.text[item.start : stop].replace("\n", "")
    shape = text.match[item.start : stop].replace("\n", "")
    found = NAME_ENDS.search(shape)
    name_end, begin = (found.start(), found.end()) if found else (len(shape), len(shape))
    line_end = text.match.find("\n", item.start, min(stop, item.start + LONGEST_NAME_LINE)) - item.start
    if 0 < line_end < name_end and shape[line_end - 1] not in "，、；":  # 1.道路工程 / 建设环城路…
        name_end = begin = line_end
    name, description = clean(wording[:name_end]), clean(wording[begin:])
    return BoxItem(0, 0, title, position, name, description, item.start, stop, list_components(description or name))
