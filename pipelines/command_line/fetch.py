"""``xianzhi fetch``."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.command_line.exits import DONE, FAILED, CommandError


def fetch(raw: Path, *, strict: bool) -> int:
    """Fetch the sources that have a url; returns the exit status.

    A source that cannot be fetched keeps its last text: that is said, and with ``strict`` is the exit status as well.
    """
    from pipelines.fetching.sources import fetch_sources
    from pipelines.sources import SourcesError

    try:
        fetched = fetch_sources(raw)
    except SourcesError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(
            f"{error.filename or raw} cannot be read or written ({error.strerror or error}); what was fetched before "
            "is untouched: check the folder's space and permissions and fetch again",
            FAILED,
        ) from None
    for outcome in fetched:
        print(outcome.line, file=sys.stderr if outcome.status == "failed" else sys.stdout)
    if not fetched:
        print(f"no source in {raw}/sources.toml has a url")
    return FAILED if strict and any(outcome.status == "failed" for outcome in fetched) else DONE
