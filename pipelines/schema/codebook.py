"""``docs/codebook.md``: every table and column, written from the schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.schema.model import Column, Table
from pipelines.schema.tables import TABLES
from pipelines.schema.views import VIEWS

CODEBOOK = "docs/codebook.md"
INTRODUCTION = """# Codebook

Every table of `xianzhi.duckdb` and of `parquet/`, as the schema in `pipelines/schema` defines it; `make codebook`
writes this page. The same words stand in the files themselves, as comments of tables and columns.

Rows that were read from a text carry `char_start`, `char_end` and `evidence`: the offsets count the characters of
`documents.text`, from 0, half open, and `evidence` is what stands there.

    SELECT q.evidence = substring(d.text, q.char_start + 1, q.char_end - q.char_start)
    FROM quantities q JOIN documents d USING (document_id)
"""


def codebook() -> str:
    """The whole page."""
    lines = [INTRODUCTION]
    for table in TABLES.values():
        lines.extend(table_lines(table))
    lines.append("# Views\n")
    for view in VIEWS:
        lines.append(f"## {view.name}\n\n{view.english}\n{view.chinese}\n\n| column | meaning |\n| --- | --- |")
        lines.extend(f"| `{name}` | {comment} |" for name, comment in view.columns.items())
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def table_lines(table: Table) -> Iterator[str]:
    """The part of the page about a table."""
    key = ", ".join(f"`{name}`" for name in table.key)
    yield f"## {table.name}\n\n{table.english}\n{table.chinese}\n\nKey: {key}\n"
    yield "| column | type | meaning | 含义 |\n| --- | --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.english} | {column.chinese} |"
    yield ""


def _type(column: Column) -> str:
    parts = [column.type if not column.values else " \\| ".join(f"`{value}`" for value in column.values)]
    if column.references:
        parts.append(f"key of `{column.references}`")
    if column.unit:
        parts.append(f"in {column.unit}" if column.unit != "year" else "a year")
    if not column.nullable:
        parts.append("never NULL")
    return ", ".join(parts)


if __name__ == "__main__":
    Path(CODEBOOK).write_text(codebook(), encoding="utf-8")
