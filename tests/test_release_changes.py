"""A release says what changed since the one before and why, and answers as of any earlier one."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.releases import make
from pipelines.schema.tables import TABLES
from tests.story import FIRST, NOTICE, PLAN, SECOND, THIRD, rows


def test_an_edited_number_is_one_changed_cell_with_cause_source(story: Path) -> None:
    # Tables read from the texts; those that compare figures or count rows follow from them.
    read = [name for name, table in TABLES.items() if any(column.name == "evidence" for column in table.columns)]
    changed = [
        row
        for row in rows(
            story / "releases" / SECOND,
            'SELECT "table", kind, "column", value_before, value_after, cause FROM changes '
            "WHERE layer = 'value' ORDER BY ALL",
        )
        if row[0] in read
    ]
    assert changed == [
        ("quantities", "changed", "text", "7.5%", "7.6%", "source"),
        ("quantities", "changed", "value", "7.5", "7.6", "source"),
        ("quantities", "changed", "value_base", "7.5", "7.6", "source"),
        ("tasks", "changed", "text", "地区生产总值增长7.5%", "地区生产总值增长7.6%", "source"),
    ]
    # Of long texts what differs is shown.
    alike = "SELECT count(*) FROM changes WHERE kind = 'changed' AND value_before IS NOT DISTINCT FROM value_after"
    assert rows(story / "releases" / SECOND, alike) == [(0,)]
    others = rows(
        story / "releases" / SECOND,
        "SELECT DISTINCT document_id, cause FROM changes WHERE document_id IS NOT NULL",
    )
    assert others == [(NOTICE, "source")]


def test_a_correction_is_the_cause_of_its_change(story: Path) -> None:
    changed = rows(
        story / "releases" / THIRD,
        'SELECT "table", row_id, "column", value_before, value_after, cause FROM changes '
        "WHERE layer = 'value' AND kind = 'changed'",
    )
    assert changed == [("tasks", f"{NOTICE}:002", "year", "2022", "2023", "correction")]
    assert rows(story / "releases" / THIRD, "SELECT DISTINCT cause FROM changes") == [("correction",)]


def test_the_changelog_says_it_in_words(story: Path) -> None:
    text = (story / "releases" / THIRD / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {version}" for version in (THIRD, SECOND, FIRST)
    ]
    assert f"`tasks` {NOTICE}:002 year: 2022 → 2023 (correction)" in text
    assert f"`tasks` {NOTICE}:001 text: 地区生产总值增长7.5% → 地区生产总值增长7.6% (source)" in text
    assert "The first release." in text


def test_diff_of_any_two_releases(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    releases = story / "releases"
    assert main(["diff", str(releases / FIRST), str(releases / THIRD)]) == 0
    said = capsys.readouterr().out
    assert "value_base: 7.5 → 7.6 (source)" in said
    assert f"{NOTICE}:002 year: 2022 → 2023" in said
    assert main(["diff", str(releases / FIRST), str(releases / FIRST)]) == 0
    assert "0 values changed; 0 cells of place and wording, 0 of the quality of reading" in capsys.readouterr().out
    assert main(["diff", str(releases / FIRST), str(releases / SECOND), "--all"]) == 0
    assert f"`documents` {NOTICE} sha256: " in capsys.readouterr().out
    assert main(["diff", str(releases / FIRST), str(releases / THIRD)[::-1]]) == 2


def test_another_parser_is_the_cause(tmp_path: Path, story: Path) -> None:
    for name in ("before", "after"):
        shutil.copytree(story / "releases" / FIRST / "parquet", tmp_path / name)
    for path in tmp_path.rglob("*"):
        path.chmod(0o755)
    after = tmp_path / "after"
    with duckdb.connect() as connection:
        for table, replaced in (
            ("quantities", "CASE WHEN text = '7.5%' THEN 8.5 ELSE value END AS value"),
            ("ingestions", "'2.0.0+abc' AS parser_version"),
        ):
            path = after / f"{table}.parquet"
            connection.execute(f"COPY (SELECT * REPLACE ({replaced}) FROM '{path}') TO '{path}.new' (FORMAT parquet)")
            Path(f"{path}.new").replace(path)
    found = make.changes_between(tmp_path / "before", after)
    assert {(change.table, change.column, change.value_after, cause) for change, cause in found} == {
        ("quantities", "value", "8.5", "parser")
    }


def test_history_answers_as_of_each_release(story: Path) -> None:
    third = story / "releases" / THIRD
    task = f"task_id = '{NOTICE}:001'"
    for version, words in ((FIRST, "7.5%"), (SECOND, "7.6%"), (THIRD, "7.6%")):
        query = f"SELECT right(text, 4) FROM tasks_as_of('{version}') WHERE {task}"
        assert rows(third, query) == [(words,)]
        for table in TABLES:
            if TABLES[table].varies:
                continue
            here = rows(third, f"SELECT count(*) FROM {table}_as_of('{version}')")
            assert here == rows(story / "releases" / version, f"SELECT count(*) FROM {table}"), (table, version)
    with pytest.raises(duckdb.InvalidInputException, match="there is no release 2026"):
        rows(third, "FROM tasks_as_of('2026.11.30')")
    assert rows(third, f"SELECT first_release, last_release FROM tasks WHERE {task}") == [(SECOND, THIRD)]
    assert rows(third, f"SELECT first_release FROM documents WHERE document_id = '{PLAN}'") == [(FIRST,)]
    former = rows(third, "SELECT first_release, last_release FROM former_rows WHERE \"table\" = 'documents'")
    assert former == [(FIRST, FIRST)]
    text = rows(third, f"SELECT text FROM documents_as_of('{FIRST}') WHERE document_id = '{NOTICE}'")
    assert "1.地区生产总值增长7.5%" in str(text[0][0])
    for version in (FIRST, SECOND):
        said = "SELECT quantity_id, value, unit, subject, comparator, year_to FROM"
        assert rows(third, f"{said} quantities_as_of('{version}') ORDER BY 1") == rows(
            story / "releases" / version, f"{said} quantities ORDER BY 1"
        )


def test_a_row_that_goes_leaves_the_history_of_those_behind_it(story: Path, tmp_path: Path) -> None:
    """The second of the indicators is taken out of the table: the keys of thirty others change, and nothing else."""
    shutil.copytree(story, tmp_path / "story", symlinks=True)
    plan = tmp_path / "story" / "raw" / f"{PLAN}.txt"
    text = plan.read_text(encoding="utf-8")
    row = "\t全员劳动生产率（万元）\n\t14.6\n\t20.8\n\t—\n\t预期性\n\n\t\n"
    assert text.count(row) == 1
    plan.write_text(text.replace(row, ""), encoding="utf-8")
    warehouse, releases = tmp_path / "story" / "w", tmp_path / "story" / "releases"
    assert main(["build", "--raw", str(plan.parent), "--warehouse", str(warehouse)]) == 0
    version = "2026.12.01"
    command = ["release", "--warehouse", str(warehouse), "--releases", str(releases), "--version", version]
    assert main(command) == 0
    changed = "SELECT \"table\", kind, value_before LIKE '%全员劳动生产率%20.8%' FROM changes WHERE layer = 'value'"
    assert rows(releases / version, changed) == [("indicators", "removed", True)]
    first = rows(releases / version, "SELECT first_release, unchanged_since, count(*) FROM indicators GROUP BY ALL")
    assert sorted(first) == [(FIRST, FIRST, 1), (FIRST, version, 30)]
    names = ", ".join(f'"{column.name}"' for column in TABLES["indicators"].columns)
    then = rows(releases / THIRD, f"SELECT {names} FROM indicators ORDER BY 1")
    assert rows(releases / version, f"SELECT {names} FROM indicators_as_of('{THIRD}') ORDER BY 1") == then
