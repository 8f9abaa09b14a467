"""What forbids to publish tables."""

from __future__ import annotations

from pipelines.schema.arrow import arrow_schema
from pipelines.schema.tables import TABLES
from pipelines.storage.staged import StagedTables


def problems(tables: StagedTables) -> list[str]:
    """Every reason not to publish ``tables``, one a line; an empty list where there is none."""
    found: list[str] = []
    for name, table in TABLES.items():
        if tables.schema(name) != arrow_schema(table):
            found.append(f"{name}: its columns are not those of the schema: materialise it again")
    return found
