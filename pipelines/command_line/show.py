"""``xianzhi show``: a row in the passage of the raw text it was read from, with the evidence marked."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.command_line.database import opened
from pipelines.command_line.exits import DONE, FAILED, CommandError
from pipelines.schema.model import Table
from pipelines.schema.sql import named
from pipelines.schema.tables import TABLES

AROUND = 160
"""Characters shown before and behind the evidence."""


def show(row_id: str, warehouse: Path) -> int:
    """Print the row and its passage; returns the exit status."""
    from rich.text import Text

    from pipelines.command_line.screen import screen

    with opened(warehouse) as connection:
        table, row = _find(connection, row_id)
        console = screen()
        console.print(Text(f"{table.name} {row_id}", style="bold"))
        for column in table.columns:
            value = row[column.name]
            if value is not None and column.name != "evidence" and len(str(value)) <= 400:
                console.print(Text.assemble((f"  {column.name}: ", "dim"), str(value)))
        if "evidence" not in row:
            return DONE
        text, file = connection.execute(
            "SELECT text, file FROM documents WHERE document_id = ?", [row["document_id"]]
        ).fetchall()[0]
    start, end = int(str(row["char_start"])), int(str(row["char_end"]))
    line = text.count("\n", 0, start) + 1
    console.print(Text(f"\n{file}, line {line}, characters {start} to {end}", style="dim"))
    console.print(
        Text.assemble(
            text[max(0, start - AROUND) : start].lstrip("\n"),
            (f"【{text[start:end]}】", "bold reverse"),
            text[end : end + AROUND].rstrip("\n"),
        )
    )
    return DONE


def _find(connection: duckdb.DuckDBPyConnection, row_id: str) -> tuple[Table, dict[str, object]]:
    for table in TABLES.values():
        if len(table.key) > 1:
            continue
        cursor = connection.execute(f"SELECT * FROM {named(table.name)} WHERE {named(table.key[0])} = ?", [row_id])
        names = [column[0] for column in cursor.description or ()]
        found = cursor.fetchall()
        if found:
            return table, dict(zip(names, found[0], strict=True))
    raise CommandError(
        f"no table has a row {row_id}: `xianzhi sql` lists ids, such as "
        '`xianzhi sql "SELECT quantity_id, text, subject FROM quantities LIMIT 10"`',
        FAILED,
    )
