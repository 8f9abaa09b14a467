"""The same figure stated twice, within a document and between documents."""

from __future__ import annotations

from assets.tables import table_asset
from pipelines.schema.crosschecks import CROSSCHECKS

crosschecks = table_asset(CROSSCHECKS)
