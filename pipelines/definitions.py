"""The Dagster definitions: ``dagster dev -m pipelines.definitions``."""

from __future__ import annotations

import os

import dagster as dg

from assets import documents, plans, publishing, quality, quantities, reading, tasks
from assets.staging import Folders, StagedTables

BUILD = "build"

folders = Folders(raw=os.environ.get("XIANZHI_RAW", "raw"), warehouse=os.environ.get("XIANZHI_WAREHOUSE", "warehouse"))
definitions = dg.Definitions(
    assets=dg.load_assets_from_modules([reading, documents, plans, tasks, quantities, quality, publishing]),
    jobs=[dg.define_asset_job(BUILD, description="Build the whole dataset. 构建整个数据集。")],
    executor=dg.in_process_executor,
    resources={"folders": folders, "io_manager": StagedTables(folders=folders)},
)
