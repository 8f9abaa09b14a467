"""The checksums of raw files, kept from build to build: a file that nobody wrote to is not read only to learn that."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from pathlib import Path

from pipelines.storage.files import written
from pipelines.text.decoding import MAXIMUM_BYTES

CHECKSUMS = "checksums.json"
"""In the staging area."""
SETTLED_SECONDS = 2.0
"""A file that was written to more recently may be written to again within the same tick of the clock."""
State = tuple[int, int, int, int]
"""Inode, size, and the times of the last change of the content and of the file: the latter cannot be set back."""


class Checksums:
    """Checksums of files by path and state, those of the build before among them."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._kept = _read(record)
        self._found: dict[str, tuple[State, str]] = {}

    def of(self, path: Path) -> str | None:
        """The SHA-256 of a file; None where it is a link, too large for a document, or cannot be read."""
        try:
            found = os.lstat(path)
            if stat.S_ISLNK(found.st_mode) or found.st_size > MAXIMUM_BYTES:
                return None
            name, state = str(path), (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            known = self._found.get(name) or self._kept.get(name)
            if known is None or known[0] != state:
                known = state, hashlib.sha256(path.read_bytes()).hexdigest()
            self._found[name] = known
            return known[1]
        except OSError:
            return None

    def keep(self) -> None:
        """Keep the checksums of the files asked for, but of those written to a moment ago."""
        latest = (time.time() - SETTLED_SECONDS) * 1e9
        settled = {name: known for name, known in self._found.items() if known[0][3] < latest}
        if settled != self._kept:
            with written(self._record, flushed=False) as path:
                path.write_text(json.dumps(settled), encoding="utf-8")
            self._kept = settled


def _read(record: Path) -> dict[str, tuple[State, str]]:
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        return {
            name: ((ino, size, changed, made), sha256) for name, ((ino, size, changed, made), sha256) in content.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _state(inode: int, size: int, written_at: int, changed_at: int) -> State:
    return inode, size, written_at, changed_at
