"""What is true of ``document_metadata``."""

from __future__ import annotations

from expectations.model import violation

STATED = (
    "title",
    "doc_number",
    "index_number",
    "issuer",
    "publication",
    "signed_on",
    "published_on",
    "period_from",
    "period_to",
)
"""Columns of ``documents`` that the text itself may state."""

EXPECTATIONS = (
    violation(
        "document_metadata",
        "statement_reaches_its_document",
        "field value",
        "error",
        "What a document first says of its title, number, issuer, dates or years is what documents holds.",
        "文件自述的题名、文号、机构、日期、年份（以首次为准）即 documents 表所载。",
        " UNION ALL ".join(
            f"SELECT m.nth_row, m.value || ' <> ' || coalesce(d.{name}::VARCHAR, 'NULL') "
            "FROM (SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY char_start, nth_row) AS nth "
            f"FROM document_metadata WHERE field = '{name}') m JOIN documents d ON d.document_id = m.document_id "
            f"WHERE m.nth = 1 AND d.{name}::VARCHAR <> m.value"
            for name in STATED
        ),
        "documents",
    ),
)
