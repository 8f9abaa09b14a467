"""The graph of a build: all assets, the job that makes them, and the folders they work on."""

import dagster as dg

from assets import checks, concepts, crosschecks, documents, plans, publishing, quality, quantities, reading, tasks
from assets.staging import Folders, StagedTables

BUILD = "build"


def graph(raw: str, warehouse: str) -> dg.Definitions:
    """The definitions for a folder of raw documents and a warehouse."""
    folders = Folders(raw=raw, warehouse=warehouse)
    return dg.Definitions(
        assets=dg.load_assets_from_modules(
            [reading, concepts, documents, plans, tasks, quantities, crosschecks, quality, publishing]
        ),
        asset_checks=checks.CHECKS,
        jobs=[dg.define_asset_job(BUILD, description="Build the whole dataset. 构建整个数据集。")],
        executor=dg.in_process_executor,
        resources={"folders": folders, "io_manager": StagedTables(folders=folders)},
    )
