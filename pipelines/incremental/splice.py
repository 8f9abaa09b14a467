"""Put Parquet files of the same schema behind each other without reading their data.

The row groups of a Parquet file are stretches of bytes that hold nothing but their own data; only the footer says where
they begin. So a table of thousands of documents is put together from its shards by copying bytes and writing one
footer, and changing one shard does not mean to encode all the others again. The result depends on the pieces alone.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.incremental.thrift import I16, I64, LIST, Struct, read_struct, write_struct
from pipelines.storage.files import written

MAGIC = b"PAR1"
NUM_ROWS, ROW_GROUPS, KEY_VALUES = 3, 4, 5
"""Fields of FileMetaData; SCHEMA is 2."""
SCHEMA = 2
GROUP_COLUMNS, GROUP_ROWS, GROUP_FILE_OFFSET, GROUP_ORDINAL = 1, 3, 5, 7
COLUMN_FILE_OFFSET, COLUMN_METADATA = 2, 3
COLUMN_INDEXES = (4, 5, 6, 7)
"""Fields of ColumnChunk about page indexes, which the shards do not have."""
CHUNK_OFFSETS = (9, 10, 11)
"""Fields of ColumnMetaData: where data pages, index pages and dictionary page begin."""


def splice(pieces: Sequence[Path], output: Path) -> int:
    """Write the rows of all ``pieces``, in their order, to ``output``; returns how many rows there are.

    At least one piece is needed; all have the same schema, else ValueError is raised. Pieces without rows add nothing.
    """
    footers = [_footer(piece) for piece in pieces]
    main = footers[0]
    rows = 0
    groups: list[Struct] = []
    with written(output, flushed=False) as temporary, temporary.open("wb") as out:
        out.write(MAGIC)
        for piece, footer in zip(pieces, footers, strict=True):
            if footer[SCHEMA] != main[SCHEMA] or footer.get(KEY_VALUES) != main.get(KEY_VALUES):
                raise ValueError(f"{piece} has another schema than {pieces[0]}")
            own = [group for group in footer[ROW_GROUPS][1][1] if group[GROUP_ROWS][1]]
            if not own:
                continue
            move = out.tell() - len(MAGIC)
            _copy(piece, out)
            for group in own:
                groups.append(_moved(group, move, len(groups)))
            rows += footer[NUM_ROWS][1]
        footer_bytes = bytearray()
        write_struct(
            {
                number: (I64, rows)
                if number == NUM_ROWS
                else (LIST, (main[ROW_GROUPS][1][0], groups))
                if number == ROW_GROUPS
                else field
                for number, field in main.items()
            },
            footer_bytes,
        )
        out.write(footer_bytes + struct.pack("<I", len(footer_bytes)) + MAGIC)
    return rows


def _footer(path: Path) -> Struct:
    with path.open("rb") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 8))
        tail = file.read()
        if size < 12 or tail[4:] != MAGIC:
            raise ValueError(f"{path} is no Parquet file")
        length = struct.unpack("<I", tail[:4])[0]
        file.seek(size - 8 - length)
        footer, _ = read_struct(file.read(length))
    return footer


def _copy(piece: Path, out: BinaryIO) -> None:
    """Copy all but the opening mark and the footer."""
    with piece.open("rb") as file:
        file.seek(-8, 2)
        length = struct.unpack("<I", file.read(4))[0]
        remaining = file.tell() + 4 - 8 - length - len(MAGIC)
        file.seek(len(MAGIC))
        while remaining:
            data = file.read(min(remaining, 1 << 20))
            out.write(data)
            remaining -= len(data)


def _moved(group: Struct, move: int, ordinal: int) -> Struct:
    """The row group with all its offsets ``move`` bytes further on."""
    kind, columns = group[GROUP_COLUMNS][1]
    for chunk in columns:
        if any(number in chunk for number in COLUMN_INDEXES):
            raise ValueError("page indexes cannot be moved: write the pieces without them")
        offset_kind, offset = chunk[COLUMN_FILE_OFFSET]
        if offset:
            chunk[COLUMN_FILE_OFFSET] = (offset_kind, offset + move)
        details: dict[int, tuple[int, Any]] = chunk[COLUMN_METADATA][1]
        for number in CHUNK_OFFSETS:
            if number in details:
                details[number] = (I64, details[number][1] + move)
    moved = {**group, GROUP_COLUMNS: (LIST, (kind, columns))}
    if GROUP_FILE_OFFSET in group:
        moved[GROUP_FILE_OFFSET] = (I64, group[GROUP_FILE_OFFSET][1] + move)
    if GROUP_ORDINAL in group:
        moved[GROUP_ORDINAL] = (I16, ordinal)
    return moved
