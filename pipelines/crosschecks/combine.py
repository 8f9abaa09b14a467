"""The table ``crosschecks`` from the shards: the comparisons within documents, and those between them.

The former lie in the shards. The latter are made shard by shard for the documents they are filed under; the documents
these are compared with (plans, first versions of parallel texts) are read once and kept as Arrow tables. What was found
between documents that did not change is taken from the build before.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.crosschecks.between import Comparer, Pair, pairs
from pipelines.crosschecks.figures import Row
from pipelines.incremental.cache import keys_of
from pipelines.incremental.plan import digest
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.crosschecks import CROSSCHECKS
from pipelines.storage.combine import Changed, in_order, is_kept, parallel_of, spliced
from pipelines.storage.files import read_parquet
from pipelines.version import parser_version

TABLES_COMPARED = ("indicators", "quantities")
OF_DOCUMENTS = ("document_id", "genre", "script", "region_code", "region_name", "period_from", "period_to")


def combine_crosschecks(shards: Sequence[Path], output: Path) -> int:
    """Write the comparisons of all shards and those between their documents; returns how many there are."""
    parallels = parallel_of(shards)
    documents: dict[str, dict[str, object]] = {}
    homes: dict[str, Path] = {}
    keys: dict[str, str | None] = {}
    for shard in shards:
        own_keys = keys_of(shard) or {}
        for row in read_parquet(shard / "documents.parquet", [*OF_DOCUMENTS, "file"]).to_pylist():
            name = str(row["document_id"])
            keys[name] = own_keys.get(str(row.pop("file")))
            documents[name] = {**row, "parallel_of": parallels.get(name)}
            homes[name] = shard
    filed: dict[Path, list[Pair]] = defaultdict(list)
    for pair in pairs(list(documents.values())):
        filed[homes[pair.right]].append(pair)
    digests = {shard: _digest(found, documents, keys) for shard, found in filed.items()}
    missing = {
        name for shard, found in filed.items() if not is_kept(CROSSCHECKS, shard, digests[shard]) for name in found
    }
    rows = Documents(shards if missing else (), {pair.left for pair in missing})
    comparer = Comparer(documents, rows.indicators, rows.quantities)

    def compared(shard: Path) -> pa.Table:
        rows.turn_to(shard, {pair.right for pair in filed[shard]})
        between = arrow_table(CROSSCHECKS, comparer.rows(filed[shard]))
        own = read_parquet(shard / f"{CROSSCHECKS.name}.parquet").cast(arrow_schema(CROSSCHECKS))
        return in_order(CROSSCHECKS, pa.concat_tables([own, between.cast(own.schema)]))

    def changed(shard: Path) -> Changed | None:
        return Changed(digests[shard], lambda: compared(shard)) if shard in filed else None

    return spliced(CROSSCHECKS, shards, output, changed)


def _digest(found: Iterable[Pair], documents: Mapping[str, Row], keys: Mapping[str, str | None]) -> str:
    """What stands for the comparisons of a shard: what is compared, and what that was read from."""
    parts = [parser_version()]
    for pair in found:
        names = (pair.left, pair.right)
        # Where what a document was read from is not known, its comparisons are made anew.
        parts.append(repr((pair, *((keys[name] or secrets.token_hex(), documents[name]) for name in names))))
    return digest(*parts)


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
