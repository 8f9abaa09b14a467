"""Tell whoever waits for a build what is being done."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def listen(listener: Callable[[str], None]) -> None:
    """Have ``listener`` called with each message of this process, in the place of the one before."""
    _listeners[:] = [listener]


def report(message: str) -> None:
    """Tell a step of the build to the listeners."""
    for listener in _listeners:
        listener(message)
