"""A build is published whole or not at all, and readers see all of the old or all of the new."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.schema.tables import TABLES
from pipelines.storage.lock import WarehouseBusy, locked
from pipelines.storage.warehouse import NotPublished, Warehouse, publish
from pipelines.validation.gate import problems


def digests(warehouse: Path) -> dict[str, str]:
    """Checksums of the published Parquet files."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((warehouse / "parquet").glob("*.parquet"))
    }


def tables_of(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return len(connection.execute("SELECT table_name FROM duckdb_tables()").fetchall())


def test_two_builds_of_the_same_input_have_the_same_bytes(raw: Path, warehouse: Path, tmp_path: Path) -> None:
    assert main(["build", "--raw", str(raw), "--warehouse", str(tmp_path)]) == 0
    first, second = digests(warehouse), digests(tmp_path)
    assert first.keys() == {f"{name}.parquet" for name in TABLES}
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {f"{name}.parquet" for name, table in TABLES.items() if table.varies}


def test_bytes_do_not_depend_on_the_order_or_place_of_the_files(raw: Path, warehouse: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in sorted(raw.iterdir(), reverse=True):
        shutil.copy(path, other / path.name)
    assert main(["build", "--raw", str(other), "--warehouse", str(tmp_path / "w")]) == 0
    assert digests(tmp_path / "w")["quantities.parquet"] == digests(warehouse)["quantities.parquet"]


def test_parquet_and_database_say_the_same(warehouse: Path, dataset: duckdb.DuckDBPyConnection) -> None:
    for name in TABLES:
        path = warehouse / "parquet" / f"{name}.parquet"
        both = dataset.execute(
            f"SELECT (SELECT count(*) FROM '{path}'), (SELECT count(*) FROM \"{name}\"), "
            f"(SELECT count(*) FROM (FROM '{path}' EXCEPT ALL FROM \"{name}\"))"
        ).fetchall()[0]
        assert both[0] == both[1]
        assert both[2] == 0


def test_publishing_swaps_both_names_at_once_and_keeps_one_older_build(copy: Warehouse) -> None:
    for _ in range(3):
        before = copy.published()
        build = publish(copy, lambda tables: [])
        assert copy.database.resolve() == (build / "xianzhi.duckdb").resolve()
        assert copy.parquet.resolve() == (build / "parquet").resolve()
        assert {path.resolve() for path in copy.builds.iterdir()} == {build.resolve(), before}
    assert tables_of(copy.database) == len(TABLES)


def test_an_open_reader_keeps_the_old_view(copy: Warehouse) -> None:
    with duckdb.connect(str(copy.database), read_only=True) as reader:
        old = reader.execute("SELECT count(*) FROM quantities").fetchall()
        for _ in range(3):
            publish(copy, lambda tables: [])
        assert reader.execute("SELECT count(*) FROM quantities").fetchall() == old


def test_a_problem_leaves_everything_as_it_was(copy: Warehouse) -> None:
    before = copy.published(), digests(copy.path), list(copy.builds.iterdir())
    with pytest.raises(NotPublished, match="quantities: 3 rows have no subject"):
        publish(copy, lambda tables: ["quantities: 3 rows have no subject"])
    assert (copy.published(), digests(copy.path), list(copy.builds.iterdir())) == before


def test_a_violated_constraint_leaves_everything_as_it_was(copy: Warehouse) -> None:
    before = copy.published(), digests(copy.path)
    twice = copy.staged_table("tasks")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * REPLACE ('x' AS document_id) FROM '{copy.staged_table('documents')}') "
            f"TO '{copy.staged_table('documents')}.new' (FORMAT parquet)"
        )
    shutil.copy(copy.staged_table("documents"), twice)
    with pytest.raises(NotPublished, match=r"tasks\.columns_as_defined: its columns are not those of the schema"):
        main_publish(copy)
    assert (copy.published(), digests(copy.path)) == before


def main_publish(warehouse: Warehouse) -> None:
    publish(warehouse, partial(problems, warehouse))


def test_a_stale_log_beside_the_database_does_no_harm(copy: Warehouse) -> None:
    log = copy.path / "xianzhi.duckdb.wal"
    log.write_bytes(b"left by a reader that was killed")
    publish(copy, lambda tables: [])
    assert not log.exists()
    assert tables_of(copy.database) == len(TABLES)


def test_a_database_of_another_origin_gives_way(copy: Warehouse) -> None:
    copy.database.unlink()
    copy.database.write_bytes(b"someone's own file")
    publish(copy, lambda tables: [])
    assert tables_of(copy.database) == len(TABLES)


def test_a_folder_in_the_place_of_the_files_is_not_removed(copy: Warehouse) -> None:
    copy.parquet.unlink()
    copy.parquet.mkdir()
    (copy.parquet / "mine.txt").write_text("keep")
    with pytest.raises(NotPublished, match="a folder that no build made"):
        publish(copy, lambda tables: [])
    assert (copy.parquet / "mine.txt").read_text() == "keep"


def test_a_second_build_waits_and_then_refuses(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from pipelines.storage.lock import locked\n"
            "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        told: list[str] = []
        with pytest.raises(WarehouseBusy, match=f"process {holder.pid}"), locked(tmp_path, 0.3, told.append):
            pass
        assert len(told) == 1
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    with locked(tmp_path, 5):  # the lock ended with its process
        assert (tmp_path / ".lock").read_text() == str(os.getpid())


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_one_whole(raw: Path, copy: Warehouse) -> None:
    command = [
        sys.executable,
        "-m",
        "pipelines.command_line",
        "build",
        "--raw",
        str(raw),
        "--warehouse",
        str(copy.path),
    ]
    for milliseconds in range(400, 2400, 250):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()
        assert tables_of(copy.database) == len(TABLES)
        assert digests(copy.path).keys() == {f"{name}.parquet" for name in TABLES}
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert len(list(copy.builds.iterdir())) <= 2
