"""``xianzhi publish``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from pipelines.command_line.exits import DONE, FAILED, CommandError


def publish(release: Path, target: str, layout: Literal["plain", "huggingface"]) -> int:
    """Publish a release; returns the exit status."""
    from pipelines.releases.publish import publish as publish_release
    from pipelines.releases.version import ReleaseError

    if not target.strip():
        raise CommandError("no target is given: name a folder, or an address such as s3://bucket/folder")
    try:
        latest = publish_release(
            release, target, layout, tell=lambda message: print(message, file=sys.stderr, flush=True)
        )
    except ReleaseError as error:
        raise CommandError(str(error), FAILED) from None
    print(f"{release.resolve().name} is published at {target}; the latest there is {latest}")
    return DONE
