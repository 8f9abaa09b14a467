"""What a shard is: the rows of some documents, one Parquet file a table, and what it is made of.

A shard is the unit of work: it depends on its inputs alone, so shards can be made by any process in any order
(:mod:`.parse_shard`, which loads the parser).
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipelines.corrections.model import Correction
from pipelines.schema.model import Table, document_link
from pipelines.schema.tables import TABLES
from pipelines.sources import Source
from pipelines.storage.names import MANIFEST

SHARED = ("regions", "organizations", "leaders")
"""Tables whose rows several documents give: the same key is the same thing. In a shard each row says which document
gave it, in a column ``document_id``; the rows are merged where the shards are put together."""
OF_ALL_DOCUMENTS = ("concepts", "quality", "validations")
"""Tables that are made from the tables of all documents, not from a document."""
READ = tuple(name for name in TABLES if name not in OF_ALL_DOCUMENTS)
"""The tables a shard holds."""
WORDING = "wording"
"""A file of the shard beside its tables: samples of the documents' wording, by which parallel texts are found."""
FIGURES = "figures"
"""Another: a digest of what each governance metric says, by which figures said twice are found."""
BESIDE = {
    WORDING: pa.schema([("document_id", pa.string()), ("script", pa.string()), ("sample", pa.list_(pa.uint32()))]),
    FIGURES: pa.schema([("document_id", pa.string()), ("quantity_id", pa.string()), ("figure", pa.string())]),
}
FIGURE_KEYS = ("document_id", "quantity_id")


@dataclass(slots=True)
class ShardCounts:
    """What a shard holds: rows by table, and the files that were quarantined with the reason."""

    rows: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)
    parsed: int = 0
    """Documents that were parsed, not taken from an earlier shard."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Documents taken from the folder of an earlier shard."""

    folder: Path
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShardInputs:
    """The arguments of :func:`pipelines.storage.parse_shard.parse_shard`, to be handed to another process."""

    raw: Path
    sources: tuple[Source, ...]
    output: Path
    run_id: str
    carried: tuple[Carried, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)


def shard_table(name: str) -> Table:
    """The table as a shard holds it."""
    table = TABLES[name]
    if name not in SHARED:
        return table
    key = (*table.key, "document_id")
    return dataclasses.replace(table, key=key, columns=(*table.columns, document_link()))


def as_read(shard: Path) -> str:
    """What stands for the contents of the folder of a shard.

    Its name does for what was to be read; a document whose process was killed, or whose file was away, is not there,
    and the shard is made again under that name.
    """
    return f"{shard.name} {hashlib.sha256((shard / MANIFEST).read_bytes()).hexdigest()}"
