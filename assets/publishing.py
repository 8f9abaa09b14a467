"""Publish the staged tables: Parquet files and DuckDB file together."""

from functools import partial

import dagster as dg

from assets.staging import Folders
from pipelines.progress import report
from pipelines.schema.tables import TABLES
from pipelines.storage.warehouse import publish
from pipelines.validation.gate import problems


@dg.asset(
    group_name="publishing",
    kinds={"duckdb", "parquet"},
    deps=[dg.AssetKey(name) for name in TABLES],
    description="The published dataset: the tables are checked once more, written to a new folder and swapped in by "
    "one rename. 发布数据集：再次检查各表，写入新目录，一次改名换入。",
)
def dataset(folders: Folders) -> dg.MaterializeResult[None]:
    report("publishing")
    with folders.building() as warehouse:
        build = publish(warehouse, partial(problems, warehouse))
    return dg.MaterializeResult(
        metadata={
            "database": dg.MetadataValue.path(str(warehouse.database.absolute())),
            "page": dg.MetadataValue.path(str(warehouse.page.absolute())),
            "parquet": dg.MetadataValue.path(str(warehouse.parquet.absolute())),
            "bytes": dg.MetadataValue.int(sum(path.stat().st_size for path in build.rglob("*") if path.is_file())),
        }
    )
