"""Parquet files are put behind each other without being decoded."""

from __future__ import annotations

import struct
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.incremental.splice import splice
from pipelines.incremental.thrift import read_struct, write_struct
from pipelines.storage.files import read_parquet


def footer(path: Path) -> bytes:
    data = path.read_bytes()
    length = struct.unpack("<I", data[-8:-4])[0]
    return data[-8 - length : -8]


def test_footers_are_written_as_they_were_read(warehouse: Path) -> None:
    for path in (warehouse / "parquet").glob("*.parquet"):
        read, end = read_struct(footer(path))
        written = bytearray()
        write_struct(read, written)
        assert bytes(written) == footer(path)
        assert end == len(footer(path))


def test_spliced_files_read_as_their_rows_behind_each_other(warehouse: Path, tmp_path: Path) -> None:
    for path in (warehouse / "parquet").glob("*.parquet"):
        one = read_parquet(path)
        output = tmp_path / path.name
        assert splice([path, path, path], output) == 3 * one.num_rows
        assert read_parquet(output).equals(pa.concat_tables([one] * 3))
        assert pq.read_schema(output).equals(pq.read_schema(path), check_metadata=True)
        with duckdb.connect() as connection:
            assert connection.execute(f"SELECT count(*) FROM '{output}'").fetchall()[0][0] == 3 * one.num_rows
            differing = connection.execute(f"SELECT count(*) FROM (FROM '{output}' EXCEPT FROM '{path}')").fetchall()
            assert differing == [(0,)]
        splice([path], output)
        assert output.read_bytes() == path.read_bytes()


def test_files_of_other_columns_are_not_spliced(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="another schema"):
        splice([warehouse / "parquet" / f"{name}.parquet" for name in ("tasks", "leaders")], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "no").write_bytes(b"no Parquet file")
    with pytest.raises(ValueError, match="no Parquet file"):
        splice([tmp_path / "no"], tmp_path / "out")
