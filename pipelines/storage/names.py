"""The names of what a warehouse holds."""

from __future__ import annotations

DATABASE = "xianzhi.duckdb"
PARQUET = "parquet"
MANIFEST = "manifest.json"
"""The file of a shard that is written last."""
SHARDS_OF_BUILD = "shards.json"
"""In the staging folder: the shards that the tables are put together from."""
CURRENT = "current"
"""A symbolic link to the folder of the published build."""
PAGE = "validation.html"
"""What was checked before the build was published."""
REFUSED = "not-published.html"
"""The same of a later build that was refused."""
