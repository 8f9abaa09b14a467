"""What changed between two states of the tables: cell by cell, by stable keys.

Rows that say the same, or something of the same thing, under another key are paired (see ``pairing``).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.releases.pairing import Rows, key_of, location_columns, pairs
from pipelines.releases.tables import QUOTATION
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.storage.database import limit

LOCATION_TABLES = {"indicator_cells", "skipped_numbers", "document_metadata", "source_defects", "sections"}
"""Tables about the text itself: what they say of a figure stands in another table too."""
QUALITY_TABLES = {"quality"}
"""Tables about how well the documents are read."""
DOCUMENTS = ("document_id", "left_document_id", "right_document_id")
SKIPPED = {name for name, table in TABLES.items() if table.varies}
"""Tables about the build, not the data."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table ``changes``, but for its number and its cause."""

    table: str
    row_id: str
    row_id_before: str | None
    document_id: str | None
    kind: str
    column: str | None
    value_before: str | None
    value_after: str | None
    layer: str
    corrected: bool = False
    """Whether a correction came, went or changed in the row."""
    documents: tuple[str, ...] = ()
    """All documents that the row says something of."""


def differences(before: Mapping[str, Path], after: Mapping[str, Path]) -> list[Change]:
    """The changes between the Parquet files of two states, by table; columns that only one of them has are left out."""
    changes: list[Change] = []
    moved: dict[str, dict[str, str]] = {}
    with duckdb.connect(":memory:") as connection:
        limit(connection, 2, "1GB")
        for name, table in TABLES.items():
            if name in SKIPPED or name not in before or name not in after:
                continue
            old, new = differing(connection, table, before[name], after[name])
            paired = pairs(table, old, new, moved)
            moved[name] = {one: other for other, one in paired.items() if one != other}
            changes += _changes(table, old, new, paired)
    return changes


def differing(connection: duckdb.DuckDBPyConnection, table: Table, before: Path, after: Path) -> tuple[Rows, Rows]:
    """The rows of both files that the other does not hold, by key."""
    names = [name for name in _names(connection, before) if name in set(_names(connection, after))]
    names = [column.name for column in table.columns if column.name in names]
    listed = ", ".join(map(named, names))
    both = [f"SELECT {listed} FROM read_parquet({quoted(str(path))})" for path in (before, after)]
    found: list[Rows] = []
    for one, other in (both, both[::-1]):
        rows = connection.execute(f"{one} EXCEPT {other}").fetchall()
        dictionaries = (dict(zip(names, row, strict=True)) for row in rows)
        found.append({key_of(table, row): row for row in dictionaries})
    return found[0], found[1]


def _names(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(str(path))})").fetchall()
    return [str(row[0]) for row in found]


def _changes(table: Table, old: Rows, new: Rows, paired: Mapping[str, str]) -> Iterator[Change]:
    before = set(paired.values())
    for key in sorted(old.keys() - before):
        yield _whole(table, key, old[key], "removed")
    for key in sorted(new):
        if key in paired:
            yield from _cells(table, paired[key], key, old[paired[key]], new[key])
        else:
            yield _whole(table, key, new[key], "added")


def _whole(table: Table, key: str, row: Mapping[str, Any], kind: str) -> Change:
    said = said_of(table.name, row)
    return Change(
        table.name,
        key,
        None,
        row.get("document_id"),
        kind,
        None,
        said if kind == "removed" else None,
        said if kind == "added" else None,
        _layer(table.name),
        row.get("correction_id") is not None or table.name == "corrections",
        _documents(row),
    )


def _layer(table: str, column: str | None = None) -> str:
    if table in QUALITY_TABLES:
        return "quality"
    return "location" if table in LOCATION_TABLES or column in location_columns(table) else "value"


def _documents(*rows: Mapping[str, Any]) -> tuple[str, ...]:
    named_there = (row.get(column) for row in rows for column in DOCUMENTS)
    return tuple(sorted({str(name) for name in named_there if name is not None}))


def _cells(
    table: Table, key_before: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    corrected = before.get("correction_id") != after.get("correction_id") or table.name == "corrections"
    for name, value in after.items():
        if before[name] == value:
            continue
        first = _first_difference(before[name], value)
        yield Change(
            table.name,
            key,
            key_before if key_before != key else None,
            after.get("document_id"),
            "changed",
            name,
            shown(before[name], first),
            shown(value, first),
            _layer(table.name, name),
            corrected,
            _documents(before, after),
        )


LONGEST = QUOTATION


AROUND = 40
"""Characters of a long text shown before the first one that differs."""


def shown(value: object, first: int = 0) -> str | None:
    """A value in a few words; long texts are cut around the place ``first``, the row itself has them."""
    if value is None:
        return None
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    if len(text) <= LONGEST:
        return text
    start = max(0, min(first - AROUND, len(text) - LONGEST))
    return ("…" if start else "") + text[start : start + LONGEST] + ("…" if start + LONGEST < len(text) else "")


def _first_difference(one: object, other: object) -> int:
    """The place of the first character that differs, in words."""
    return len(os.path.commonprefix([str(one), str(other)]))  # noqa: RUF071 (words, not paths)


SAYING = ("name", "title", "subject", "text", "value", "unit")
SAYING_OF = {
    "indicators": ("name", "base_value", "target_value", "target_text", "unit"),
    "task_assignments": ("task_id", "role", "party_text"),
    "crosschecks": ("kind", "relation", "left_subject", "left_value", "right_subject", "right_value", "left_unit"),
}
CORRECTED = ("table", "row_id", "column", "value_before", "value_after", "reason", "reviewed_by")


def said_of(table: str, row: Mapping[str, Any]) -> str:
    """What a whole row says, in a few words."""
    names = CORRECTED if "reviewed_by" in row else (*SAYING_OF.get(table, SAYING), "document_id")
    parts = {
        name: shown(row[name]) if isinstance(row[name], str) else row[name]
        for name in names
        if row.get(name) is not None
    }
    return json.dumps(parts, ensure_ascii=False, default=str)
