"""Tasks, who answers for them, organizations and leaders."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import tasks

organizations = table_asset(tasks.ORGANIZATIONS)
leaders = table_asset(tasks.LEADERS)
tasks_asset = table_asset(tasks.TASKS)
task_assignments = table_asset(tasks.TASK_ASSIGNMENTS)
