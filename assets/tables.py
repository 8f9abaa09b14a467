"""How an asset is made for a table of the schema."""

from collections.abc import Callable, Sequence
from pathlib import Path

import dagster as dg

from assets.describing import column_schema, staged_metadata
from assets.reading import parsed_documents
from assets.staging import Folders
from pipelines.schema.model import Table
from pipelines.storage.combine import combine

Combine = Callable[[Sequence[Path], Path, str], int]
"""Puts a table together from the folders of the shards into a file, in the run of that id."""


def table_asset(table: Table, how: Combine | None = None) -> dg.AssetsDefinition:
    """The asset that puts a table together from the shards; ``how`` where that takes more than joining them."""

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
            if how is None:
                combine(table, warehouse.shard_folders(), output)
            else:
                how(warehouse.shard_folders(), output, context.run.run_id)
        return dg.MaterializeResult(metadata=staged_metadata(output))

    return combined
