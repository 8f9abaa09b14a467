"""What is true of ``task_assignments``."""

from __future__ import annotations

from expectations.model import violation
from expectations.spans import wording
from pipelines.schema.sql import quoted

WIDE = "".join(chr(0xFEE0 + code) for code in range(0x21, 0x7F))
NARROW = "".join(map(chr, range(0x21, 0x7F)))


def of_one_width(expression: str) -> str:
    """SQL of a text with its letters, digits and marks in half width: 各区长（分管） and 各区长(分管) are one name."""
    return f"translate({expression}, {quoted(WIDE)}, {quoted(NARROW)})"


EXPECTATIONS = (
    violation(
        "task_assignments",
        "positions_run_on",
        "task_id role position",
        "error",
        "Those who answer for a task in the same role are numbered 1, 2, 3 ... in the order printed.",
        "同一任务同一角色按原文次序编为 1、2、3……。",
        """
        SELECT nth_row, role || ' ' || position || ' as number ' || nth FROM (
            SELECT nth_row, role, position,
                row_number() OVER (PARTITION BY task_id, role ORDER BY char_start, position) AS nth
            FROM task_assignments
        ) WHERE position <> nth
        """,
    ),
    violation(
        "task_assignments",
        "printed_with_its_task",
        "task_id document_id char_start",
        "error",
        "Who answers for a task is printed in the task's document, with the task (behind its beginning and before the "
        "next one), in the section of tasks it stands in, or with the heading of one above it.",
        "责任者与任务同属一份文件，印于该任务之后、下一任务之前，或印于其所在层次、上级标题。",
        """
        WITH apart AS (
            SELECT a.nth_row, a.party_text, a.document_id, a.char_start, t.document_id AS task_document,
                t.char_start AS task_start
            FROM task_assignments a JOIN (
                SELECT task_id, document_id, section_id, char_start,
                    lead(char_start) OVER (PARTITION BY document_id ORDER BY char_start) AS next_start
                FROM tasks
            ) t ON t.task_id = a.task_id LEFT JOIN sections s ON s.section_id = t.section_id
            WHERE a.document_id <> t.document_id
                OR (a.char_start < t.char_start OR a.char_end > t.next_start)
                    AND NOT coalesce(a.char_start >= s.char_start AND a.char_end <= s.char_end, false)
        )
        SELECT nth_row, party_text || ' at ' || char_start FROM apart
        WHERE document_id <> task_document OR NOT EXISTS (
            SELECT 1 FROM sections s
            WHERE s.document_id = apart.document_id AND s.char_start <= apart.char_start
                AND s.char_end > apart.task_start AND NOT EXISTS (
                    SELECT 1 FROM tasks t WHERE t.document_id = s.document_id
                        AND t.char_start >= s.char_start AND t.char_start < apart.char_start
                )
        )
        """,
        "tasks",
        "sections",
    ),
    violation(
        "task_assignments",
        "named_once",
        "organization_id leader_id",
        "warning",
        "No one is named twice for the same task in the same role.",
        "同一任务同一角色不重复列名。",
        """
        SELECT nth_row, party_text FROM (
            SELECT nth_row, party_text, count(*) OVER (PARTITION BY task_id, role, organization_id, leader_id) AS times
            FROM task_assignments
        ) WHERE times > 1
        """,
    ),
    violation(
        "task_assignments",
        "name_holds_the_printed_one",
        "party_text organization_id leader_id",
        "error",
        "The full name ends in the name as printed, or lists it as another way the sources print it.",
        "全称以原文所印名称结尾，或将其列为别名。",
        f"""
        SELECT a.nth_row, a.party_text || ' as ' || o.name FROM task_assignments a
        JOIN organizations o ON o.organization_id = a.organization_id
        WHERE a.correction_id IS NULL AND NOT ends_with(o.name, a.party_text)
            AND NOT list_contains(o.aliases, a.party_text)
        UNION ALL
        SELECT a.nth_row, a.party_text || ' as ' || l.name FROM task_assignments a
        JOIN leaders l ON l.leader_id = a.leader_id WHERE a.correction_id IS NULL
            AND {of_one_width("l.name")} <> {of_one_width("a.party_text")}
        """,
        "organizations",
        "leaders",
    ),
    wording("task_assignments", "party_text"),
)
