"""Rules that hold for every table whose rows are passages of a text."""

from __future__ import annotations

from expectations.model import Expectation, Function, violation
from pipelines.schema.sql import named, quoted


def apart(table: str) -> Expectation:
    """No two rows of ``table`` share a character of the text."""
    return violation(
        table,
        "spans_apart",
        "char_start char_end",
        "error",
        "No two rows of a document were read from overlapping passages.",
        "同一文件的各行出处互不重叠。",
        Function("overlapping"),
    )


def wording(table: str, column: str) -> Expectation:
    """The cleaned words of ``column`` are those of the evidence, but for layout."""
    return violation(
        table,
        "wording_of_the_source",
        f"{column} evidence",
        "error",
        f"{column} has the words of the evidence in their order; only layout, and list numbers or page marks in "
        "between, may be missing.",
        f"{column} 用证据原有的字词与次序，仅可略去版式、页码等。",
        Function("reworded"),
    )


def inside(table: str, link: str, parent: str, *, name: str) -> Expectation:
    """A row that links to a passage (section, task, item) lies in it."""
    return violation(
        table,
        name,
        f"{link} char_start char_end",
        "error",
        f"A row lies inside the row of {parent} it names in {link}, in the same document.",
        f"各行位于其 {link} 所指 {parent} 之内，同属一份文件。",
        f"""
        SELECT r.nth_row, r.char_start || '–' || r.char_end || ' in ' || p.char_start || '–' || p.char_end
        FROM {named(table)} r JOIN {named(parent)} p ON p.{named(link)} = r.{named(link)}
        WHERE r.document_id <> p.document_id OR r.char_start < p.char_start OR r.char_end > p.char_end
        """,
        parent,
    )


def without_blanks(column: str) -> str:
    """SQL of the words of a column without any blank or line break."""
    return f"regexp_replace({column}, {quoted(BLANKS)}, '', 'g')"


BLANKS = r"[\s\x{a0}\x{3000}\x{200b}\x{feff}]+"
