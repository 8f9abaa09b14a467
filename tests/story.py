"""Three releases that the tests of releases read: of the raw documents; with a number edited; with a correction."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from pipelines.command_line import main

PLAN = "haizhou-14th-plan-outline"
NOTICE = "haizhou-2022-key-tasks"
FIRST, SECOND, THIRD = "2026.01.02", "2026.09.10.2", "2026.09.10.10"
"""Names whose order is not that of their numbers read as words."""


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path / "xianzhi.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def edited(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def tell_story(raw: Path, folder: Path) -> None:
    """Make the releases in ``folder``, with the raw documents and the warehouse they are made of."""
    documents, warehouse, releases = folder / "raw", folder / "w", folder / "releases"
    shutil.copytree(raw, documents)
    build = ["build", "--raw", str(documents), "--warehouse", str(warehouse)]
    release = ["release", "--warehouse", str(warehouse), "--releases", str(releases), "--version"]
    assert main(build) == 0
    assert main([*release, FIRST]) == 0
    edited(documents, NOTICE, "1.地区生产总值增长7.5%", "1.地区生产总值增长7.6%")
    assert main(build) == 0
    assert main([*release, SECOND]) == 0
    text = (documents / f"{NOTICE}.txt").read_text(encoding="utf-8")
    start = text.index("一般公共预算收入增长6%")
    (documents / "corrections.toml").write_text(
        f"""
        [[correction]]
        document_id = "{NOTICE}"
        char_start = {start}
        char_end = {start + len("一般公共预算收入增长6%")}
        found = "一般公共预算收入增长6%"
        table = "tasks"
        set = {{ year = 2023 }}
        reason = "a trial"
        reviewed_by = "a reader"
        reviewed_on = 2026-11-22
        """
    )
    assert main(build) == 0
    assert main([*release, THIRD]) == 0
