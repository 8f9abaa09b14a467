"""The Dagster definitions that the web interface loads: ``dagster dev -m pipelines.definitions``."""

from __future__ import annotations

import os

from assets.delivery import delivery_of_environment
from assets.graph import graph

definitions = graph(
    os.environ.get("XIANZHI_RAW", "raw"),
    os.environ.get("XIANZHI_WAREHOUSE", "warehouse"),
    delivery_of_environment(),
)
