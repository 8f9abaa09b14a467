"""The Parquet files of a build, opened for checking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema.arrow import arrow_schema
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.storage.database import limit
from pipelines.storage.files import read_parquet

T = TypeVar("T")


class Tables:
    """The tables of ``folder``, and of ``before``, the folder of the build before, where there is one.

    In SQL each table has its name and one more column, ``nth_row`` (0, 1, ... in the order of the file); those of the
    build before are called ``before_TABLE`` and are empty where they are not there or have another schema. ``held``
    are rows to look at instead of those of the files, which only tell the columns then.
    """

    def __init__(
        self, folder: Path, before: Path | None = None, threads: int = 1, held: Mapping[str, pa.Table] | None = None
    ) -> None:
        self.folder = folder
        self.before = before
        self._threads = threads
        self._held = held
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._there: set[str] = set()
        self._sound: dict[str, str | None] = {}
        self._found: dict[str, list[Any]] = {}

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def fault(self, name: str) -> str | None:
        """Why a table cannot be checked: its file cannot be read, or its columns are not those of the schema."""
        if name not in self._sound:
            self._sound[name] = _fault(self.file(name), name)
        return self._sound[name]

    def columns(self, name: str) -> list[tuple[str, str, bool]]:
        """Name, Arrow type and nullability of each column as the file has them."""
        types = {field.name: field.type for field in arrow_schema(TABLES[name])}
        return [
            # Equal types may have other words: a list read from a file calls its items elements.
            (field.name, str(types[field.name] if types.get(field.name) == field.type else field.type), field.nullable)
            for field in pq.read_schema(self.file(name))
        ]

    def read(self, name: str, columns: Iterable[str]) -> pa.Table:
        """Some columns of a table."""
        if self._held is not None:
            return self._held[name].select(list(columns))
        return read_parquet(self.file(name), list(columns))

    def query(self, sql: str, tables: Iterable[str]) -> list[tuple[object, ...]]:
        """The rows of a SELECT that names no other tables than ``tables`` (and theirs of the build before)."""
        if self._connection is None:
            self._connection = duckdb.connect(":memory:")
            limit(self._connection, self._threads, "768MB")
            self._connection.execute("SET parquet_metadata_cache = true")  # dozens of queries read the same files
        for name in tables:
            self._add(self._connection, name, before=f"before_{name}" in sql)
        return self._connection.execute(sql).fetchall()

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of the documents by id."""
        read = self.read("documents", ["document_id", "text"])
        return dict(zip(read["document_id"].to_pylist(), read["text"].to_pylist(), strict=True))

    def once(self, what: str, find: Callable[[], list[T]]) -> list[T]:
        """What several rules look for in these tables, found once."""
        if what not in self._found:
            self._found[what] = find()
        return self._found[what]

    def _add(self, connection: duckdb.DuckDBPyConnection, name: str, *, before: bool) -> None:
        if name not in self._there:
            if self._held is not None:
                rows = self._held[name]
                numbered = rows.append_column("nth_row", pa.array(range(rows.num_rows), pa.int64()))
                # A table of its own: dozens of queries read it.
                connection.register("held", numbered)
                connection.execute(f"CREATE TABLE {named(name)} AS FROM held")
                connection.unregister("held")
            else:
                connection.execute(f"CREATE VIEW {_rows_of(name, self.file(name))}")
            self._there.add(name)
        earlier = f"before_{name}"
        if before and earlier not in self._there:
            file = self.before / f"{name}.parquet" if self.before else None
            if file is not None and _fault(file, name) is None:
                connection.execute(f"CREATE VIEW {_rows_of(earlier, file)}")
            else:
                connection.execute(f"CREATE VIEW {named(earlier)} AS FROM {named(name)} WHERE false")
            self._there.add(earlier)


def _rows_of(name: str, file: Path) -> str:
    return (
        f"{named(name)} AS SELECT * EXCLUDE (file_row_number), file_row_number AS nth_row "
        f"FROM read_parquet({quoted(str(file))}, file_row_number = true, hive_partitioning = false)"
    )


def _fault(file: Path, name: str) -> str | None:
    try:
        found = pq.read_schema(file)
    except (OSError, pa.ArrowException) as error:
        return f"{file.name} cannot be read: {error}"
    return None if found == arrow_schema(TABLES[name]) else "its columns are not those of the schema"
