"""Reviewed corrections change exactly the row they are about, are marked and listed, and fail where the text has moved."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.corrections.model import CorrectionError
from pipelines.corrections.read import read_corrections
from pipelines.incremental.read import read_documents
from pipelines.sources import read_sources

NOTICE = "haizhou-2022-key-tasks.txt"
PLAN = "haizhou-14th-plan-outline"
ENTRY = """
[[correction]]
document_id = "haizhou-2022-key-tasks"
char_start = {start}
char_end = {end}
found = "{found}"
table = "{table}"
set = {{ {values} }}
reason = "a trial"
reviewed_by = "a reader"
reviewed_on = 2026-11-21
"""


def entry(text: str, words: str, table: str, values: str) -> str:
    start = text.index(words)
    return ENTRY.format(start=start, end=start + len(words), found=words, table=table, values=values)


@pytest.fixture
def folder(tmp_path: Path, raw: Path) -> Path:
    made = tmp_path / "raw"
    made.mkdir()
    shutil.copy(raw / NOTICE, made)
    return made


def build(folder: Path) -> int:
    return main(["build", "--raw", str(folder), "--warehouse", str(folder.parent / "w")])


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder.parent / "w" / "xianzhi.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_correction_changes_its_row_and_is_listed(folder: Path) -> None:
    text = (folder / NOTICE).read_text(encoding="utf-8")
    assert build(folder) == 0
    before = rows(folder, "SELECT task_id, year FROM tasks ORDER BY task_id")
    words = "地区生产总值增长7.5%"
    (folder / "corrections.toml").write_text(
        entry(text, words, "tasks", 'text = "地区生产总值增长7.6%", part = "NULL"')
    )
    assert build(folder) == 0
    corrected = rows(folder, "SELECT task_id, text, part, correction_id FROM tasks WHERE correction_id IS NOT NULL")
    name = corrected[0][3]
    assert corrected == [("haizhou-2022-key-tasks:001", "地区生产总值增长7.6%", None, name)]
    listed = rows(
        folder,
        'SELECT correction_id, row_id, "column", value_before, value_after, reviewed_by FROM corrections ORDER BY ALL',
    )
    task = "haizhou-2022-key-tasks:001"
    assert listed == [
        (name, task, "part", "一、综合指标", None, "a reader"),
        (name, task, "text", "地区生产总值增长7.5%", "地区生产总值增长7.6%", "a reader"),
    ]
    assert rows(folder, "SELECT task_id, year FROM tasks ORDER BY task_id") == before
    (folder / "corrections.toml").unlink()  # what is no longer corrected is as read
    assert build(folder) == 0
    assert rows(folder, "SELECT count(*) FROM corrections") == [(0,)]
    assert rows(folder, "SELECT text FROM tasks WHERE number = 1") == [("地区生产总值增长7.5%",)]


def test_figures_are_compared_as_corrected(folder: Path, raw: Path) -> None:
    shutil.copy(raw / f"{PLAN}.txt", folder)
    (folder / NOTICE).unlink()
    text = (folder / f"{PLAN}.txt").read_text(encoding="utf-8")
    start = text.index(target := "地区生产总值（亿元）\n\t653\n\t1000\n\t—\n\t预期性")
    share = text.index("74.4", text.index("6.1:28.6:65.3"))
    corrected = (
        (start, target, "indicators", "target_value = 900.0"),
        (share, "74.4", "quantities", "value = 65.4, value_base = 65.4"),
    )
    entries = [
        ENTRY.format(
            start=start,
            end=start + len(found),
            found=found.replace("\n", "\\n").replace("\t", "\\t"),
            table=table,
            values=values,
        )
        for start, found, table, values in corrected
    ]
    (folder / "corrections.toml").write_text("".join(entries).replace("haizhou-2022-key-tasks", PLAN))
    assert build(folder) == 0
    compared = rows(
        folder,
        "SELECT DISTINCT left_value FROM crosschecks JOIN indicators ON left_id = indicator_id "
        "WHERE name = '地区生产总值' AND left_column = 'target_value'",
    )
    assert compared == [(9e10,)]
    changed = "SELECT DISTINCT left_value FROM crosschecks WHERE left_evidence = '74.4' AND kind = 'share_change'"
    assert rows(folder, changed) == [(65.4,)]


def test_a_correction_whose_text_has_moved_stops_the_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder / NOTICE).read_text(encoding="utf-8")
    (folder / "corrections.toml").write_text(entry(text, "地区生产总值增长7.5%", "tasks", "year = 2023"))
    assert build(folder) == 0
    published = (folder.parent / "w" / "current").readlink()
    start = text.index("地区生产总值增长7.5%")
    (folder / NOTICE).write_text("本" + text, encoding="utf-8")
    assert build(folder) == 1
    said = capsys.readouterr().err
    assert "corrections.toml, entry 1" in said
    assert f"it now stands at {start + 1}" in said
    assert "review the correction" in said
    assert (folder.parent / "w" / "current").readlink() == published


@pytest.mark.parametrize(
    ("table", "words", "values", "message"),
    [
        ("tasks", "2022年", "year = 2023", "no row of tasks was read from characters"),
        ("quantities", "7.5%", 'comparator = "about"', "holds eq | ge"),
        ("quantities", "7.5%", 'value = "seven"', "holds real"),
        ("quantities", "7.5%", "value = true", "holds real"),
        ("quantities", "7.5%", 'evidence = "7"', "no column of quantities that can be corrected"),
        ("quantities", "7.5%", 'quantity_id = "7"', "no column of quantities that can be corrected"),
        ("quantities", "7.5%", 'comparator = "NULL"', "never NULL"),
        ("regions", "7.5%", 'name = "x"', "no table whose rows were read from a text"),
        ("quantities", "7.5%", "", "set is missing"),
    ],
)
def test_a_correction_that_cannot_be_followed_is_refused(
    folder: Path, table: str, words: str, values: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / NOTICE).read_text(encoding="utf-8")
    (folder / "corrections.toml").write_text(entry(text, words, table, values))
    assert build(folder) == 1
    assert message in capsys.readouterr().err


def test_entries_are_checked(folder: Path) -> None:
    path = folder / "corrections.toml"
    good = entry((folder / NOTICE).read_text(encoding="utf-8"), "7.5%", "quantities", "value = 7.6")
    for bad, message in (
        (good.replace("reason", "why"), "unknown key why"),
        (good.replace('reviewed_by = "a reader"', ""), "reviewed_by is missing"),
        (good.replace("2026-11-21", '"yesterday"'), "reviewed_on is missing"),
        (good.replace('found = "7.5%"', 'found = "7.5"'), "not as long as the span"),
        (good + good, "corrects the same columns"),
        ("[[correction", "corrections.toml"),
        ("other = 1", r"\[\[correction\]\] entry"),
    ):
        path.write_text(bad)
        with pytest.raises(CorrectionError, match=message):
            read_corrections(folder)


def test_the_corrections_of_a_document_that_cannot_be_read_wait(folder: Path, raw: Path) -> None:
    """One damaged file stops no other, whether it was corrected or not."""
    shutil.copy(raw / "haizhou-governance-article-hans.txt", folder)
    text = (folder / NOTICE).read_text(encoding="utf-8")
    words = "地区生产总值增长7.5%"
    (folder / "corrections.toml").write_text(entry(text, words, "tasks", 'part = "NULL"'), encoding="utf-8-sig")
    shards = folder.parent / "staging" / "shards"
    for content, corrected in ((text, 1), ("", 0), (text, 1)):
        (folder / NOTICE).write_text(content, encoding="utf-8")
        counts = read_documents(folder, read_sources(folder), shards, "run")
        assert counts.rows["corrections"] == corrected
        assert counts.rows["documents"] == 1 + corrected
        if not corrected:
            error = counts.quarantined[NOTICE]
            assert "its corrections wait until it can be read" in error
            assert "corrections.toml, entry 1" in error


def test_a_correction_of_no_document_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = entry((folder / NOTICE).read_text(encoding="utf-8"), "7.5%", "quantities", "value = 7.6")
    (folder / "corrections.toml").write_text(text.replace("2022-key", "2023-key"))
    assert build(folder) == 1
    assert "there is no document haizhou-2023-key-tasks" in capsys.readouterr().err
