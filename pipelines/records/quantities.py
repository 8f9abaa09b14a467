"""Rows of the quantities and of the numbers that are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.concepts.figures import concepts_of
from pipelines.quantities.model import Quantity, SkippedNumber
from pipelines.records.accounts import DIGITS, Cover, Span, spans, unaccounted
from pipelines.records.regions import division_of
from pipelines.records.rows import Identifiers, Row, cleaned, provenance, raw_provenance
from pipelines.structure.model import Structure
from pipelines.text.repaired import RepairedText
from pipelines.text.script import for_matching


def quantity_rows(
    identifiers: Identifiers,
    text: RepairedText,
    structure: Structure,
    quantities: Sequence[Quantity],
    sections: Sequence[Row],
    tasks: Sequence[Row],
    projects: Sequence[Row],
) -> list[Row]:
    """Rows of ``quantities`` in the order of the text."""
    rows: list[Row] = []
    codes: dict[tuple[str, int | None], str | None] = {}
    for quantity, concept_id in zip(quantities, concepts_of(text, quantities, structure.place), strict=True):
        passage = structure.passages[quantity.passage]
        section = sections[passage.section]["section_id"] if passage.section is not None else None
        words = cleaned(text.text[quantity.start : quantity.end])
        sentence = cleaned(text.text[quantity.sentence_start : quantity.sentence_end])
        place = quantity.place
        first, last = quantity.year_from, quantity.year_to
        if first is not None and last is not None and first > last:
            first, last = last, first  # 2025年至2020年 is a misprint
        where = (place, passage.section)
        if where not in codes:
            home = _home(structure, passage.section)
            codes[where] = division_of(for_matching(place, text.script), home) if place else home
        rows.append(
            {
                "quantity_id": identifiers.worded("quantity", str(section or ""), sentence, words),
                "document_id": identifiers.document_id,
                "section_id": section,
                "task_id": tasks[passage.task]["task_id"] if passage.task is not None else None,
                "project_id": projects[passage.project]["project_id"] if passage.project is not None else None,
                "text": words,
                "value": quantity.value,
                "value_max": quantity.value_max,
                "unit": quantity.unit,
                "value_base": quantity.value_base,
                "value_max_base": quantity.value_max_base,
                "unit_base": quantity.unit_base,
                "comparator": quantity.comparator,
                "subject": cleaned(quantity.subject),
                "place": place or None,
                "region_code": codes[where],
                "period_text": quantity.period_text,
                "year_from": first,
                "year_to": last,
                "role": quantity.role,
                "sentence": sentence,
                "concept_id": concept_id,
                **provenance(text, quantity.start, quantity.end),
            }
        )
    return rows


def _home(structure: Structure, section: int | None) -> str | None:
    """The division that a section is about: that of its article, where a page has articles about several, else the
    document's."""
    while section is not None:
        place = structure.sections[section].place
        if place:
            return division_of(place, structure.region_code)
        section = structure.sections[section].parent
    return structure.region_code


def skipped_rows(
    identifiers: Identifiers, text: RepairedText, skipped: Iterable[SkippedNumber], stated: Sequence[Row]
) -> list[Row]:
    """Rows of ``skipped_numbers``: those of running text, and page marks that the repair left out.

    ``stated`` are the rows of ``document_metadata``: a number that a statement of the document about itself holds is
    accounted for there.
    """
    taken = Cover(spans(stated))
    found: list[tuple[int, int, str]] = []
    for number in skipped:
        start, end = text.raw_span(number.start, number.end)
        found.append((start, end, number.reason))
    for passage in text.removed:
        runs = DIGITS.finditer(text.raw, passage.start, passage.end)
        found.extend((*digits.span(), passage.reason) for digits in runs)
    return [
        _skipped_row(identifiers, text, start, end, reason)
        for start, end, reason in sorted(found)
        if not taken.holds(start, end)
    ]


def unread_rows(identifiers: Identifiers, text: RepairedText, accounted: Iterable[Span]) -> list[Row]:
    """Rows of ``skipped_numbers`` for runs of digits that no reader came upon: a finding for who checks the build."""
    return [_skipped_row(identifiers, text, start, end, "unread") for start, end in unaccounted(text.raw, accounted)]


def _skipped_row(identifiers: Identifiers, text: RepairedText, start: int, end: int, reason: str) -> Row:
    around = text.raw[max(0, start - 8) : end + 8]
    return {
        "skipped_id": identifiers.worded("skipped", reason, around),
        "document_id": identifiers.document_id,
        "text": "".join(text.raw[start:end].split()),  # a year may be broken by a wrapped line: 202 / 0年
        "reason": reason,
        **raw_provenance(text, start, end),
    }
