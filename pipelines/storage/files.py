"""Write files so that they are there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_A_GROUP = 65_536


@contextmanager
def written(path: Path, *, flushed: bool = True) -> Iterator[Path]:
    """A temporary path beside ``path``; what is written there takes its place when the block ends without an error.

    ``flushed`` has it on the disk before; what can be made again at any time need not be.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        if flushed:
            flush(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Have a file that is never written to again under another name as well; a copy where there are no links."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def flush(path: Path) -> None:
    """Have the file or folder on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_parquet(table: pa.Table, path: Path, *, flushed: bool = True) -> None:
    """Write a table as Parquet; the same table gives the same bytes."""
    with written(path, flushed=flushed) as temporary:
        pq.write_table(table, temporary, compression="zstd", row_group_size=ROWS_A_GROUP, version="2.6")


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The table of a Parquet file, or some of its columns in the order asked for, in this process's memory."""
    # pq.read_table loads pandas, which takes a third of a second that most processes have no other use for.
    with pq.ParquetFile(path) as file:
        return file.read() if columns is None else file.read(list(columns)).select(list(columns))
