"""Digests of tables tell which rows differ."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.validation.digests import digests


def test_a_digest_tells_which_row_group_differs(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    pq.write_table(pa.table({"name": [f"第{n}号文件" for n in range(300)]}), file, row_group_size=100)
    received, before = file.read_bytes(), digests(file)
    columns = [pq.read_metadata(file).row_group(number).column(0) for number in range(3)]
    begins = [column.dictionary_page_offset for column in columns]
    ends = [begin + column.total_compressed_size for begin, column in zip(begins, columns, strict=True)]
    assert len(set(before.groups)) == 3
    seen = set()
    for at in range(0, len(received), 7):
        changed = tmp_path / f"{at}.parquet"
        changed.write_bytes(received[:at] + bytes([received[at] ^ 1]) + received[at + 1 :])
        found = digests(changed)
        assert found.file != before.file
        if begins[0] <= at < ends[2]:
            own = next(number for number in range(3) if begins[number] <= at < ends[number])
            assert [found.groups[number] == before.groups[number] for number in range(3)] == [
                number != own for number in range(3)
            ]
            seen.add(own)
    assert seen == {0, 1, 2}


def test_a_file_that_is_no_parquet_has_a_digest_as_well(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"PAR1 cut off")
    other.write_bytes(b"PAR1 cut of")
    assert digests(one).file != digests(other).file
    assert digests(one).groups == digests(other).groups == ()
