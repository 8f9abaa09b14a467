"""Where in the documents the rows are that did not meet an expectation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet

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
        self._texts: dict[str, tuple[str, str]] | None = None

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
        content = read_parquet(self._folder / f"{table}.parquet")
        key = TABLES[table].key[0]
        rows = content.filter(pc.is_in(content[key], pa.array(keys, pa.string()))).to_pylist()
        return {row[key]: self._passage(row["document_id"], row["char_start"], row["char_end"]) for row in rows}

    def _passage(self, document: str, start: int, end: int) -> Passage:
        file, text = self._documents[document]
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

    @property
    def _documents(self) -> dict[str, tuple[str, str]]:
        if self._texts is None:
            rows = read_parquet(self._folder / "documents.parquet").select(["document_id", "file", "text"]).to_pylist()
            self._texts = {row["document_id"]: (row["file"], row["text"]) for row in rows}
        return self._texts
