"""The table ``crosschecks`` from the shards: the comparisons within documents, and those between them.

The former lie in the shards. The latter are made shard by shard for the documents they are filed under, so that no more
than the documents compared with those of one shard are in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.crosschecks.between import Comparer, Pair, pairs
from pipelines.crosschecks.figures import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.crosschecks import CROSSCHECKS
from pipelines.storage.combine import in_order, parallel_of, spliced
from pipelines.storage.files import read_parquet

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
    rows = Loader(homes)
    comparer = Comparer(documents, rows.indicators, rows.quantities)

    def changed(shard: Path) -> pa.Table | None:
        if shard not in filed:
            return None
        rows.load(name for pair in filed[shard] for name in (pair.left, pair.right))
        own = read_parquet(shard / f"{CROSSCHECKS.name}.parquet").cast(arrow_schema(CROSSCHECKS))
        return in_order(CROSSCHECKS, pa.concat_tables([own, arrow_table(CROSSCHECKS, comparer.rows(filed[shard]))]))

    return spliced(CROSSCHECKS, shards, output, changed)


class Loader:
    """Rows of the documents that are just being compared."""

    def __init__(self, homes: Mapping[str, Path]) -> None:
        self._homes = homes
        self._rows: dict[str, dict[str, list[Row]]] = {}

    def load(self, names: Iterable[str]) -> None:
        """Read the rows of the documents ``names`` and forget those of others."""
        wanted: dict[Path, set[str]] = defaultdict(set)
        for name in names:
            wanted[self._homes[name]].add(name)
        self._rows = {"indicators": defaultdict(list), "quantities": defaultdict(list)}
        for shard, documents in sorted(wanted.items()):
            for table, found in self._rows.items():
                content = read_parquet(shard / f"{table}.parquet")
                own = pc.is_in(content["document_id"], pa.array(sorted(documents), pa.string()))
                for row in content.filter(own).to_pylist():
                    found[row["document_id"]].append(row)

    def indicators(self, document: str) -> list[Row]:
        """The rows of ``indicators`` of a document."""
        return self._rows["indicators"].get(document, [])

    def quantities(self, document: str) -> list[Row]:
        """The rows of ``quantities`` of a document."""
        return self._rows["quantities"].get(document, [])
