"""The DDL of the DuckDB file: tables with their constraints, and a comment on each table and column."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.schema.model import Column, ColumnType, Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES

DUCKDB_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "text list": "VARCHAR[]",
    "counts": "MAP(VARCHAR, BIGINT)",
}


def column_type(column: Column) -> str:
    """The DuckDB type of a column, an ENUM where its values are listed."""
    if column.values:
        return f"ENUM ({', '.join(quoted(value) for value in column.values)})"
    return DUCKDB_TYPES[column.type]


def create_table(table: Table) -> str:
    """The CREATE TABLE statement with PRIMARY KEY, FOREIGN KEY, NOT NULL and CHECK."""
    lines: list[str] = []
    for column in table.columns:
        line = f"{named(column.name)} {column_type(column)}"
        if not column.nullable:
            line += " NOT NULL"
        if column.check:
            line += f" CHECK ({column.check})"
        lines.append(line)
    lines.append(f"PRIMARY KEY ({', '.join(named(name) for name in table.key)})")
    for column in table.columns:
        if column.references:
            key = TABLES[column.references].key
            lines.append(f"FOREIGN KEY ({named(column.name)}) REFERENCES {named(column.references)} ({named(key[0])})")
    lines.extend(f"CHECK ({check})" for check in table.checks)
    body = ",\n    ".join(lines)
    return f"CREATE TABLE {named(table.name)} (\n    {body}\n)"


def comments(table: Table) -> Iterator[str]:
    """The COMMENT ON statements of a table and its columns."""
    yield f"COMMENT ON TABLE {named(table.name)} IS {quoted(table.comment)}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {named(table.name)}.{named(column.name)} IS {quoted(column.comment)}"
