"""``xianzhi score``: how well the documents of a build are read, by annotations written by hand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from pipelines.command_line.database import opened
from pipelines.command_line.exits import DONE, CommandError
from pipelines.scoring.annotations import OWN, UnreadableAnnotations
from pipelines.scoring.compare import Comparison, Rows
from pipelines.scoring.measure import Measured, figures, measure

TABLES = ("documents", "quantities", "tasks", "task_assignments", "projects", "indicators")
SHARED_TABLES = ("organizations", "leaders")


def score(annotations: Path | None, warehouse: Path, show: int) -> int:
    """Print precision, recall and the share of right fields, by document and by genre; ``show`` errors of each."""
    annotations = annotations or OWN
    if not annotations.is_dir():
        raise CommandError(f"there is no folder {annotations}: name the annotation files with --annotations")
    with opened(warehouse) as connection:
        try:
            measured, left_out = measure(annotations, lambda name: _rows(connection, name))
        except UnreadableAnnotations as error:
            raise CommandError(str(error)) from None
    console = Console()
    for kind in ("quantities", "tasks", "projects", "indicators"):
        chosen = [entry for entry in measured if entry.annotations.kind == kind]
        if chosen:
            console.print(_table(kind, chosen))
    for entry in measured if show else ():
        for wrong in entry.comparison.errors[:show]:
            console.print(f"{entry.annotations.document} {wrong}", highlight=False)
    if left_out:
        console.print(f"annotated but not in the dataset with this text: {', '.join(left_out)}", highlight=False)
    return DONE


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> Rows | None:
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in (*TABLES, *SHARED_TABLES):
        where = " WHERE document_id = ?" if table in TABLES else ""
        cursor = connection.execute(f"SELECT * FROM {table}{where}", [name] if where else [])
        columns = [str(column[0]) for column in cursor.description or ()]
        rows[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return rows if rows["documents"] else None


def _table(kind: str, measured: list[Measured]) -> Table:
    names = list(dict.fromkeys(figure.measure for entry in measured for figure in figures(entry.comparison)))
    table = Table(title=kind, title_justify="left", box=None)
    for heading in ("document", "genre", "split", "entries", *names):
        table.add_column(heading, justify="left" if heading in ("document", "genre", "split") else "right")
    groups: dict[str, list[Measured]] = defaultdict(list)
    for entry in measured:
        groups[f"all of genre {entry.genre}"].append(entry)
        groups[f"all of {entry.annotations.split}"].append(entry)
        _row(table, entry.annotations.document, entry.genre, entry.annotations.split, [entry.comparison], names)
    table.add_section()
    for title in sorted(groups):
        _row(table, title, "", "", [entry.comparison for entry in groups[title]], names)
    _row(table, "all", "", "", [entry.comparison for entry in measured], names)
    return table


def _row(table: Table, title: str, genre: str, split: str, comparisons: list[Comparison], names: list[str]) -> None:
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for comparison in comparisons:
        for figure in figures(comparison):
            right[figure.measure] += figure.right
            total[figure.measure] += figure.total
    values = [f"{right[name] / total[name]:.3f}" if total[name] else "" for name in names]
    table.add_row(title, genre, split, str(sum(comparison.expected for comparison in comparisons)), *values)
