"""Regions, documents, what they say of themselves, sections."""

import dagster as dg
import pyarrow as pa

from assets.describing import build_metadata, column_schema
from assets.reading import parsed_documents
from assets.staging import Folders
from assets.tables import table_asset
from pipelines.schema import documents as schema
from pipelines.storage.combine import combine_documents

regions = table_asset(schema.REGIONS)
document_metadata = table_asset(schema.DOCUMENT_METADATA)
sections = table_asset(schema.SECTIONS)


@dg.asset(
    group_name=schema.DOCUMENTS.group,
    kinds={"parquet", "duckdb"},
    description=schema.DOCUMENTS.comment,
    deps=[parsed_documents],
    metadata={"dagster/column_schema": column_schema(schema.DOCUMENTS)},
)
def documents(folders: Folders) -> dg.Output[pa.Table]:
    content = combine_documents(folders.target.shard_folders())
    return dg.Output(content, metadata=build_metadata(content))
