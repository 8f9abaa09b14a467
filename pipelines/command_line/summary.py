"""What ``xianzhi build`` prints at its end."""

from __future__ import annotations

import sys
from typing import Any

import duckdb
from rich.box import SIMPLE_HEAD
from rich.table import Table

from pipelines.command_line.screen import screen
from pipelines.schema.quality import LOSSES
from pipelines.schema.sql import named, quoted
from pipelines.storage.warehouse import Warehouse

MOST_DOCUMENTS = 30
"""More than these are counted by genre instead."""

MOST_LOSSES = 20

BY_DOCUMENT = """
    SELECT d.document_id AS document, d.genre::VARCHAR AS genre, d.region_name AS region, d.characters,
        (SELECT count(*) FROM quantities q WHERE q.document_id = d.document_id) AS quantities
    FROM documents d ORDER BY d.document_id
"""
BY_GENRE = """
    SELECT d.genre::VARCHAR AS genre, count(*) AS documents, count(DISTINCT d.region_code) AS regions,
        sum(d.characters)::BIGINT AS characters, sum(q.quantities)::BIGINT AS quantities
    FROM documents d
    LEFT JOIN (SELECT document_id, count(*) AS quantities FROM quantities GROUP BY document_id) q USING (document_id)
    GROUP BY d.genre ORDER BY d.genre
"""

LOST_PARTS = f"""
    WITH lost AS (
        SELECT d.document_id, d.file, s.treatment, count(*) AS places, min(s.char_start) AS first_place,
            count(*) OVER () AS lines
        FROM source_defects s JOIN documents d USING (document_id)
        WHERE s.kind IN ({", ".join(map(quoted, LOSSES))})
        GROUP BY d.document_id, d.file, s.treatment ORDER BY d.file, first_place, s.treatment LIMIT {MOST_LOSSES}
    )
    SELECT l.file, l.treatment, l.places, l.first_place,
        1 + length(left(d.text, first_place)) - length(replace(left(d.text, first_place), chr(10), '')) AS line, l.lines
    FROM lost l JOIN documents d USING (document_id) ORDER BY l.file, l.first_place, l.treatment
"""


def print_summary(warehouse: Warehouse, counts: dict[str, Any], seconds: float) -> None:
    """Print the documents, the rows of the tables, what was quarantined and where the dataset lies."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    console = screen()
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        documents = connection.execute("SELECT count(*) FROM documents").fetchall()[0][0]
        console.print(_table(connection, BY_DOCUMENT if documents <= MOST_DOCUMENTS else BY_GENRE))
        names = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        counts_of = (f"SELECT '{name}', count(*) FROM {named(name)}" for (name,) in names)
        tables = connection.execute(" UNION ALL ".join(counts_of)).fetchall()
        lost_parts = _lost_parts(connection)
    rows = Table(box=SIMPLE_HEAD)
    for _ in range(2):
        rows.add_column("table")
        rows.add_column("rows", justify="right")
    half = (len(tables) + 1) // 2
    for left, right in zip(tables[:half], [*tables[half:], ("", None)], strict=False):
        rows.add_row(*map(_cell, (*left, *right)))
    console.print(rows)
    for file, error in counts["quarantined"].items():
        console.print(f"quarantined {file}: {error}", markup=False, highlight=False)
    for line in lost_parts:
        console.print(line, markup=False, highlight=False)
    noun = "document" if documents == 1 else "documents"
    console.print(
        f"built {documents} {noun} in {seconds:.1f} s: {warehouse.database} and {warehouse.parquet}/",
        markup=False,
        highlight=False,
    )


def _lost_parts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """A line for each document that could be read in part: its file, the place, what is missing."""
    found = connection.execute(LOST_PARTS).fetchall()
    lines = [
        f"read in part {file}, line {line}, character {start}: {treatment}"
        + (f" ({places - 1} more such places)" if places > 1 else "")
        for file, treatment, places, start, line, _ in found
    ]
    if found and found[0][-1] > MOST_LOSSES:
        lines.append(f'and {found[0][-1] - MOST_LOSSES} more: `xianzhi sql "FROM source_defects"`')
    return lines


def _table(connection: duckdb.DuckDBPyConnection, query: str) -> Table:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchall()
    table = Table(box=SIMPLE_HEAD)
    for place, name in enumerate(names):
        number = all(isinstance(row[place], int | None) for row in found)
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in found:
        table.add_row(*map(_cell, row))
    return table


def _cell(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
