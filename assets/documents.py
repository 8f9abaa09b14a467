"""Regions, documents, what they say of themselves, sections."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import documents

regions = table_asset(documents.REGIONS)
document_metadata = table_asset(documents.DOCUMENT_METADATA)
sections = table_asset(documents.SECTIONS)
documents_asset = table_asset(documents.DOCUMENTS)
