"""Arrow schemas of the tables, with comments and units as field metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from pipelines.schema.model import Column, ColumnType, Table

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "text list": pa.list_(pa.string()),
    "counts": pa.map_(pa.string(), pa.int64()),
}


def arrow_field(column: Column) -> pa.Field:
    """The Arrow field of a column; metadata: comment, unit, values, references."""
    metadata = {"comment": column.comment}
    if column.unit:
        metadata["unit"] = column.unit
    if column.values:
        metadata["values"] = " | ".join(column.values)
    if column.references:
        metadata["references"] = column.references
    return pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable, metadata=metadata)


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; metadata: table, comment, key."""
    return pa.schema(
        [arrow_field(column) for column in table.columns],
        metadata={"table": table.name, "comment": table.comment, "key": ", ".join(table.key)},
    )


def arrow_table(table: Table, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows keyed by column names as an Arrow table; missing keys are NULL, unknown keys an error."""
    names = {column.name for column in table.columns}
    listed = list(rows)
    for row in listed:
        if not row.keys() <= names:
            raise ValueError(f"{table.name} has no column {', '.join(sorted(row.keys() - names))}")
    return pa.Table.from_pylist(listed, schema=arrow_schema(table))
