"""What is true of ``ingestions``."""

from __future__ import annotations

from expectations.model import violation
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES

COUNTED = [
    name
    for name, table in TABLES.items()
    if name not in ("ingestions", "governance_metrics", "crosschecks")
    and any(column.name == "document_id" for column in table.columns)
]
"""Tables whose rows each come from one document; regions, organizations and leaders are merged over all,
governance metrics and crosschecks made from several."""

ROWS = " UNION ALL ".join(
    f"SELECT {quoted(name)} AS table_name, document_id, count(*) AS found FROM {named(name)} GROUP BY document_id"
    for name in COUNTED
)

EXPECTATIONS = (
    violation(
        "ingestions",
        "rows_counted",
        "rows_per_table",
        "error",
        "The tables hold as many rows of each document as were read from it.",
        "各表中每份文件的行数与读取时所计相同。",
        f"""
        SELECT i.nth_row, i.entry.key || ': ' || i.entry.value || ' read, ' || coalesce(r.found, 0) || ' there' FROM (
            SELECT nth_row, document_id, unnest(map_entries(rows_per_table)) AS entry FROM ingestions
        ) i LEFT JOIN ({ROWS}) r ON r.table_name = i.entry.key AND r.document_id = i.document_id
        WHERE i.entry.key IN ({", ".join(map(quoted, COUNTED))}) AND coalesce(r.found, 0) <> i.entry.value
        """,
        *COUNTED,
    ),
    violation(
        "ingestions",
        "one_build",
        "run_id",
        "error",
        "All files were read by the same build.",
        "各文件由同一次构建读取。",
        """
        SELECT nth_row, run_id FROM ingestions
        WHERE run_id <> (SELECT first(run_id ORDER BY nth_row) FROM ingestions)
        """,
    ),
    violation(
        "ingestions",
        "nothing_quarantined",
        "status error",
        "warning",
        "Every file could be read.",
        "所有文件均可读取。",
        "SELECT nth_row, coalesce(error, file) FROM ingestions WHERE status = 'quarantined'",
    ),
)
