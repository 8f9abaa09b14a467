"""What a correction is, and what may be wrong with one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bool | datetime.date | tuple[str, ...] | None


class CorrectionError(ValueError):
    """A correction that cannot be applied; the message names it, the cause and what to do. Nothing is built then."""


@dataclass(frozen=True, slots=True)
class Correction:
    """New values for columns of the row of ``table`` that was read from characters ``char_start`` to ``char_end``.

    ``found`` is the text that stands there: where it has moved, the correction is refused. ``place`` says where in
    ``corrections.toml`` it stands.
    """

    place: str
    document_id: str
    char_start: int
    char_end: int
    found: str
    table: str
    values: Mapping[str, Value]
    reason: str
    reviewed_by: str
    reviewed_on: datetime.date
    row_id: str | None = None
    """The row, where several were read from the same characters."""
