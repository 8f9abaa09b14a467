"""All tables, parents before children."""

from __future__ import annotations

from pipelines.schema import documents, plans, quality, quantities, tasks
from pipelines.schema.model import Table

TABLES: dict[str, Table] = {
    table.name: table for family in (documents, plans, tasks, quantities, quality) for table in family.TABLES
}
