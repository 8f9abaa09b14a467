"""Rows of the indicator table and of the boxes of a plan."""

from __future__ import annotations

import re

from pipelines.concepts.direction import desired_direction
from pipelines.concepts.matching import concept_named, concept_of
from pipelines.concepts.vocabulary import Concept
from pipelines.records.rows import Identifiers, Row, cleaned, provenance
from pipelines.structure.model import Indicator, Structure
from pipelines.text.repaired import RepairedText
from pipelines.text.script import for_matching

WITHOUT_SCALE = re.compile("^[十百千]?[万亿]+")


def indicator_rows(identifiers: Identifiers, text: RepairedText, structure: Structure) -> list[Row]:
    """Rows of ``indicators`` in the order of ``Structure.indicators``."""
    rows: list[Row] = []
    for item in structure.indicators:
        name = for_matching(item.name, text.script)
        concept = indicator_concept(name, item.unit, structure.place)
        rows.append(
            {
                "indicator_id": identifiers.numbered(f"indicator:{item.position:02d}", "indicator", item.name),
                "document_id": identifiers.document_id,
                "position": item.position,
                "category": item.category,
                "name": cleaned(item.name),
                "unit": item.unit,
                "base_year": item.base_year,
                "base_value": item.base_value,
                "base_text": item.base_text,
                "target_year": item.target_year,
                "target_value": item.target_value,
                "target_comparator": item.target_comparator,
                "target_text": item.target_text,
                "target_kind": item.target_kind,
                "growth_value": item.growth_value,
                "growth_text": item.growth_text,
                "nature": item.nature,
                "desired_direction": desired_direction(name, concept) if _says_anything(item) else None,
                "concept_id": concept.concept_id if concept else None,
                **provenance(text, item.start, item.end),
            }
        )
    return rows


def indicator_concept(name: str, unit: str | None, place: str) -> Concept | None:
    """The concept of an indicator; a row that lost its unit in the table is found by its name alone."""
    if unit is None:
        return concept_named(name, place)
    return concept_of(name, WITHOUT_SCALE.sub("", unit), place)


def _says_anything(item: Indicator) -> bool:
    """Whether a row has a value or a wording of one."""
    return item.target_kind != "none" or item.growth_text is not None or item.base_text is not None


def cell_rows(identifiers: Identifiers, text: RepairedText, structure: Structure, indicators: list[Row]) -> list[Row]:
    """Rows of ``indicator_cells``."""
    rows: list[Row] = []
    for cell in structure.cells:
        owner = str(indicators[cell.indicator]["indicator_id"]) if cell.indicator is not None else None
        rows.append(
            {
                "cell_id": identifiers.worded("cell", owner or "", cell.column, cell.text),
                "document_id": identifiers.document_id,
                "indicator_id": owner,
                "column": cell.column,
                "text": cleaned(cell.text),
                **provenance(text, cell.start, cell.end),
            }
        )
    return rows


def project_rows(identifiers: Identifiers, text: RepairedText, structure: Structure, sections: list[Row]) -> list[Row]:
    """Rows of ``projects`` in the order of ``Structure.items``."""
    return [
        {
            "project_id": identifiers.numbered(
                f"box{item.box_number:02d}:{item.item_number:02d}", "project", item.box_title, item.name
            ),
            "document_id": identifiers.document_id,
            "section_id": sections[item.section]["section_id"],
            "box_title": cleaned(item.box_title),
            "item_number": item.item_number,
            "name": cleaned(item.name),
            "description": cleaned(item.description) or None,
            "components": item.components,
            **provenance(text, item.start, item.end),
        }
        for item in structure.items
    ]
