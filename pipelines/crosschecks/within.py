"""The comparisons within one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.crosschecks.figures import Row, indicator_figures, quantity_figures
from pipelines.crosschecks.growth import indicator_growth, promised_order, text_growth
from pipelines.crosschecks.model import Finding
from pipelines.crosschecks.multiples import multiple_findings
from pipelines.crosschecks.restatements import restatements
from pipelines.crosschecks.rows import crosscheck_row
from pipelines.crosschecks.shares import share_findings

Rows = Sequence[Row]


def document_crosschecks(
    sections: Rows, indicators: Rows, cells: Rows, quantities: Rows, words: str, place: str = "", script: str = "Hans"
) -> list[dict[str, object]]:
    """Rows of ``crosschecks`` for the rows of one document.

    ``words`` is its text for matching (Simplified script), ``place`` the area it is about, ``script`` its own script.
    """
    text = list(quantity_figures(sorted(quantities, key=lambda row: int(str(row["char_start"]))), place, script))
    table = [figure for row in indicators for figure in indicator_figures(row)]
    headings = [str(cell["text"]) for cell in cells if cell["column"] == "header"]
    findings: list[Finding] = [
        *restatements(table, text, chapters(sections)),
        *indicator_growth(table, headings),
        *text_growth(text),
        *promised_order(table, words),
        *share_findings(text),
        *multiple_findings(text),
    ]
    return rows_of(findings)


def rows_of(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Rows of findings, each comparison once."""
    rows: dict[str, dict[str, object]] = {}
    for finding in findings:
        row = crosscheck_row(finding)
        rows.setdefault(str(row["crosscheck_id"]), row)
    return list(rows.values())


def chapters(sections: Rows) -> Mapping[str | None, str | None]:
    """The outermost section that each section lies in."""
    parents = {row["section_id"]: row["parent_section_id"] for row in sections}
    found: dict[str | None, str | None] = {None: None}
    for section in parents:
        top = section
        while parents.get(top) is not None:
            top = parents[top]
        found[str(section)] = str(top)
    return found
