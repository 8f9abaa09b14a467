"""The comparisons between documents: parallel texts, a plan with the tasks of a year, a plan with a work report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipelines.crosschecks.figures import Row, indicator_figures, quantity_figures
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.parallel_texts import parallel_findings
from pipelines.crosschecks.plan_tasks import Targets, plan_task_findings
from pipelines.crosschecks.restatements import told_again
from pipelines.crosschecks.within import rows_of

Rows = Sequence[Row]
PLANS_OF_A_YEAR = 3
"""A region has one outline and a few special plans for a year; more would be copies of one."""
PLANS_KEPT = 64
"""Plans whose targets are kept for the next notice."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare; what is found is filed under ``right``."""

    what: Literal["parallel", "tasks", "report"]
    left: str
    right: str


def pairs(documents: Rows) -> Iterator[Pair]:
    """The documents to compare among ``documents`` (rows of the table, without their text)."""
    known = {row["document_id"] for row in documents}
    plans: dict[tuple[object, object, int], list[str]] = defaultdict(list)
    for row in sorted(documents, key=lambda row: str(row["document_id"])):
        if row["parallel_of"] in known:
            yield Pair("parallel", str(row["parallel_of"]), str(row["document_id"]))
        first, last = row["period_from"], row["period_to"]
        if row["genre"] == "plan" and row["region_code"] and isinstance(first, int) and isinstance(last, int):
            for year in range(first, last + 1):
                plans[row["region_code"], row["region_name"], year].append(str(row["document_id"]))
    for row in documents:
        if row["parallel_of"] is not None:
            continue
        if row["genre"] == "task_notice" and isinstance(row["period_to"], int):
            for plan in plans.get((row["region_code"], row["region_name"], row["period_to"]), ())[:PLANS_OF_A_YEAR]:
                yield Pair("tasks", plan, str(row["document_id"]))
        elif row["genre"] == "work_report" and isinstance(row["period_from"], int):
            # The report on 2020 tells what the plan from 2021 on starts from.
            found = {
                plan: None
                for year in (row["period_from"], row["period_from"] + 1)
                for plan in plans.get((row["region_code"], row["region_name"], year), ())[:PLANS_OF_A_YEAR]
            }
            yield from (Pair("report", plan, str(row["document_id"])) for plan in found)


class Comparer:
    """Compares pairs of documents.

    ``documents`` are rows of the table by id, ``indicators`` and ``quantities`` give the rows of a document.
    """

    def __init__(
        self, documents: Mapping[str, Row], indicators: Callable[[str], Rows], quantities: Callable[[str], Rows]
    ) -> None:
        self._documents = documents
        self._indicators = indicators
        self._quantities = quantities
        self._targets = lru_cache(maxsize=PLANS_KEPT)(self._read_targets)

    def rows(self, found: Iterable[Pair]) -> list[dict[str, object]]:
        """Rows of ``crosschecks`` for pairs of documents."""
        findings: list[Finding] = []
        for pair in found:
            right = self._text(pair.right)
            if pair.what == "parallel":
                findings.extend(parallel_findings(self._text(pair.left), right))
            elif pair.what == "report":
                place = self._documents[pair.right]["region_name"]
                findings.extend(told_again(self._targets(pair.left).figures, right, str(place) if place else None))
            else:
                tasks = [figure for figure in right if figure.task_id is not None]
                findings.extend(plan_task_findings(self._targets(pair.left), tasks))
        return rows_of(findings)

    def _text(self, document_id: str) -> list[Figure]:
        rows = sorted(self._quantities(document_id), key=lambda row: int(str(row["char_start"])))
        own = self._documents[document_id]
        return list(quantity_figures(rows, str(own["region_name"] or ""), str(own["script"])))

    def _read_targets(self, document_id: str) -> Targets:
        plan = [figure for row in self._indicators(document_id) for figure in indicator_figures(row)]
        plan += sorted(self._text(document_id), key=lambda figure: figure.project_id is not None)
        first, last = self._documents[document_id]["period_from"], self._documents[document_id]["period_to"]
        assert isinstance(first, int)
        assert isinstance(last, int)
        return Targets(plan, first, last)
