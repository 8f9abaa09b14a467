"""What is true of ``source_defects``."""

from __future__ import annotations

from expectations.model import violation
from pipelines.schema.quality import LOSSES
from pipelines.schema.sql import quoted

EXPECTATIONS = (
    violation(
        "source_defects",
        "documents_whole",
        "kind",
        "warning",
        "The source is whole: no plan lacks its table, no text ends inside a sentence, a bracket or a character.",
        "原文完整：规划不缺指标表，正文不止于半句、括号或残缺字符之中。",
        f"""
        SELECT nth_row, kind || ': ' || evidence FROM source_defects
        WHERE kind IN ({", ".join(map(quoted, LOSSES))})
        """,
    ),
)
