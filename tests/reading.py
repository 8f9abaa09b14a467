"""What tests read from a text: its figures, its tasks."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from pipelines.quantities.find import find_quantities
from pipelines.quantities.model import Quantity
from pipelines.structure.model import Genre, MetadataField, Passage, Structure, Task
from pipelines.structure.notice import read_tasks
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from pipelines.text.repaired import RepairedText

RAW = Path(__file__).parent.parent / "raw"

BODY = "坚持稳中求进工作总基调，统筹推进各项事业，全县经济社会保持平稳健康发展的良好态势，人民生活水平稳步提高。"
"""A sentence of a report without any figure or name, as running text of documents written for a test."""


def document(name: str) -> tuple[RepairedText, Structure]:
    """The repaired text and the structure of one of the raw documents."""
    text = repair((RAW / f"{name}.txt").read_bytes().decode("utf-8"))
    return text, read_structure(text)


def read_quantities(genre: Genre, raw: str, year: str | None = None) -> list[Quantity]:
    """The figures of a document that consists of one passage."""
    text = repair(raw)
    structure = Structure(genre, 1.0, "青山县", None, passages=[Passage("prose", 0, len(text.text))])
    if year:
        structure.fields += [MetadataField("period_from", year, 0, 0), MetadataField("period_to", year, 0, 0)]
    return find_quantities(text, structure)[0]


def read_notice(raw: str, place: str = "") -> tuple[RepairedText, Structure]:
    """The structure of a notice, as far as its tasks give it."""
    text = repair(raw)
    structure = Structure("task_notice", 1.0, place, None)
    read_tasks(text, structure)
    return text, structure


def assignments(text_of_document: str) -> list[tuple[Any, ...]]:
    """Number, wording and parties of each task of a document."""
    text = repair(text_of_document)
    return [
        (task.number_text, text.text[task.start : task.end], [(party.role, party.name) for party in task.parties])
        for task in read_structure(text).tasks
    ]


def squash(words: str | None) -> str:
    """Words without blanks and widths, to compare what was laid out differently."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words or ""))


def of_role(task: Task, role: str) -> list[str]:
    """The names of a task's parties that have this role."""
    return [squash(party.name) for party in task.parties if party.role == role]
