"""The Dagster instance of one build: it lives in memory, as long as the build, and nobody else looks into it.

Dagster's own instance in memory opens a connection and a transaction for each of the hundreds of events of a build,
which takes longer than storing them; here all go through the one connection that it holds anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from dagster import DagsterInstance
from dagster._core.events.log import EventLogEntry
from dagster._core.instance import InstanceType  # Dagster has no public names for the parts of an instance
from dagster._core.launcher.sync_in_memory_run_launcher import SyncInMemoryRunLauncher
from dagster._core.run_coordinator import DefaultRunCoordinator
from dagster._core.storage.event_log import InMemoryEventLogStorage, SqlEventLogStorageTable
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager
from dagster._core.storage.root import TemporaryLocalArtifactStorage
from dagster._core.storage.runs import InMemoryRunStorage


class _Events(InMemoryEventLogStorage):
    """The events of one build, which one process writes and reads."""

    @contextmanager
    def _connect(self) -> Iterator[Any]:
        with self._db_lock:
            yield self._held_conn

    def has_table(self, table_name: str) -> bool:
        return True  # all are there from the beginning; Dagster asks at each event of a check

    def store_asset_check_event(self, event: EventLogEntry, event_id: int | None) -> None:
        """The event is stored; a second table of the last state of each check is of use to later builds alone."""

    def serialized(self, run_id: str) -> list[str]:
        """The events of a run in their order, as they are stored: each serialized in one line."""
        with self._connect() as connection:
            table = SqlEventLogStorageTable
            chosen = sqlalchemy.select(table.c.event).where(table.c.run_id == run_id).order_by(table.c.id)
            return list(connection.execute(chosen).scalars())


class BuildInstance(DagsterInstance):
    """What :meth:`dagster.DagsterInstance.ephemeral` makes, with its own storage of events."""

    def __init__(self) -> None:
        self._events = _Events()
        super().__init__(
            instance_type=InstanceType.EPHEMERAL,
            local_artifact_storage=TemporaryLocalArtifactStorage(),  # type: ignore[no-untyped-call]
            run_storage=InMemoryRunStorage(),
            event_storage=self._events,
            compute_log_manager=NoOpComputeLogManager(),
            run_coordinator=DefaultRunCoordinator(),
            run_launcher=SyncInMemoryRunLauncher(),
        )

    def serialized_events(self, run_id: str) -> list[str]:
        """The events of a run, each in one line, as Dagster stores them."""
        return self._events.serialized(run_id)
