"""Write the DuckDB file from the Parquet files of a build."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.schema.ddl import comments, create_table
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.schema.views import VIEWS, create_view, view_comments

STORAGE_VERSION = "v1.0.0"
"""Every DuckDB from 1.1 on reads this version (1.0 stops at the primary keys that a newer one writes); the default
version of a newer DuckDB cannot be opened by an older one."""


def write_database(path: Path, parquet: Path) -> None:
    """Write tables, constraints, comments and views; raises duckdb.Error where a row violates a constraint."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"ATTACH {quoted(str(path))} AS built (STORAGE_VERSION {quoted(STORAGE_VERSION)})")
        connection.execute("USE built")
        connection.execute("BEGIN")
        for table in TABLES.values():
            connection.execute(create_table(table))
            for statement in comments(table):
                connection.execute(statement)
            _load(connection, table, parquet / f"{table.name}.parquet")
        for view in VIEWS:
            connection.execute(create_view(view))
            for statement in view_comments(view):
                connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT built")
        connection.execute("USE memory")
        connection.execute("DETACH built")


def _load(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    source = f"read_parquet({quoted(str(path))})"
    names = ", ".join(named(column.name) for column in table.columns)
    own = next((column.name for column in table.columns if column.references == table.name), None)
    if own is None:
        connection.execute(f"INSERT INTO {named(table.name)} BY NAME SELECT {names} FROM {source}")
        return
    # Rows that refer to rows of the same table come after them, or the foreign key refuses them.
    key = named(table.key[0])
    remaining = -1
    while remaining:
        before = remaining
        connection.execute(
            f"INSERT INTO {named(table.name)} BY NAME SELECT {names} FROM {source} AS new WHERE "
            f"({named(own)} IS NULL OR {named(own)} IN (SELECT {key} FROM {named(table.name)})) "
            f"AND {key} NOT IN (SELECT {key} FROM {named(table.name)})"
        )
        remaining = connection.execute(
            f"SELECT (SELECT count(*) FROM {source}) - (SELECT count(*) FROM {named(table.name)})"
        ).fetchall()[0][0]
        if remaining == before:
            raise duckdb.ConstraintException(f"{table.name}: {remaining} rows name a row in {own} that is not there")
