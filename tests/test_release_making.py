"""A release is made whole or not at all, once, of what passes its checks, and only where something changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.releases import make
from pipelines.releases.verify import verify
from pipelines.releases.version import ReleaseError, releases_in
from pipelines.storage.lock import locked
from pipelines.storage.warehouse import Warehouse
from tests.story import FIRST, SECOND, THIRD, rows


def test_what_is_made_is_never_changed(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["release", "--warehouse", str(story / "w"), "--releases", str(story / "releases"), "--version"]
    before = (story / "releases" / SECOND / "SHA256SUMS").read_bytes()
    assert main([*arguments, SECOND]) == 1
    assert "is made already and is never changed" in capsys.readouterr().err
    assert main([*arguments, "2026.01.01"]) == 1
    assert "older than" in capsys.readouterr().err
    assert main([*arguments, "2026.13.41"]) == 1
    assert "is no version" in capsys.readouterr().err
    assert (story / "releases" / SECOND / "SHA256SUMS").read_bytes() == before
    assert all(path.stat().st_mode & 0o222 == 0 for path in (story / "releases" / SECOND).iterdir() if path.is_file())


def test_nothing_changed_no_release(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    releases = tmp_path / "releases"
    shutil.copytree(story / "releases", releases)
    arguments = ["release", "--warehouse", str(story / "w"), "--releases", str(releases)]
    assert main([*arguments, "--version", "2026.12.01"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert len(releases_in(releases)) == 3
    assert main([*arguments, "--version", "2026.12.01", "--even-unchanged"]) == 0
    assert verify(releases / "2026.12.01") == []
    first = rows(releases / "2026.12.01", "SELECT DISTINCT first_release FROM indicators")
    assert first == [(FIRST,)]


def test_a_release_with_failing_checks_or_faults_is_not_made(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(story / "w")
    monkeypatch.setattr(make, "problems_in", lambda tables: ["quantities: 3 rows have no subject"])
    with pytest.raises(ReleaseError, match="3 rows have no subject"):
        make.make_release(warehouse, tmp_path, FIRST)
    monkeypatch.undo()
    monkeypatch.setattr(make, "changelog", lambda *arguments: "# Changes\n")
    with pytest.raises(ReleaseError, match=r"CHANGELOG\.md does not say what changed"):
        make.make_release(warehouse, tmp_path, FIRST)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    with pytest.raises(ReleaseError, match="nothing is published"):
        make.make_release(Warehouse(tmp_path / "none"), tmp_path, FIRST)


def test_a_damaged_release_before_is_no_ground_for_a_diff(story: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    shutil.copytree(story / "releases", releases)
    (releases / THIRD / "parquet" / "tasks.parquet").chmod(0o644)
    (releases / THIRD / "parquet" / "tasks.parquet").write_bytes(b"")
    with pytest.raises(ReleaseError, match="is damaged"):
        make.make_release(Warehouse(story / "w"), releases, "2026.12.01", even_unchanged=True)


def test_a_release_that_waited_for_another_one_finds_that_nothing_changed(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(story / "w")
    monkeypatch.setattr(make, "problems_in", lambda tables: [])
    monkeypatch.setattr(make, "_validated", lambda part: [])
    real = locked

    @contextmanager
    def behind_another(folder: Path) -> Iterator[None]:
        monkeypatch.setattr(make, "locked", real)
        assert make.make_release(warehouse, folder)
        with real(folder):
            yield

    monkeypatch.setattr(make, "locked", behind_another)
    assert make.make_release(warehouse, tmp_path) is None
    assert len(releases_in(tmp_path)) == 1


def test_a_disk_that_is_full_is_said(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise duckdb.TransactionException("No space left on device")

    monkeypatch.setattr(make, "problems_in", lambda tables: [])
    monkeypatch.setattr(make, "write_database", full)
    with pytest.raises(ReleaseError, match=r"No space left.*the releases made before are untouched: check the space"):
        make.make_release(Warehouse(story / "w"), tmp_path, FIRST)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


@pytest.mark.slow
def test_a_killed_release_leaves_none(story: Path, tmp_path: Path) -> None:
    arguments = ["release", "--warehouse", str(story / "w"), "--releases", str(tmp_path), "--version", FIRST]
    command = [sys.executable, "-m", "pipelines.command_line", *arguments]
    for milliseconds in range(800, 2800, 600):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()
        for made in releases_in(tmp_path):
            assert verify(made) == []
    if not releases_in(tmp_path):
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert verify(tmp_path / FIRST) == []
    assert not [path for path in tmp_path.iterdir() if ".part-" in path.name and releases_in(tmp_path) == []]
