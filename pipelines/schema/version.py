"""The version of the schema: what readers of the dataset may rely on.

A removed or renamed column, or one of another type, raises the major version; a new table or column the minor one.
``recorded.json`` holds the columns as of the last version; ``python -m pipelines.schema.version`` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.schema.tables import TABLES

SCHEMA_VERSION = "1.0.0"
RECORD = Path(__file__).with_name("recorded.json")
Columns = dict[str, dict[str, str]]


def columns() -> Columns:
    """The type of each column, by table."""
    return {name: {column.name: column.type for column in table.columns} for name, table in TABLES.items()}


def recorded() -> tuple[str, Columns]:
    """The version and columns last recorded."""
    content = json.loads(RECORD.read_text(encoding="utf-8"))
    return content["version"], content["columns"]


def broken(before: Columns, now: Columns) -> list[str]:
    """What readers of ``before`` no longer find in ``now``: tables and columns removed or of another type."""
    lost = [name for name in before if name not in now]
    for name, old in before.items():
        new = now.get(name, old)
        lost += [f"{name}.{column}" for column, kind in old.items() if new.get(column) != kind]
    return lost


def added(before: Columns, now: Columns) -> list[str]:
    """Tables and columns that are new."""
    return [f"{name}.{column}" for name, new in now.items() for column in new if column not in before.get(name, {})]


def needed_version(before: str, then: Columns, now: Columns) -> str:
    """The lowest version that says truly what changed since ``before``."""
    major, minor, _ = map(int, before.split("."))
    if broken(then, now):
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if added(then, now) else before


if __name__ == "__main__":
    text = json.dumps({"version": SCHEMA_VERSION, "columns": columns()}, ensure_ascii=False, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
