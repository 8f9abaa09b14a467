"""Closing the books: every run of digits of a text is accounted for in exactly one place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pipelines.records.rows import Row

DIGITS = re.compile("[0-9０-９]+")
Span = tuple[int, int]


class Cover:
    """The characters that spans cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, start: int, end: int) -> bool:
        """Whether every character from ``start`` to ``end`` is covered."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


def unaccounted(raw: str, accounted: Iterable[Span]) -> list[Span]:
    """The runs of digits of ``raw`` that the spans do not cover."""
    cover = Cover(accounted)
    return [digits.span() for digits in DIGITS.finditer(raw) if not cover.holds(*digits.span())]


def span(row: Row) -> Span:
    """``char_start`` and ``char_end`` of a row."""
    start, end = row["char_start"], row["char_end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end


def spans(*tables: Iterable[Row]) -> list[Span]:
    """The spans of the rows of several tables."""
    return [span(row) for rows in tables for row in rows]
