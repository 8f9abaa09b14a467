"""Put the shards together into the tables of the dataset, sorted by key.

What comes from one document is copied from the shard as it lies there; only what depends on other documents is made
anew: which document repeats which, figures said by several, and the rows that documents share.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.incremental.plan import digest
from pipelines.incremental.splice import splice
from pipelines.records.parallel import parallel_documents
from pipelines.records.rows import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.documents import DOCUMENTS
from pipelines.schema.model import Table
from pipelines.schema.quality import INGESTIONS
from pipelines.schema.quantities import GOVERNANCE_METRICS
from pipelines.storage.files import read_parquet, write_parquet, written
from pipelines.storage.shard import FIGURES, SHARED, WORDING, as_read

PIECES = "pieces"
"""The folder beside the shards that keeps what was made anew of them for the next build."""
PARALLEL = "parallel"
"""There: which document repeats which."""


class Changed(NamedTuple):
    """What is made anew of a shard's table: a digest of what differs, and what makes its rows."""

    digest: str
    rows: Callable[[], pa.Table]


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

    def changed(shard: Path) -> Changed | None:
        own = {name: found[name] for name in _names(shard / f"{WORDING}.parquet", "document_id") if name in found}
        return Changed(digest(repr(own)), lambda: _with_parallels(shard, own)) if own else None

    return spliced(DOCUMENTS, shards, output, changed)


def _with_parallels(shard: Path, found: Mapping[str, str]) -> pa.Table:
    content = read_parquet(shard / f"{DOCUMENTS.name}.parquet")
    parallels = [found.get(name) for name in content["document_id"].to_pylist()]
    place = content.schema.get_field_index("parallel_of")
    return content.set_column(place, content.schema.field(place), pa.array(parallels, pa.string()))


def combine_governance(shards: Sequence[Path], output: Path) -> int:
    """Write the governance metrics of all shards, each figure once: that of the document that comes first."""
    found = parallel_of(shards)
    known: set[str] = set()
    repeated: dict[Path, list[str]] = {}
    for shard in shards:
        figures = read_parquet(shard / f"{FIGURES}.parquet", ["quantity_id", "document_id", "figure"])
        for quantity, document, figure in zip(*(column.to_pylist() for column in figures.columns), strict=True):
            if document in found or figure in known:
                repeated.setdefault(shard, []).append(quantity)
            else:
                known.add(figure)

    def changed(shard: Path) -> Changed | None:
        lost = repeated.get(shard)
        return Changed(digest(*lost), lambda: _without(shard, lost)) if lost else None

    return spliced(GOVERNANCE_METRICS, shards, output, changed)


def _without(shard: Path, quantities: Sequence[str]) -> pa.Table:
    content = read_parquet(shard / f"{GOVERNANCE_METRICS.name}.parquet")
    return content.filter(pc.invert(pc.is_in(content["quantity_id"], pa.array(quantities))))


def _names(path: Path, column: str) -> list[str]:
    names: list[str] = read_parquet(path, [column])[column].to_pylist()
    return names


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
    return _parallel_of(tuple(shards), tuple(map(as_read, shards)))


@lru_cache(maxsize=1)
def _parallel_of(shards: tuple[Path, ...], contents: tuple[str, ...]) -> dict[str, str]:
    """What was found is kept beside the shards: several tables ask for it, and several processes make them."""
    if not shards:
        return {}
    folder = shards[0].parent.parent / PIECES
    kept = folder / f"{PARALLEL}-{digest(*contents)}.json"
    try:
        known = json.loads(kept.read_text(encoding="utf-8"))
        return {str(name): str(other) for name, other in known.items()}
    except (OSError, ValueError, AttributeError):
        pass
    found = parallel_documents(row for shard in shards for row in _wordings(shard / f"{WORDING}.parquet"))
    folder.mkdir(exist_ok=True)
    with written(kept, flushed=False) as path:
        path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    for other in set(folder.glob(f"{PARALLEL}-*.json")) - {kept}:
        other.unlink(missing_ok=True)
    return found


def _wordings(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a shard's wordings; the lists of checksums are cut from one list, which is five times as fast."""
    content = read_parquet(path, ["document_id", "script", "sample"]).combine_chunks()
    sample = content["sample"].combine_chunks()
    bounds, checksums = sample.offsets.to_pylist(), sample.values.to_pylist()
    names, scripts = content["document_id"].to_pylist(), content["script"].to_pylist()
    for name, script, (begin, end) in zip(names, scripts, pairwise(bounds), strict=True):
        yield {"document_id": name, "script": script, "sample": checksums[begin:end]}


def in_order(table: Table, content: pa.Table) -> pa.Table:
    """``content`` sorted by the key of ``table``."""
    return content.sort_by([(name, "ascending") for name in table.key]).replace_schema_metadata(
        arrow_schema(table).metadata
    )


def spliced(table: Table, shards: Sequence[Path], output: Path, changed: Callable[[Path], Changed | None]) -> int:
    """The shards' files behind each other; where ``changed`` says so, with other rows than a shard has itself.

    These are kept beside the shards, since most of them are the same in the next build.
    """
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{table.name}.") as folder:
        empty = Path(folder) / "empty"
        write_parquet(arrow_schema(table).empty_table(), empty, flushed=False)
        pieces = [empty]
        kept: set[Path] = set()
        for shard in shards:
            own = changed(shard)
            piece = shard / f"{table.name}.parquet"
            if own is not None:
                piece = _piece(table, shard, own.digest)
                kept.add(piece)
                if not is_kept(table, shard, own.digest):
                    piece.parent.mkdir(exist_ok=True)
                    write_parquet(own.rows(), piece, flushed=False)
            pieces.append(piece)
        _remove_others(table, shards, kept)
        if _behind_each_other(table, pieces):
            return splice(pieces, output)
        content = in_order(table, pa.concat_tables([read_parquet(piece) for piece in pieces]))
        write_parquet(content, output, flushed=False)
        return int(content.num_rows)


def _piece(table: Table, shard: Path, changes: str) -> Path:
    return shard.parent.parent / PIECES / f"{table.name}-{digest(as_read(shard), changes)}.parquet"


def is_kept(table: Table, shard: Path, changes: str) -> bool:
    """Whether the rows of a shard with these changes are there from an earlier build."""
    try:
        pq.read_metadata(_piece(table, shard, changes))
    except (OSError, pa.ArrowException):
        return False
    return True


def _remove_others(table: Table, shards: Sequence[Path], kept: set[Path]) -> None:
    """Remove the pieces of a table that no shard needs any more."""
    for folder in {shard.parent.parent / PIECES for shard in shards}:
        for piece in set(folder.glob(f"{table.name}-*.parquet")) - kept:
            piece.unlink(missing_ok=True)


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
    names = [column.name for column in table.columns]
    found: set[tuple[object, ...]] = set()  # most bodies are named by many documents alike
    for shard in shards:
        columns = [read.to_pylist() for read in read_parquet(shard / f"{table.name}.parquet", names).columns]
        for place, column in enumerate(table.columns):
            if column.type == "text list":
                columns[place] = [value if value is None else tuple(value) for value in columns[place]]
        found.update(zip(*columns, strict=True))
    rows = [
        {name: list(value) if isinstance(value, tuple) else value for name, value in zip(names, row, strict=True)}
        for row in found
    ]
    return in_order(table, arrow_table(table, _merged(table, rows)))


def _merged(table: Table, rows: Sequence[Row]) -> list[Row]:
    """One row a key: lists (aliases) are united, other columns are those of the row that sorts first.

    A name that another document writes otherwise (区财政局（国资办） for 区财政局(国资办)) is an alias as well.
    """
    of_key: dict[object, list[Row]] = {}
    for row in rows:
        of_key.setdefault(row[table.key[0]], []).append(row)
    return [_united(sorted(same, key=repr) if len(same) > 1 else same) for same in of_key.values()]


def _united(rows: Sequence[Row]) -> Row:
    united = dict(rows[0])
    for row in rows:
        for name, value in row.items():
            kept = united[name]
            if isinstance(value, list) and isinstance(kept, list):
                others: list[Any] = [row["name"]] if name == "aliases" else []
                united[name] = sorted({*kept, *value, *others} - {united.get("name")})
    return united


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
