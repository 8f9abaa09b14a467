"""The comparisons between documents: parallel texts, and a plan with the tasks of a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipelines.crosschecks.figures import Row, indicator_figures, quantity_figures
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.parallel_texts import parallel_findings
from pipelines.crosschecks.plan_tasks import plan_task_findings
from pipelines.crosschecks.within import rows_of

Rows = Sequence[Row]
PLANS_OF_A_YEAR = 3
"""A region has one outline and a few special plans for a year; more would be copies of one."""


def pairs(documents: Rows) -> Iterator[tuple[str, str, str]]:
    """The documents to compare, as (what, left, right): ``parallel`` texts, ``plan`` and notice of a year."""
    for row in documents:
        if row["parallel_of"] is not None:
            yield "parallel", str(row["parallel_of"]), str(row["document_id"])
    plans: dict[tuple[object, int], list[str]] = defaultdict(list)
    for row in sorted(documents, key=lambda row: str(row["document_id"])):
        first, last = row["period_from"], row["period_to"]
        if row["genre"] == "plan" and row["region_code"] and isinstance(first, int) and isinstance(last, int):
            for year in range(first, last + 1):
                plans[row["region_code"], year].append(str(row["document_id"]))
    for row in documents:
        if row["genre"] == "task_notice" and row["parallel_of"] is None and isinstance(row["period_to"], int):
            for plan in plans.get((row["region_code"], row["period_to"]), ())[:PLANS_OF_A_YEAR]:
                yield "plan", plan, str(row["document_id"])


def crosschecks_between(
    documents: Rows, indicators: Callable[[str], Rows], quantities: Callable[[str], Rows]
) -> list[dict[str, object]]:
    """Rows of ``crosschecks`` between documents.

    ``documents`` are rows of the table (without their text); ``indicators`` and ``quantities`` give the rows of a
    document, and are asked only for those that are compared.
    """
    known: Mapping[str, Row] = {str(row["document_id"]): row for row in documents}
    findings: list[Finding] = []
    texts: dict[str, list[Figure]] = {}

    def text(document_id: str) -> list[Figure]:
        if document_id not in texts:
            rows = sorted(quantities(document_id), key=lambda row: int(str(row["char_start"])))
            place = str(known[document_id]["region_name"] or "")
            texts[document_id] = list(quantity_figures(rows, place))
        return texts[document_id]

    for what, left, right in pairs(documents):
        if left not in known:
            continue
        if what == "parallel":
            findings.extend(parallel_findings(text(left), text(right)))
            continue
        plan = [figure for row in indicators(left) for figure in indicator_figures(row)]
        plan += sorted(text(left), key=lambda figure: figure.project_id is not None)
        tasks = [figure for figure in text(right) if figure.task_id is not None]
        first, last = known[left]["period_from"], known[left]["period_to"]
        assert isinstance(first, int)
        assert isinstance(last, int)
        findings.extend(plan_task_findings(plan, tasks, first, last))
    return rows_of(findings)
