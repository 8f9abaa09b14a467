"""Repair headlines whose characters came through twice.

A page of a newspaper sets its headlines with an outline, and copying gives every stretch twice:
``大丰区大丰区：：““红色邻里红色邻里””搭起基层治理大舞台搭起基层治理大舞台`` is
大丰区：“红色邻里”搭起基层治理大舞台. Such lines stand in the middle of the column that was copied when they came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.structure.lines import Line, split_cells
from pipelines.text.repaired import RepairedText

DOUBLED_MARK = re.compile(r"([：“”‘’《》，、！？·])\1")
TWICE = re.compile(r"(?P<stretch>[^\n]{1,40})(?P=stretch)")
HEADLINE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,9}(?:[区县市旗州盟镇乡]|街道))：")
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
    return spans or _chains(text.match, line)


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
    cells = [(cell.start, cell.end) for cell in split_cells(text, start, end)]
    headlines: list[Headline] = []
    for first, last in cells:
        title = undouble(text.text[first:last])
        shape = undouble(text.match[first:last])
        opens = list(HEADLINE.finditer(shape))
        if len(opens) > 1 or (opens and opens[0].start() > 0 and headlines):
            headlines += _several(title, shape, opens, first, last)
        elif opens or not headlines:
            headlines.append(Headline(title, opens[0]["place"] if opens else None, first, last))
        else:
            before = headlines[-1]
            headlines[-1] = before._replace(title=before.title + title, end=last)
    return headlines


def _several(title: str, shape: str, opens: Sequence[re.Match[str]], start: int, end: int) -> list[Headline]:
    """The headlines of a stretch without gaps; all of them stand at its place."""
    ends = [found.start() for found in opens[1:]] + [len(shape)]
    return [
        Headline(title[found.start() : stop], found["place"], start, end)
        for found, stop in zip(opens, ends, strict=True)
    ]
