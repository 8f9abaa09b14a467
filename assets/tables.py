"""How an asset is made for a table of the schema."""

import dagster as dg
import pyarrow as pa

from assets.describing import build_metadata, column_schema
from assets.reading import parsed_documents
from assets.staging import Folders
from pipelines.schema.model import Table
from pipelines.storage.combine import combine


def table_asset(table: Table) -> dg.AssetsDefinition:
    """The asset that puts a table together from the shards."""

    @dg.asset(
        name=table.name,
        group_name=table.group,
        kinds={"parquet", "duckdb"},
        description=table.comment,
        deps=[parsed_documents],
        metadata={"dagster/column_schema": column_schema(table)},
    )
    def combined(folders: Folders) -> dg.Output[pa.Table]:
        content = combine(table, folders.target.shard_folders())
        return dg.Output(content, metadata=build_metadata(content))

    return combined
