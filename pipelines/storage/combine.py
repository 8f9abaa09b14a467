"""Put the shards together into the tables of the dataset, sorted by key.

What comes from one document is copied from the shard as it lies there; only what depends on other documents is made
anew: which document repeats which, figures said by several, and the rows that documents share.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.incremental.splice import splice
from pipelines.records.parallel import parallel_documents
from pipelines.records.rows import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.documents import DOCUMENTS
from pipelines.schema.model import Table
from pipelines.schema.quality import INGESTIONS
from pipelines.schema.quantities import GOVERNANCE_METRICS
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.storage.shard import FIGURES, SHARED, WORDING

Changed = Callable[[Path], pa.Table | None]
"""The rows of a shard's table where they are others than those of its file, else None."""


def combine(table: Table, shards: Sequence[Path], output: Path) -> int:
    """Write the rows of ``table`` from all shards to ``output``; returns how many there are."""
    if table.name in SHARED:
        content = _shared(table, shards)
        write_parquet(content, output, flushed=False)
        return int(content.num_rows)
    return spliced(table, shards, output, lambda shard: None)


def combine_documents(shards: Sequence[Path], output: Path) -> int:
    """Write the documents of all shards; those that repeat another one say so."""
    found = parallel_of(shards)

    def changed(shard: Path) -> pa.Table | None:
        names = read_parquet(shard / f"{WORDING}.parquet", ["document_id"])["document_id"].to_pylist()
        if not any(name in found for name in names):
            return None
        content = read_parquet(shard / f"{DOCUMENTS.name}.parquet")
        parallels = [found.get(name) for name in content["document_id"].to_pylist()]
        place = content.schema.get_field_index("parallel_of")
        return content.set_column(place, content.schema.field(place), pa.array(parallels, pa.string()))

    return spliced(DOCUMENTS, shards, output, changed)


def combine_governance(shards: Sequence[Path], output: Path) -> int:
    """Write the governance metrics of all shards, each figure once: that of the document that comes first."""
    found = parallel_of(shards)
    known: set[str] = set()
    repeated: set[str] = set()
    for shard in shards:
        for row in read_parquet(shard / f"{FIGURES}.parquet").to_pylist():
            if row["document_id"] in found or row["figure"] in known:
                repeated.add(row["quantity_id"])
            else:
                known.add(row["figure"])

    def changed(shard: Path) -> pa.Table | None:
        own = read_parquet(shard / f"{FIGURES}.parquet", ["quantity_id"])["quantity_id"].to_pylist()
        lost = [name for name in own if name in repeated]
        if not lost:
            return None
        content = read_parquet(shard / f"{GOVERNANCE_METRICS.name}.parquet")
        return content.filter(pc.invert(pc.is_in(content["quantity_id"], pa.array(lost))))

    return spliced(GOVERNANCE_METRICS, shards, output, changed)


def combine_ingestions(shards: Sequence[Path], output: Path, run_id: str) -> int:
    """Write what each file came to; of files read by an earlier build that nothing changed since."""
    rows: list[Row] = []
    for shard in shards:
        for row in read_parquet(shard / f"{INGESTIONS.name}.parquet").to_pylist():
            if row["run_id"] != run_id:
                row |= {"run_id": run_id, "status": "unchanged" if row["status"] == "ok" else row["status"]}
            rows.append(row)
    write_parquet(in_order(INGESTIONS, arrow_table(INGESTIONS, rows)), output, flushed=False)
    return len(rows)


def parallel_of(shards: Sequence[Path]) -> dict[str, str]:
    """For each document of the shards that repeats another one, that other one."""
    return _parallel_of(tuple(shards))


@lru_cache(maxsize=1)  # several tables of a build ask; the name of a shard stands for its contents
def _parallel_of(shards: tuple[Path, ...]) -> dict[str, str]:
    return parallel_documents(row for shard in shards for row in read_parquet(shard / f"{WORDING}.parquet").to_pylist())


def in_order(table: Table, content: pa.Table) -> pa.Table:
    """``content`` sorted by the key of ``table``."""
    return content.sort_by([(name, "ascending") for name in table.key]).replace_schema_metadata(
        arrow_schema(table).metadata
    )


def spliced(table: Table, shards: Sequence[Path], output: Path, changed: Changed) -> int:
    """The shards' files behind each other, with the rows that ``changed`` gives in the place of a shard's own."""
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{table.name}.") as folder:
        empty = Path(folder) / "empty"
        write_parquet(arrow_schema(table).empty_table(), empty, flushed=False)
        pieces = [empty]
        for number, shard in enumerate(shards):
            content = changed(shard)
            piece = shard / f"{table.name}.parquet"
            if content is not None:
                piece = Path(folder) / str(number)
                write_parquet(content, piece, flushed=False)
            pieces.append(piece)
        if _behind_each_other(table, pieces):
            return splice(pieces, output)
        content = in_order(table, pa.concat_tables([read_parquet(piece) for piece in pieces]))
        write_parquet(content, output, flushed=False)
        return int(content.num_rows)


def _behind_each_other(table: Table, pieces: Sequence[Path]) -> bool:
    """Whether the pieces in their order are sorted by key.

    The documents ``a`` and ``a-b`` are sorted one way by their names, the other way as the beginnings of their rows'
    keys.
    """
    bounds: list[tuple[str, str]] = []
    for piece in pieces:
        footer = pq.read_metadata(piece)
        column = footer.schema.names.index(table.key[0])
        for group in range(footer.num_row_groups):
            if footer.row_group(group).num_rows:
                statistics = footer.row_group(group).column(column).statistics
                bounds.append((statistics.min, statistics.max))
    return all(before[1] <= behind[0] for before, behind in pairwise(bounds))


def _shared(table: Table, shards: Sequence[Path]) -> pa.Table:
    rows = [row for shard in shards for row in read_parquet(shard / f"{table.name}.parquet").to_pylist()]
    for row in rows:
        del row["document_id"]
    return in_order(table, arrow_table(table, _merged(table, rows)))


def _merged(table: Table, rows: Sequence[Row]) -> list[Row]:
    """One row a key: lists (aliases) are united, other columns are those of the row that sorts first.

    A name that another document writes otherwise (区财政局（国资办） for 区财政局(国资办)) is an alias as well.
    """
    merged: dict[object, Row] = {}
    for row in sorted(rows, key=repr):
        found = merged.setdefault(row[table.key[0]], dict(row))
        for name, value in row.items():
            kept = found[name]
            if isinstance(value, list) and isinstance(kept, list):
                others: list[Any] = [row["name"]] if name == "aliases" else []
                found[name] = sorted({*kept, *value, *others} - {found.get("name")})
    return list(merged.values())


def row_count(path: Path) -> int:
    """How many rows a Parquet file has."""
    return int(pq.read_metadata(path).num_rows)


def first_rows(path: Path, number: int) -> pa.Table:
    """The first rows of a Parquet file."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(batch_size=number, row_groups=[group]):
                return pa.Table.from_batches([batch])
        return file.schema_arrow.empty_table()
