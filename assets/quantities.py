"""Quantities, those of the governance articles by topic, and the numbers that are none."""

import dagster as dg
import pyarrow as pa

from assets.describing import build_metadata, column_schema
from assets.tables import table_asset
from pipelines.records.governance import governance_rows
from pipelines.schema import quantities as schema
from pipelines.schema.arrow import arrow_table
from pipelines.storage.combine import in_order

quantities_asset = table_asset(schema.QUANTITIES)
skipped_numbers = table_asset(schema.SKIPPED_NUMBERS)


@dg.asset(
    group_name=schema.GOVERNANCE_METRICS.group,
    kinds={"parquet", "duckdb"},
    description=schema.GOVERNANCE_METRICS.comment,
    metadata={"dagster/column_schema": column_schema(schema.GOVERNANCE_METRICS)},
)
def governance_metrics(documents: pa.Table, sections: pa.Table, quantities: pa.Table) -> dg.Output[pa.Table]:
    rows = governance_rows(documents.to_pylist(), sections.to_pylist(), quantities.to_pylist())
    content = in_order(schema.GOVERNANCE_METRICS, arrow_table(schema.GOVERNANCE_METRICS, rows))
    return dg.Output(content, metadata=build_metadata(content))
