"""Open the published dataset, and explain what went wrong with a query."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.command_line.exits import DEFAULT_WAREHOUSE, CommandError
from pipelines.storage.names import DATABASE

UNKNOWN_TABLE = re.compile(r"Table with name (\S+) does not exist")


@contextmanager
def opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database, read-only; raises CommandError where there is none."""
    path = warehouse / DATABASE
    if not path.exists():
        command = "xianzhi build" + ("" if warehouse == DEFAULT_WAREHOUSE else f" --warehouse {warehouse}")
        raise CommandError(f"there is no dataset in {warehouse} yet: `{command}` makes it")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise CommandError(f"{path} cannot be opened: {error}") from None
    with connection:
        yield connection


def explained(connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> CommandError:
    """The error of a query, with the nearest names where a table is unknown."""
    message = str(error)
    unknown = UNKNOWN_TABLE.search(message)
    if unknown is None:
        return CommandError(message)
    names = [
        str(name)
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() "
            "UNION SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
    ]
    wanted = unknown.group(1).strip('"!')
    near = difflib.get_close_matches(wanted, names, 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the tables are {', '.join(names)}"
    return CommandError(f"there is no table {wanted}; {hint}")
