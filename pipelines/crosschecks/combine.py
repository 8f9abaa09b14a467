"""The table ``crosschecks`` from the shards: the comparisons within documents, and those between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.crosschecks.between import crosschecks_between, pairs
from pipelines.crosschecks.figures import Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.crosschecks import CROSSCHECKS
from pipelines.storage.combine import in_order, parallel_of
from pipelines.storage.files import read_parquet, write_parquet

OF_DOCUMENTS = ("document_id", "genre", "region_code", "region_name", "period_from", "period_to")


def combine_crosschecks(shards: Sequence[Path], output: Path) -> int:
    """Write the comparisons of all shards and those between their documents; returns how many there are."""
    found = between_shards(shards)
    pieces = [read_parquet(shard / f"{CROSSCHECKS.name}.parquet") for shard in shards]
    content = pa.concat_tables([arrow_schema(CROSSCHECKS).empty_table(), *pieces, arrow_table(CROSSCHECKS, found)])
    write_parquet(in_order(CROSSCHECKS, content), output)
    return int(content.num_rows)


def between_shards(shards: Sequence[Path]) -> list[dict[str, object]]:
    """The comparisons between the documents of the shards."""
    parallels = parallel_of(shards)
    documents: list[dict[str, object]] = []
    for shard in shards:
        documents += read_parquet(shard / "documents.parquet", OF_DOCUMENTS).to_pylist()
    for row in documents:
        row["parallel_of"] = parallels.get(str(row["document_id"]))
    compared = sorted({name for _, *both in pairs(documents) for name in both})
    return crosschecks_between(
        documents, _by_document(shards, "indicators", compared), _by_document(shards, "quantities", compared)
    )


def _by_document(shards: Sequence[Path], name: str, documents: Sequence[str]) -> Callable[[str], Sequence[Row]]:
    """The rows of a table for each of ``documents``."""
    wanted = pa.array(documents, pa.string())
    places: Mapping[str, pa.Table] = {}
    found: dict[str, pa.Table] = {}
    for shard in shards:
        content = read_parquet(shard / f"{name}.parquet")
        content = content.filter(pc.is_in(content["document_id"], wanted))
        for document in pc.unique(content["document_id"]).to_pylist():
            found[document] = content.filter(pc.equal(content["document_id"], document))
    places = found
    return lambda document: places[document].to_pylist() if document in places else []
