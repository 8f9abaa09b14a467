"""Gaps in a numbering: whether the reading lost a number or the source skips it.

A number that is missing between two rows but printed between them in the text was lost by the reading: an error. One
that is printed nowhere there is the source's own gap: a warning.
"""

from __future__ import annotations

from pipelines.schema.sql import named

AT_MOST = 20
"""Missing numbers looked at in one gap: a wider one is a misread number and found by the first."""

PRINTED = r"(^|[\n\r])\s*[（(【]?\s*(第)?{number}\s*[)）】]?\s*[.．、,，项 :：]"
"""A list number at the beginning of a line."""
PRINTED_INSIDE = r"[。；;）)]\s*[（(]?{number}\s*[.．、)）]"
"""One inside a line: the boxes of plans run their items on."""


def gaps(table: str, number: str, group: str) -> str:
    """A SELECT (nth_row, missing, printed) of the numbers missing before each row of ``table`` within its ``group``."""

    def pattern(form: str) -> str:
        before, after = form.split("{number}")
        return f"'{before}' || missing || '{after}'"

    return f"""
        SELECT nth_row, missing,
            regexp_matches(passage, {pattern(PRINTED)}) OR regexp_matches(passage, {pattern(PRINTED_INSIDE)}) AS printed
        FROM (
            SELECT g.nth_row, g.missing,
                substring(d.text, g.passage_start + 1, g.char_start - g.passage_start) AS passage
            FROM (
                SELECT nth_row, document_id, char_start, passage_start,
                    unnest(range(earlier + 1, least(number, earlier + 1 + {AT_MOST}))) AS missing
                FROM (
                    SELECT nth_row, document_id, char_start, {named(number)} AS number,
                        lag({named(number)}, 1, 0) OVER numbering AS earlier,
                        lag(char_start, 1, 0) OVER numbering AS passage_start
                    FROM {named(table)} WHERE {named(number)} IS NOT NULL
                    WINDOW numbering AS (PARTITION BY {group} ORDER BY {named(number)}, char_start)
                ) WHERE number > earlier + 1
            ) g JOIN documents d ON d.document_id = g.document_id
        )
    """


def lost(table: str, number: str, group: str) -> str:
    """The rows before which a number is missing that the text prints there."""
    return f"""
        SELECT nth_row, 'number ' || missing || ' is printed and missing' FROM ({gaps(table, number, group)})
        WHERE printed
    """


def skipped(table: str, number: str, group: str) -> str:
    """The rows before which the source skips a number, or which stand before a row of a lower number."""
    return f"""
        SELECT nth_row, 'number ' || missing || ' is not in the source' FROM ({gaps(table, number, group)})
        WHERE NOT printed
        UNION ALL
        SELECT nth_row, 'number ' || number || ' stands before number ' || lower FROM (
            SELECT nth_row, {named(number)} AS number, char_start,
                lag({named(number)}) OVER numbering AS lower, lag(char_start) OVER numbering AS start_of_lower
            FROM {named(table)} WHERE {named(number)} IS NOT NULL
            WINDOW numbering AS (PARTITION BY {group} ORDER BY {named(number)}, char_start)
        ) WHERE char_start < start_of_lower
    """
