"""A release verifies with the standard library alone, and whatever is damaged is found."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.command_line import main
from pipelines.releases.verify import verify
from tests.story import FIRST, SECOND, THIRD


def test_releases_verify_with_the_standard_library_alone(story: Path) -> None:
    for version in (FIRST, SECOND, THIRD):
        folder = story / "releases" / version
        assert verify(folder) == []
        # -I -S: nothing but the standard library can be imported.
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(folder / "verify.py")], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, f"{folder}: whole\n")
        assert main(["verify", str(folder)]) == 0


@pytest.mark.parametrize(
    ("name", "damage", "words"),
    [
        ("parquet/tasks.parquet", lambda data: data[:-1], "its checksum is not the one listed"),
        ("parquet/tasks.parquet", None, "missing"),
        ("CHANGELOG.md", None, "missing"),
        ("more.txt", lambda data: b"x", "not listed"),
        ("SHA256SUMS", lambda data: data.replace(b"  ", b" "), "not a checksum and a name"),
        ("SHA256SUMS", lambda data: data + b"0" * 64 + b"  ../other\n", "not a checksum and a name"),
        ("SHA256SUMS", lambda data: b"".join(data.splitlines(True)[1:]), "not listed"),
        ("datapackage.json", lambda data: data + b" ", "its checksum is not the one listed"),
    ],
)
def test_damage_is_found(story: Path, tmp_path: Path, name: str, damage: object, words: str) -> None:
    copy = tmp_path / "release"
    shutil.copytree(story / "releases" / FIRST, copy)
    path = copy / name
    data = path.read_bytes() if path.exists() else b""
    if path.exists():
        path.chmod(0o644)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage(data))  # type: ignore[operator]
    assert any(words in fault for fault in verify(copy))
    assert main(["verify", str(copy)]) == 1


def altered(text: str, *path: object) -> str:
    """JSON with the value at a path counted up, given another word or taken out."""
    content = json.loads(text)
    *folders, last = path
    place = content
    for step in folders:
        place = place[step]
    if last == "hash":
        del place[last]
    else:
        place[last] = place[last] + 1 if isinstance(place[last], int) else "1999"
    return json.dumps(content)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("datapackage.json", lambda text: altered(text, "resources", 0, "rowCount"), "another number of rows"),
        ("datapackage.json", lambda text: altered(text, "resources", 0, "hash"), "cannot be read: KeyError('hash')"),
        ("croissant.json", lambda text: altered(text, "version"), "croissant.json is of 1999"),
        ("codebook.md", lambda text: text.replace("## tasks\n", ""), "codebook.md does not tell of tasks"),
        ("xianzhi.duckdb", lambda text: "rubbish", "xianzhi.duckdb: no DuckDB file"),
    ],
)
def test_descriptions_that_contradict_the_files_are_found(
    story: Path, tmp_path: Path, name: str, change: Callable[[str], str], words: str
) -> None:
    copy = tmp_path / "release"
    shutil.copytree(story / "releases" / FIRST, copy)
    for path in (copy / name, copy / "SHA256SUMS"):
        path.chmod(0o644)
    old = (copy / name).read_bytes()
    new = change(old.decode(errors="replace")).encode()
    (copy / name).write_bytes(new)
    sums = (copy / "SHA256SUMS").read_text()
    (copy / "SHA256SUMS").write_text(sums.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()))
    assert any(words in fault for fault in verify(copy))


def test_a_release_under_another_name_is_none(story: Path, tmp_path: Path) -> None:
    shutil.copytree(story / "releases" / FIRST, tmp_path / "2030.01.01")
    assert verify(tmp_path / "2030.01.01") == [
        f"the folder is called 2030.01.01, but the release is {FIRST}: give it its name"
    ]
    (tmp_path / "2030.01.01").rename(tmp_path / "download")
    assert verify(tmp_path / "download") == []
    (tmp_path / "download").chmod(0o755)
    (tmp_path / "download" / "empty").mkdir()
    os.mkfifo(tmp_path / "download" / "pipe")
    assert verify(tmp_path / "download") == [
        "empty: a folder that holds nothing of SHA256SUMS",
        "pipe: not listed in SHA256SUMS",
    ]
