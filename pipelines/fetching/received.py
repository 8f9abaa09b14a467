"""What was received, kept for good: each distinct content under its checksum, each retrieval as a line of a log.

raw/.received/contents/SHA256      a content, never overwritten
raw/.received/log.jsonl            one line a retrieval: when, of which file, from where, what came of it
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from pipelines.fetching.fetch import Validators
from pipelines.storage.files import flush, written

RECEIVED = ".received"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A line of the log; ``status`` is new, unchanged, failed, or found: what lay in the raw folder before."""

    at: str
    file: str
    url: str | None
    status: str
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    reason: str = ""


class Received:
    """What was received for a raw folder."""

    def __init__(self, raw: Path) -> None:
        self.folder = raw / RECEIVED

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    def keep(self, content: bytes) -> str:
        """Keep a content, unless it is kept already; returns its checksum."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.content(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with written(path) as temporary:
                temporary.write_bytes(content)
                temporary.chmod(0o444)
            flush(path.parent)
        return sha256

    def content(self, sha256: str) -> Path:
        """Where the content of that checksum is kept."""
        return self.folder / "contents" / sha256

    def note(self, retrieval: Retrieval) -> None:
        """Add a line to the log."""
        known = self._by_file[retrieval.file]  # read before the line is there
        self.folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(retrieval), ensure_ascii=False) + "\n"
        descriptor = os.open(self.log, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":  # a line that a crash cut off
                line = "\n" + line
            os.write(descriptor, line.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        known.append(retrieval)

    @cached_property
    def _by_file(self) -> defaultdict[str, list[Retrieval]]:
        """The log by file, read once: thousands of sources are asked for every night. A cut-off line is left out."""
        found: defaultdict[str, list[Retrieval]] = defaultdict(list)
        if self.log.exists():
            with self.log.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    with contextlib.suppress(ValueError, TypeError):
                        retrieval = Retrieval(**json.loads(line))
                        found[retrieval.file].append(retrieval)
        return found

    def retrievals(self, file: str) -> list[Retrieval]:
        """The retrievals of a file, oldest first."""
        return list(self._by_file[file])

    def last_good(self, file: str, url: str) -> Retrieval | None:
        """The last retrieval of that content from that address."""
        return next((entry for entry in reversed(self._by_file[file]) if entry.sha256 and entry.url == url), None)


def validators_of(retrieval: Retrieval | None) -> Validators:
    """What to ask the server with."""
    return Validators(retrieval.etag, retrieval.last_modified) if retrieval else Validators()


def now() -> str:
    """The time of a retrieval, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
