"""How the command ends: its exit statuses, and the error that says what went wrong."""

from __future__ import annotations

from pathlib import Path

DONE, FAILED, WRONG_USAGE, QUARANTINED, STOPPED = 0, 1, 2, 3, 130
DEFAULT_WAREHOUSE = Path("warehouse")


class CommandError(Exception):
    """What went wrong, in words for the person who typed the command, and the exit status."""

    def __init__(self, message: str, status: int = WRONG_USAGE) -> None:
        super().__init__(message)
        self.status = status
