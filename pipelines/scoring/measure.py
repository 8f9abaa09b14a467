"""Measure the reading of all annotated documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.scoring.annotations import Annotations, read_annotations
from pipelines.scoring.compare import Comparison, Rows, compare, squash
from pipelines.sources import Source
from pipelines.text.script import to_simplified


@dataclass(frozen=True, slots=True)
class Measured:
    """The comparison of one document's annotations of one kind."""

    annotations: Annotations
    genre: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of quality: ``value`` is ``right`` of ``total``; None where there is nothing to measure."""

    measure: str
    right: int
    total: int

    @property
    def value(self) -> float | None:
        return self.right / self.total if self.total else None


def figures(comparison: Comparison) -> list[Figure]:
    """Recall, precision (of quantities and indicators) and the share of right fields among the found entries."""
    result = [Figure("recall", comparison.found, comparison.expected)]
    if comparison.kind in ("quantities", "indicators"):
        result.insert(0, Figure("precision", comparison.found, comparison.found + comparison.false))
    return result + [Figure(name, right, comparison.found) for name, right in comparison.right.items()]


def measure(folder: Path, rows_of: Callable[[str], Rows | None]) -> tuple[list[Measured], list[str]]:
    """Compare every annotated document below ``folder``.

    ``rows_of`` gives the tables of a document of the dataset, or None. A document that is not there but whose text
    stands beside its annotations is read now; the names of all others are returned as left out, as are those of
    documents that bear the name of an annotated one and say something else (a later or a shorter version).
    """
    measured: list[Measured] = []
    left_out: list[str] = []
    read: dict[str, Rows | None] = {}
    everything = read_annotations(folder)
    for annotated in everything:
        name = annotated.document
        if name not in read:
            read[name] = rows_of(name) or _read(name, annotated.text_file)
            if (found := read[name]) and not _is_annotated(found, everything, name):
                read[name] = None
        rows = read[name]
        if rows is None:
            left_out.append(name)
            continue
        main: Mapping[str, Any] = rows["documents"][0]
        simplify: Callable[[str], str] = to_simplified if main["script"] == "Hant" else str
        measured.append(Measured(annotated, str(main["genre"]), compare(annotated, rows, simplify)))
    return measured, sorted(set(left_out))


def _is_annotated(rows: Rows, everything: Sequence[Annotations], name: str) -> bool:
    """Whether the text says what the annotations of that name found in it, at the same places."""
    text = str(rows["documents"][0]["text"])
    entries = (entry for annotated in everything if annotated.document == name for entry in annotated.entries)
    spans = (entry for entry in entries if entry.keys() >= {"start", "end", "text"})
    return all(squash(text[entry["start"] : entry["end"]]) == squash(entry["text"]) for entry in spans)


def _read(name: str, text_file: Path | None) -> Rows | None:
    if text_file is None:
        return None
    from pipelines.records.parse import parse_document  # the rows of most documents are there: the parser is not needed

    source = Source(document_id=name, file=text_file.name)
    return parse_document(text_file.read_bytes(), source).rows
