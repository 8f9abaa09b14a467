"""Checksums of raw files are kept as long as nobody wrote to the file."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from pipelines.incremental import checksums
from pipelines.incremental.checksums import Checksums


def of(record: Path, path: Path) -> str | None:
    known = Checksums(record)
    found = known.of(path)
    known.keep()
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment ago counts as written long ago."""
    monkeypatch.setattr(checksums, "SETTLED_SECONDS", -60.0)


@pytest.mark.usefixtures("settled")
def test_a_file_that_nobody_wrote_to_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, path = tmp_path / "record", tmp_path / "a.txt"
    path.write_bytes(b"7.5%")
    assert of(record, path) == hashlib.sha256(b"7.5%").hexdigest()
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"unread")
    assert of(record, path) == hashlib.sha256(b"7.5%").hexdigest()
    record.write_text("{")
    assert of(record, path) == hashlib.sha256(b"unread").hexdigest()


@pytest.mark.usefixtures("settled")
def test_a_file_of_the_same_size_and_time_is_another_one(tmp_path: Path) -> None:
    record, path = tmp_path / "record", tmp_path / "a.txt"
    path.write_bytes(b"7.5%")
    before = path.stat()
    assert of(record, path) == hashlib.sha256(b"7.5%").hexdigest()
    time.sleep(0.02)
    path.write_bytes(b"8.5%")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert of(record, path) == hashlib.sha256(b"8.5%").hexdigest()


def test_a_file_written_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    record, path = tmp_path / "record", tmp_path / "a.txt"
    path.write_bytes(b"7.5%")
    of(record, path)
    assert "a.txt" not in (record.read_text() if record.exists() else "")


def test_links_and_lost_files_have_none(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    assert of(tmp_path / "record", tmp_path / "link") is None
    assert of(tmp_path / "record", tmp_path / "a.txt") is None
