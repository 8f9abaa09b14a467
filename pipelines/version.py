"""The version of the package, and of the parser as it stands in the ``ingestions`` table."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

VERSION = "0.1.0"
PARSING = (
    "formats",
    "text",
    "structure",
    "quantities",
    "records",
    "concepts",
    "crosschecks",
    "corrections",
    "schema",
    "vocabulary",
)


@cache
def parser_version() -> str:
    """The version and a digest of everything that decides what is read from a text: ``0.1.0+5f1c09ae``."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for package in PARSING:
        for path in sorted((here / package).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{VERSION}+{digest.hexdigest()[:8]}"
