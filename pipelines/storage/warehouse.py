"""Where everything of a warehouse lies, and how a build is published.

A build is a folder ``.builds/ID`` that holds ``parquet/``, ``xianzhi.duckdb`` and ``validation.html``. ``current`` is a
symbolic link to the published build; the names of the three in the warehouse lead through it. Publishing is one rename
of that link, so they change together, a reader sees all of the old or all of the new, and a build killed at any moment
leaves one of them whole. The build before stays for readers that have listed its files but not opened them yet.
"""

from __future__ import annotations

import errno
import json
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.schema.tables import TABLES
from pipelines.storage.begun import abandon_database, begin_database, take_database
from pipelines.storage.files import flush, link_or_copy, written
from pipelines.storage.names import CURRENT, DATABASE, PAGE, PARQUET, REFUSED, SHARDS_OF_BUILD
from pipelines.storage.patch_database import make_database, note_state

Problems = Callable[[Path], list[str]]
"""Checks the folder of a build before it is published and completes it; returns what forbids to publish it."""


class NotPublished(RuntimeError):
    """The tables failed a check; ``problems`` says which. What was published before is untouched."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The places of a warehouse folder."""

    path: Path

    @property
    def shards(self) -> Path:
        return self.path / ".staging" / "shards"

    @property
    def staged(self) -> Path:
        return self.path / ".staging" / "tables"

    @property
    def builds(self) -> Path:
        return self.path / ".builds"

    @property
    def current(self) -> Path:
        return self.path / CURRENT

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def parquet(self) -> Path:
        return self.path / PARQUET

    @property
    def page(self) -> Path:
        """What was checked before the published build was published, as a page."""
        return self.path / PAGE

    @property
    def refused(self) -> Path:
        """The same page of a later build that was not published; only there until the next one is."""
        return self.path / REFUSED

    @property
    def checks(self) -> Path:
        """The folder of the recorded results of checks."""
        return self.path / ".staging" / "checks"

    def shard_folders(self) -> list[Path]:
        """The folders of the shards that the tables are put together from, in their order."""
        return [self.shards / name for name in self.read_summary()["shards"]]

    def read_summary(self) -> dict[str, Any]:
        """What reading the documents came to: ``shards``, ``quarantined``, ``rows``, and ``keys``: what each document
        was read from, by document_id."""
        summary: dict[str, Any] = json.loads((self.shards.parent / SHARDS_OF_BUILD).read_text(encoding="utf-8"))
        return summary

    def staged_table(self, name: str) -> Path:
        """The Parquet file of a table before it is published."""
        return self.staged / f"{name}.parquet"

    def all_staged(self) -> bool:
        """Whether all tables that are checked have been staged since the documents were read."""
        try:
            read = (self.shards.parent / SHARDS_OF_BUILD).stat().st_mtime_ns
            staged = {name: self.staged_table(name).stat().st_mtime_ns for name in TABLES if name != "validations"}
        except FileNotFoundError:
            return False
        return all(time >= read for name, time in staged.items() if name != "concepts")

    def begin_database(self) -> None:
        """Begin the database of the staged tables."""
        begin_database(self.staged, self.published(), self.read_summary()["keys"])

    def abandon_database(self) -> None:
        """Stop writing a database that will not be published."""
        abandon_database(self.staged)

    def published(self) -> Path | None:
        """The folder of the published build, or None."""
        return self.current.resolve() if self.current.exists() else None


def publish(warehouse: Warehouse, problems: Problems) -> Path:
    """Write the staged tables to a new folder, check it and publish it; raises :class:`NotPublished` where ``problems``
    finds any.

    Returns the folder of the new build. The lock of the warehouse must be held.
    """
    build = warehouse.builds / f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
    try:
        parquet = build / PARQUET
        parquet.mkdir(parents=True)
        for name in TABLES:
            with written(parquet / f"{name}.parquet") as path:
                link_or_copy(warehouse.staged_table(name), path)
        found = problems(build)
        if found:
            raise NotPublished(found)
        try:
            before = warehouse.published()
            if not take_database(warehouse.staged, before, build):
                make_database(build, before, warehouse.read_summary()["keys"])
        except duckdb.IOException as error:  # no space left, for one
            raise OSError(errno.EIO, str(error), str(build / DATABASE)) from None
        except duckdb.Error as error:
            raise NotPublished([f"the tables contradict each other or the schema: {error}"]) from None
        note_state(build)
        for path in (build / DATABASE, parquet, build, warehouse.builds):
            flush(path)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise
    _link(warehouse.database, Path(CURRENT) / DATABASE)
    _link(warehouse.parquet, Path(CURRENT) / PARQUET)
    _link(warehouse.page, Path(CURRENT) / PAGE)
    _remove_stale_log(warehouse)
    _swap(warehouse.current, build.relative_to(warehouse.path))
    flush(warehouse.path)
    warehouse.refused.unlink(missing_ok=True)
    _remove_older(warehouse, keep={build.resolve(), before})
    return build


def _swap(link: Path, target: Path) -> None:
    """Have ``link`` lead to ``target`` by one rename."""
    temporary = link.with_name(f".{link.name}.{secrets.token_hex(4)}")
    temporary.symlink_to(target)
    temporary.replace(link)


def _link(link: Path, target: Path) -> None:
    """Make a link that leads through ``current``, once."""
    if link.is_symlink() and link.readlink() == target:
        return
    if link.is_dir() and not link.is_symlink():
        raise NotPublished([f"{link} is a folder that no build made: move it away and build again"])
    _swap(link, target)


def _remove_stale_log(warehouse: Warehouse) -> None:
    """A log left beside the published name would be replayed into the new file, which could then not be opened."""
    warehouse.database.with_name(f"{DATABASE}.wal").unlink(missing_ok=True)


def _remove_older(warehouse: Warehouse, keep: set[Path | None]) -> None:
    for path in warehouse.builds.iterdir():
        if path.resolve() not in keep:
            shutil.rmtree(path, ignore_errors=True)
    for path in warehouse.path.glob(f".{CURRENT}.*"):
        path.unlink(missing_ok=True)
