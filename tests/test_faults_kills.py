"""Builds killed at any moment, and readers that never stop reading: the dataset is always whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.command_line import main
from pipelines.schema.tables import TABLES
from pipelines.storage.warehouse import Warehouse
from pipelines.validation.compare import differences

PUBLISH_KILLS = 120
BUILD_KILLS = 10

PUBLISHER = """
import os, sys
from pathlib import Path
from pipelines.storage.lock import locked
from pipelines.storage.warehouse import Warehouse, publish
warehouse = Warehouse(Path(sys.argv[1]))
def unchecked(build):
    (build / "validation.html").write_text("what checks a build is tested elsewhere")
    return []
def publishing(times):
    with locked(warehouse.path):
        for _ in range(times):
            publish(warehouse, unchecked)
            print("published", flush=True)
for line in sys.stdin:
    process = os.fork()
    if not process:
        publishing(int(line))
        os._exit(0)
    print(process, flush=True)
    os.waitpid(process, 0)
    print("ended", flush=True)
"""
"""Has a process of its own publish the staged tables as often as each line of the input says; what checks them takes
longer to load."""

READER = """
import sys, time
from pathlib import Path
import duckdb
import pyarrow.parquet as pq
folder = Path(sys.argv[1])
print("ready", flush=True)
reads = 0
while not (folder / "stop").exists():
    with duckdb.connect(str(folder / "xianzhi.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM tasks").fetchall() == [(109,)]
        assert connection.execute("SELECT count(*) FROM quantities q JOIN documents USING (document_id)").fetchall()[0][0]
    assert pq.read_table(folder / "parquet" / "tasks.parquet").num_rows == 109
    assert duckdb.execute(f"SELECT count(*) FROM '{folder}/parquet/indicators.parquet'").fetchall() == [(32,)]
    reads += 1
print(reads)
"""


@pytest.fixture(scope="module")
def killed(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse of this module's own."""
    folder = tmp_path_factory.mktemp("killed") / "warehouse"
    shutil.copytree(warehouse, folder, symlinks=True)
    return Warehouse(folder)


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that are ended with the test, whatever came of it."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def start(started: list[subprocess.Popen[str]], code: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    started.append(process)
    return process


def said(process: subprocess.Popen[str], line: str) -> str:
    """The line that a process answers to a line."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


def until_ended(publisher: subprocess.Popen[str]) -> int:
    """How often it was published before the process ended."""
    assert publisher.stdout is not None
    times = 0
    while (line := publisher.stdout.readline()) == "published\n":
        times += 1
    assert line == "ended\n", publisher.stderr.read() if publisher.stderr else ""
    return times


def whole(warehouse: Warehouse) -> Path:
    """The published build, of which every table is there, as long in the database as in its Parquet file."""
    build = warehouse.published()
    assert build is not None
    assert (warehouse.path / "validation.html").exists()
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        for name in TABLES:
            rows = pq.read_metadata(warehouse.parquet / f"{name}.parquet").num_rows
            assert connection.execute(f'SELECT count(*) FROM "{name}"').fetchall() == [(rows,)]
    return build


@pytest.mark.slow
def test_publishing_killed_at_any_moment(killed: Warehouse, started: list[subprocess.Popen[str]]) -> None:
    chance = random.Random(20210101)
    publisher = start(started, PUBLISHER, str(killed.path))
    began = time.monotonic()
    said(publisher, "2")
    assert until_ended(publisher) == 2
    usual = (time.monotonic() - began) / 2
    before = whole(killed)
    seen = {before}
    for _ in range(PUBLISH_KILLS):
        process = int(said(publisher, "1000"))
        time.sleep(chance.uniform(0, 1.5 * usual))
        os.kill(process, signal.SIGKILL)
        published = until_ended(publisher)
        now = whole(killed)
        assert now == before or now not in seen
        assert now != before or not published
        seen.add(now)
        before = now
    assert len(seen) > PUBLISH_KILLS / 10, "the kills came too early to hit anything"
    said(publisher, "1")
    assert until_ended(publisher) == 1
    now = whole(killed)
    assert differences(now) == []
    assert len(list(killed.builds.iterdir())) <= 2, "what killed builds left is removed"


@pytest.mark.slow
def test_whole_builds_killed_at_any_moment(raw: Path, killed: Warehouse, started: list[subprocess.Popen[str]]) -> None:
    chance = random.Random(20251231)
    command = "import sys; from pipelines.command_line import main; sys.exit(main(sys.argv[1:]))"
    for number in range(BUILD_KILLS):
        if number % 2:  # from the beginning, or going on with what the killed build left
            shutil.rmtree(killed.path / ".staging", ignore_errors=True)
        before = whole(killed)
        process = start(started, command, "build", "--raw", str(raw), "--warehouse", str(killed.path))
        time.sleep(chance.uniform(0.2, 6))
        process.kill()
        process.communicate()
        assert whole(killed) == before or process.returncode in (0, -signal.SIGKILL)
    assert main(["build", "--raw", str(raw), "--warehouse", str(killed.path)]) == 0
    assert differences(whole(killed)) == []
    assert main(["check", "--warehouse", str(killed.path)]) == 0


@pytest.mark.slow
def test_readers_see_no_error_during_twenty_builds(killed: Warehouse, started: list[subprocess.Popen[str]]) -> None:
    readers = [start(started, READER, str(killed.path)) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    try:
        publisher = start(started, PUBLISHER, str(killed.path))
        said(publisher, "20")
        assert until_ended(publisher) == 20
    finally:
        (killed.path / "stop").touch()
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        assert int(output) > 5
    (killed.path / "stop").unlink()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_asked_to_stop_says_so(raw: Path, copy: Warehouse, stop: signal.Signals) -> None:
    before = (copy.path / "current").readlink()
    shutil.rmtree(copy.staged.parent)
    arguments = ["build", "--raw", str(raw), "--warehouse", str(copy.path)]
    command = [sys.executable, "-m", "pipelines.command_line", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = ""
        while "reading " not in said:
            said = process.stderr.readline()
            assert said
        process.send_signal(stop)
        rest = process.stderr.read()
    assert rest.endswith("xianzhi: stopped; what was published before is untouched\n")
    assert "Traceback" not in rest
    assert process.returncode == 130
    assert (copy.path / "current").readlink() == before
