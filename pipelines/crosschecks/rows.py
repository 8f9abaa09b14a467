"""Rows of the table ``crosschecks``."""

from __future__ import annotations

import hashlib

from pipelines.crosschecks.model import Figure, Finding

Row = dict[str, object]


def crosscheck_row(finding: Finding) -> Row:
    """The row of a finding; its id hashes both rows, what of them is compared, and the kind."""
    left, right = finding.left, finding.right
    return {
        "crosscheck_id": identifier(finding),
        "document_id": finding.right.document_id,
        "kind": finding.kind,
        "relation": finding.relation,
        "concept_id": measured(finding),
        **_side("left", left),
        **_side("right", right),
        "expected": _rounded(finding.expected),
        "difference": _rounded(finding.difference),
        "other_ids": list(finding.others),
        "note_en": finding.note_en,
        "note_zh": finding.note_zh,
    }


def measured(finding: Finding) -> str | None:
    """The concept that is compared; shares that add up to a whole are of several."""
    return None if finding.kind == "share_sum" else finding.left.concept_id or finding.right.concept_id


def _rounded(value: float | None) -> float | None:
    """Without the traces of binary fractions, and without a negative zero."""
    return None if value is None else round(value, 9) + 0.0


def identifier(finding: Finding) -> str:
    """``document:crosscheck:digest``, the document being that of the second figure."""
    sides = (f"{figure.row_id}\x1f{figure.column}" for figure in (finding.left, finding.right))
    words = "\x1e".join((finding.kind, *sides))
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{finding.right.document_id}:crosscheck:{digest}"


def _side(side: str, figure: Figure) -> Row:
    return {
        f"{side}_table": figure.table,
        f"{side}_id": figure.row_id,
        f"{side}_column": figure.column,
        f"{side}_document_id": figure.document_id,
        f"{side}_subject": figure.subject,
        f"{side}_value": figure.value,
        f"{side}_unit": figure.unit if figure.unit_printed else None,
        f"{side}_comparator": figure.comparator,
        f"{side}_year_from": figure.year_from,
        f"{side}_year_to": figure.year_to,
        f"{side}_evidence": figure.evidence,
        f"{side}_context": figure.context,
    }
