"""``xianzhi check`` looks at the published files as they lie there."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.storage.warehouse import Warehouse


def check(warehouse: Warehouse) -> int:
    return main(["check", "--warehouse", str(warehouse.path)])


def test_a_sound_dataset_passes_and_its_findings_are_told(copy: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(copy) == 0
    told = capsys.readouterr().out
    assert "indicators.bound_no_worse_than_base: 2 of 32 rows" in told
    assert "80.3 → ≥80" in told
    assert "hold the same tables" in " ".join(told.split())


def test_a_changed_parquet_file_fails(copy: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    file = copy.parquet / "tasks.parquet"
    rows = read_parquet(file).to_pylist()
    rows[0]["text"] = "别的"
    write_parquet(arrow_table(TABLES["tasks"], rows), file.resolve())
    assert check(copy) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "tasks.wording_of_the_source: 1 of 109 rows" in told
    assert "tasks: 1 rows only in tasks.parquet, 1 only in the database" in told


def test_a_changed_database_fails(copy: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(copy.database.resolve())) as connection:
        connection.execute(
            "UPDATE skipped_numbers SET reason = 'date' WHERE skipped_id IN "
            "(SELECT skipped_id FROM skipped_numbers WHERE reason = 'road')"
        )
        connection.execute("CREATE TABLE mine (a INTEGER)")
    assert check(copy) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "only in skipped_numbers.parquet" in told
    assert "mine: not a table of the dataset" in told


def test_a_truncated_database_fails(copy: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    data = copy.database.resolve().read_bytes()
    copy.database.resolve().write_bytes(data[: len(data) // 2])
    assert check(copy) == 1
    assert "xianzhi.duckdb" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["cut", "gone", "no parquet"])
def test_a_damaged_parquet_file_fails(copy: Warehouse, damage: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = (copy.parquet / "documents.parquet").resolve()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-100] if damage == "cut" else b"nothing of the kind")
    assert check(copy) == 1
    assert "documents.columns_as_defined: documents.parquet cannot be read" in " ".join(capsys.readouterr().out.split())


def test_without_a_dataset_it_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--warehouse", str(tmp_path)]) == 2
    assert "`xianzhi build --warehouse" in capsys.readouterr().err
