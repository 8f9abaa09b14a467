"""The database file: what is written anew when a few rows come to it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.storage.database import ROWS_A_GROUP, attach, finish


def with_rows(path: Path, first: int, number: int) -> int:
    """Put rows with texts too long to be compressed into a table; returns the size of the file."""
    with duckdb.connect(":memory:") as connection:
        attach(connection, path)
        connection.execute("CREATE TABLE IF NOT EXISTS texts (number INTEGER PRIMARY KEY, text VARCHAR)")
        connection.execute(
            "INSERT INTO texts SELECT number, repeat(number::VARCHAR, 1000) FROM range(?, ?) AS numbers(number)",
            [first, first + number],
        )
        finish(connection)
    return path.stat().st_size


def test_a_new_row_does_not_write_the_texts_of_all_others_anew(tmp_path: Path) -> None:
    rows = 3 * ROWS_A_GROUP + ROWS_A_GROUP // 10
    size = with_rows(tmp_path / "database", 0, rows)
    assert with_rows(tmp_path / "database", rows, 1) < 1.1 * size
    with duckdb.connect(str(tmp_path / "database"), read_only=True) as connection:
        found = connection.execute("SELECT count(*), sum(length(text)) FROM texts").fetchall()
        assert found == [(rows + 1, sum(1000 * len(str(number)) for number in range(rows + 1)))]
