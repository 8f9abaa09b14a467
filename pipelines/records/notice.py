"""Rows of the tasks of a notice and of who answers for them."""

from __future__ import annotations

from pipelines.records.document import year_of
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


def responsibility_rows(
    identifiers: Identifiers, text: RepairedText, structure: Structure, tasks: list[Row]
) -> dict[str, list[Row]]:
    """Rows of ``organizations``, ``leaders`` and ``task_assignments``."""
    from hashlib import blake2b

    organizations: dict[str, Row] = {}
    leaders: dict[str, Row] = {}
    assignments: list[Row] = []
    for task, row in zip(structure.tasks, tasks, strict=True):
        for role in ROLES:
            for position, party in enumerate((party for party in task.parties if party.role == role), 1):
                digest = blake2b(party.name.encode(), digest_size=5).hexdigest()
                leads = role == "lead_leader"
                if leads:
                    leaders[digest] = {"leader_id": digest, "name": party.name, "is_collective": False}
                else:
                    organizations[digest] = {
                        "organization_id": digest,
                        "name": party.name,
                        "kind": "other",
                        "is_collective": False,
                        "aliases": [],
                    }
                assignments.append(
                    {
                        "assignment_id": f"{row['task_id']}:{role}:{position:02d}",
                        "document_id": identifiers.document_id,
                        "task_id": row["task_id"],
                        "role": role,
                        "position": position,
                        "party_text": party.printed,
                        "organization_id": None if leads else digest,
                        "leader_id": digest if leads else None,
                        **provenance(text, party.start, party.end),
                    }
                )
    return {
        "organizations": [organizations[key] for key in sorted(organizations)],
        "leaders": [leaders[key] for key in sorted(leaders)],
        "task_assignments": assignments,
    }
