"""Keep what Dagster recorded of a build, and give it to the web interface when that starts.

A build runs with a Dagster instance in memory: one on disk would cost it a third of a second. Its record is one small
file, which the instance of the web interface takes over.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import dagster as dg
from dagster._serdes import deserialize_value, serialize_value  # these have no public name

from pipelines.instance import BuildInstance
from pipelines.storage.files import written

KEPT = 20


def home(warehouse: Path) -> Path:
    """The folder of the instance that the web interface uses."""
    return (warehouse / ".dagster").absolute()


def record_build(warehouse: Path, instance: BuildInstance, run_id: str) -> None:
    """Write the run and its events into the warehouse; the oldest records beyond :data:`KEPT` are removed."""
    run = instance.get_run_by_id(run_id)
    if run is None:
        return
    folder = home(warehouse) / "builds"
    folder.mkdir(parents=True, exist_ok=True)
    with written(folder / f"{run_id}.json") as path:
        snapshots: Sequence[Any] = (
            instance.get_job_snapshot(str(run.job_snapshot_id)),
            instance.get_execution_plan_snapshot(str(run.execution_plan_snapshot_id)),
        )
        lines = (*map(serialize_value, (run, *snapshots)), *instance.serialized_events(run_id))
        path.write_text("\n".join(lines), encoding="utf-8")
    for old in sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def take_over_builds(warehouse: Path) -> int:
    """Make sure of the instance's settings and store the recorded builds it does not know; returns how many."""
    folder = home(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("dagster.yaml"), folder / "dagster.yaml")
    taken = 0
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        for record in sorted(folder.glob("builds/*.json"), key=lambda path: path.stat().st_mtime):
            if instance.has_run(record.stem):
                continue
            lines = record.read_text(encoding="utf-8").splitlines()
            run, job, plan, *events = (cast(Any, deserialize_value(line)) for line in lines)
            for snapshot, identifier in ((job, run.job_snapshot_id), (plan, run.execution_plan_snapshot_id)):
                if not instance.has_snapshot(identifier):
                    instance.add_snapshot(snapshot)
            instance.add_run(run)
            for event in events:
                instance.store_event(event)
            taken += 1
    return taken
