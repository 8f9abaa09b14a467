"""The graph of a build: all assets, the job that makes them, and the folders they work on."""

import dagster as dg

from assets import (
    automation,
    checks,
    concepts,
    crosschecks,
    delivery,
    documents,
    plans,
    publishing,
    quality,
    quantities,
    reading,
    sources,
    tasks,
)
from assets.delivery import Delivery
from assets.staging import Folders, StagedTables

BUILD = "build"


def graph(raw: str, warehouse: str, delivered: Delivery | None = None) -> dg.Definitions:
    """The definitions for a folder of raw documents and a warehouse; ``delivered`` says where releases go."""
    folders = Folders(raw=raw, warehouse=warehouse)
    return dg.Definitions(
        assets=dg.load_assets_from_modules(
            [
                *(sources, reading, concepts, documents, plans, tasks, quantities),
                *(crosschecks, quality, publishing, delivery),
            ]
        ),
        asset_checks=checks.CHECKS,
        jobs=[
            dg.define_asset_job(
                BUILD,
                selection=dg.AssetSelection.all() - dg.AssetSelection.groups("delivery"),
                description="Build the whole dataset. 构建整个数据集。",
            ),
            automation.nightly_job,
            automation.update_job,
        ],
        schedules=[automation.nightly_schedule],
        sensors=[automation.raw_folder_sensor],
        executor=dg.in_process_executor,
        resources={
            "folders": folders,
            "delivery": delivered or Delivery(),
            "io_manager": StagedTables(folders=folders),
        },
    )
