"""All expectations, one suite a table: those that follow from the schema, then those of the subject."""

from __future__ import annotations

from expectations import (
    concepts,
    crosschecks,
    document_metadata,
    documents,
    governance_metrics,
    indicator_cells,
    indicators,
    ingestions,
    leaders,
    organizations,
    projects,
    quantities,
    regions,
    sections,
    skipped_numbers,
    source_defects,
    task_assignments,
    tasks,
)
from expectations.model import Expectation
from expectations.schema import derived
from pipelines.schema.tables import TABLES

OF_THE_SUBJECT = (
    *concepts.EXPECTATIONS,
    *regions.EXPECTATIONS,
    *documents.EXPECTATIONS,
    *document_metadata.EXPECTATIONS,
    *sections.EXPECTATIONS,
    *indicators.EXPECTATIONS,
    *indicator_cells.EXPECTATIONS,
    *projects.EXPECTATIONS,
    *organizations.EXPECTATIONS,
    *leaders.EXPECTATIONS,
    *tasks.EXPECTATIONS,
    *task_assignments.EXPECTATIONS,
    *quantities.EXPECTATIONS,
    *governance_metrics.EXPECTATIONS,
    *skipped_numbers.EXPECTATIONS,
    *crosschecks.EXPECTATIONS,
    *source_defects.EXPECTATIONS,
    *ingestions.EXPECTATIONS,
)

CHECKED = tuple(name for name in TABLES if name != "validations")
"""``validations`` holds what the checks found and is checked by the constraints of the database alone."""

SUITES: dict[str, tuple[Expectation, ...]] = {
    name: (*derived(TABLES[name]), *(rule for rule in OF_THE_SUBJECT if rule.table == name)) for name in CHECKED
}


def read_by(table: str) -> tuple[str, ...]:
    """The tables the suite of ``table`` looks at, itself first."""
    return tuple(dict.fromkeys((table, *(name for rule in SUITES[table] for name in rule.reads))))
