"""Where answers are printed."""

from __future__ import annotations

import sys

from rich.console import Console

UNBROKEN = 100_000


def screen() -> Console:
    """The terminal at its width; a file or pipe without any, so that no line of an answer is broken."""
    return Console() if sys.stdout.isatty() else Console(width=UNBROKEN)
