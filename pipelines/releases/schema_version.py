"""The version of the schema: what readers of the dataset may rely on.

A removed or renamed column, one of another type, or a value that a column may no longer take raises the major version;
a new table, column or value the minor one. ``recorded.json`` holds the columns as of the last version;
``python -m pipelines.releases.schema_version`` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.releases.tables import ALL_TABLES

SCHEMA_VERSION = "1.1.0"
RECORD = Path(__file__).with_name("recorded.json")
Columns = dict[str, dict[str, str]]
"""By table and column its type, and behind it the only values it may take: ``text: added, removed, changed``."""


def columns() -> Columns:
    """The columns of the tables of a release."""
    return {
        name: {
            column.name: f"{column.type}: {', '.join(column.values)}" if column.values else column.type
            for column in table.columns
        }
        for name, table in ALL_TABLES.items()
    }


def recorded() -> tuple[str, Columns]:
    """The version and columns last recorded."""
    content = json.loads(RECORD.read_text(encoding="utf-8"))
    return content["version"], content["columns"]


def broken(before: Columns, now: Columns) -> list[str]:
    """What readers of ``before`` no longer find in ``now``: tables and columns removed or of another type, and values
    that a column no longer takes."""
    lost = [name for name in before if name not in now]
    for name, old in before.items():
        new = now.get(name, old)
        lost += [f"{name}.{column}" for column, kind in old.items() if column not in new or _lost(kind, new[column])]
    return lost


def added(before: Columns, now: Columns) -> list[str]:
    """Tables, columns and values that are new."""
    found = [f"{name}.{column}" for name, new in now.items() for column in new if column not in before.get(name, {})]
    return found + [
        f"{name}.{column}"
        for name, old in before.items()
        for column, kind in old.items()
        if column in now.get(name, {}) and _values(now[name][column]) - _values(kind)
    ]


def needed_version(before: str, then: Columns, now: Columns) -> str:
    """The lowest version that says truly what changed since ``before``."""
    major, minor, _ = map(int, before.split("."))
    if broken(then, now):
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if added(then, now) else before


def is_enough(version: str, needed: str) -> bool:
    """Whether a version says as much as the one that is needed."""
    return tuple(map(int, version.split("."))) >= tuple(map(int, needed.split(".")))


def record(path: Path = RECORD) -> None:
    """Record the columns of this version; raises SystemExit where it is too low for what changed since the last."""
    before, then = recorded()
    needed = needed_version(before, then, columns())
    if not is_enough(SCHEMA_VERSION, needed):
        what = ", ".join(broken(then, columns()) or added(then, columns()))
        raise SystemExit(f"set SCHEMA_VERSION to {needed} in {Path(__file__).name} first: {what} changed")
    text = json.dumps({"version": SCHEMA_VERSION, "columns": columns()}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _lost(before: str, now: str) -> bool:
    if before.partition(":")[0] != now.partition(":")[0]:
        return True
    return bool(_values(before) and _values(before) - _values(now) and _values(now))


def _values(kind: str) -> set[str]:
    return set(filter(None, kind.partition(": ")[2].split(", ")))


if __name__ == "__main__":
    record()
