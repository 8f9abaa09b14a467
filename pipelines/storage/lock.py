"""One build of a warehouse at a time."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".lock"
WAIT_SECONDS = 600.0
_held: set[Path] = set()


class WarehouseBusy(RuntimeError):
    """Another build holds the warehouse; the message says which process and what to do."""


@contextmanager
def locked(
    warehouse: Path, wait: float = WAIT_SECONDS, tell: Callable[[str], None] = lambda message: None
) -> Iterator[None]:
    """Hold the warehouse for a build; a step of a build that holds it already goes on.

    A second build waits, after telling so once, and raises :class:`WarehouseBusy` after ``wait`` seconds. The lock
    ends with its process, however that ends.
    """
    path = (warehouse / LOCK).resolve()
    if path in _held:
        yield
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(descriptor, path, wait, tell)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        _held.add(path)
        try:
            yield
        finally:
            _held.discard(path)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, wait: float, tell: Callable[[str], None]) -> None:
    end = time.monotonic() + wait
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            holder = os.pread(descriptor, 20, 0).decode(errors="replace") or "unknown"
            if time.monotonic() >= end:
                raise WarehouseBusy(
                    f"{path.parent} is being built by process {holder}: wait for it to end and build again"
                ) from None
            if not told:
                tell(f"{path.parent} is being built by process {holder}; waiting for it to end")
                told = True
            time.sleep(0.1)
