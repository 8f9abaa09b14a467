"""Rows of a document itself: what it says of itself, its sections, its defects."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.quantities.model import SkippedNumber
from pipelines.records.rows import Identifiers, Row, cleaned, provenance
from pipelines.sources import Source
from pipelines.structure.model import Defect, Structure
from pipelines.structure.regions import Region, regions
from pipelines.text.repaired import RepairedText

TOWN_NAME = re.compile("(?:[镇乡鎮鄉]|街道|苏木|蘇木)$")


def document_row(source: Source, sha256: str, text: RepairedText, structure: Structure) -> Row:
    """The row of ``documents``; what the text says of itself goes before what ``source`` says."""

    def said(name: str) -> str | None:
        return structure.value(name) or source.facts.get(name)

    found = regions().get(structure.region_code) if structure.region_code else None
    return {
        "document_id": source.document_id,
        "title": said("title"),
        "genre": structure.genre,
        "script": text.script,
        "region_code": found.code if found else None,
        "region_name": _area(structure, found),
        "issuer": said("issuer"),
        "doc_number": said("doc_number"),
        "index_number": said("index_number"),
        "signed_on": date_of(said("signed_on")),
        "published_on": date_of(said("published_on")),
        "publication": said("publication"),
        "period_from": year_of(said("period_from")),
        "period_to": year_of(said("period_to")),
        "file": source.file,
        "sha256": sha256,
        "characters": len(text.raw),
        "rights": source.rights,
        "text": text.raw,
    }


def _area(structure: Structure, division: Region | None) -> str | None:
    """The town a document is about (木洞镇), else its division by the name of the table."""
    if division is None or TOWN_NAME.search(structure.place):
        return structure.place or None
    return division.name


def date_of(text: str | None) -> datetime.date | None:
    """``2022-01-29`` as a date; None for anything else (2022-02-30 is a misprint of the source)."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def year_of(text: str | None) -> int | None:
    """A year written in digits, or None."""
    return int(text) if text and text.isascii() and text.isdigit() else None


def metadata_rows(identifiers: Identifiers, text: RepairedText, structure: Structure) -> list[Row]:
    """Rows of ``document_metadata`` for what the document says of itself."""
    return [
        {
            "metadata_id": identifiers.worded("metadata", entry.name, entry.value),
            "document_id": identifiers.document_id,
            "field": entry.name,
            "value": entry.value,
            **provenance(text, entry.start, entry.end),
        }
        for entry in structure.fields
    ]


def section_rows(identifiers: Identifiers, text: RepairedText, structure: Structure) -> list[Row]:
    """Rows of ``sections`` in the order of ``Structure.sections``."""
    rows: list[Row] = []
    for position, section in enumerate(structure.sections, 1):
        parent = str(rows[section.parent]["section_id"]) if section.parent is not None else None
        wording = (parent or "", section.kind, section.number_text or "", section.title)
        rows.append(
            {
                "section_id": identifiers.worded("section", *wording),
                "document_id": identifiers.document_id,
                "parent_section_id": parent,
                "level": section.level,
                "kind": section.kind,
                "number_text": section.number_text,
                "title": cleaned(section.title),
                "position": position,
                "place": section.place,
                **provenance(text, section.start, section.end),
            }
        )
    return rows


def _lost_units(text: RepairedText, skipped: Sequence[SkippedNumber]) -> Iterator[Defect]:
    """打造20005G+数字化智慧农场: 2000 and 5G, with the unit between them lost."""
    for number, name in pairwise(skipped):
        if number.reason == "unit_lost" and name.reason == "name" and name.start == number.end:
            value = text.text[number.start : number.end]
            yield Defect("unit_lost", f"read as {value} without its unit, and a name behind it", number.start, name.end)


def defect_rows(
    identifiers: Identifiers, text: RepairedText, structure: Structure, skipped: Sequence[SkippedNumber]
) -> list[Row]:
    """Rows of ``source_defects``: those of the structure, and numbers whose lost unit glued them to a name."""
    rows: list[Row] = []
    for defect in [*structure.defects, *_lost_units(text, skipped)]:
        place = provenance(text, defect.start, defect.end)
        rows.append(
            {
                "defect_id": identifiers.worded("defect", defect.kind, str(place["evidence"])),
                "document_id": identifiers.document_id,
                "kind": defect.kind,
                "treatment": defect.treatment,
                **place,
            }
        )
    return rows
