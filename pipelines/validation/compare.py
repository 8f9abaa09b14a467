"""Whether the Parquet files and the database of a build hold the same tables."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.storage.names import DATABASE, PARQUET


def differences(build: Path) -> list[str]:
    """What differs between the Parquet files and the database in the folder of a build, one table a line."""
    try:
        with duckdb.connect(str(build / DATABASE), read_only=True) as connection:
            there = {str(name) for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
            lines = [f"{name}: not a table of the dataset" for name in sorted(there - TABLES.keys())]
            for name in TABLES:
                line = _difference(connection, name, build / PARQUET / f"{name}.parquet", there)
                if line:
                    lines.append(f"{name}: {line}")
            return lines
    except (duckdb.Error, OSError) as error:
        return [f"{DATABASE} cannot be read: {error}"]


def _difference(connection: duckdb.DuckDBPyConnection, name: str, file: Path, there: set[str]) -> str | None:
    if name not in there:
        return "not in the database"
    table, parquet = named(name), f"read_parquet({quoted(str(file))}, hive_partitioning = false)"
    try:
        only = [
            int(connection.execute(f"SELECT count(*) FROM (FROM {one} EXCEPT ALL FROM {other})").fetchall()[0][0])
            for one, other in ((parquet, table), (table, parquet))
        ]
    except duckdb.Error as error:
        return f"cannot be compared: {error}"
    if not any(only):
        return None
    return f"{only[0]:,} rows only in {file.name}, {only[1]:,} only in the database"
