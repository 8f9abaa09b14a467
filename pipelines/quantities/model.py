"""A quantity and a skipped number, in offsets of the repaired text."""

from __future__ import annotations

from typing import Literal, NamedTuple

Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Role = Literal["actual", "target", "norm"]


class Quantity(NamedTuple):
    """A number that measures or counts something (the rules of docs/quantities.md)."""

    start: int
    end: int
    value: float | None
    value_max: float | None
    unit: str | None
    value_base: float | None
    value_max_base: float | None
    unit_base: str | None
    comparator: Comparator
    subject: str
    place: str
    period_text: str | None
    year_from: int | None
    year_to: int | None
    role: Role
    sentence_start: int
    sentence_end: int
    passage: int
    """The place of its passage in ``Structure.passages``."""


class SkippedNumber(NamedTuple):
    """A run of digits that measures nothing, and why."""

    start: int
    end: int
    reason: str
