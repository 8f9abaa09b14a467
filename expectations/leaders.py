"""What is true of ``leaders``."""

from __future__ import annotations

from expectations.model import violation

EXPECTATIONS = (
    violation(
        "leaders",
        "used",
        "leader_id",
        "error",
        "Each official leads a task.",
        "每位领导均牵头任务。",
        "SELECT l.nth_row, l.name FROM leaders l ANTI JOIN task_assignments a ON a.leader_id = l.leader_id",
        "task_assignments",
    ),
    violation(
        "leaders",
        "name_of_a_person",
        "name is_collective",
        "warning",
        "The name of one person has two to four characters, or a point between its parts.",
        "单人姓名为二至四字，或含间隔号。",
        """
        SELECT nth_row, name FROM leaders
        WHERE NOT is_collective AND NOT regexp_matches(name, '^([\\x{3400}-\\x{9fff}]{2,4}|.+[·•].+)$')
        """,
    ),
)
