"""Put corrections into the rows of a document, and list them."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.corrections.model import Correction, CorrectionError
from pipelines.records.rows import Identifiers, Row
from pipelines.schema.tables import TABLES


def apply_corrections(
    identifiers: Identifiers, text: str, rows: dict[str, list[Row]], corrections: Sequence[Correction]
) -> list[Row]:
    """Change ``rows`` (by table) as the corrections say; returns the rows of the table ``corrections``.

    ``text`` is the document as received. Raises :class:`CorrectionError` where the text found at the span is not the
    one the reviewer saw, or where no row, or more than one, was read from it.
    """
    listed: list[Row] = []
    for correction in corrections:
        _require_text(text, correction)
        row = _row(rows.get(correction.table, []), correction)
        key = TABLES[correction.table].key[0]
        span = (str(correction.char_start), str(correction.char_end))
        name = identifiers.worded("correction", correction.table, *span, correction.found, correction.row_id or "")
        row["correction_id"] = name
        for column, value in correction.values.items():
            listed.append(
                {
                    "correction_id": name,
                    "document_id": correction.document_id,
                    "table": correction.table,
                    "row_id": row[key],
                    "column": column,
                    "value_before": _said(row.get(column)),
                    "value_after": _said(value),
                    "reason": correction.reason,
                    "reviewed_by": correction.reviewed_by,
                    "reviewed_on": correction.reviewed_on,
                    "char_start": correction.char_start,
                    "char_end": correction.char_end,
                    "evidence": correction.found,
                }
            )
            row[column] = list(value) if isinstance(value, tuple) else value
    return listed


def _require_text(text: str, correction: Correction) -> None:
    there = text[correction.char_start : correction.char_end]
    if there == correction.found:
        return
    places = _occurrences(text, correction.found)
    nearest = min(places, key=lambda place: abs(place - correction.char_start), default=None)
    now = f"it now stands at {nearest}" if nearest is not None else "it stands nowhere in the document"
    raise CorrectionError(
        f"{correction.place}: {correction.document_id} has {there!r} at {correction.char_start} to "
        f"{correction.char_end}, not {correction.found!r}; {now}: review the correction"
    )


def _occurrences(text: str, words: str) -> list[int]:
    places = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _row(rows: Sequence[Row], correction: Correction) -> Row:
    key = TABLES[correction.table].key[0]
    span = (correction.char_start, correction.char_end)
    found = [row for row in rows if (row["char_start"], row["char_end"]) == span]
    if correction.row_id is not None:
        found = [row for row in found if row[key] == correction.row_id]
    if not found:
        raise CorrectionError(
            f"{correction.place}: no row of {correction.table} was read from characters {span[0]} to {span[1]} of "
            f"{correction.document_id}: remove the correction, or give the span of its evidence"
        )
    if len(found) > 1:
        names = ", ".join(str(row[key]) for row in found)
        raise CorrectionError(f"{correction.place}: several rows were read from there; say which: row_id = {names}")
    return found[0]


def _said(value: object) -> str | None:
    """A value in the words of the table ``corrections``."""
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)
