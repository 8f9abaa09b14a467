"""What is true of ``tasks``."""

from __future__ import annotations

from expectations.model import Function, violation
from expectations.spans import apart, inside, wording

NAMES_A_LEAD = (
    "((牵头|主办)(单位|部门)|(^|[^同办])责任(单位|部门))[:：]\\s*[^:：;；。,，、（(）)\\s]{1,30}"
    "(局|委|办|厅|部|室|会|院|署|中心|政府|集团|公司|[镇乡]|街道)[;；。,，、)）\\s]"
)
"""Words that name who leads, between a task and the next one."""
NAMES_NO_LEAD = "(单位|部门)[:：]\\s*(待|另|暂|同上|同前|如下|见|详见|略|无)"
"""牵头单位：待定; 责任单位：同上: a label that names no one."""

WITHOUT_LEAD = """
    SELECT t.nth_row, t.document_id, t.char_end, count(a.assignment_id) AS leads,
        CASE WHEN any_value(s.char_end) < lead(t.char_start) OVER following THEN any_value(s.char_end)
            ELSE lead(t.char_start) OVER following END AS next_start
    FROM tasks t LEFT JOIN task_assignments a ON a.task_id = t.task_id AND a.role = 'lead_unit'
        LEFT JOIN sections s ON s.section_id = t.section_id
    GROUP BY t.nth_row, t.document_id, t.char_start, t.char_end
    WINDOW following AS (PARTITION BY t.document_id ORDER BY t.char_start)
"""
"""``next_start``: where the next task, or the next heading with what it says of all tasks below it, begins."""

EXPECTATIONS = (
    violation(
        "tasks",
        "no_number_lost",
        "number",
        "error",
        "No task is missing whose number the text prints between two others, in their style, with who answers for it.",
        "凡在前后任务之间以相同样式印有序号、并写明责任者的任务，无一遗漏。",
        Function("number_lost"),
        "documents",
        "sections",
        "task_assignments",
    ),
    violation(
        "tasks",
        "numbers_run_on",
        "number",
        "warning",
        "The tasks of a notice are numbered 1, 2, 3 ... in the order of the text; the source may skip or mix up a "
        "number, or count its headings along with them.",
        "同一通知的任务按原文次序编为 1、2、3……；原文或有跳号、乱序，标题或与任务一并编号。",
        Function("number_skipped"),
        "documents",
        "sections",
        "task_assignments",
    ),
    violation(
        "tasks",
        "number_as_printed",
        "number number_text",
        "error",
        "The number of a task is the one its number text prints.",
        "任务序号即原文所印。",
        """
        SELECT nth_row, number || ', printed ' || coalesce(number_text, 'NULL') FROM tasks
        WHERE correction_id IS NULL AND number IS NOT NULL AND number <> coalesce(
            TRY_CAST(nullif(regexp_extract(number_text, '[0-9]+'), '') AS BIGINT), number)
        """,
    ),
    violation(
        "tasks",
        "lead_unit_read",
        "task_id",
        "error",
        "Where the text behind a task names who leads it, a leading unit was read.",
        "任务之后写明牵头者的，均已读出牵头单位。",
        f"""
        SELECT w.nth_row, substring(d.text, w.char_end + 1, least(next_start - char_end, 60)) FROM ({WITHOUT_LEAD}) w
        JOIN documents d ON d.document_id = w.document_id
        WHERE leads = 0 AND next_start > char_end
            AND regexp_matches(substring(d.text, w.char_end + 1, next_start - char_end), '{NAMES_A_LEAD}')
            AND NOT regexp_matches(substring(d.text, w.char_end + 1, next_start - char_end), '{NAMES_NO_LEAD}')
        """,
        "task_assignments",
        "documents",
        "sections",
    ),
    violation(
        "tasks",
        "lead_unit_named",
        "task_id",
        "warning",
        "Each task has a leading unit, in a notice that names any.",
        "凡写明牵头单位的通知，每项任务均有牵头单位。",
        f"""
        SELECT nth_row, 'no lead_unit' FROM (
            SELECT nth_row, leads, sum(leads) OVER (PARTITION BY document_id) AS named FROM ({WITHOUT_LEAD})
        ) WHERE leads = 0 AND named > 0
        """,
        "task_assignments",
        "sections",
    ),
    violation(
        "tasks",
        "year_of_the_notice",
        "year",
        "error",
        "The year of a task is one of the years its document governs.",
        "任务年度在文件所管年份之内。",
        """
        SELECT t.nth_row, t.year || ', governed ' || coalesce(d.period_from || '–' || d.period_to, 'NULL')
        FROM tasks t JOIN documents d ON d.document_id = t.document_id
        WHERE t.correction_id IS NULL AND t.year IS NOT NULL
            AND NOT coalesce(t.year BETWEEN d.period_from AND d.period_to, false)
        """,
        "documents",
    ),
    apart("tasks"),
    inside("tasks", "section_id", "sections", name="inside_its_section"),
    wording("tasks", "text"),
)
