"""Write the tables of a release: those of the warehouse with their history, and those about the release."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.releases.differences import SKIPPED, Change
from pipelines.releases.pairing import location_columns
from pipelines.releases.quoting import quote_closed
from pipelines.releases.schema_version import SCHEMA_VERSION
from pipelines.releases.tables import (
    ABOUT,
    CHANGES,
    CODEBOOK,
    FORMER_ROWS,
    OPEN,
    RELEASED,
    RELEASES,
    UNCHANGED_SINCE,
    without_closed_texts,
)
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES
from pipelines.storage.database import limit
from pipelines.storage.files import ROWS_A_GROUP, write_parquet

CHANGE_COLUMNS = {column.name for column in CHANGES.columns}
CLOSED = f"coalesce(rights, '') <> '{OPEN}'"


@dataclass(frozen=True, slots=True)
class Former:
    """The release before: its folder and version."""

    folder: Path
    version: str

    def table(self, name: str) -> str:
        """A SELECT of a table's file."""
        return f"read_parquet({quoted(str(self.folder / 'parquet' / f'{name}.parquet'))})"

    def has(self, name: str) -> bool:
        return (self.folder / "parquet" / f"{name}.parquet").exists()


def connect() -> duckdb.DuckDBPyConnection:
    """A connection that keeps to a part of a small machine's memory."""
    connection = duckdb.connect(":memory:")
    limit(connection, 2, "1GB")
    return connection


def write_open_tables(source: Path, target: Path) -> None:
    """Write the tables of a warehouse without the texts, and with short quotations only, of documents whose rights are
    not open."""
    with connect() as connection:
        closed = _closed(connection, source)
        for name, table in TABLES.items():
            columns = ", ".join(named(column.name) for column in table.columns)
            query = f"SELECT {columns} FROM read_parquet({quoted(str(source / f'{name}.parquet'))})"
            _write(connection, without_closed_texts(table), query, target / f"{name}.parquet", closed)


def _closed(connection: duckdb.DuckDBPyConnection, parquet: Path) -> frozenset[str]:
    documents = f"read_parquet({quoted(str(parquet / 'documents.parquet'))})"
    return frozenset(
        str(name) for (name,) in connection.execute(f"SELECT document_id FROM {documents} WHERE {CLOSED}").fetchall()
    )


def add_history(plain: Path, target: Path, version: str, before: Former | None, changes: Sequence[Change]) -> None:
    """Write the tables of ``plain`` to ``target`` with the releases in which each row first and last said what it
    says.

    ``changes`` since the release before say which rows have another key now.
    """
    moved: dict[str, dict[str, str]] = {}
    for change in changes:
        if change.row_id_before is not None:
            moved.setdefault(change.table, {})[change.row_id] = change.row_id_before
    with connect() as connection:
        for name, table in RELEASED.items():
            columns = [named(column.name) for column in TABLES[name].columns]
            new = f"read_parquet({quoted(str(plain / f'{name}.parquet'))})"
            first = since = quoted(version)
            joined = ""
            if before is not None and before.has(name) and name not in SKIPPED:
                known = _columns_of(connection, before.table(name))
                both = [column for column in columns if column in known]
                links, keys = _joined_by(connection, table, moved.get(name))
                place = {named(column) for column in location_columns(name)}
                says = " AND ".join(_same(column) for column in both if column not in place)
                stands = " AND ".join(_same(column) for column in both if column in place)
                joined = f"{links} LEFT JOIN {before.table(name)} AS o ON {keys} AND {says or 'true'}"
                first = f"coalesce(o.first_release, {first})"
                earlier = UNCHANGED_SINCE.name if named(UNCHANGED_SINCE.name) in known else "first_release"
                since = f"CASE WHEN o.first_release IS NOT NULL AND {stands} THEN o.{earlier} ELSE {since} END"
            listed = ", ".join(f"n.{column}" for column in columns)
            query = (
                f"SELECT {listed}, {first} AS first_release, {quoted(version)} AS last_release, "
                f"{since} AS unchanged_since FROM {new} AS n{joined}"
            )
            order = ", ".join(f"n.{named(key)}" for key in table.key)
            _write(connection, table, f"{query} ORDER BY {order}", target / f"{name}.parquet")


def _joined_by(connection: duckdb.DuckDBPyConnection, table: Table, moved: Mapping[str, str] | None) -> tuple[str, str]:
    """SQL that finds for a row ``n`` the row ``o`` of the release before: a join that goes before, and a condition.

    ``moved`` gives the keys before of rows that have another one now.
    """
    if not moved:
        return "", " AND ".join(f"n.{named(key)} = o.{named(key)}" for key in table.key)
    connection.register("listed", pa.table({"row_id": list(moved), "row_id_before": list(moved.values())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE moved AS FROM listed")
    connection.unregister("listed")
    key = _qualified(table, "n")
    return f" LEFT JOIN moved AS m ON m.row_id = {key}", f"{_qualified(table, 'o')} = coalesce(m.row_id_before, {key})"


def _same(column: str) -> str:
    return f"n.{column} IS NOT DISTINCT FROM o.{column}"


def former_rows(plain: Path, before: Former | None) -> list[dict[str, Any]]:
    """The rows that earlier releases held and this one does not, or says otherwise."""
    if before is None:
        return []
    with connect() as connection:
        rows = connection.execute(f"SELECT * FROM {before.table(FORMER_ROWS.name)}").fetchall()
        names = [column.name for column in FORMER_ROWS.columns]
        found = [dict(zip(names, row, strict=True)) for row in rows]
        closed = _closed_ever(connection, plain, before, found)
        for name, table in TABLES.items():
            if name in SKIPPED or not before.has(name):
                continue
            known = _columns_of(connection, before.table(name))
            both = ", ".join(named(column.name) for column in table.columns if named(column.name) in known)
            packed = ", ".join(f"{column} := o.{column}" for column in (*both.split(", "), "first_release"))
            since = UNCHANGED_SINCE.name if named(UNCHANGED_SINCE.name) in known else "first_release"
            new = f"read_parquet({quoted(str(plain / f'{name}.parquet'))})"
            query = (
                f"WITH gone AS (SELECT {both} FROM {before.table(name)} EXCEPT SELECT {both} FROM {new}) "
                f"SELECT {_qualified(table, 'o')}, o.{since}, o.last_release, to_json(struct_pack({packed}))::VARCHAR "
                f"FROM {before.table(name)} AS o SEMI JOIN gone USING ({', '.join(map(named, table.key))}) ORDER BY 1"
            )
            gone = connection.execute(query).fetchall()
            found += [dict(zip(names, (name, *row), strict=True)) for row in gone]
    for entry in found:  # what is closed now is so in its history
        content = json.loads(entry["row"])
        if quote_closed(TABLES[entry["table"]], content, closed):
            entry["row"] = json.dumps(content, ensure_ascii=False)
    return sorted(found, key=lambda row: (row["table"], row["row_id"], row["first_release"]))


def _closed_ever(
    connection: duckdb.DuckDBPyConnection, plain: Path, before: Former, former: Sequence[Mapping[str, Any]]
) -> frozenset[str]:
    """The documents that are closed now, and all names that the same text or file had in earlier releases."""
    documents = f"read_parquet({quoted(str(plain / 'documents.parquet'))})"
    now = connection.execute(f"SELECT document_id, sha256, file, {CLOSED} FROM {documents}").fetchall()
    known = connection.execute(f"SELECT document_id, sha256, file FROM {before.table('documents')}").fetchall()
    for row in former:
        if row["table"] == "documents":
            content = json.loads(row["row"])
            known.append((content["document_id"], content.get("sha256"), content.get("file")))
    texts = {said for _, *names, closed in now if closed for said in names}
    opened = {name for name, *_, closed in now if not closed}
    return _closed(connection, plain) | {name for name, *names in known if texts.intersection(names)} - opened


def _qualified(table: Table, alias: str) -> str:
    return " || ' ' || ".join(f"{alias}.{named(part)}::VARCHAR" for part in table.key)


def write_about(
    target: Path,
    changes: Sequence[tuple[Change, str]],
    former: Sequence[Mapping[str, Any]],
    releases: Sequence[Mapping[str, Any]],
) -> None:
    """Write the tables about the release itself."""
    listed = []
    for number, (change, cause) in enumerate(changes, 1):
        row = {column: value for column, value in asdict(change).items() if column in CHANGE_COLUMNS}
        listed.append({**row, "change_id": number, "cause": cause})
    contents: dict[Table, Sequence[Mapping[str, Any]]] = {
        CHANGES: listed,
        FORMER_ROWS: former,
        RELEASES: releases,
        CODEBOOK: codebook_rows(),
    }
    for table, rows in contents.items():
        write_parquet(arrow_table(table, rows), target / f"{table.name}.parquet")


def codebook_rows() -> list[dict[str, Any]]:
    """Rows of the table ``codebook``, sorted by its key."""
    rows: list[dict[str, Any]] = []
    for table in {**RELEASED, **ABOUT}.values():
        rows.append({"table": table.name, "column": "*", "english": table.english, "chinese": table.chinese})
        rows += (
            {
                "table": table.name,
                "column": column.name,
                "type": column.type,
                "unit": column.unit,
                "values": list(column.values) or None,
                "english": column.english,
                "chinese": column.chinese,
            }
            for column in table.columns
        )
    return sorted(rows, key=lambda row: (row["table"], row["column"]))


def release_rows(version: str, parser: str, documents: int, before: Former | None) -> list[dict[str, Any]]:
    """Rows of the table ``releases``: those of the release before, and this one."""
    rows: list[dict[str, Any]] = []
    if before is not None:
        path = before.folder / "parquet" / "releases.parquet"
        rows = [dict(row) for row in pq.read_table(path, partitioning=None).to_pylist()]
    own = {"version": version, "schema_version": SCHEMA_VERSION, "parser_version": parser, "documents": documents}
    return [*rows, own]


def _columns_of(connection: duckdb.DuckDBPyConnection, source: str) -> set[str]:
    return {named(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    query: str,
    path: Path,
    closed: frozenset[str] = frozenset(),
) -> None:
    """Write the rows of a query, in pieces, with the schema of ``table``, quoting of ``closed`` documents only."""
    schema = arrow_schema(table)
    names = [column.name for column in table.columns]
    cursor = connection.execute(query)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        while rows := cursor.fetchmany(ROWS_A_GROUP):
            dictionaries = [dict(zip(names, row, strict=True)) for row in rows]
            for row in dictionaries:
                quote_closed(table, row, closed)
                for name, value in row.items():
                    if isinstance(value, dict):
                        row[name] = list(value.items())
            writer.write_table(pa.Table.from_pylist(dictionaries, schema=schema))


def as_json(content: object) -> str:
    """Readable JSON with a line end."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
