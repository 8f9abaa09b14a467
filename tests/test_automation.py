"""The schedule and the sensor start what they should; an edit leads through the sensor to a release that names it."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from assets.delivery import Delivery
from assets.graph import graph
from assets.staging import Folders
from pipelines.releases.verify import verify
from pipelines.releases.version import releases_in

NOTICE = "haizhou-2022-key-tasks"


@pytest.fixture
def places(tmp_path: Path, raw: Path) -> Iterator[Path]:
    """A folder with raw documents of its own."""
    shutil.copytree(raw, tmp_path / "raw")
    settle(tmp_path / "raw")
    yield tmp_path
    for path in tmp_path.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755)


def settle(folder: Path) -> None:
    """Have everything in the folder written a while ago."""
    ago = time.time() - 60
    for path in folder.iterdir():
        os.utime(path, (ago, ago))


def definitions(places: Path) -> dg.Definitions:
    delivery = Delivery(releases=str(places / "releases"), target=str(places / "target"))
    return graph(str(places / "raw"), str(places / "w"), delivery)


def tick(places: Path, cursor: str | None) -> tuple[list[str], str, str | None]:
    """Evaluate the sensor: the run keys it asks for, why it asks for none, and its cursor."""
    repository = definitions(places).get_repository_def()
    sensor = repository.get_sensor_def("raw_folder")
    folders = Folders(raw=str(places / "raw"), warehouse=str(places / "w"))
    with dg.build_sensor_context(cursor=cursor, repository_def=repository, resources={"folders": folders}) as context:
        data = sensor.evaluate_tick(context)
    assert data.run_requests is not None
    return [str(request.run_key) for request in data.run_requests], data.skip_message or "", data.cursor


def run(found: dg.Definitions, job: str) -> dg.ExecuteInProcessResult:
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    return found.resolve_job_def(job).execute_in_process(run_config=quiet)


def test_the_schedule_starts_the_whole_way_every_night(places: Path) -> None:
    repository = definitions(places).get_repository_def()
    schedule = repository.get_schedule_def("every_night")
    assert schedule.cron_schedule == "0 3 * * *"
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    assert schedule.job_name == "nightly"
    at = datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)
    with dg.build_schedule_context(scheduled_execution_time=at) as context:
        requests = schedule.evaluate_tick(context).run_requests
    assert requests is not None
    assert len(requests) == 1


def test_jobs_hold_what_they_say(places: Path) -> None:
    found = definitions(places)
    steps = {job: set(found.resolve_job_def(job).nodes_in_topological_order) for job in ("build", "update", "nightly")}
    names = {job: {node.name for node in nodes} for job, nodes in steps.items()}
    assert names["nightly"] - names["update"] == {"fetched_sources"}
    assert names["update"] - names["build"] == {"release", "publication"}


def test_the_time_of_the_schedule_is_set_by_the_environment() -> None:
    code = "from assets.automation import nightly_schedule; print(nightly_schedule.cron_schedule)"
    environment = {**os.environ, "XIANZHI_CRON": "30 1 * * 1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "30 1 * * 1\n"


def test_the_sensor_sees_each_change_once_and_waits_for_writers(places: Path) -> None:
    keys, _, cursor = tick(places, None)
    assert len(keys) == 1
    assert tick(places, cursor)[:2] == ([], "nothing changed")
    path = places / "raw" / f"{NOTICE}.txt"
    path.write_text(path.read_text(encoding="utf-8") + "。", encoding="utf-8")
    assert tick(places, cursor)[:2] == ([], "something is being written")
    settle(places / "raw")
    changed, _, cursor = tick(places, cursor)
    assert len(changed) == 1
    # A run key is used once: put back as it was, with its time, the file would not be built again.
    assert keys == changed == ["None"]
    later = time.time() + 3600
    os.utime(path, (later, later))  # another machine's clock goes before
    changed, _, cursor = tick(places, cursor)
    assert len(changed) == 1
    (places / "raw" / ".received").mkdir()
    (places / "raw" / ".received" / "log.jsonl").write_text("x")
    assert tick(places, cursor)[:2] == ([], "nothing changed")
    path.unlink()
    assert len(tick(places, cursor)[0]) == 1
    shutil.rmtree(places / "raw")
    assert "is no folder" in tick(places, cursor)[1]


def test_an_edit_leads_through_the_sensor_to_a_release_that_names_it(places: Path) -> None:
    found = definitions(places)
    _, _, cursor = tick(places, None)
    assert run(found, "update").success
    path = places / "raw" / f"{NOTICE}.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("规模以上固定资产投资增长8%", "规模以上固定资产投资增长9%"), encoding="utf-8")
    settle(places / "raw")
    requests, _, cursor = tick(places, cursor)
    assert len(requests) == 1
    assert run(found, "update").success
    first, second = releases_in(places / "releases")
    assert verify(second) == []
    with duckdb.connect(str(second / "xianzhi.duckdb"), read_only=True) as connection:
        cells = connection.execute(
            'SELECT "table", "column", value_before, value_after, cause FROM changes '
            "WHERE layer = 'value' AND \"table\" IN ('quantities', 'indicators', 'projects') ORDER BY ALL"
        ).fetchall()
        causes = connection.execute("SELECT DISTINCT cause FROM changes").fetchall()
    assert cells == [
        ("quantities", "text", "8%", "9%", "source"),
        ("quantities", "value", "8", "9", "source"),
        ("quantities", "value_base", "8", "9", "source"),
    ]
    assert causes == [("source",)]
    assert (places / "target" / "latest.json").read_text(encoding="utf-8").count(second.name) == 2
    assert verify(places / "target" / first.name) == []
    # Nothing changed: no further release.
    assert run(found, "nightly").success
    assert len(releases_in(places / "releases")) == 2


KILLED = """
import sys
from pathlib import Path
from tests.test_automation import definitions, run
run(definitions(Path(sys.argv[1])), "nightly")
"""


@pytest.mark.slow
def test_killing_any_step_leaves_the_last_release_and_the_latest(places: Path) -> None:
    assert run(definitions(places), "nightly").success
    path = places / "raw" / f"{NOTICE}.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("规模以上固定资产投资增长8%", "规模以上固定资产投资增长9%"), encoding="utf-8")
    for milliseconds in (2500, 4500, 6000):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(places)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()
        made = releases_in(places / "releases")
        assert made
        assert all(verify(folder) == [] for folder in made)
        latest = (places / "target" / "latest.json").read_text(encoding="utf-8")
        pointed = next(folder.name for folder in made[::-1] if f'"{folder.name}"' in latest)
        assert verify(places / "target" / pointed) == []
    assert run(definitions(places), "nightly").success
    assert len(releases_in(places / "releases")) == 2
