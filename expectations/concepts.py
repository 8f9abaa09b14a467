"""What is true of ``concepts``."""

from __future__ import annotations

from expectations.model import violation

EXPECTATIONS = (
    violation(
        "concepts",
        "wording_of_one_concept",
        "name_zh synonyms",
        "error",
        "No wording means two concepts.",
        "同一说法不指两个概念。",
        """
        SELECT nth_row, wording FROM (
            SELECT nth_row, wording, count(DISTINCT concept_id) OVER (PARTITION BY wording) AS concepts FROM (
                SELECT nth_row, concept_id, unnest(list_append(synonyms, name_zh)) AS wording FROM concepts
            )
        ) WHERE concepts > 1
        """,
    ),
)
