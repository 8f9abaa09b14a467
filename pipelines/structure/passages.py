"""Give every character of a document one use: what no reader took is prose.

The passages that the readers found (metadata, headings, numbers, tasks, boxes, the table) stay; headings and list
numbers that none claimed are added; the gaps between them are prose, cut where sections begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipelines.structure.model import Passage, Section, Structure

LIST_NUMBER = re.compile(
    r"^(?P<bracketed>（[0-9]{1,3}）[、.]?)|^(?P<plain>[0-9]{1,3})[.、](?P<digit>(?=[0-9]))?", re.MULTILINE
)


def assemble_passages(match: str, structure: Structure) -> None:
    """Replace the passages of ``structure`` by ones that cover ``match`` from 0 to its end, sorted and apart."""
    structure.passages = cover(match, structure.passages, structure.sections)


def cover(match: str, claimed: Sequence[Passage], sections: Sequence[Section]) -> list[Passage]:
    """``claimed`` made apart (of two that overlap the earlier keeps its characters), the gaps between them filled."""
    edges, owners = _section_edges(sections, len(match))
    result: list[Passage] = []
    position = 0
    for passage in sorted(claimed, key=lambda passage: (passage.start, passage.end)):
        start, end = max(passage.start, position), min(passage.end, len(match))
        if end <= start:
            continue
        _fill(match, position, start, edges, owners, result)
        section = owners[_last_edge(edges, start)] if passage.section is None else passage.section
        result.append(Passage(passage.kind, start, end, section, passage.task, passage.project, passage.reason))
        position = end
    _fill(match, position, len(match), edges, owners, result)
    return result


def number_passages(match: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where numbers of list items stand between ``start`` and ``end``, each at the beginning of its line.

    ``6.233国道海州段工程`` has the number 6 only where it follows item 5.
    """
    spans: list[tuple[int, int]] = []
    last = 0
    for found in LIST_NUMBER.finditer(match, start, end):
        if found.start() > 0 and match[found.start() - 1] != "\n" and found.start() != start:
            continue
        if found["bracketed"]:
            spans.append(found.span())
            continue
        number = int(found["plain"])
        if found["digit"] is None or number == last + 1 > 1:
            spans.append(found.span())
            last = number
    return spans


def _fill(
    match: str, start: int, end: int, edges: Sequence[int], owners: Sequence[int | None], result: list[Passage]
) -> None:
    """Make prose of a gap; the line end behind a passage goes to it."""
    first = start
    while result and first < end and match[first] == "\n":
        first += 1
    if first > start:
        result[-1].end = first
        start = first
    if start >= end:
        return
    index = _last_edge(edges, start)
    while start < end:
        stop = min(edges[index + 1], end) if index + 1 < len(edges) else end
        if stop > start:
            _prose(match, start, stop, owners[index], result)
            start = stop
        index += 1


def _prose(match: str, start: int, end: int, section: int | None, result: list[Passage]) -> None:
    """Add a stretch of prose and the list numbers in it."""
    if result and not match[start:end].strip():
        result[-1].end = end
        return
    for first, last in number_passages(match, start, end):
        if first > start:
            result.append(Passage("prose", start, first, section))
        result.append(Passage("number", first, last, section, reason="list_number"))
        start = last
    if start < end:
        result.append(Passage("prose", start, end, section))


def _section_edges(sections: Sequence[Section], length: int) -> tuple[list[int], list[int | None]]:
    """Where the innermost section changes, and which one it is from there on."""
    edges: list[int] = [0]
    owners: list[int | None] = [None]
    open_: list[int] = []

    def turn(position: int, owner: int | None) -> None:
        if edges[-1] == position:
            owners[-1] = owner
        else:
            edges.append(position)
            owners.append(owner)

    for index in sorted(range(len(sections)), key=lambda index: (sections[index].start, index)):
        section = sections[index]
        while open_ and sections[open_[-1]].end <= section.start:
            closed = open_.pop()
            turn(max(edges[-1], min(sections[closed].end, length)), open_[-1] if open_ else None)
        turn(max(edges[-1], min(section.start, length)), index)
        open_.append(index)
    while open_:
        closed = open_.pop()
        turn(max(edges[-1], min(sections[closed].end, length)), open_[-1] if open_ else None)
    return edges, owners


def _last_edge(edges: Sequence[int], position: int) -> int:
    return bisect_right(edges, position) - 1
