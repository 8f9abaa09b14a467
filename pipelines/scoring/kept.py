"""Figures of quality, kept from build to build: nothing is compared again while documents, annotations and programs
are the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from pipelines.incremental.pool import CONTEXT, end_with_parent
from pipelines.records.rows import Row
from pipelines.scoring.rows import quality_rows, rows_in_shards
from pipelines.storage.files import written
from pipelines.storage.shard import as_read
from pipelines.version import parser_version

_begun: dict[Path, BaseProcess] = {}
"""By record."""


def begin_quality(annotations: Path, shards: Sequence[Path], record: Path) -> None:
    """Have ``record`` made by a process that holds the parser, while this one makes tables."""
    process = CONTEXT.Process(target=_make, args=(annotations, shards, record), daemon=True)
    process.start()
    _begun[record] = process


def _make(annotations: Path, shards: Sequence[Path], record: Path) -> None:
    end_with_parent()
    kept_quality_rows(annotations, shards, record)


def kept_quality_rows(annotations: Path, shards: Sequence[Path], record: Path) -> list[Row]:
    """The rows of ``quality`` for the documents in ``shards``, from ``record`` where it was made of the same."""
    if begun := _begun.pop(record, None):
        begun.join()  # whatever came of it: where it left no record of these shards, the rows are made here
    key = _key(annotations, shards)
    try:
        kept = json.loads(record.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return cast("list[Row]", kept["rows"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    rows = quality_rows(annotations, *rows_in_shards(shards))
    with written(record, flushed=False) as path:
        path.write_text(json.dumps({"key": key, "rows": rows}, ensure_ascii=False), encoding="utf-8")
    return rows


def _key(annotations: Path, shards: Sequence[Path]) -> str:
    """The digest of all that the rows depend on."""
    digest = hashlib.sha256("\n".join([parser_version(), *map(as_read, shards)]).encode())
    files = [*sorted(Path(__file__).parent.glob("*.py")), *sorted(annotations.rglob("*"))]
    for path in files:
        if path.is_file():
            name = path.relative_to(annotations).as_posix() if path.is_relative_to(annotations) else path.name
            digest.update(f"{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
