"""The version of the data is a date, that of the schema says whether old queries still work."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from pipelines.releases import make, schema_version
from pipelines.releases.version import ReleaseError, next_version, order
from pipelines.storage.warehouse import Warehouse


def test_versions() -> None:
    day = datetime.date(2026, 11, 21)
    assert order("2026.11.21") < order("2026.11.21.2") < order("2026.11.21.10") < order("2026.11.22")
    for bad in ("2026.11", "2026.11.31", "26.11.21", "2026.11.21.0", "2026.11.21.1", "2026.11.21-1", "../2026.11.21"):
        with pytest.raises(ReleaseError):
            order(bad)
    assert next_version(Path("/nowhere"), day) == "2026.11.21"


def test_the_next_version_of_a_day(tmp_path: Path) -> None:
    day = datetime.date(2026, 11, 21)
    for expected in ("2026.11.21", "2026.11.21.2", "2026.11.21.3"):
        assert next_version(tmp_path, day) == expected
        (tmp_path / expected).mkdir()


def test_a_column_lost_raises_the_major_version() -> None:
    """Remove, rename or retype a column: set SCHEMA_VERSION as this test says, then record the columns
    (``python -m pipelines.releases.schema_version``)."""
    version, columns = schema_version.recorded()
    needed = schema_version.needed_version(version, columns, schema_version.columns())
    assert schema_version.is_enough(schema_version.SCHEMA_VERSION, needed), schema_version.broken(
        columns, schema_version.columns()
    )
    assert (schema_version.SCHEMA_VERSION, schema_version.columns()) == (version, columns), "record the columns"


def test_which_version_a_change_needs() -> None:
    then = {"tasks": {"text": "text", "year": "integer", "kind": "text: a, b"}}
    for now, needed in (
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b"}}, "1.2.3"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b, c"}}, "1.3.0"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b", "more": "text"}}, "1.3.0"),
        ({**then, "other": {"a": "text"}}, "1.3.0"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a"}}, "2.0.0"),
        ({"tasks": {"text": "text", "kind": "text: a, b"}}, "2.0.0"),
        ({"tasks": {"text": "text", "years": "integer", "kind": "text: a, b"}}, "2.0.0"),
        ({"tasks": {"text": "text", "year": "real", "kind": "text: a, b"}}, "2.0.0"),
        ({}, "2.0.0"),
    ):
        assert schema_version.needed_version("1.2.3", then, now) == needed


def test_a_lost_column_is_not_recorded_nor_released_under_the_old_version(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = schema_version.columns()
    renamed = {**now, "tasks": {name.replace("text", "words"): kind for name, kind in now["tasks"].items()}}
    monkeypatch.setattr(schema_version, "columns", lambda: renamed)
    with pytest.raises(SystemExit, match=r"set SCHEMA_VERSION to 2\.0\.0 .* tasks\.text"):
        schema_version.record(tmp_path / "recorded.json")
    assert not (tmp_path / "recorded.json").exists()
    monkeypatch.undo()
    releases = tmp_path / "releases"
    shutil.copytree(story / "releases", releases)
    earlier = make._columns
    monkeypatch.setattr(make, "_columns", lambda parquet: {**earlier(parquet), "tasks": {"words": "string"}})
    with pytest.raises(ReleaseError, match=r"no longer find tasks\.words: raise the version of the schema to 2\.0\.0"):
        make.make_release(Warehouse(story / "w"), releases, "2026.12.01", even_unchanged=True)
