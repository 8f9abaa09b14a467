"""The descriptions of a release are read by the readers they are written for."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.releases.tables import ALL_TABLES
from tests.story import FIRST, PLAN, SECOND, THIRD


def test_frictionless_accepts_the_package_and_its_files(story: Path) -> None:
    from frictionless import Package

    for version in (FIRST, SECOND, THIRD):
        descriptor = json.loads((story / "releases" / version / "datapackage.json").read_text())
        assert list(Package.metadata_validate(descriptor)) == []
        assert [resource["name"] for resource in descriptor["resources"]] == list(ALL_TABLES)
    report = Package(str(story / "releases" / THIRD / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:3]


def test_croissant_is_accepted_and_gives_all_records(story: Path) -> None:
    import mlcroissant

    for version in (FIRST, SECOND, THIRD):
        folder = story / "releases" / version
        dataset = mlcroissant.Dataset(str(folder / "croissant.json"))
        assert sorted(dataset.metadata.ctx.issues.errors) == []
    for name in ("tasks", "quantities", "tasks", "sections", "ingestions", "indicators"):
        found = list(dataset.records(name))
        assert len(found) == pq.read_metadata(folder / "parquet" / f"{name}.parquet").num_rows
    assert found[0]["indicators/document_id"].decode() == PLAN


def test_the_citation_is_read_by_a_reader_of_citations(story: Path) -> None:
    import yaml

    found = yaml.safe_load((story / "releases" / THIRD / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert (found["version"], found["date-released"], found["license"]) == (THIRD, "2026-09-10", "CC-BY-4.0")
