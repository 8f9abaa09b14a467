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
from pipelines.formats.read import read_text
from pipelines.sources import Source, read_entries
from pipelines.storage.files import flush, written
from pipelines.text.decoding import UnreadableText

LEAST_PART = 4
"""A text that has less than a fourth of the characters of the one before is not taken in its place."""
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
        there = "the text from before stays" if self.kept_since == "before" else f"the text of {self.kept_since} stays"
        kept = there if self.kept_since else "there is no earlier text"
        return f"{self.source.file}: not fetched ({self.reason}); {kept}"


def fetch_sources(
    raw: Path, fetcher: Fetcher | None = None, sleep: Callable[[float], None] = time.sleep
) -> list[Outcome]:
    """Fetch all sources with a url; raises SourcesError where ``sources.toml`` cannot be followed."""
    sources = [source for source in read_entries(raw) if source.url]
    received = Received(raw)
    outcomes: list[Outcome] = []
    asked: set[str | None] = set()
    client = fetcher or Fetcher()
    for source in sources:
        host = _host(source.url or "")
        if host in asked:
            sleep(SECONDS_BETWEEN)
        asked.add(host)
        outcomes.append(_fetch(raw, source, client, received))
    return outcomes


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # the fetch says what is wrong with it
        return None


def _fetch(raw: Path, source: Source, client: Fetcher, received: Received) -> Outcome:
    path, url = raw / source.file, source.url or ""
    # Only what lies in the raw folder as it was received may be asked for as unchanged.
    there = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    last = received.last_good(source.file, url)
    same = last if last and last.sha256 == there else None
    since = same.at if same else "before" if there else None
    answer = client.fetch(url, validators_of(same))
    at, given = now(), answer.validators

    def failed(reason: str) -> Outcome:
        received.note(Retrieval(at, source.file, url, "failed", reason=reason))
        return Outcome(source, "failed", reason, since)

    if answer.status == "failed":
        return failed(answer.reason)
    if answer.status == "unchanged":
        received.note(Retrieval(at, source.file, url, "unchanged", there, given.etag, given.last_modified))
        return Outcome(source, "unchanged")
    sha256 = received.keep(answer.content)
    if shrunk := _shrunk(path, answer.content):
        return failed(f"{shrunk}: it is kept as {received.content(sha256)}; remove {path} and fetch again to take it")
    status = "unchanged" if sha256 == there else "new"
    if status == "new" and there is not None and not received.content(there).exists():
        received.keep(path.read_bytes())
        received.note(Retrieval(at, source.file, None, "found", there))
    received.note(Retrieval(at, source.file, url, status, sha256, given.etag, given.last_modified))
    if status == "new":
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as temporary:
            temporary.write_bytes(answer.content)
        flush(path.parent)
    return Outcome(source, status)


def _shrunk(path: Path, content: bytes) -> str | None:
    """Why what came is not taken for the document: it is a small part of the text that lies there, as the page is that
    a server gives with status 200 for what it no longer has (您访问的页面不存在)."""
    try:
        before, came = len(read_text(path.read_bytes()).text), len(read_text(content).text)
    except (OSError, UnreadableText):
        return None
    return f"what came has {came:,} characters where {before:,} lie there" if came * LEAST_PART < before else None
