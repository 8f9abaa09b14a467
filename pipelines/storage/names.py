"""The names of what a warehouse holds."""

from __future__ import annotations

DATABASE = "xianzhi.duckdb"
PARQUET = "parquet"
MANIFEST = "manifest.json"
"""The file of a shard that is written last."""
CURRENT = "current"
"""A symbolic link to the folder of the published build."""
