"""Great Expectations in processes of its own: the same results, whatever becomes of the processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

from expectations.model import VIOLATIONS
from pipelines.validation import deciding
from pipelines.validation.questions import Asked, Question
from pipelines.validation.record import check_tables

QUESTION = Question(
    3,
    (),
    pa.table({"kind": ["a", "b", "c"]}),
    {"violations": {1: "wrong"}},
    (
        Asked("none", VIOLATIONS, "violations", {}),
        Asked("known", "expect_column_values_to_be_in_set", "kind", {"value_set": ["a", "b", "c"]}),
    ),
)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes of this test's own."""
    pools: list[ProcessPoolExecutor] = []
    monkeypatch.setattr(deciding, "_pools", pools)
    yield
    for pool in pools:
        pool.shutdown()


def processes() -> list[int]:
    return [int(process) for pool in deciding._pools for process in pool._processes]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.usefixtures("alone")
def test_what_a_killed_process_was_asked_is_decided_here() -> None:
    expected = deciding.decided(QUESTION)
    assert [(name, outcome.success, outcome.rows) for name, outcome in expected.items()] == [
        ("none", False, (1,)),
        ("known", True, ()),
    ]
    assert deciding.ask(QUESTION)() == expected
    waiting = [deciding.ask(QUESTION) for _ in range(3)]
    for process in processes():
        os.kill(process, signal.SIGKILL)
    assert [outcomes() for outcomes in waiting] == [expected] * 3
    assert deciding.ask(QUESTION)() == expected


def test_the_processes_end_with_a_killed_build() -> None:
    code = (
        "from pipelines.validation import deciding; import time; deciding.begin(2); time.sleep(0.2); "
        "print(*deciding._pools[0]._processes, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        started = [int(process) for process in build.stdout.readline().split()]
        assert len(started) == 2
        assert all(map(alive, started))
        build.kill()
    until = time.monotonic() + 60
    while any(map(alive, started)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, started))


def test_all_suites_at_once_are_each_suite_alone(warehouse: Path, tmp_path: Path) -> None:
    at_once = check_tables(warehouse / "parquet", None, None)
    assert check_tables(warehouse / "parquet", None, tmp_path) == at_once
    assert check_tables(warehouse / "parquet", None, tmp_path) == at_once
    assert len(list(tmp_path.glob("*.json"))) == len({result.table for result in at_once})


def test_a_process_that_was_spawned_ends() -> None:
    """As that of a run of the web interface is; it waited for ever for the processes it had started."""
    run = multiprocessing.get_context("spawn").Process(target=_decide)
    run.start()
    run.join(60)
    assert run.exitcode == 0


def _decide() -> None:
    assert deciding.ask(QUESTION)()["known"].success
