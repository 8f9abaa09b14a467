"""Disks that are full or may not be written: what was published stays, the message says what to do."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.storage.warehouse import Warehouse
from pipelines.validation.compare import differences


def published(warehouse: Warehouse) -> dict[str, str]:
    build = warehouse.published()
    assert build is not None
    return {
        str(path.relative_to(warehouse.builds)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_file()
    }


def build(raw: Path, warehouse: Warehouse, largest: int | None = None) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, in which no file may grow beyond ``largest`` bytes."""

    def limited() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pipelines.command_line",
            "build",
            "--raw",
            str(raw),
            "--warehouse",
            str(warehouse.path),
        ],
        capture_output=True,
        text=True,
        preexec_fn=limited,
    )


@pytest.mark.slow
@pytest.mark.parametrize("largest", [0, 20_000, 1_000_000])
def test_a_full_disk_leaves_what_was_published(raw: Path, copy: Warehouse, largest: int) -> None:
    """The largest files: the database has several million bytes, the staged tables some ten thousand each."""
    before = published(copy)
    for path in (copy.staged, copy.shards, copy.checks):
        shutil.rmtree(path, ignore_errors=True)
    done = build(raw, copy, largest)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "what was published before is untouched" in done.stderr
    assert published(copy) == before
    with duckdb.connect(str(copy.database), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM tasks").fetchall() == [(109,)]
    assert [path.name for path in copy.builds.iterdir() if path != copy.published()] == [
        path.name for path in copy.builds.iterdir() if path != copy.published() and (path / "xianzhi.duckdb").exists()
    ]
    again = build(raw, copy)
    assert again.returncode == 0, again.stderr
    assert differences(copy.current.resolve()) == []


@pytest.mark.slow
def test_a_folder_that_may_not_be_written(raw: Path, copy: Warehouse) -> None:
    before = published(copy)
    command = [
        sys.executable,
        "-m",
        "pipelines.command_line",
        "build",
        "--raw",
        str(raw),
        "--warehouse",
        str(copy.path),
    ]
    if (
        os.geteuid() == 0
    ):  # permissions do not bind root: the folder is mounted read-only where only this command sees it
        mounts = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", mounts, "sh", str(copy.path), *command]
        probe = ["unshare", "--mount", "sh", "-c", mounts, "sh", str(copy.path), "true"]
        if subprocess.run(probe, capture_output=True).returncode != 0:
            pytest.skip("this machine lets nobody mount")
    else:
        for folder in (copy.path, copy.builds, copy.path / ".staging"):
            folder.chmod(0o555)
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    finally:
        for folder in (copy.path, copy.builds, copy.path / ".staging"):
            folder.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr
    assert published(copy) == before
    assert build(raw, copy).returncode == 0
