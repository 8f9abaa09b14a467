"""The tables of a build before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet


class StagedTables(Mapping[str, pa.Table]):
    """The tables by name, each read when it is asked for: thousands of documents do not fit into memory at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> pa.Table:
        return read_parquet(self.path(name))

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def path(self, name: str) -> Path:
        """The file of a table."""
        if name not in TABLES:
            raise KeyError(name)
        return self.folder / f"{name}.parquet"

    def schema(self, name: str) -> pa.Schema:
        """The columns of a table, without reading its rows."""
        return pq.read_schema(self.path(name))
