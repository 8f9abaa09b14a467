"""Read ``raw/corrections.toml``.

    [[correction]]
    document_id = "haizhou-2022-key-tasks"
    char_start = 1018
    char_end = 1022
    found = "7.5%"
    table = "quantities"
    set = { subject = "地区生产总值" }
    reason = "the heading before it is no part of the subject"
    reviewed_by = "name of a person"
    reviewed_on = 2026-11-21

``row_id`` is needed where several rows of the table were read from the same characters. ``set`` may hold ``"NULL"`` for
a value that the source does not give.
"""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.corrections.model import Correction, CorrectionError, Value
from pipelines.schema.model import Column, ColumnType, Table
from pipelines.schema.tables import TABLES

CORRECTIONS = "corrections.toml"
NOTHING = "NULL"
TEXTS = ("document_id", "found", "table", "reason", "reviewed_by")
KEYS = {*TEXTS, "char_start", "char_end", "set", "reviewed_on", "row_id"}
PYTHON_TYPES: dict[ColumnType, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "real": (int, float),
    "boolean": (bool,),
    "date": (datetime.date,),
    "text list": (list,),
}
FIXED = {"document_id", "char_start", "char_end", "evidence", "correction_id"}
"""Columns that say where a row was read: a correction does not change them."""


def read_corrections(raw: Path) -> dict[str, tuple[Correction, ...]]:
    """The corrections by document_id, in the order of the file; raises :class:`CorrectionError`."""
    path = raw / CORRECTIONS
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}: {error}") from None
    entries = content.pop("correction", [])
    if content or not isinstance(entries, list):
        raise CorrectionError(f"{path}: each correction is a [[correction]] entry")
    found: dict[str, tuple[Correction, ...]] = {}
    for number, values in enumerate(entries, 1):
        correction = _correction(f"{path}, entry {number}", values)
        others = found.get(correction.document_id, ())
        for other in others:
            if _target(other) == _target(correction) and other.values.keys() & correction.values.keys():
                raise CorrectionError(f"{correction.place}: {other.place} corrects the same columns of the same row")
        found[correction.document_id] = (*others, correction)
    return found


def digests(corrections: Mapping[str, tuple[Correction, ...]]) -> dict[str, str]:
    """By document_id, a digest of what is corrected: another one means to read the document again."""
    return {
        name: hashlib.sha256(repr([_content(entry) for entry in entries]).encode()).hexdigest()
        for name, entries in corrections.items()
    }


def _content(entry: Correction) -> tuple[object, ...]:
    """Everything but the place in the file."""
    said = (entry.found, sorted(entry.values.items()), entry.reason, entry.reviewed_by, entry.reviewed_on)
    return (*_target(entry), *said)


def _target(entry: Correction) -> tuple[object, ...]:
    return entry.table, entry.char_start, entry.char_end, entry.row_id


def _correction(place: str, values: dict[str, Any]) -> Correction:
    unknown = sorted(values.keys() - KEYS)
    if unknown:
        raise CorrectionError(f"{place}: unknown key {', '.join(unknown)}; the keys are {', '.join(sorted(KEYS))}")
    for name in TEXTS:
        if not isinstance(values.get(name), str) or not values[name]:
            raise CorrectionError(f"{place}: {name} is missing")
    for name in ("char_start", "char_end"):
        if not isinstance(values.get(name), int):
            raise CorrectionError(f"{place}: {name} is missing, a number of characters")
    if values["char_end"] - values["char_start"] != len(values["found"]):
        raise CorrectionError(f"{place}: found is not as long as the span from char_start to char_end")
    reviewed_on = values.get("reviewed_on")
    if not isinstance(reviewed_on, datetime.date):
        raise CorrectionError(f"{place}: reviewed_on is missing, a date such as 2026-11-21")
    table = TABLES.get(values["table"])
    if table is None or not any(column.name == "char_start" for column in table.columns):
        raise CorrectionError(f"{place}: {values['table']} is no table whose rows were read from a text")
    changes = values.get("set")
    if not isinstance(changes, dict) or not changes:
        raise CorrectionError(f"{place}: set is missing, such as set = {{ value = 7.5 }}")
    return Correction(
        place=place,
        **{name: values[name] for name in (*TEXTS, "char_start", "char_end")},
        reviewed_on=reviewed_on,
        row_id=values.get("row_id"),
        values={name: _value(place, table, name, value) for name, value in changes.items()},
    )


def _value(place: str, table: Table, name: str, value: object) -> Value:
    column = next((column for column in table.columns if column.name == name), None)
    if column is None or name in FIXED or name in table.key:
        raise CorrectionError(f"{place}: {name} is no column of {table.name} that can be corrected")
    if value == NOTHING:
        if not column.nullable:
            raise CorrectionError(f"{place}: {name} is never NULL")
        return None
    if not _fits(column, value):
        allowed = " | ".join(column.values) or column.type
        raise CorrectionError(f"{place}: {name} is {value!r}, but holds {allowed}")
    if isinstance(value, list):
        return tuple(value)
    return float(value) if column.type == "real" and isinstance(value, int) else value  # type: ignore[return-value]


def _fits(column: Column, value: object) -> bool:
    if isinstance(value, bool) and column.type != "boolean":
        return False
    if column.values and value not in column.values:
        return False
    return isinstance(value, PYTHON_TYPES.get(column.type, ()))
