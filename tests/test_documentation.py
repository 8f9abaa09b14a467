"""Everything that the README and the pages of docs show is run, and its output compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipelines.command_line import main

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PARTS = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def shown() -> list[tuple[str, str, str]]:
    """(page, command, output) of every command in a console block."""
    found: list[tuple[str, str, str]] = []
    for page in PAGES:
        for block in CONSOLE.finditer(page.read_text(encoding="utf-8")):
            for command, output in PARTS.findall(block.group(1)):
                found.append((page.name, command.replace("\\\n", ""), output))
    return found


SHOWN = shown()
QUERIES = [entry for entry in SHOWN if entry[1].startswith(("xianzhi sql", "xianzhi show", "xianzhi --version"))]


def lines(text: str) -> list[str]:
    """The lines of an output without the blanks at their ends and without blank lines."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("page", "command", "output"), QUERIES, ids=[f"{page}-{i}" for i, (page, _, _) in enumerate(QUERIES)]
)
def test_a_query_gives_the_answer_shown(
    page: str,
    command: str,
    output: str,
    warehouse: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "warehouse").symlink_to(warehouse)
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "xianzhi"
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    assert status == 0
    assert lines(capsys.readouterr().out) == lines(output)


def test_the_readme_shows_three_queries() -> None:
    assert sum(page == "README.md" and command.startswith("xianzhi sql") for page, command, _ in SHOWN) >= 3


def test_every_other_command_shown_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page, command, _ in SHOWN:
        if (page, command) in {(known, query) for known, query, _ in QUERIES}:
            continue
        program, *arguments = shlex.split(command)
        if program == "make":
            assert re.search(rf"^{arguments[0]}:", makefile, re.MULTILINE), (page, command)
        else:
            assert program == "xianzhi", (page, command)
            assert arguments[0] in {"build", "ui", "fetch", "release", "verify", "diff", "publish"}, (page, command)


def test_every_subcommand_and_target_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for name in [
        "xianzhi build",
        "xianzhi sql",
        "xianzhi show",
        "xianzhi ui",
        *(f"xianzhi {name}" for name in ("fetch", "release", "verify", "diff", "publish")),
        *(f"make {target}" for target in targets),
    ]:
        assert name in readme, name


def test_links_lead_to_files() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_every_table_is_named_in_the_readme() -> None:
    from pipelines.schema.tables import TABLES

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in TABLES:
        assert f"`{name}`" in readme, name
