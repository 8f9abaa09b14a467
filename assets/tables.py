"""How an asset is made for a table of the schema."""

import dagster as dg

from assets.describing import column_schema, staged_metadata
from assets.reading import parsed_documents
from assets.staging import Folders
from pipelines.incremental.tables import make_table
from pipelines.schema.model import Table


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
    def combined(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
        with folders.building() as warehouse:
            output = warehouse.staged_table(table.name)
            output.parent.mkdir(parents=True, exist_ok=True)
            make_table(table.name, warehouse.shard_folders(), output, context.run.run_id)
        return dg.MaterializeResult(metadata=staged_metadata(output))

    return combined
