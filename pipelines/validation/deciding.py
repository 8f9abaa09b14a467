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
from typing import ParamSpec, TypeVar

from pipelines.incremental.pool import end_with_parent
from pipelines.validation.questions import Outcome, Question

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")
CONTEXT = multiprocessing.get_context("spawn")
"""Not from the server of the parser: that is often not there, or still loading."""
_pools: list[ProcessPoolExecutor] = []


def begin(processes: int = 1) -> None:
    """Have the library loaded by so many processes, unless some are there already."""
    if not _pools:
        _pools.append(ProcessPoolExecutor(processes, CONTEXT, _prepare))
        for _ in range(processes):
            _pools[0].submit(_load)


def ask(question: Question) -> Callable[[], dict[str, Outcome]]:
    """Hand a question over; what is returned waits for the outcomes."""
    return submitted(decided, question)


def submitted(
    function: Callable[Arguments, Returned], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Callable[[], Returned]:
    """Have a function that needs the library run there; what is returned waits for its result.

    Where the process dies (somebody killed it), this process does the work itself.
    """
    begin()
    running: Future[Returned]
    try:
        running = _pools[0].submit(function, *arguments, **named)
    except BrokenProcessPool as error:
        running = Future()
        running.set_exception(error)

    def result() -> Returned:
        try:
            return running.result()
        except BrokenProcessPool:
            _pools.clear()
            return function(*arguments, **named)

    return result


def decided(question: Question) -> dict[str, Outcome]:
    """The outcomes of a question, in the process that has the library."""
    from pipelines.validation.runner import decide

    return decide(question)


def _prepare() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it
    atexit.register(os._exit, 0)  # nothing is left to write: taking thousands of modules down would hold up the build


def _load() -> None:
    from pipelines.validation.runner import load

    load()
