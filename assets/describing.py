"""What the web interface shows of a table: its columns, row count and first rows."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pyarrow as pa

from pipelines.schema.model import Table
from pipelines.storage.combine import first_rows, row_count

PREVIEW_ROWS = 5
PREVIEW_WIDTH = 60


def column_schema(table: Table) -> dg.TableSchema:
    """The columns with types, comments and constraints."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=f"{column.type}: {' | '.join(column.values)}" if column.values else column.type,
                description=column.comment,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=table.key == (column.name,), other=list(_other(column.references))
                ),
            )
            for column in table.columns
        ]
    )


def _other(references: str | None) -> tuple[str, ...]:
    return (f"key of {references}",) if references else ()


def build_metadata(content: pa.Table) -> dict[str, dg.MetadataValue]:
    """Row count and a preview of a table as built."""
    return {
        "dagster/row_count": dg.MetadataValue.int(content.num_rows),
        "preview": dg.MetadataValue.md(preview(content)),
    }


def staged_metadata(path: Path) -> dict[str, dg.MetadataValue]:
    """The same of a table staged as a Parquet file, of which only the first rows are read."""
    metadata = build_metadata(first_rows(path, PREVIEW_ROWS))
    return {**metadata, "dagster/row_count": dg.MetadataValue.int(row_count(path))}


def preview(content: pa.Table) -> str:
    """The first rows as a Markdown table."""
    names = content.column_names
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    rows = content.slice(0, PREVIEW_ROWS).to_pylist()
    lines += ["| " + " | ".join(_cell(row[name]) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    text = text if len(text) <= PREVIEW_WIDTH else text[:PREVIEW_WIDTH] + "…"
    return text.replace("|", "\\|").replace("\n", " ").replace("\r", "")
