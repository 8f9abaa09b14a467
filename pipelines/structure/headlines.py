"""Repair headlines whose characters came through twice.

A page of a newspaper sets its headlines with an outline, and copying gives every stretch twice:
``大丰区大丰区：：““红色邻里红色邻里””搭起基层治理大舞台搭起基层治理大舞台`` is
大丰区：“红色邻里”搭起基层治理大舞台. Such lines stand in the middle of the column that was copied when they came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from pipelines.structure.lines import Cell, Line, split_cells
from pipelines.structure.regions import mentions
from pipelines.text.repaired import RepairedText

DOUBLED_MARK = re.compile(r"([：“”‘’《》，、！？·])\1")
TWICE = re.compile(r"(?P<stretch>[^\n]{1,40})(?P=stretch)")
PLACE_ENDS = re.compile(r"(?:[区县市旗州盟镇乡]|街道)(?=：)")
SHORTEST = 8
SHRINKS_TO = 0.62
"""A doubled line shrinks to half its length; stretches that came through once make it somewhat longer."""


class Headline(NamedTuple):
    """A repaired headline and the doubled text it was read from; ``place`` is the one it opens with."""

    title: str
    place: str | None
    start: int
    end: int


def undouble(text: str) -> str:
    """Take out every stretch that repeats the one before it, the longest stretches first."""
    return TWICE.sub(lambda found: found["stretch"], text)


def find_garbled_headlines(text: RepairedText, lines: Sequence[Line]) -> list[Headline]:
    """The doubled headlines of a page, in their order."""
    match = text.match
    headlines: list[Headline] = []
    if not DOUBLED_MARK.search(match):
        return headlines
    for line in lines:
        if not DOUBLED_MARK.search(match, line.start, line.end):
            continue
        for start, end in _garbled_spans(text, line):
            headlines += _headlines(text, start, end)
    return headlines


def _garbled_spans(text: RepairedText, line: Line) -> list[tuple[int, int]]:
    """The stretches of a line that came through twice: whole lines as received, or a chain of doubled stretches."""
    spans: list[tuple[int, int]] = []
    for cell in split_cells(text, line.start, line.end):
        content = text.match[cell.start : cell.end]
        if len(content) >= SHORTEST and len(undouble(content)) <= SHRINKS_TO * len(content):
            if spans and spans[-1][1] == cell.start:
                spans[-1] = (spans[-1][0], cell.end)
            else:
                spans.append((cell.start, cell.end))
    chains = _chains(text.match, line)
    return max(spans, chains, key=lambda found: sum(end - start for start, end in found))


def _chains(match: str, line: Line) -> list[tuple[int, int]]:
    """Runs of doubled stretches side by side, where no gap sets them off from the column they stand in."""
    chains: list[tuple[int, int, int]] = []
    for found in TWICE.finditer(match, line.start, line.end):
        if chains and found.start() == chains[-1][1]:
            chains[-1] = (chains[-1][0], found.end(), chains[-1][2] + 1)
        else:
            chains.append((found.start(), found.end(), 1))
    return [(start, end) for start, end, count in chains if count >= 3 and end - start >= 2 * SHORTEST]


def _headlines(text: RepairedText, start: int, end: int) -> list[Headline]:
    """Cut a doubled stretch into its headlines: each opens with a place and a colon."""
    headlines: list[Headline] = []
    cells = split_cells(text, start, end)
    if "".join(undouble(text.text[cell.start : cell.end]) for cell in cells) != undouble(text.text[start:end]):
        cells = [Cell(start, end, "")]  # the line was wrapped inside a doubled stretch
    for cell in cells:
        title = undouble(text.text[cell.start : cell.end])
        places = _places(undouble(text.match[cell.start : cell.end]))
        if headlines and not places:  # a headline goes on behind a blank: 凝聚多方力量 共筑“有爱小城”
            headlines[-1] = headlines[-1]._replace(title=headlines[-1].title + title, end=cell.end)
            continue
        opens = [0, *(first for first, _ in places if first > 0)]
        for first, last in zip_longest(opens, opens[1:], fillvalue=len(title)):
            place = next((title[begin:stop] for begin, stop in places if begin == first), None)
            headlines.append(Headline(title[first:last], place, cell.start, cell.end))
    return headlines


def _places(shape: str) -> list[tuple[int, int]]:
    """Where the places stand that headlines open with: a region's name, or three characters that end as one."""
    places: list[tuple[int, int]] = []
    for found in PLACE_ENDS.finditer(shape):
        names = [mention for mention in mentions(shape, 0, found.end()) if mention.end == found.end()]
        begin = names[-1].start if names else max(found.end() - 3, 0)
        places.append((begin, found.end()))
    return places
