"""Make shards in processes of their own, as many at once as there are cores.

Each shard is made by a process that ends with it, so memory is given back, and a document that kills its process (or
never ends) costs only itself: the process says which document it begins, a shard whose process died is made again,
and a document that was begun at two deaths is quarantined.

The processes are forked from a server that holds nothing but the parser, started while the build loads its libraries.
Any engine that can run :func:`pipelines.storage.parse_shard.parse_shard` elsewhere may take the place of
:func:`make_shards`: the function depends on its arguments alone and leaves its result in files.
"""

from __future__ import annotations

import dataclasses
import gc
import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from pipelines.corrections.model import CorrectionError
from pipelines.storage.shard import ShardCounts, ShardInputs

SECONDS_A_DOCUMENT = 300.0
"""The longest plan takes a tenth of a second; one that takes this long never ends."""
DEATHS = 2
CONTEXT = multiprocessing.get_context("forkserver")
Progress = Callable[[str], None]


class ShardFailed(RuntimeError):
    """A shard could not be written (no space left, no permission); the message says why."""


def prepare() -> None:
    """Start the server the processes are forked from; it loads the parser while this process does something else."""
    CONTEXT.set_forkserver_preload(["pipelines.incremental.worker"])
    forkserver.ensure_running()


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0))


def end_with_parent() -> None:
    """In a process of a build: have it end when the build is killed, whatever it does then."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass(slots=True)
class _Running:
    inputs: ShardInputs
    process: BaseProcess
    messages: Connection
    document: str | None = None
    since: float = field(default_factory=time.monotonic)
    counts: ShardCounts | None = None
    error: Exception | None = None


def make_shards(
    shards: Sequence[ShardInputs], progress: Progress = lambda file: None, workers: int | None = None
) -> dict[str, ShardCounts]:
    """Make all ``shards``; returns the counts by name.

    Raises :class:`ShardFailed` where one cannot be written, CorrectionError where a correction cannot be applied.

    ``progress`` is called with the name of each file that is begun.
    """
    prepare()
    waiting = sorted(shards, key=lambda inputs: len(inputs.sources))  # the largest is begun first
    running: list[_Running] = []
    deaths: Counter[str] = Counter()
    done: dict[str, ShardCounts] = {}
    try:
        while waiting or running:
            while waiting and len(running) < (workers or cores()):
                running.append(_start(waiting.pop()))
            wait([part for shard in running for part in (shard.messages, shard.process.sentinel)], timeout=1.0)
            for shard in list(running):
                _listen(shard, progress)
                if shard.document and time.monotonic() - shard.since > SECONDS_A_DOCUMENT:
                    shard.process.kill()
                if shard.process.is_alive():
                    continue
                shard.process.join()
                _listen(shard, progress)
                running.remove(shard)
                shard.messages.close()
                if shard.error:
                    raise shard.error
                if shard.counts is not None:
                    done[shard.inputs.output.name] = shard.counts
                else:
                    waiting.append(_after_death(shard, deaths))
    finally:
        for shard in running:
            shard.process.kill()
            shard.process.join()
    return done


def _start(inputs: ShardInputs) -> _Running:
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_work, args=(inputs, sender), daemon=True)
    process.start()
    sender.close()
    return _Running(inputs, process, receiver)


def _work(inputs: ShardInputs, messages: Connection) -> None:
    """In the process of a shard: make it, saying what is begun; a parent that is gone ends it."""
    from pipelines.storage.parse_shard import parse_shard  # the server has loaded it; the build itself does not need it

    # Rows hold no cycles, and the process ends with its shard: looking for garbage finds none and costs a tenth.
    gc.disable()
    try:
        counts = parse_shard(
            inputs.raw,
            inputs.sources,
            inputs.output,
            inputs.run_id,
            lambda source: messages.send(source.file),
            inputs.carried,
            inputs.refused,
            inputs.corrections,
        )
    except BrokenPipeError:
        return
    except OSError as error:
        messages.send(ShardFailed(f"{error.filename or inputs.output}: {error.strerror or error}"))
        return
    except CorrectionError as error:
        messages.send(error)
        return
    messages.send(counts)


def _listen(shard: _Running, progress: Progress) -> None:
    try:
        while shard.messages.poll():
            message = shard.messages.recv()
            if isinstance(message, str):
                shard.document, shard.since = message, time.monotonic()
                progress(message)
            elif isinstance(message, ShardCounts):
                shard.counts = message
            else:
                shard.error = message
    except (EOFError, OSError):
        return


def _after_death(shard: _Running, deaths: Counter[str]) -> ShardInputs:
    """The inputs of the next try: without the document that was begun at its second death."""
    code = shard.process.exitcode or 0
    how = f"signal {-code}" if code < 0 else f"exit status {code}"
    if shard.document is None:
        deaths[shard.inputs.output.name] += 1
        if deaths[shard.inputs.output.name] > DEATHS:
            raise ShardFailed(f"the process that reads documents dies before it begins ({how})")
        return shard.inputs
    deaths[shard.document] += 1
    if deaths[shard.document] < DEATHS:
        return shard.inputs
    reason = f"reading it ended its process twice ({how}): report it with the document"
    return dataclasses.replace(shard.inputs, refused={**shard.inputs.refused, shard.document: reason})
