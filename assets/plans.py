"""Indicators, their cells, projects."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema import plans

indicators = table_asset(plans.INDICATORS)
indicator_cells = table_asset(plans.INDICATOR_CELLS)
projects = table_asset(plans.PROJECTS)
