"""Rows of the ``quality`` table: how well the documents are read, by annotations written by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.records.rows import Row
from pipelines.scoring.compare import Rows
from pipelines.scoring.measure import figures, measure

READ = ("documents", "quantities", "tasks", "task_assignments", "projects", "indicators", "organizations", "leaders")


def quality_rows(annotations: Path, rows_of: Callable[[str], Rows | None], documents: frozenset[str]) -> list[Row]:
    """One row a document, kind of annotation and measure; ``documents`` are those of the dataset."""
    measured, _ = measure(annotations, rows_of) if annotations.is_dir() else ([], [])
    return [
        {
            "document": entry.annotations.document,
            "document_id": entry.annotations.document if entry.annotations.document in documents else None,
            "genre": entry.genre,
            "kind": entry.annotations.kind,
            "split": entry.annotations.split,
            "measure": figure.measure,
            "right_count": figure.right,
            "total_count": figure.total,
            "value": figure.value,
        }
        for entry in measured
        for figure in figures(entry.comparison)
    ]


def rows_in_shards(shards: Sequence[Path]) -> tuple[Callable[[str], Rows | None], frozenset[str]]:
    """A function that gives the tables of a document from the shards that hold it, and all their documents."""
    holders: dict[str, Path] = {}
    for shard in shards:
        for name in pq.read_table(shard / "documents.parquet", columns=["document_id"])["document_id"].to_pylist():
            holders[name] = shard

    def rows_of(name: str) -> Rows | None:
        shard = holders.get(name)
        if shard is None:
            return None
        chosen = [("document_id", "=", name)]
        return {table: pq.read_table(shard / f"{table}.parquet", filters=chosen).to_pylist() for table in READ}

    return rows_of, frozenset(holders)
