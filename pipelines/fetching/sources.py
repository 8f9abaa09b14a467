"""Fetch the sources that have a ``url`` in ``sources.toml``: new content takes the place of the file in the raw folder.

What lay there stays among what was received. A fetch that fails leaves the file as it is and says so.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.fetching.fetch import Fetcher
from pipelines.fetching.received import Received, Retrieval, now, validators_of
from pipelines.sources import Source, read_entries
from pipelines.storage.files import flush, written

SECONDS_BETWEEN = 1.0
"""Between two requests to the same host."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of fetching a source: ``new``, ``unchanged`` or ``failed``."""

    source: Source
    status: str
    reason: str = ""
    kept_since: str | None = None
    """When the text that a failed fetch left in place was received, where that is known."""

    @property
    def line(self) -> str:
        """It in a line."""
        if self.status != "failed":
            return f"{self.source.file}: {self.status}"
        kept = f"the text of {self.kept_since} stays" if self.kept_since else "there is no earlier text"
        return f"{self.source.file}: not fetched ({self.reason}); {kept}"


def fetch_sources(
    raw: Path, fetcher: Fetcher | None = None, sleep: Callable[[float], None] = time.sleep
) -> list[Outcome]:
    """Fetch all sources with a url; raises SourcesError where ``sources.toml`` cannot be followed."""
    sources = [source for source in read_entries(raw) if source.url]
    received = Received(raw)
    outcomes: list[Outcome] = []
    asked: set[str | None] = set()
    with fetcher or Fetcher() as client:
        for source in sources:
            host = urlsplit(source.url or "").hostname
            if host in asked:
                sleep(SECONDS_BETWEEN)
            asked.add(host)
            outcomes.append(_fetch(raw, source, client, received))
    return outcomes


def _fetch(raw: Path, source: Source, client: Fetcher, received: Received) -> Outcome:
    path, url = raw / source.file, source.url or ""
    last = received.last_good(source.file, url)
    # Only what lies in the raw folder as it was received may be asked for as unchanged.
    there = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    answer = client.fetch(url, validators_of(last if last and last.sha256 == there else None))
    entry = Retrieval(now(), source.file, url, answer.status)
    if answer.status == "failed":
        received.note(Retrieval(now(), source.file, url, "failed", reason=answer.reason))
        since = last.at if last and last.sha256 == there else "before" if there else None
        return Outcome(source, "failed", answer.reason, since)
    given = answer.validators
    if answer.status == "unchanged":
        received.note(Retrieval(entry.at, source.file, url, "unchanged", there, given.etag, given.last_modified))
        return Outcome(source, "unchanged")
    sha256 = received.keep(answer.content)
    status = "unchanged" if sha256 == there else "new"
    if status == "new" and there is not None and not received.content(there).exists():
        received.keep(path.read_bytes())
        received.note(Retrieval(entry.at, source.file, None, "found", there))
    received.note(Retrieval(entry.at, source.file, url, status, sha256, given.etag, given.last_modified))
    if status == "new":
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as temporary:
            temporary.write_bytes(answer.content)
        flush(path.parent)
    return Outcome(source, status)
