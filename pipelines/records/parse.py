"""A document from its bytes to the rows of all tables it gives."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.crosschecks.within import document_crosschecks
from pipelines.formats.read import read_text
from pipelines.quantities.find import find_quantities
from pipelines.quantities.model import Quantity, SkippedNumber
from pipelines.records import document, header, notice, plan, quantities, regions
from pipelines.records.accounts import spans
from pipelines.records.missing import missing_parts, whole
from pipelines.records.organizations import leader_rows, organization_rows
from pipelines.records.rows import Identifiers, Row
from pipelines.sources import Source
from pipelines.structure.model import Structure
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from pipelines.text.repaired import RepairedText


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The rows that one document gives, by table; ``words`` is its text for matching, ``place`` the area it is about,
    ``script`` its own script."""

    document_id: str
    rows: dict[str, list[Row]]
    words: str
    place: str
    script: str

    def compare(self) -> None:
        """Compare its figures with each other, as its rows say now: a correction may change them."""
        rows = self.rows
        self.rows["crosschecks"] = document_crosschecks(
            *(rows["sections"], rows["indicators"], rows["indicator_cells"], rows["quantities"]),
            *(self.words, self.place, self.script),
        )


def parse_document(data: bytes, source: Source) -> ParsedDocument:
    """Read a document; raises :class:`pipelines.text.decoding.UnreadableText` where its bytes are no text."""
    decoded = read_text(data)
    text = repair(decoded.text)
    structure = read_structure(text, source.facts)
    found, skipped = find_quantities(text, structure)
    structure.defects += missing_parts(text, structure, decoded.truncated_bytes)
    found, skipped = whole(found, skipped, text)
    return records(source, hashlib.sha256(data).hexdigest(), text, structure, found, skipped)


def records(
    source: Source,
    sha256: str,
    text: RepairedText,
    structure: Structure,
    found: Sequence[Quantity],
    skipped: Sequence[SkippedNumber],
) -> ParsedDocument:
    """The rows of a document that has been read."""
    identifiers = Identifiers(source.document_id)
    stated = document.metadata_rows(identifiers, text, structure)
    others, again = header.header_rows(identifiers, text, structure, stated)
    stated += others
    sections = document.section_rows(identifiers, text, structure)
    indicators = plan.indicator_rows(identifiers, text, structure)
    cells = plan.cell_rows(identifiers, text, structure, indicators)
    projects = plan.project_rows(identifiers, text, structure, sections)
    tasks = notice.task_rows(identifiers, text, structure, sections)
    measured = quantities.quantity_rows(identifiers, text, structure, found, sections, tasks, projects)
    unmeasured = quantities.skipped_rows(identifiers, text, [*skipped, *again], stated)
    unmeasured += quantities.unread_rows(identifiers, text, spans(stated, cells, measured, unmeasured))
    parties = [party for task in structure.tasks for party in task.parties]
    main = document.document_row(source, sha256, text, structure)
    codes = {str(row["region_code"]) for row in (main, *measured) if row["region_code"]}
    rows: dict[str, list[Row]] = {
        "regions": regions.region_rows(codes),
        "documents": [main],
        "document_metadata": stated,
        "sections": sections,
        "indicators": indicators,
        "indicator_cells": cells,
        "projects": projects,
        "tasks": tasks,
        "organizations": organization_rows(parties, structure.region_code, structure.place),
        "leaders": leader_rows(parties, structure.region_code),
        "task_assignments": notice.assignment_rows(identifiers, text, structure, tasks),
        "quantities": measured,
        "skipped_numbers": unmeasured,
        "crosschecks": [],
        "source_defects": document.defect_rows(identifiers, text, structure, skipped),
    }
    parsed = ParsedDocument(source.document_id, rows, text.match, structure.place, text.script)
    parsed.compare()
    return parsed
