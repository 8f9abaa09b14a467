"""``xianzhi fetch``."""

from __future__ import annotations

from pathlib import Path

from pipelines.command_line.exits import DONE, CommandError


def fetch(raw: Path) -> int:
    """Fetch the sources that have a url; returns the exit status: a source that cannot be fetched keeps its last
    text."""
    from pipelines.fetching.sources import fetch_sources
    from pipelines.sources import SourcesError

    try:
        fetched = fetch_sources(raw)
    except SourcesError as error:
        raise CommandError(str(error)) from None
    for outcome in fetched:
        print(outcome.line)
    if not fetched:
        print(f"no source in {raw}/sources.toml has a url")
    return DONE
