"""How much must be read from a document: floors by genre, and against the build before, each with its reason.

The comparison with the build before looks at each document that has not changed since (same checksum): there only the
parser can be the cause. A fall that is meant passes in a new warehouse, or with a lower floor here.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.model import Severity
from pipelines.schema.sql import named, quoted


@dataclass(frozen=True, slots=True)
class Enough:
    """A document of ``genre`` (None: any) has at least ``least`` rows of ``table``; with ``column``, at least the share
    ``least`` of ten or more rows has a value there."""

    genre: str | None
    table: str
    column: str | None
    least: float
    english: str
    chinese: str


ENOUGH = (
    Enough("plan", "sections", None, 3, "a plan has chapters", "规划有章节"),
    Enough("plan", "indicators", None, 1, "a plan has its table of main indicators", "规划有主要指标表"),
    Enough("plan", "quantities", None, 10, "a plan states figures", "规划有数字"),
    Enough("task_notice", "tasks", None, 3, "a notice that hands out tasks has tasks", "任务分解通知有任务"),
    Enough(
        "task_notice",
        "task_assignments",
        None,
        3,
        "a notice that hands out tasks says who answers for them",
        "任务分解通知写明责任单位",
    ),
    Enough("work_report", "quantities", None, 10, "a work report states figures", "政府工作报告有数字"),
    Enough("newspaper_page", "sections", None, 2, "a page holds several articles", "报纸版面有若干文章"),
    Enough(
        None,
        "quantities",
        "unit_base",
        0.9,
        "nine of ten figures have a unit: bare numbers are mostly ordinals or codes",
        "十分之九的数字有单位，无单位者多为序号、代码",
    ),
    Enough(
        None,
        "quantities",
        "place",
        0.9,
        "nine of ten figures have a place: at the least the area the document is about",
        "十分之九的数字有地方，至少为文件所涉地区",
    ),
    Enough(
        "task_notice",
        "quantities",
        "year_to",
        0.5,
        "half the figures of a notice are dated: its tasks belong to a year",
        "通知的数字半数以上有年份，任务均属某一年度",
    ),
)


@dataclass(frozen=True, slots=True)
class Decline:
    """Rows of ``table`` (with ``column``, values there) of a document, as a share of those of the build before: less
    than ``half`` of them is an error, less than ``nearly`` a warning. Counts below ``few`` say nothing."""

    table: str
    column: str | None
    nearly: float
    reason: str
    half: float = 0.5
    few: int = 4


DECLINE = (
    Decline("sections", None, 0.9, "headings are found by their form: a changed rule loses them in numbers"),
    Decline("indicators", None, 1.0, "a table has as many rows as it has"),
    Decline("indicators", "target_value", 1.0, "targets are cells of the table"),
    Decline("projects", None, 1.0, "the source numbers the items"),
    Decline("tasks", None, 1.0, "the source numbers the tasks"),
    Decline("task_assignments", None, 0.95, "a unit split differently is no loss, many lost are"),
    Decline("quantities", None, 0.95, "single figures may be found to be none, many may not"),
    Decline("quantities", "value_base", 0.95, "a figure without value is no longer of use"),
    Decline("quantities", "unit_base", 0.95, "a figure without unit cannot be compared"),
    Decline("quantities", "year_to", 0.9, "a figure without year cannot be put in order"),
    Decline("quantities", "place", 0.95, "a figure without place cannot be mapped"),
    Decline("quantities", "period_text", 0.9, "the words that date a figure are the proof of its year"),
)
ROWS = "rows of the document"
"""What :func:`declined` calls the count of a document's rows, beside those of its values by column."""


def lacking() -> str:
    """A SELECT of the documents that are below a floor of :data:`ENOUGH`."""
    queries = []
    for floor in ENOUGH:
        table, found = named(floor.table), floor.table
        if floor.column is None:
            measured, too_little = (
                f"count(t.document_id) || {quoted(' ' + found)}",
                f"count(t.document_id) < {floor.least}",
            )
        else:
            value = f"t.{named(floor.column)}"
            measured = f"count({value}) || ' of ' || count(t.document_id) || {quoted(f' {found} have {floor.column}')}"
            too_little = f"count(t.document_id) >= 10 AND count({value}) < {floor.least} * count(t.document_id)"
        genre = f"WHERE d.genre = {quoted(floor.genre)} " if floor.genre else ""
        queries.append(
            f"SELECT d.nth_row, {measured} FROM documents d LEFT JOIN {table} t ON t.document_id = d.document_id "
            f"{genre}GROUP BY d.nth_row HAVING {too_little}"
        )
    return " UNION ALL ".join(queries)


def declined(severity: Severity) -> str:
    """A SELECT of the unchanged documents that give less than the build before gave; each table is read once."""
    counts = [
        f"{name}_counts AS MATERIALIZED ({_counts(name)})"
        for table in dict.fromkeys(floor.table for floor in DECLINE)
        for name in (table, f"before_{table}")
    ]
    queries = []
    for floor in DECLINE:
        counted = named(floor.column or ROWS)
        words = floor.table + (f" with {floor.column}" if floor.column else "")
        below = (
            f"now < {floor.half} * earlier"
            if severity == "error"
            else f"now < {floor.nearly} * earlier AND now >= {floor.half} * earlier"
        )
        queries.append(
            f"SELECT nth_row, earlier || ' → ' || now || {quoted(' ' + words)} FROM ("
            f"SELECT u.nth_row, e.{counted} AS earlier, coalesce(n.{counted}, 0) AS now FROM unchanged u "
            f"JOIN before_{floor.table}_counts e USING (document_id) "
            f"LEFT JOIN {floor.table}_counts n USING (document_id)"
            f") WHERE earlier >= {floor.few} AND {below}"
        )
    unchanged = (
        "unchanged AS MATERIALIZED (SELECT d.nth_row, d.document_id FROM documents d "
        "JOIN before_documents b ON b.document_id = d.document_id AND b.sha256 = d.sha256)"
    )
    return f"WITH {', '.join([unchanged, *counts])} {' UNION ALL '.join(queries)}"


def _counts(table: str) -> str:
    """The rows of each document, and the values in each column whose decline is looked for."""
    columns = [floor.column for floor in DECLINE if floor.table == table.removeprefix("before_") and floor.column]
    counted = ", ".join([f"count(*) AS {named(ROWS)}", *(f"count({named(c)}) AS {named(c)}" for c in columns)])
    return f"SELECT document_id, {counted} FROM {named(table)} GROUP BY document_id"
