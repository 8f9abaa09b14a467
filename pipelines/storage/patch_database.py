"""Make the database of a build from that of the build before, where only some documents changed.

The file is copied; the rows of the changed documents are deleted, with those that no document gives any more, and their
new rows are put in. Copying takes seconds where writing the tables of thousands of documents takes half a minute. Where
the patched database does not hold as many rows as the Parquet files, or anything about it fails, it is written anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines.schema.ddl import comments, create_table
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.schema.views import VIEWS, create_view, view_comments
from pipelines.storage.database import (
    ROWS_A_GROUP,
    THREADS_OF_A_LOAD,
    attach,
    finish,
    limit,
    load_rows,
    write_database,
)
from pipelines.storage.files import written
from pipelines.storage.names import DATABASE, PARQUET
from pipelines.storage.shard import OF_ALL_DOCUMENTS, SHARED

CONTENTS = "contents.json"
"""In the folder of a build: what its database was made from."""
STATE = "database.json"
"""There: the size and time of the database when it was published."""
MOST_CHANGED = 0.1
"""The share of documents above which a database is written anew."""
MOST_PATCHES = 30
"""Deleted rows leave holes in the file: after so many patches it is written anew."""
OF_DOCUMENTS = tuple(
    name
    for name, table in TABLES.items()
    if name not in (*SHARED, *OF_ALL_DOCUMENTS, "documents", "ingestions")
    and any(column.name == "document_id" for column in table.columns)
)


class _CannotBePatched(RuntimeError):
    pass


def make_database(build: Path, before: Path | None, keys: Mapping[str, str]) -> None:
    """Write the database of the folder ``build`` from its Parquet files; ``before`` is the folder of the build before.

    ``keys`` say by document_id what each document was read from: rows of documents with the same key are the same.
    Raises duckdb.Error where a row violates a constraint.
    """
    patches = 0
    try:
        if before is None:
            raise _CannotBePatched
        patches = _patch(build, before, keys)
    except (_CannotBePatched, duckdb.Error, OSError, ValueError, KeyError, TypeError, AttributeError):
        for path in (build / DATABASE, build / f"{DATABASE}.wal"):
            path.unlink(missing_ok=True)
        write_database(build / DATABASE, build / PARQUET)
        patches = 0
    with written(build / CONTENTS) as path:
        content = {"definition": _definition(), "patches": patches, "keys": dict(keys)}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def replace_rows(database: Path, table: Table, parquet: Path) -> None:
    """Have the rows of a Parquet file in the place of those of a table to which no other refers."""
    with duckdb.connect(":memory:") as connection:
        limit(connection)
        attach(connection, database)
        connection.execute(f"DELETE FROM {named(table.name)}")
        load_rows(connection, table, parquet)
        finish(connection)


def note_state(build: Path) -> None:
    """Note the state of the finished database: one that is written to later is not patched."""
    with written(build / STATE) as path:
        path.write_text(json.dumps(_state(build)), encoding="utf-8")


def _state(build: Path) -> list[int]:
    status = (build / DATABASE).stat()
    return [status.st_size, status.st_mtime_ns]


def _patch(build: Path, before: Path, keys: Mapping[str, str]) -> int:
    contents = json.loads((before / CONTENTS).read_text(encoding="utf-8"))
    old: dict[str, str] = contents["keys"]
    changed = {name for name in old.keys() | keys.keys() if old.get(name) != keys.get(name)}
    if contents["definition"] != _definition() or contents["patches"] >= MOST_PATCHES:
        raise _CannotBePatched
    if json.loads((before / STATE).read_text(encoding="utf-8")) != _state(before):
        raise _CannotBePatched
    with duckdb.connect(":memory:") as connection:
        limit(connection, THREADS_OF_A_LOAD)
        changed.update(_changed_by_others(connection, build, before))
        if len(changed) > MOST_CHANGED * len(keys):
            raise _CannotBePatched
        shutil.copyfile(before / DATABASE, build / DATABASE)
        attach(connection, build / DATABASE)
        connection.execute("CREATE TEMP TABLE changed (document_id VARCHAR PRIMARY KEY)")
        connection.executemany("INSERT INTO changed VALUES (?)", [[name] for name in sorted(changed)] or [["\0"]])
        parquet = build / PARQUET
        for table in reversed(TABLES.values()):
            _delete(connection, table, parquet / f"{table.name}.parquet")
        for table in TABLES.values():
            _insert(connection, table, parquet / f"{table.name}.parquet")
            _compare(connection, table, parquet / f"{table.name}.parquet")
        finish(connection)
    return int(contents["patches"]) + 1


def _changed_by_others(connection: duckdb.DuckDBPyConnection, build: Path, before: Path) -> Iterator[str]:
    """Documents whose own text did not change but what is said of them: that they repeat another one, or how a body
    that they refer to is called."""

    def both(name: str) -> list[str]:
        return [f"read_parquet({quoted(str(folder / PARQUET / (name + '.parquet')))})" for folder in (build, before)]

    new, old = both("documents")
    pair = "SELECT document_id, parallel_of FROM"
    for row in connection.execute(f"SELECT document_id FROM ({pair} {new} EXCEPT {pair} {old})").fetchall():
        yield row[0]
    for name in SHARED:
        table = TABLES[name]
        new, old = both(name)
        key = named(table.key[0])
        differ = f"SELECT {key} FROM (FROM {new} EXCEPT FROM {old}) WHERE {key} IN (SELECT {key} FROM {old})"
        for user in TABLES.values():
            for column in user.columns:
                if column.references != name or user.name in SHARED:
                    continue
                rows = both(user.name)[0]
                found = connection.execute(
                    f"SELECT DISTINCT document_id FROM {rows} WHERE {named(column.name)} IN ({differ})"
                ).fetchall()
                yield from (row[0] for row in found)


def _delete(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    name, key = named(table.name), named(table.key[0])
    new = f"read_parquet({quoted(str(parquet))})"
    if table.name in OF_DOCUMENTS or table.name == "documents":
        _delete_leaves_first(connection, table, "document_id IN (FROM temp.changed)")
        if table.name == "governance_metrics":
            _delete_leaves_first(connection, table, f"{key} NOT IN (SELECT {key} FROM {new})")
    elif table.name in (*SHARED, *OF_ALL_DOCUMENTS):
        _delete_leaves_first(
            connection,
            table,
            f"{key} NOT IN (SELECT {key} FROM {new}) OR {key} IN (SELECT {key} FROM ({_differing(table, new)}))",
        )
    else:
        connection.execute(f"DELETE FROM {name}")


def _differing(table: Table, new: str) -> str:
    names = ", ".join(named(column.name) for column in table.columns)
    plain = ", ".join(
        f"{named(column.name)}::VARCHAR AS {named(column.name)}" if column.values else named(column.name)
        for column in table.columns
    )
    return f"SELECT {plain} FROM {named(table.name)} EXCEPT SELECT {names} FROM {new}"


def _delete_leaves_first(connection: duckdb.DuckDBPyConnection, table: Table, condition: str) -> None:
    """Delete rows; where rows of the table refer to rows of the table, those that none refers to go first."""
    own = next((column.name for column in table.columns if column.references == table.name), None)
    name, key = named(table.name), named(table.key[0])
    if own is None:
        connection.execute(f"DELETE FROM {name} WHERE {condition}")
        return
    parent = named(own)
    while connection.execute(
        f"DELETE FROM {name} WHERE ({condition}) AND {key} NOT IN "
        f"(SELECT {parent} FROM {name} WHERE {parent} IS NOT NULL)"
    ).fetchall()[0][0]:
        pass


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    key = named(table.key[0])
    if table.name in OF_DOCUMENTS or table.name == "documents":
        condition = "document_id IN (FROM temp.changed)"
        if table.name == "governance_metrics":
            condition = f"{key} NOT IN (SELECT {key} FROM {named(table.name)})"
    elif table.name in (*SHARED, *OF_ALL_DOCUMENTS):
        condition = f"{key} NOT IN (SELECT {key} FROM {named(table.name)})"
    else:
        condition = "true"
    load_rows(connection, table, parquet, condition)


def _compare(connection: duckdb.DuckDBPyConnection, table: Table, parquet: Path) -> None:
    rows = connection.execute(f"SELECT count(*) FROM {named(table.name)}").fetchall()[0][0]
    if rows != pq.read_metadata(parquet).num_rows:
        raise _CannotBePatched


def _definition() -> str:
    """A digest of everything that defines the database besides its rows."""
    statements = [duckdb.__version__, str(ROWS_A_GROUP)]
    for table in TABLES.values():
        statements += [create_table(table), *comments(table)]
    for view in VIEWS:
        statements += [create_view(view), *view_comments(view)]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
