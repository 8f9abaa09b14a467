"""What the server of the shard processes loads: the parser, with its tables and vocabulary warm."""

from __future__ import annotations

import gc

from pipelines.records.parse import parse_document
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.sources import Source
from pipelines.storage.parse_shard import parse_shard as parse_shard

SAMPLE = "海州區2022年政府工作報告\n一、2021年工作回顧\n全區實現地區生產總值653億元，新增高標準農田2.8萬畝。"

for name, rows in parse_document(SAMPLE.encode(), Source("sample", "sample.txt")).rows.items():
    arrow_table(TABLES[name], rows)  # the first table has Arrow load pandas: once here, not once a shard
# What is loaded now is never freed: keep it out of the collector's way, and shared with the forked processes.
gc.collect()
gc.freeze()
