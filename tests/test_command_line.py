"""The xianzhi command: what it prints, its exit status, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.command_line import main
from pipelines.version import VERSION


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipelines.command_line", *arguments], capture_output=True, text=True, check=False
    )


def test_version_and_help() -> None:
    assert run("--version").stdout == f"xianzhi {VERSION}\n"
    assert "build" in run("--help").stdout


@pytest.mark.parametrize("arguments", [[], ["biuld"], ["sql"], ["build", "--fast"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_queries_do_not_load_the_libraries_of_the_build(warehouse: Path) -> None:
    heavy = "import sys; from pipelines.command_line import main; main(sys.argv[1:]); "
    heavy += "print([name for name in ('dagster', 'great_expectations', 'pandas', 'pyarrow') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", heavy, "sql", "--csv", "SELECT 1 AS one", "--warehouse", str(warehouse)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "one\n1\n[]\n"


def test_sql_prints_a_table_csv_and_json(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT document_id, characters FROM documents WHERE document_id LIKE 'haizhou-2022%'"
    assert main(["sql", query, "--warehouse", str(warehouse)]) == 0
    assert "haizhou-2022-key-tasks" in capsys.readouterr().out
    main(["sql", "--csv", query, "--warehouse", str(warehouse)])
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["document_id", "characters"],
        ["haizhou-2022-key-tasks", "11284"],
    ]
    main(["sql", "--json", query, "--warehouse", str(warehouse)])
    assert json.loads(capsys.readouterr().out) == [{"document_id": "haizhou-2022-key-tasks", "characters": 11284}]


def test_sql_cannot_change_the_dataset(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", "DELETE FROM documents", "--warehouse", str(warehouse)]) == 2
    assert "read-only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT * FROM indicator", "did you mean indicators"),
        ("SELECT * FROM qantities", "did you mean quantities"),
        ("SELECT * FROM zzz", "the tables are "),
        ("SELECT nmae FROM tasks", "nmae"),
        ("SELEC 1", "syntax error"),
        ("", "the query is empty: write one statement"),
        (" ;\n", "the query is empty"),
        ("-- SELECT 1", "the query is empty"),
        ("SELECT 1; SELECT 2", "holds 2 statements, the second is 'SELECT 2'"),
        ("SELECT \udcff", "not UTF-8"),
    ],
)
def test_wrong_queries_are_explained(
    warehouse: Path, capsys: pytest.CaptureFixture[str], query: str, hint: str
) -> None:
    assert main(["sql", query, "--warehouse", str(warehouse)]) == 2
    assert hint in capsys.readouterr().err


def test_a_mark_or_comment_behind_a_query_is_no_second_one(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", "--csv", "SELECT 1 AS one; -- that is all", "--warehouse", str(warehouse)]) == 0
    assert capsys.readouterr().out == "one\n1\n"


def test_without_a_warehouse_the_command_that_makes_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sql", "SELECT 1", "--warehouse", str(tmp_path / "none")]) == 2
    assert f"`xianzhi build --warehouse {tmp_path / 'none'}` makes it" in capsys.readouterr().err


def test_show_marks_the_evidence(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sql", "--json", "SELECT * FROM skipped_numbers LIMIT 1 OFFSET 20", "--warehouse", str(warehouse)])
    row = json.loads(capsys.readouterr().out)[0]
    assert main(["show", row["skipped_id"], "--warehouse", str(warehouse)]) == 0
    shown = capsys.readouterr().out
    assert f"【{row['evidence']}】" in shown
    assert f"characters {row['char_start']} to {row['char_end']}" in shown.replace("\n", " ")


def test_show_finds_a_row_of_every_table_with_an_id(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipelines.schema.tables import TABLES

    for table in TABLES.values():
        if len(table.key) == 1:
            query = f"SELECT {table.key[0]} AS key FROM {table.name} LIMIT 1"
            main(["sql", "--json", query, "--warehouse", str(warehouse)])
            found = json.loads(capsys.readouterr().out)
            for row in found:
                assert main(["show", row["key"], "--warehouse", str(warehouse)]) == 0
                assert row["key"] in capsys.readouterr().out.replace("\n", "")


def test_show_of_an_unknown_row(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "haizhou:999", "--warehouse", str(warehouse)]) == 1
    assert "no table has a row haizhou:999" in capsys.readouterr().err


def test_build_without_documents_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--raw", str(tmp_path / "none"), "--warehouse", str(tmp_path / "w")]) == 2
    assert "name the folder of the raw documents with --raw" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["build", "--raw", str(tmp_path / "empty"), "--warehouse", str(tmp_path / "w")]) == 2
    assert "holds no documents" in capsys.readouterr().err
    assert not (tmp_path / "w").exists()


def test_build_tells_what_it_does_and_what_it_built(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    shutil.copy(raw / "haizhou-governance-article-hans.txt", tmp_path / "raw" / "A File.txt")
    assert main(["build", "--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "w")]) == 0
    output = capsys.readouterr()
    assert "reading A File.txt" in output.err
    assert "built 1 document" in output.out
    assert "A-File" in output.out
