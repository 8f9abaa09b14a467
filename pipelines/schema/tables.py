"""All tables, parents before children."""

from __future__ import annotations

from pipelines.schema import concepts, crosschecks, documents, plans, quality, quantities, tasks
from pipelines.schema.model import Table

TABLES: dict[str, Table] = {
    table.name: table
    for family in (concepts, documents, plans, tasks, quantities, crosschecks, quality)
    for table in family.TABLES
}
