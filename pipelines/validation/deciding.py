"""Great Expectations in processes of its own, which load it while the build does something else.

The build finds what is wrong in the tables, hands it over and goes on; the library decides meanwhile. The processes are
started when they are first needed, or ahead by :func:`begin`, and stay for all questions of this process.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.util import Finalize
from typing import Generic, TypeVar

from pipelines.incremental.pool import end_with_parent
from pipelines.validation.questions import Outcome, Question

Returned = TypeVar("Returned")
CONTEXT = multiprocessing.get_context("spawn")
"""Not from the server of the parser: that is often not there, or still loading."""
AT_EXIT = 20
"""Before the queues that would tell the processes are closed, which have 10."""
_pools: list[ProcessPoolExecutor] = []


def begin(processes: int = 1) -> None:
    """Have the library loaded by so many processes, unless some are there already."""
    if not _pools:
        _pools.append(ProcessPoolExecutor(processes, CONTEXT, _prepare))
        Finalize(None, _end, exitpriority=AT_EXIT)
        for _ in range(processes):
            _pools[0].submit(_load)


class Submitted(Generic[Returned]):
    """A call of a function in one of the processes.

    Where the process dies (somebody killed it), this process does the work itself.
    """

    def __init__(self, function: Callable[..., Returned], *arguments: object) -> None:
        self._call = partial(function, *arguments)
        begin()
        self._running: Future[Returned]
        try:
            self._running = _pools[0].submit(self._call)
        except BrokenProcessPool as error:
            self._running = Future()
            self._running.set_exception(error)

    def done(self) -> bool:
        """Whether the result is there."""
        return self._running.done()

    def result(self) -> Returned:
        """The result, waited for."""
        try:
            return self._running.result()
        except BrokenProcessPool:
            _pools.clear()
            return self._call()


def ask(question: Question) -> Callable[[], dict[str, Outcome]]:
    """Hand a question over; what is returned waits for the outcomes."""
    return Submitted(decided, question).result


def decided(question: Question) -> dict[str, Outcome]:
    """The outcomes of a question, in the process that has the library."""
    from pipelines.validation.runner import decide

    return decide(question)


def _end() -> None:
    """End the processes with this one.

    A run of the web interface is itself a process that was spawned. Such a one waits at its end for the processes that
    it started, before anything would tell them to end: they, and it, would stay for ever.
    """
    while _pools:
        _pools.pop().shutdown(cancel_futures=True)


def _prepare() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it
    atexit.register(os._exit, 0)  # nothing is left to write: taking thousands of modules down would hold up the build


def _load() -> None:
    from pipelines.validation.runner import load

    load()
