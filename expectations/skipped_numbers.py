"""What is true of ``skipped_numbers``."""

from __future__ import annotations

from expectations.model import violation
from expectations.spans import apart, wording

EXPECTATIONS = (
    violation(
        "skipped_numbers",
        "holds_a_number",
        "text",
        "error",
        "What is skipped is a number.",
        "所略者确为数字。",
        """
        SELECT nth_row, text FROM skipped_numbers
        WHERE NOT regexp_matches(text, '[0-9０-９〇零一二三四五六七八九十百千万亿两]')
        """,
    ),
    violation(
        "skipped_numbers",
        "reason_known",
        "reason",
        "warning",
        "The reason is known: no number was left unread.",
        "原因已知，无一数字未经判读。",
        "SELECT nth_row, text FROM skipped_numbers WHERE reason = 'unread'",
    ),
    apart("skipped_numbers"),
    wording("skipped_numbers", "text"),
)
