"""The reading of the documents against annotations that a person wrote by reading.

The floors are what the dataset promises for its first documents, and what it must reach on texts it was not made for;
`xianzhi score` prints the figures themselves.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.records.parse import parse_document
from pipelines.scoring.annotations import read_annotations
from pipelines.scoring.compare import Rows
from pipelines.scoring.measure import Measured, measure
from pipelines.sources import Source

GOLD = Path(__file__).parent / "gold"
OWN = ("haizhou-14th-plan-outline", "haizhou-2022-key-tasks", "haizhou-governance-article-hans")
PAGE, TRADITIONAL = "yancheng-governance-newspaper-page", "haizhou-governance-article-hant"
FLOORS = {
    "value": 0.99,
    "unit": 0.99,
    "comparator": 0.97,
    "years": 0.93,
    "role": 0.95,
    "place": 0.95,
    "subject": 0.90,
}
FLOORS_ELSEWHERE = {
    "value": 0.98,
    "unit": 0.98,
    "comparator": 0.96,
    "years": 0.85,
    "role": 0.93,
    "place": 0.85,
    "subject": 0.85,
}


@pytest.fixture(scope="module")
def measured(raw: Path) -> list[Measured]:
    def rows_of(name: str) -> Rows | None:
        path = raw / f"{name}.txt"
        if not path.exists():
            return None
        return parse_document(path.read_bytes(), Source(document_id=name, file=path.name)).rows

    return measure(GOLD, rows_of)[0]


def of(measured: list[Measured], kind: str, *names: str) -> list[Measured]:
    return [entry for entry in measured if entry.annotations.kind == kind and entry.annotations.document in names]


@pytest.mark.parametrize("name", [*OWN, PAGE, TRADITIONAL])
def test_quantities_of_the_first_documents(measured: list[Measured], name: str) -> None:
    (entry,) = of(measured, "quantities", name)
    comparison = entry.comparison
    assert comparison.found >= 0.97 * comparison.expected, comparison.errors
    assert comparison.found >= 0.97 * (comparison.found + comparison.false), comparison.errors
    for field, floor in FLOORS.items():
        assert comparison.right[field] >= floor * comparison.found, (field, comparison.errors)


@pytest.mark.parametrize(
    ("kind", "name", "count"), [("indicators", OWN[0], 32), ("projects", OWN[0], 93), ("tasks", OWN[1], 109)]
)
def test_structure_of_the_first_documents_is_exact(measured: list[Measured], kind: str, name: str, count: int) -> None:
    (entry,) = of(measured, kind, name)
    assert entry.comparison.expected == entry.comparison.found == count
    assert entry.comparison.errors == []


def test_texts_written_for_the_tests(measured: list[Measured]) -> None:
    elsewhere = [
        entry.comparison
        for entry in measured
        if entry.annotations.kind == "quantities" and entry.annotations.text_file is not None
    ]
    expected = sum(comparison.expected for comparison in elsewhere)
    found = sum(comparison.found for comparison in elsewhere)
    assert expected > 600
    assert found >= 0.95 * expected
    assert found >= 0.95 * (found + sum(comparison.false for comparison in elsewhere))
    for field, floor in FLOORS_ELSEWHERE.items():
        right = sum(comparison.right[field] for comparison in elsewhere)
        assert right >= floor * found, field


def test_annotations_are_whole() -> None:
    """Offsets fit their texts, entries do not overlap, every run of digits of a text is annotated."""
    everything = read_annotations(GOLD)
    with_table = {annotated.document for annotated in everything if annotated.kind == "indicators"}
    for annotated in everything:
        if annotated.kind != "quantities" or annotated.text_file is None:
            continue
        with annotated.text_file.open(encoding="utf-8", newline="") as file:
            text = file.read()
        entries = sorted(annotated.entries, key=lambda entry: int(entry["start"]))
        end = 0
        for entry in entries:
            assert entry["start"] >= end, (annotated.document, entry)
            assert text[entry["start"] : entry["end"]] == entry["text"]
            end = entry["end"]
        if annotated.document in with_table:
            continue  # the numbers of the table are annotated as indicators
        for position, character in enumerate(text):
            if character.isdigit() and character.isascii():
                assert any(entry["start"] <= position < entry["end"] for entry in entries), (
                    annotated.document,
                    position,
                )
