"""What changed between two states of the tables: cell by cell, by stable keys, each with its cause.

Where a row's key is made of its wording, a changed number gives the row another key. Such rows are paired: the rows
of a document that went and those that came, where they agree in what they are about, in the order of the text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.releases.tables import QUOTATION
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.storage.database import limit

Rows = dict[str, dict[str, Any]]
LOCATION = {"char_start", "char_end", "evidence", "sentence", "section_id", "parent_section_id", "correction_id"}
"""Columns that say where and in what words a row stands, or are keys of other rows."""
LOCATION_OF = {
    "documents": {"text", "sha256", "characters"},
    "crosschecks": {"left_id", "right_id", "left_evidence", "right_evidence", "note_en", "note_zh"},
    "quantities": {"task_id", "project_id"},
}
LOCATION_TABLES = {"indicator_cells", "skipped_numbers", "document_metadata", "source_defects", "sections"}
"""Tables about the text itself: what they say of a figure stands in another table too."""
QUALITY_TABLES = {"quality"}
"""Tables about how well the documents are read."""
DOCUMENTS = ("document_id", "left_document_id", "right_document_id")
ABOUT = {
    "quantities": ("subject", "unit_base", "place", "role"),
    "governance_metrics": ("subject", "unit_base", "place", "role"),
    "skipped_numbers": ("reason",),
    "indicator_cells": ("indicator_id", "column"),
    "document_metadata": ("field",),
    "source_defects": ("kind",),
    "sections": ("kind", "number_text", "level"),
    "tasks": ("section_title",),
    "crosschecks": ("kind", "left_table", "right_table", "left_document_id", "right_document_id"),
}
"""What a row is about, apart from the number it gives: by this, rows with other keys are paired."""
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
    with duckdb.connect(":memory:") as connection:
        limit(connection, 2, "1GB")
        for name, table in TABLES.items():
            if name in SKIPPED or name not in before or name not in after:
                continue
            old, new = differing(connection, table, before[name], after[name])
            changes += _changes(table, old, new)
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


def key_of(table: Table, row: Mapping[str, Any]) -> str:
    """The key of a row as one text."""
    return " ".join(str(row[name]) for name in table.key)


def _names(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(str(path))})").fetchall()
    return [str(row[0]) for row in found]


def _changes(table: Table, old: Rows, new: Rows) -> Iterator[Change]:
    pairs = {key: key for key in old.keys() & new.keys()}
    gone = [old[key] for key in old if key not in pairs]
    came = [new[key] for key in new if key not in pairs]
    for one, other in _paired(table, gone, came):
        pairs[key_of(table, other)] = key_of(table, one)
    paired_before = set(pairs.values())
    for key in sorted(old.keys() - paired_before):
        yield _whole(table, key, old[key], "removed")
    for key in sorted(new):
        if key in pairs:
            yield from _cells(table, pairs[key], key, old[pairs[key]], new[key])
        else:
            yield _whole(table, key, new[key], "added")


def _paired(
    table: Table, gone: Sequence[dict[str, Any]], came: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows that went and came and say something of the same thing."""
    about = ABOUT.get(table.name)
    if about is None:
        return
    # First those that say the same, only elsewhere or in another sentence; of the rest those about the same thing.
    own = location_columns(table.name)
    same = [column.name for column in table.columns if column.name not in own]
    for names in (same, about):
        left, right = _grouped(gone, names), _grouped(came, names)
        used: set[int] = set()
        for group, ones in left.items():
            others = right.get(group, [])
            if names is about and len(ones) != len(others):
                continue
            for one, other in zip(ones, others, strict=False):
                used.update((id(one), id(other)))
                yield one, other
        gone = [row for row in gone if id(row) not in used]
        came = [row for row in came if id(row) not in used]


def _grouped(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.get("char_start") or 0):
        groups[repr((row.get("document_id"), *(row.get(name) for name in names)))].append(row)
    return groups


def _whole(table: Table, key: str, row: Mapping[str, Any], kind: str) -> Change:
    said = said_of(row)
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


def location_columns(table: str) -> set[str]:
    """The columns of a table that say where a row stands, not what it says."""
    return {*LOCATION, *LOCATION_OF.get(table, ()), *TABLES[table].key}


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
        yield Change(
            table.name,
            key,
            key_before if key_before != key else None,
            after.get("document_id"),
            "changed",
            name,
            shown(before[name]),
            shown(value),
            _layer(table.name, name),
            corrected,
            _documents(before, after),
        )


LONGEST = QUOTATION


def shown(value: object) -> str | None:
    """A value in a few words: long texts are cut, the row itself has them."""
    if value is None:
        return None
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


SAYING = ("name", "title", "subject", "text", "value", "unit", "document_id")
CORRECTED = ("table", "row_id", "column", "value_before", "value_after", "reason", "reviewed_by")


def said_of(row: Mapping[str, Any]) -> str:
    """What a whole row says, in a few words."""
    names = CORRECTED if "reviewed_by" in row else SAYING
    parts = {
        name: shown(row[name]) if isinstance(row[name], str) else row[name]
        for name in names
        if row.get(name) is not None
    }
    return json.dumps(parts, ensure_ascii=False, default=str)
