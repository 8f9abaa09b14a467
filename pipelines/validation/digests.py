"""Digests of Parquet files and of their row groups, each byte read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

BLOCK = 1 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 of a whole file, and of the bytes of each of its row groups; these only where it is a Parquet file."""

    file: str
    groups: tuple[str, ...] = ()


_known: dict[tuple[int, int, int], Digests] = {}
"""By inode, time and size: a file that is published keeps them."""


def digests(file: Path) -> Digests:
    """The digests of a file; raises OSError where it cannot be read."""
    status = file.stat()
    state = (status.st_ino, status.st_mtime_ns, status.st_size)
    if state not in _known:
        _known[state] = _digests(file)
    return _known[state]


def _digests(file: Path) -> Digests:
    with file.open("rb") as stream:
        places = _places(file)
        if places is None:
            return Digests(hashlib.file_digest(stream, "sha256").hexdigest())
        groups = {place: _of_stretch(stream, *place) for place in places}
        whole, at = hashlib.sha256(), 0
        for start, size in [*sorted(places), (file.stat().st_size, 0)]:
            between = _of_stretch(stream, at, max(0, start - at))  # the footer, at the end
            whole.update(f"{start} {size} {between} {groups.get((start, size), '')}\n".encode())
            at = max(at, start + size)
        return Digests(whole.hexdigest(), tuple(groups[place] for place in places))


def _places(file: Path) -> list[tuple[int, int]] | None:
    """Where each row group begins, and how many bytes it has; None where the file does not say so."""
    try:
        footer = pq.read_metadata(file)
        places = [_place(footer.row_group(number)) for number in range(footer.num_row_groups)]
    except (OSError, pa.ArrowException, TypeError, ValueError):
        return None
    return places if all(min(place) >= 0 for place in places) else None


def _place(group: pq.RowGroupMetaData) -> tuple[int, int]:
    columns = [group.column(number) for number in range(group.num_columns)]
    starts = [min(filter(None, (c.dictionary_page_offset, c.data_page_offset))) for c in columns]
    return min(starts), sum(c.total_compressed_size for c in columns)


def _of_stretch(stream: BinaryIO, start: int, size: int) -> str:
    digest = hashlib.sha256()
    stream.seek(start)
    while size > 0 and (data := stream.read(min(size, BLOCK))):
        digest.update(data)
        size -= len(data)
    return digest.hexdigest()
