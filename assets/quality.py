"""Defects of the sources, reviewed corrections, what was read when and how well, and what was checked."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pyarrow as pa

from assets.describing import build_metadata, column_schema
from assets.order import AFTER_ALL_CHECKS
from assets.reading import parsed_documents
from assets.staging import Folders
from assets.tables import table_asset
from expectations.suites import CHECKED
from pipelines.schema import quality
from pipelines.schema.arrow import arrow_table
from pipelines.schema.corrections import CORRECTIONS
from pipelines.scoring.kept import kept_quality_rows
from pipelines.validation.gate import staged_validations

source_defects = table_asset(quality.SOURCE_DEFECTS)
ingestions = table_asset(quality.INGESTIONS)
corrections = table_asset(CORRECTIONS)


@dg.asset(
    name="quality",
    group_name=quality.QUALITY.group,
    kinds={"parquet", "duckdb"},
    description=quality.QUALITY.comment,
    deps=[parsed_documents],
    metadata={"dagster/column_schema": column_schema(quality.QUALITY)},
)
def quality_of_reading(folders: Folders) -> dg.Output[pa.Table]:
    rows = kept_quality_rows(Path(folders.annotations), folders.target.shard_folders(), folders.quality_record)
    content = arrow_table(
        quality.QUALITY, sorted(rows, key=lambda row: [str(row[name]) for name in quality.QUALITY.key])
    )
    return dg.Output(content, metadata=build_metadata(content))


@dg.asset(
    group_name=quality.VALIDATIONS.group,
    kinds={"parquet", "duckdb"},
    description=quality.VALIDATIONS.comment,
    deps=[dg.AssetKey(name) for name in CHECKED],
    op_tags=AFTER_ALL_CHECKS,
    metadata={"dagster/column_schema": column_schema(quality.VALIDATIONS)},
)
def validations(folders: Folders) -> dg.Output[pa.Table]:
    with folders.building() as warehouse:
        content = staged_validations(warehouse)
    return dg.Output(content, metadata=build_metadata(content))
