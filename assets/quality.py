"""Defects of the sources, reviewed corrections, and what was read when."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import quality
from pipelines.schema.corrections import CORRECTIONS
from pipelines.storage.combine import combine_ingestions

source_defects = table_asset(quality.SOURCE_DEFECTS)
ingestions = table_asset(quality.INGESTIONS, combine_ingestions)
corrections = table_asset(CORRECTIONS)
