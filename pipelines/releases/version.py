"""Names of releases: ``2026.11.21``, and ``2026.11.21.2`` for the second of a day."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

VERSION = re.compile(r"(?P<date>[0-9]{4}\.[0-9]{2}\.[0-9]{2})(?:\.(?P<number>[2-9]|[1-9][0-9]+))?")


class ReleaseError(RuntimeError):
    """A release that cannot be made, read or published; the message says why and what to do."""


def order(version: str) -> tuple[int, ...]:
    """What releases are sorted by; raises :class:`ReleaseError` where it is no version."""
    found = VERSION.fullmatch(version)
    try:
        if found:
            datetime.date(*map(int, found["date"].split(".")))
            return tuple(map(int, version.split(".")))
    except ValueError:
        pass
    raise ReleaseError(f"{version!r} is no version such as 2026.11.21 or 2026.11.21.2")


def releases_in(folder: Path) -> list[Path]:
    """The releases of a folder, oldest first."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if VERSION.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: order(path.name))


def next_version(folder: Path, today: datetime.date) -> str:
    """The version of a release made today."""
    date = f"{today:%Y.%m.%d}"
    made = [order(path.name) for path in releases_in(folder) if path.name.startswith(date)]
    if not made:
        return date
    latest = max(made)
    return f"{date}.{latest[3] + 1 if len(latest) > 3 else 2}"
