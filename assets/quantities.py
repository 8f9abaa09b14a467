"""Quantities, those of the governance articles by topic, and the numbers that are none."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import quantities as schema

quantities_asset = table_asset(schema.QUANTITIES)
governance_metrics = table_asset(schema.GOVERNANCE_METRICS)
skipped_numbers = table_asset(schema.SKIPPED_NUMBERS)
