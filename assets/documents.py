"""Regions, documents, what they say of themselves, sections."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import documents as schema

regions = table_asset(schema.REGIONS)
documents = table_asset(schema.DOCUMENTS)
document_metadata = table_asset(schema.DOCUMENT_METADATA)
sections = table_asset(schema.SECTIONS)
