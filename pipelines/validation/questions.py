"""What Great Expectations is asked of a table, and what it says: plain data that goes from process to process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

Violations = Mapping[int, str]
"""What is wrong, by number of row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An expectation: its name, the Great Expectations type, the column it looks at, and its other arguments."""

    name: str
    type: str
    column: str | None
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """A frame in its parts, and what is asked of it.

    The frame has an empty column for each of ``described`` (the columns of a file, named by name and type), the columns
    ``own`` that expectations look at themselves, one of violations for each of ``violations``, and the numbers of its
    ``rows``.
    """

    rows: int
    described: tuple[str, ...]
    own: pa.Table
    violations: Mapping[str, Violations]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Great Expectations says of one expectation; ``rows`` are the failing rows, where it names them."""

    success: bool
    rows: tuple[int, ...]
