"""Write the database of a build in a process of its own, while its tables are checked.

The database is the dearest part of publishing and needs nothing but the staged tables. So it is begun when they are all
there, in a folder of the staging area, and publishing takes it when the checks forbid nothing. It is taken only if the
staged tables are still the very files that it was made from, and if its process ended well; else publishing writes it
itself. Only ``validations``, which the checks make, is put in at the end.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb

from pipelines.incremental.pool import CONTEXT, end_with_parent
from pipelines.schema.arrow import arrow_schema
from pipelines.schema.quality import VALIDATIONS
from pipelines.schema.tables import TABLES
from pipelines.storage.files import write_parquet
from pipelines.storage.names import DATABASE, PARQUET
from pipelines.storage.patch_database import CONTENTS, make_database, replace_rows

FOLDERS = "database-*"
"""In the staging area."""
Signature = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Begun:
    folder: Path
    signature: Signature
    before: Path | None
    process: BaseProcess


_begun: dict[Path, _Begun] = {}
"""By staging area."""


def begin_database(staged: Path, before: Path | None, keys: Mapping[str, str]) -> None:
    """Begin the database of the tables in the folder ``staged``; ``before`` and ``keys`` as of :func:`make_database`.

    Where it has begun from these files already, nothing is done.
    """
    area = staged.parent
    signature = _signature(staged)
    if signature is None or (area in _begun and _begun[area].signature == signature):
        return
    abandon_database(staged)
    folder = area / FOLDERS.replace("*", secrets.token_hex(4))
    parquet = folder / PARQUET
    try:
        parquet.mkdir(parents=True)
        for name in TABLES:
            if name != VALIDATIONS.name:
                # A table that is staged anew is another file, so what is linked here stays as it is.
                (parquet / f"{name}.parquet").hardlink_to(staged / f"{name}.parquet")
        write_parquet(arrow_schema(VALIDATIONS).empty_table(), parquet / f"{VALIDATIONS.name}.parquet", flushed=False)
    except OSError:  # a file system without links
        shutil.rmtree(folder, ignore_errors=True)
        return
    process = CONTEXT.Process(target=_make, args=(folder, before, dict(keys)), daemon=True)
    process.start()
    _begun[area] = _Begun(folder, signature, before, process)


def take_database(staged: Path, before: Path | None, build: Path) -> bool:
    """Move the database that was begun into the folder ``build``, with the ``validations`` of that; returns whether
    there is one of these tables."""
    begun = _begun.get(staged.parent)
    if begun is None:
        return False
    try:
        begun.process.join()
        if begun.process.exitcode or begun.signature != _signature(staged) or begun.before != before:
            return False
        (begun.folder / CONTENTS).replace(build / CONTENTS)
        (begun.folder / DATABASE).replace(build / DATABASE)
        replace_rows(build / DATABASE, VALIDATIONS, build / PARQUET / f"{VALIDATIONS.name}.parquet")
    except (OSError, duckdb.Error):
        for name in (CONTENTS, DATABASE, f"{DATABASE}.wal"):
            (build / name).unlink(missing_ok=True)
        return False
    finally:
        abandon_database(staged)
    return True


def abandon_database(staged: Path) -> None:
    """End what was begun, and remove what is left of it and of builds that were killed."""
    begun = _begun.pop(staged.parent, None)
    if begun is not None:
        begun.process.kill()
        begun.process.join()
    for folder in staged.parent.glob(FOLDERS):
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, before: Path | None, keys: Mapping[str, str]) -> None:
    """In the process: what goes wrong is found again, and said, by publishing."""
    end_with_parent()
    try:
        make_database(folder, before, keys)
    except (duckdb.Error, OSError):
        os._exit(1)


def _signature(staged: Path) -> Signature | None:
    """What tells the staged tables from others; None where one is missing."""
    found = []
    for name in TABLES:
        if name != VALIDATIONS.name:
            try:
                status = (staged / f"{name}.parquet").stat()
            except OSError:
                return None
            found.append((name, status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(found)
