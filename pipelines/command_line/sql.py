"""``xianzhi sql``: print the answer of a query as a table, CSV or JSON."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.command_line.database import explained, opened
from pipelines.command_line.exits import DONE, CommandError

Rows = Sequence[tuple[object, ...]]
EXAMPLE = '"SELECT name, target_value FROM indicators"'


def sql(query: str, warehouse: Path, form: str) -> int:
    """Run the query; returns the exit status."""
    with opened(warehouse) as connection:
        try:
            cursor = connection.execute(_only_statement(connection, query))
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        except duckdb.Error as error:
            raise explained(connection, error) from None
    printers = {"csv": print_csv, "json": print_json, "table": print_table}
    printers[form](names, rows)
    return DONE


def _only_statement(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The statement of the query; raises CommandError where it holds none (a comment alone) or several."""
    try:
        statements = connection.extract_statements(query)
    except (TypeError, UnicodeEncodeError):  # bytes of the command line that are no text
        raise CommandError("the query is not UTF-8: write it in UTF-8") from None
    if not statements:
        raise CommandError(f"the query is empty: write one statement, such as {EXAMPLE}")
    if len(statements) > 1:
        second = " ".join(statements[1].query.split())
        raise CommandError(
            f"the query holds {len(statements)} statements, the second is {second!r}: ask one at a time, each answer "
            "is printed by itself"
        )
    return statements[0]


def print_csv(names: Sequence[str], rows: Rows) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell for cell in row)


def print_json(names: Sequence[str], rows: Rows) -> None:
    records = [dict(zip(names, row, strict=True)) for row in rows]
    print(json.dumps(records, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date | datetime.datetime) else str(value)


def print_table(names: Sequence[str], rows: Rows) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from pipelines.command_line.screen import screen

    table = Table(box=SIMPLE_HEAD)
    numeric = [all(isinstance(row[i], int | float | None) for row in rows) for i in range(len(names))]
    for name, right in zip(names, numeric, strict=True):
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(cell)) for cell in row))
    console = screen()
    console.print(table)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", highlight=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)
