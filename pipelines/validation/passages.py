"""Where in the documents the rows are that did not meet an expectation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema.tables import TABLES

AROUND = 40
"""Characters shown before and behind the evidence."""
LONGEST = 300
"""Characters of evidence shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The evidence of a row with what stands around it; ``line`` counts from 1."""

    file: str
    line: int
    start: int
    end: int
    before: str
    evidence: str
    behind: str


class Passages:
    """Finds passages in the Parquet files of a folder; a file that cannot be read has none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, tuple[str, str]] = {}

    def of(self, table: str, keys: Iterable[str]) -> dict[str, Passage]:
        """The passages of rows of a table by key."""
        wanted = list(keys)
        if len(TABLES[table].key) > 1 or "char_start" not in {column.name for column in TABLES[table].columns}:
            return {}
        try:
            return self._of(table, wanted)
        except (OSError, pa.ArrowException, KeyError, TypeError):
            return {}

    def _of(self, table: str, keys: list[str]) -> dict[str, Passage]:
        key = TABLES[table].key[0]
        rows = self._rows(table, key, keys, ["document_id", "char_start", "char_end"])
        unread = sorted({row["document_id"] for row in rows} - self._texts.keys())
        for row in self._rows("documents", "document_id", unread, ["file", "text"]):
            self._texts[row["document_id"]] = row["file"], row["text"]
        return {row[key]: self._passage(row["document_id"], row["char_start"], row["char_end"]) for row in rows}

    def _rows(self, table: str, key: str, keys: Sequence[str], columns: Sequence[str]) -> list[dict[str, Any]]:
        """Some columns of the rows of these keys; row groups without them are not read."""
        if not keys:
            return []
        path, names = self._folder / f"{table}.parquet", [key, *columns]
        found = pq.read_table(path, columns=names, filters=[(key, "in", list(keys))], partitioning=None)
        rows: list[dict[str, Any]] = found.to_pylist()
        return rows

    def _passage(self, document: str, start: int, end: int) -> Passage:
        file, text = self._texts[document]
        evidence = text[start:end]
        return Passage(
            file,
            text.count("\n", 0, start) + 1,
            start,
            end,
            text[max(0, start - AROUND) : start],
            evidence if len(evidence) <= LONGEST else evidence[:LONGEST] + "…",
            text[end : end + AROUND],
        )
