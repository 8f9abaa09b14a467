"""Rows of the tasks of a notice and of who answers for them."""

from __future__ import annotations

from pipelines.records.document import year_of
from pipelines.records.organizations import leader_id, organization_id
from pipelines.records.rows import Identifiers, Row, cleaned, provenance
from pipelines.schema.tasks import ROLES
from pipelines.structure.model import Structure
from pipelines.text.repaired import RepairedText


def task_rows(identifiers: Identifiers, text: RepairedText, structure: Structure, sections: list[Row]) -> list[Row]:
    """Rows of ``tasks`` in the order of ``Structure.tasks``."""
    first, last = year_of(structure.value("period_from")), year_of(structure.value("period_to"))
    year = first if first == last else None
    rows: list[Row] = []
    for task in structure.tasks:
        wording = cleaned(text.text[task.start : task.end])
        if task.number is not None:
            task_id = identifiers.numbered(f"{task.number:03d}", "task", wording)
        else:
            task_id = identifiers.worded("task", wording)
        rows.append(
            {
                "task_id": task_id,
                "document_id": identifiers.document_id,
                "section_id": sections[task.section]["section_id"] if task.section is not None else None,
                "number": task.number,
                "number_text": task.number_text,
                "part": task.part,
                "section_title": task.section_title,
                "text": wording,
                "year": year,
                **provenance(text, task.start, task.end),
            }
        )
    return rows


def assignment_rows(identifiers: Identifiers, text: RepairedText, structure: Structure, tasks: list[Row]) -> list[Row]:
    """Rows of ``task_assignments``: by task and role, in the order printed."""
    code, place = structure.region_code, structure.place
    rows: list[Row] = []
    for task, row in zip(structure.tasks, tasks, strict=True):
        for role in ROLES:
            leads = role == "lead_leader"
            for position, party in enumerate((party for party in task.parties if party.role == role), 1):
                rows.append(
                    {
                        "assignment_id": f"{row['task_id']}:{role}:{position:02d}",
                        "document_id": identifiers.document_id,
                        "task_id": row["task_id"],
                        "role": role,
                        "position": position,
                        "party_text": cleaned(party.printed),
                        "organization_id": None if leads else organization_id(party.name, code, place),
                        "leader_id": leader_id(party.name, code) if leads else None,
                        **provenance(text, party.start, party.end),
                    }
                )
    return rows
