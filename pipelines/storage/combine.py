"""Put the shards of one table together, sorted by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from pipelines.records.parallel import parallel_documents
from pipelines.records.rows import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.documents import DOCUMENTS
from pipelines.schema.model import Table
from pipelines.storage.files import read_parquet

SHARED = {"regions", "organizations", "leaders"}
"""Tables whose rows several documents give: the same key is the same thing."""


def combine(table: Table, shards: Sequence[Path]) -> pa.Table:
    """The rows of ``table`` from all shards."""
    pieces = [read_parquet(shard / f"{table.name}.parquet") for shard in shards]
    if table.name in SHARED:
        rows = [row for piece in pieces for row in piece.to_pylist()]
        return in_order(table, arrow_table(table, _merged(table, rows)))
    schema = arrow_schema(table)
    return in_order(table, pa.concat_tables([schema.empty_table(), *(piece.cast(schema) for piece in pieces)]))


def combine_documents(shards: Sequence[Path]) -> pa.Table:
    """The documents of all shards; those that repeat another one say so."""
    content = combine(DOCUMENTS, shards)
    found = parallel_documents(content.select(["document_id", "script", "text"]).to_pylist())
    parallels = [found.get(name) for name in content.column("document_id").to_pylist()]
    place = content.schema.get_field_index("parallel_of")
    return content.set_column(place, content.schema.field(place), pa.array(parallels, pa.string()))


def in_order(table: Table, content: pa.Table) -> pa.Table:
    """``content`` sorted by the key of ``table``."""
    return content.sort_by([(name, "ascending") for name in table.key]).replace_schema_metadata(
        arrow_schema(table).metadata
    )


def _merged(table: Table, rows: Sequence[Row]) -> list[Row]:
    """One row a key: lists (aliases) are united, other columns are those of the row that sorts first."""
    merged: dict[object, Row] = {}
    for row in sorted(rows, key=repr):
        found = merged.setdefault(row[table.key[0]], dict(row))
        for name, value in row.items():
            kept = found[name]
            if isinstance(value, list) and isinstance(kept, list):
                found[name] = sorted({*kept, *value})
    return list(merged.values())
