"""What tests of builds ask of a warehouse."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from pipelines.command_line import main
from pipelines.schema.tables import TABLES


def digests(warehouse: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((warehouse / "parquet" / f"{name}.parquet").read_bytes()).hexdigest()
        for name, table in TABLES.items()
        if not table.varies
    }


def same_rows(warehouse: Path) -> None:
    """The database holds what the Parquet files hold."""
    with duckdb.connect(str(warehouse / "xianzhi.duckdb"), read_only=True) as connection:
        for name in TABLES:
            path = warehouse / "parquet" / f"{name}.parquet"
            one = connection.execute(f"SELECT count(*) FROM (FROM '{path}' EXCEPT ALL FROM \"{name}\")").fetchall()
            assert one == [(0,)], name
            counts = connection.execute(f"SELECT (SELECT count(*) FROM '{path}'), (SELECT count(*) FROM \"{name}\")")
            assert len(set(counts.fetchall()[0])) == 1, name


def build(raw: Path, warehouse: Path) -> None:
    assert main(["build", "--raw", str(raw), "--warehouse", str(warehouse)]) == 0
