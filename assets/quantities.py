"""Quantities, those of the governance articles by topic, and the numbers that are none."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import quantities as schema
from pipelines.storage.combine import combine_governance

quantities_asset = table_asset(schema.QUANTITIES)
governance_metrics = table_asset(
    schema.GOVERNANCE_METRICS, lambda shards, output, run_id: combine_governance(shards, output)
)
skipped_numbers = table_asset(schema.SKIPPED_NUMBERS)
