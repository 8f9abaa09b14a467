"""Which row of one state of a table is which row of another.

Mostly the key says so. But where a row's key is made of its wording, a changed number gives the row another key, and
where keys count the rows of a document, a row that comes or goes gives all those behind it other keys. Such rows are
paired by what they say, then by what they are about, in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipelines.schema.model import Table
from pipelines.schema.tables import TABLES

Row = dict[str, Any]
Rows = dict[str, Row]
Moved = Mapping[str, Mapping[str, str]]
"""By table, the new keys of rows by their old ones."""
LOCATION = {"char_start", "char_end", "evidence", "sentence", "section_id", "parent_section_id", "correction_id"}
"""Columns that say where and in what words a row stands, or are keys of other rows."""
LOCATION_OF = {
    "documents": {"text", "sha256", "characters"},
    "indicators": {"position"},
    "projects": {"item_number"},
    "tasks": {"number", "number_text"},
    "task_assignments": {"task_id", "position"},
    "quantities": {"task_id", "project_id"},
    "crosschecks": {
        *("left_id", "left_evidence", "left_context", "right_id", "right_evidence", "right_context"),
        *("other_ids", "note_en", "note_zh"),
    },
}
ABOUT = {
    "indicators": ("name",),
    "projects": ("box_title", "name"),
    "tasks": ("text",),
    "task_assignments": ("task_id", "role", "party_text"),
    "quantities": ("subject", "unit_base", "place", "role"),
    "governance_metrics": ("subject", "unit_base", "place", "role"),
    "skipped_numbers": ("reason",),
    "indicator_cells": ("indicator_id", "column"),
    "document_metadata": ("field",),
    "source_defects": ("kind",),
    "sections": ("kind", "number_text", "level"),
    "crosschecks": (
        *("kind", "concept_id", "left_table", "left_column", "left_document_id", "left_subject"),
        *("right_table", "right_column", "right_document_id", "right_subject"),
    ),
}
"""What a row is about, apart from the number it gives: by this, rows with other keys are paired."""
COUNTING = {"indicators", "indicator_cells", "projects", "tasks", "task_assignments", "crosschecks"}
"""Tables whose keys count rows of the document, or are made of such keys."""


def pairs(table: Table, old: Rows, new: Rows, moved: Moved) -> dict[str, str]:
    """The old key of each new row that was there before, from the rows by key that differ between the states."""
    both = sorted(old.keys() & new.keys())
    about = ABOUT[table.name] if table.name in COUNTING else ()
    paired = {key: key for key in both if _said(table, old[key], about, moved) == _said(table, new[key], about, {})}
    gone = [old[key] for key in sorted(old) if key not in paired]
    came = [new[key] for key in sorted(new) if key not in paired]
    paired |= {key_of(table, other): key_of(table, one) for one, other in _paired(table, gone, came, moved)}
    taken = set(paired.values())
    return paired | {key: key for key in both if key not in paired and key not in taken}


def key_of(table: Table, row: Mapping[str, Any]) -> str:
    """The key of a row as one text."""
    return " ".join(str(row[name]) for name in table.key)


def location_columns(table: str) -> set[str]:
    """The columns of a table that say where a row stands, not what it says."""
    return {*LOCATION, *LOCATION_OF.get(table, ()), *TABLES[table].key}


def _paired(table: Table, gone: Sequence[Row], came: Sequence[Row], moved: Moved) -> Iterator[tuple[Row, Row]]:
    """Rows that went and came and say something of the same thing."""
    about = ABOUT.get(table.name)
    if about is None:
        return
    # First those that say the same, only elsewhere or in another sentence; of the rest those about the same thing.
    own = location_columns(table.name)
    same = tuple(dict.fromkeys([*(c.name for c in table.columns if c.name not in own), *_links(table)]))
    for names in (same, about):
        left, right = _grouped(table, gone, names, moved), _grouped(table, came, names, {})
        used: set[int] = set()
        for group, ones in left.items():
            others = right.get(group, [])
            if names is about and not _alike(ones, others):
                continue
            for one, other in zip(ones, others, strict=False):
                used.update((id(one), id(other)))
                yield one, other
        gone = [row for row in gone if id(row) not in used]
        came = [row for row in came if id(row) not in used]


def _alike(ones: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether rows about the same thing may be taken for each other: several only in the order of a text."""
    return len(ones) == len(others) and (len(ones) == 1 or "char_start" in ones[0])


def _links(table: Table) -> list[str]:
    """The columns of what a row of a table of :data:`COUNTING` is about that lead to other rows."""
    return [name for name in ABOUT[table.name] if table.name in COUNTING and name.endswith("_id")]


def _grouped(table: Table, rows: Iterable[Row], names: Sequence[str], moved: Moved) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.get("char_start") or 0, key_of(table, row))):
        groups[_said(table, row, names, moved)].append(row)
    return groups


def _said(table: Table, row: Row, names: Sequence[str], moved: Moved) -> str:
    """What a row says in some columns; where it names a row that has another key now, by that."""
    references = {column.name: column.references for column in table.columns if column.references}
    values = [row.get(name) for name in names]
    if moved:
        values = [
            moved.get(references.get(name) or "", {}).get(value, value) if isinstance(value, str) else value
            for name, value in zip(names, values, strict=True)
        ]
    return repr((row.get("document_id"), *values))
