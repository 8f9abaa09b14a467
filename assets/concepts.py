"""The vocabulary as a table."""

import dagster as dg
import pyarrow as pa

from assets.describing import build_metadata, column_schema
from pipelines.concepts.vocabulary import concept_rows
from pipelines.schema import concepts as schema
from pipelines.schema.arrow import arrow_table


@dg.asset(
    group_name=schema.CONCEPTS.group,
    kinds={"parquet", "duckdb"},
    description=schema.CONCEPTS.comment,
    metadata={"dagster/column_schema": column_schema(schema.CONCEPTS)},
)
def concepts() -> dg.Output[pa.Table]:
    content = arrow_table(schema.CONCEPTS, concept_rows())
    return dg.Output(content, metadata=build_metadata(content))
