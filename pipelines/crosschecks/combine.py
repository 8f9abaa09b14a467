"""The table ``crosschecks`` from the shards: the comparisons within documents, and those between them.

The former lie in the shards. The latter are made shard by shard for the documents they are filed under; the documents
these are compared with (plans, first versions of parallel texts) are read once and kept as Arrow tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.crosschecks.between import Comparer, Pair, pairs
from pipelines.crosschecks.figures import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.crosschecks import CROSSCHECKS
from pipelines.storage.combine import in_order, parallel_of, spliced
from pipelines.storage.files import read_parquet

TABLES_COMPARED = ("indicators", "quantities")
OF_DOCUMENTS = ("document_id", "genre", "script", "region_code", "region_name", "period_from", "period_to")


def combine_crosschecks(shards: Sequence[Path], output: Path) -> int:
    """Write the comparisons of all shards and those between their documents; returns how many there are."""
    parallels = parallel_of(shards)
    documents: dict[str, dict[str, object]] = {}
    homes: dict[str, Path] = {}
    for shard in shards:
        for row in read_parquet(shard / "documents.parquet", OF_DOCUMENTS).to_pylist():
            name = str(row["document_id"])
            documents[name] = {**row, "parallel_of": parallels.get(name)}
            homes[name] = shard
    filed: dict[Path, list[Pair]] = defaultdict(list)
    for pair in pairs(list(documents.values())):
        filed[homes[pair.right]].append(pair)
    rows = Documents(shards, {pair.left for found in filed.values() for pair in found})
    comparer = Comparer(documents, rows.indicators, rows.quantities)

    def changed(shard: Path) -> pa.Table | None:
        if shard not in filed:
            return None
        rows.turn_to(shard, {pair.right for pair in filed[shard]})
        own = read_parquet(shard / f"{CROSSCHECKS.name}.parquet").cast(arrow_schema(CROSSCHECKS))
        return in_order(CROSSCHECKS, pa.concat_tables([own, arrow_table(CROSSCHECKS, comparer.rows(filed[shard]))]))

    return spliced(CROSSCHECKS, shards, output, changed)


class Documents:
    """The rows of the documents that are compared: those of ``kept``, and some of the shard that it was turned to."""

    def __init__(self, shards: Sequence[Path], kept: Set[str]) -> None:
        self._kept = {name: _Parts(_rows(shard, name, kept) for shard in shards) for name in TABLES_COMPARED}
        self._turned: dict[str, _Parts] = {}

    def turn_to(self, shard: Path, documents: Set[str]) -> None:
        """Read the rows of ``documents`` of a shard in the place of those of the shard before."""
        self._turned = {name: _Parts([_rows(shard, name, documents)]) for name in TABLES_COMPARED}

    def indicators(self, document: str) -> list[Row]:
        """The rows of ``indicators`` of a document."""
        return self._find("indicators", document)

    def quantities(self, document: str) -> list[Row]:
        """The rows of ``quantities`` of a document."""
        return self._find("quantities", document)

    def _find(self, name: str, document: str) -> list[Row]:
        return self._turned[name].rows(document) or self._kept[name].rows(document)


class _Parts:
    """The rows of a table, found by document."""

    def __init__(self, pieces: Iterable[pa.Table]) -> None:
        self._parts: dict[str, pa.Table] = {}
        for piece in pieces:
            names = piece["document_id"].to_pylist()
            begin = 0
            for index in range(1, len(names) + 1):
                if index == len(names) or names[index] != names[begin]:
                    self._parts[names[begin]] = piece.slice(begin, index - begin)
                    begin = index

    def rows(self, document: str) -> list[Row]:
        return self._parts[document].to_pylist() if document in self._parts else []


def _rows(shard: Path, name: str, documents: Set[str]) -> pa.Table:
    """The rows of ``documents`` in a shard's table; those of a document lie together, as their keys begin with it."""
    content = read_parquet(shard / f"{name}.parquet")
    return content.filter(pc.is_in(content["document_id"], pa.array(sorted(documents), pa.string())))
