"""Rows of ``governance_metrics``: the figures of governance articles and pages by topic."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.records.rows import Row
from pipelines.schema.quantities import GOVERNANCE_METRICS

GENRES = ("article", "newspaper_page")


def governance_rows(documents: Sequence[Row], sections: Sequence[Row], quantities: Sequence[Row]) -> list[Row]:
    """One row a figure and place; a document that only repeats another one (``parallel_of``) adds none."""
    wanted = {row["document_id"] for row in documents if row["genre"] in GENRES and row["parallel_of"] is None}
    columns = [column.name for column in GOVERNANCE_METRICS.columns if column.name != "topic"]
    return [
        {**{name: row[name] for name in columns}, "topic": "other"}
        for row in quantities
        if row["document_id"] in wanted
    ]
