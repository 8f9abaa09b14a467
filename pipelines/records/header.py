"""The numbers of header lines and imprints: what no statement of the document about itself holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.quantities.model import SkippedNumber
from pipelines.records.accounts import DIGITS, Cover, span, spans
from pipelines.records.rows import Identifiers, Row, cleaned, provenance
from pipelines.structure.dates import DATE, find_date
from pipelines.structure.model import Structure
from pipelines.text.repaired import RepairedText

PRINTED = re.compile(
    rf"""
    (?P<date> {DATE.pattern} )                                              # 2022年1月28日, one printed thing
    | (?P<document_number> [\u4e00-\u9fff]{{1,12}}[〔\[【（][0-9]{{4}}[〕\]】）]第?[0-9]{{1,4}}号 )
    | (?P<year_alone> (?<![0-9])(?:19|20)[0-9]{{2}}(?:[-—～至](?:19|20)[0-9]{{2}})?年? (?![0-9]) )
    | (?P<number> [0-9]+ (?: [-./:：—][0-9]+ )* )                            # 0514-87340000, 10:13
    """,
    re.VERBOSE,
)
REASONS = {"date": "date", "document_number": "document_number", "year_alone": "year"}


def header_rows(
    identifiers: Identifiers, text: RepairedText, structure: Structure, stated: Sequence[Row]
) -> tuple[list[Row], list[SkippedNumber]]:
    """Rows of ``document_metadata`` for what header lines print and no statement holds, one a printed thing (times,
    counts, telephones); and the numbers that only say again what a statement says (the title above the text, the
    imprint at its foot)."""
    said = [entry.value for entry in structure.fields]
    said += [text.match[entry.start : entry.end] for entry in structure.fields]
    rows: list[Row] = []
    again: list[SkippedNumber] = []
    for reason, start, end in _printed(text, structure, stated):
        words = text.match[start:end]
        date = find_date(text.match, start, end)
        value = date.value if date is not None else cleaned(text.text[start:end])
        if value in said or (reason != "number" and any(words in value for value in said)):
            again += [SkippedNumber(*run.span(), reason) for run in DIGITS.finditer(text.text, start, end)]
            continue
        around = text.text[max(0, start - 12) : end + 12]
        rows.append(
            {
                "metadata_id": identifiers.worded("metadata", "header", around),
                "document_id": identifiers.document_id,
                "field": "header",
                "value": value,
                **provenance(text, start, end),
            }
        )
    return rows, again


def _printed(text: RepairedText, structure: Structure, stated: Sequence[Row]) -> Iterator[tuple[str, int, int]]:
    """What is printed with digits in header lines and imprints and lies in no row of ``stated``: kind and place."""
    taken = Cover(spans(stated))
    for passage in structure.passages:
        if passage.kind != "metadata":
            continue
        for found in PRINTED.finditer(text.match, passage.start, passage.end):
            runs = [run.span() for run in DIGITS.finditer(text.text, *found.span())]
            free = [run for run in runs if not taken.holds(*span(provenance(text, *run)))]
            if free and len(free) == len(runs):
                yield REASONS.get(found.lastgroup or "", "number"), *found.span()
            else:
                yield from (("number", *run) for run in free)
