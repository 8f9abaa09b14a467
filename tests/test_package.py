"""What is installed: the wheel holds all data, the locks name no registry."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from pipelines.version import VERSION


@pytest.mark.slow
def test_an_installed_wheel_builds(root: Path, raw: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("pipelines", "assets", "expectations"):
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=source, check=True, capture_output=True
    )
    (wheel,) = (source / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    command = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipelines.command_line import main, __file__ as f; "
    )
    command += "print(f); sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            command,
            str(installed),
            "build",
            "--raw",
            str(raw),
            "--warehouse",
            str(tmp_path / "w"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed))
    assert (installed / "pipelines" / "dagster.yaml").exists()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-uv.lock"])
def test_locks_have_a_hash_for_everything_and_name_no_registry(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.\[\]-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry


def test_everything_the_project_needs_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    locked = dict(
        re.findall(r"^([\w.-]+)==([\w.]+)", (root / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for requirement in wanted:
        name, exact = re.match(r"([\w-]+)(?:==([\w.]+))?", requirement).groups()  # type: ignore[union-attr]
        assert name in locked
        assert exact is None or locked[name] == exact


def test_the_version_is_stated_once(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_the_settings_of_the_web_interface_send_nothing(root: Path) -> None:
    settings = (root / "pipelines" / "dagster.yaml").read_text(encoding="utf-8")
    assert re.search(r"^telemetry:\n  enabled: false$", settings, re.MULTILINE)
    assert re.search(r"^nux:\n  enabled: false$", settings, re.MULTILINE)
