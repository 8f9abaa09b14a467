"""Quote of texts whose rights are not open: their full text is left out, any other words of theirs are cut short."""

from __future__ import annotations

from typing import Any

from pipelines.releases.tables import QUOTATION
from pipelines.schema.model import Column, Table

BEFORE = 40
"""Characters of a cut sentence before the figure that is read from it."""
SIDES = ("left_", "right_")
FULL_TEXT = ("documents", "text")


def quote_closed(table: Table, row: dict[str, Any], closed: frozenset[str]) -> bool:
    """Cut what a row of the warehouse quotes of documents in ``closed``; returns whether it says something of one."""
    found = False
    for column in table.columns:
        value = row.get(column.name)
        if value is None or column.type not in ("text", "text list") or not closed.intersection(_of(row, column)):
            continue
        found = True
        if (table.name, column.name) == FULL_TEXT:
            row[column.name] = None
        elif _is_name(table, column):
            continue
        elif isinstance(value, list):
            row[column.name] = [words[:QUOTATION] for words in value]
        else:
            row[column.name] = _quotation(value, row.get(_figure(column.name)))
    return found


def _is_name(table: Table, column: Column) -> bool:
    """Whether a column names a row, a file or a kind of something, and quotes nothing."""
    named = column.name.endswith(("_id", "_ids")) or column.name == "file"
    return named or column.name in table.key or bool(column.references or column.values)


def _of(row: dict[str, Any], column: Column) -> set[str]:
    """The documents that a column of a row may quote."""
    side = next((side for side in SIDES if column.name.startswith(side)), None)
    names = [f"{side}document_id"] if side else ["document_id", *(f"{side}document_id" for side in SIDES)]
    return {row[name] for name in names if row.get(name) is not None}


def _figure(column: str) -> str:
    """The column whose words a column of running text is told around."""
    return "text" if column == "sentence" else column.replace("context", "evidence")


def _quotation(words: str, figure: object) -> str:
    """The words, or as much of them as may be quoted, around the figure."""
    if len(words) <= QUOTATION:
        return words
    at = words.find(figure) if isinstance(figure, str) else -1
    start = min(max(at - BEFORE, 0), len(words) - QUOTATION)
    return words[start : start + QUOTATION]
