"""Headings, and the tree of sections they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.structure.model import Section, SectionKind
from pipelines.structure.numbering import RANK

UNNUMBERED = len(RANK)
"""The rank of a heading without a number: below all numbered ones."""

STOPPED = UNNUMBERED + 1
"""The rank of a short sentence on a line of its own: a heading only where the count of its siblings says so."""


class Heading(NamedTuple):
    """A heading; ``start`` to ``end`` with its number, ``title_start`` where the title begins.

    ``rank`` orders the styles of numbers (0 the highest); ``until`` is where the section ends if not at the next
    heading of its rank.
    """

    kind: SectionKind
    rank: int
    number: int | None
    number_text: str | None
    title: str
    start: int
    title_start: int
    end: int
    lost_number: bool = False
    until: int | None = None
    place: str | None = None


def build_sections(headings: Sequence[Heading], end: int) -> list[Section]:
    """The tree of sections: a section reaches to the next heading of its own or a higher rank."""
    sections: list[Section] = []
    open_: list[tuple[int, int]] = []  # rank and place of the sections that are not yet closed
    for heading in sorted(headings, key=lambda heading: (heading.start, heading.rank)):
        while open_ and (open_[-1][0] >= heading.rank or sections[open_[-1][1]].end <= heading.start):
            closed = sections[open_.pop()[1]]
            closed.end = min(closed.end, heading.start)
        parent = open_[-1][1] if open_ else None
        limit = sections[parent].end if parent is not None else end
        sections.append(
            Section(
                kind=heading.kind,
                level=sections[parent].level + 1 if parent is not None else 1,
                parent=parent,
                number_text=heading.number_text,
                title=heading.title,
                start=heading.start,
                end=limit if heading.until is None else min(limit, heading.until),
                heading_start=heading.start,
                heading_end=heading.end,
                place=heading.place,
            )
        )
        open_.append((heading.rank, len(sections) - 1))
    return sections
