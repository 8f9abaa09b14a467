"""Write the DuckDB file from the Parquet files of a build."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Mapping, Sequence
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

ROWS_A_GROUP = 8_192
"""DuckDB writes the whole last group of a table anew where rows come to it; by itself it makes groups of 122,880 rows,
one for the texts of all documents. Smaller ones take no more space to speak of, and are read by more threads."""

THREADS = 2
THREADS_OF_A_LOAD = 1
"""While a database is written the other cores check its tables; two threads take a third more time of processors."""
MEMORY = "400MB"


def write_database(
    path: Path, parquet: Path, tables: Mapping[str, Table] = TABLES, further: Sequence[str] = ()
) -> None:
    """Write tables, constraints, comments and views; raises duckdb.Error where a row violates a constraint.

    ``tables`` come parents before children; ``further`` are statements carried out at the end.
    """
    with duckdb.connect(":memory:") as connection:
        limit(connection, THREADS_OF_A_LOAD)
        attach(connection, path)
        connection.execute("BEGIN")
        for table in tables.values():
            connection.execute(create_table(table))
            for statement in comments(table):
                connection.execute(statement)
            load_rows(connection, table, parquet / f"{table.name}.parquet")
        for view in VIEWS:
            connection.execute(create_view(view))
            for statement in view_comments(view):
                connection.execute(statement)
        for statement in further:
            connection.execute(statement)
        connection.execute("COMMIT")
        finish(connection)


def limit(connection: duckdb.DuckDBPyConnection, threads: int = THREADS, memory: str = MEMORY) -> None:
    """Keep DuckDB to a part of a small machine's memory, and silent; what does not fit goes to the system's folder for
    temporary files, never into the folder the command was started in."""
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET threads = {threads}")
    connection.execute(f"SET memory_limit = {quoted(memory)}")
    spilled = Path(tempfile.gettempdir()) / f"xianzhi-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    connection.execute(f"SET temp_directory = {quoted(str(spilled))}")


def attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Use the database ``path`` as ``built``; where there is none it is made."""
    options = f"STORAGE_VERSION {quoted(STORAGE_VERSION)}, ROW_GROUP_SIZE {ROWS_A_GROUP}"
    connection.execute(f"ATTACH {quoted(str(path))} AS built ({options})")
    connection.execute("USE built")


def finish(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what was attached to its file and leave it."""
    connection.execute("CHECKPOINT built")
    connection.execute("USE memory")
    connection.execute("DETACH built")


def load_rows(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, condition: str = "true") -> None:
    """Insert the rows of a Parquet file that meet a condition, as SQL, and are not there yet."""
    source = f"(SELECT * FROM read_parquet({quoted(str(path))}) WHERE {condition})"
    names = ", ".join(named(column.name) for column in table.columns)
    own = next((column.name for column in table.columns if column.references == table.name), None)
    if own is None:
        connection.execute(f"INSERT INTO {named(table.name)} BY NAME SELECT {names} FROM {source}")
        return
    # Rows that refer to rows of the same table come after them, or the foreign key refuses them.
    key = named(table.key[0])
    connection.execute(f"CREATE TEMP TABLE waiting AS SELECT {key} AS id, {named(own)} AS above FROM {source}")
    there = f"SELECT {key} FROM {named(table.name)}"
    while remaining := _count(connection, "temp.waiting"):
        ready = f"SELECT id FROM temp.waiting WHERE above IS NULL OR above IN ({there})"
        connection.execute(
            f"INSERT INTO {named(table.name)} BY NAME SELECT {names} FROM {source} AS new WHERE {key} IN ({ready})"
        )
        connection.execute(f"DELETE FROM temp.waiting WHERE id IN ({there})")
        if _count(connection, "temp.waiting") == remaining:
            raise duckdb.ConstraintException(f"{table.name}: {remaining} rows name a row in {own} that is not there")
    connection.execute("DROP TABLE temp.waiting")


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])
