"""A release is whole, described, immutable, and says what changed since the one before and why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.command_line import main
from pipelines.releases import make, schema_version
from pipelines.releases.tables import ALL_TABLES, QUOTATION
from pipelines.releases.verify import verify
from pipelines.releases.version import ReleaseError, next_version, order, releases_in
from pipelines.schema.tables import TABLES
from pipelines.storage.lock import locked
from pipelines.storage.warehouse import Warehouse
from tests.reading import squash

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


@pytest.fixture(scope="module")
def story(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Three releases: of the raw documents; with one number of the notice edited; with a correction."""
    folder = tmp_path_factory.mktemp("story")
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
    yield folder
    for path in folder.rglob("*"):  # releases are read-only
        path.chmod(0o755)


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


def test_descriptions_that_contradict_the_files_are_found(story: Path, tmp_path: Path) -> None:
    import hashlib

    copy = tmp_path / "release"
    shutil.copytree(story / "releases" / FIRST, copy)
    for name in ("datapackage.json", "SHA256SUMS"):
        (copy / name).chmod(0o644)
    package = json.loads((copy / "datapackage.json").read_text())
    old = (copy / "datapackage.json").read_bytes()
    package["resources"][0]["rowCount"] += 1
    new = json.dumps(package).encode()
    (copy / "datapackage.json").write_bytes(new)
    sums = (copy / "SHA256SUMS").read_text()
    (copy / "SHA256SUMS").write_text(sums.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()))
    assert any("another number of rows" in fault for fault in verify(copy))


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
    assert "0 values changed; 0 cells" in capsys.readouterr().out
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


def test_texts_whose_rights_are_not_open_are_left_out(story: Path) -> None:
    folder = story / "releases" / FIRST
    assert rows(folder, "SELECT rights::VARCHAR, bool_and(text IS NULL) FROM documents GROUP BY 1 ORDER BY 1") == [
        ("copyrighted", True),
        ("official_document", False),
    ]
    page = (story / "raw" / "yancheng-governance-newspaper-page.txt").read_text(encoding="utf-8")
    longest = {name: _longest_quotation(folder / "parquet" / f"{name}.parquet", page) for name in ALL_TABLES}
    assert max(longest.values()) == QUOTATION
    assert longest["quantities"] == QUOTATION  # the figure is in what is quoted of its sentence
    for sentence, figure in rows(folder, "SELECT sentence, text FROM quantities WHERE document_id LIKE 'yancheng%'"):
        assert str(figure) in str(sentence)


def _longest_quotation(path: Path, page: str) -> int:
    """Characters of the longest value of a table that stands in a text, however its lines are broken."""
    page = squash(page)
    found = [
        words
        for column in pq.read_table(path, partitioning=None).columns
        for value in column.to_pylist()
        for words in (value if isinstance(value, list) else [value])
        if isinstance(words, str) and squash(words) in page
    ]
    return max(map(len, found), default=0)


def test_a_text_that_is_closed_later_is_closed_in_its_history(story: Path, tmp_path: Path) -> None:
    documents, releases = tmp_path / "raw", tmp_path / "releases"
    shutil.copytree(story / "raw", documents)
    shutil.copytree(story / "releases", releases)
    shutil.copytree(story / "w", tmp_path / "w", symlinks=True)
    sources = (documents / "sources.toml").read_text(encoding="utf-8")
    head, entry, rest = sources.partition(f'file = "{NOTICE}.txt"')
    assert entry
    assert 'rights = "official_document"' in rest
    closed = rest.replace('rights = "official_document"', 'rights = "copyrighted"', 1)
    (documents / "sources.toml").write_text(head + entry + closed, encoding="utf-8")
    arguments = ["--warehouse", str(tmp_path / "w")]
    assert main(["build", "--raw", str(documents), *arguments]) == 0
    assert main(["release", *arguments, "--releases", str(releases), "--version", "2026.12.01"]) == 0
    made = releases / "2026.12.01"
    assert rows(made, f"SELECT text FROM documents WHERE document_id = '{NOTICE}'") == [(None,)]
    former = rows(
        made,
        "SELECT row FROM former_rows WHERE json_extract_string(row, '$.document_id') = ?".replace("?", f"'{NOTICE}'"),
    )
    assert len(former) > 20
    text = (documents / f"{NOTICE}.txt").read_text(encoding="utf-8")
    for (row,) in former:
        values = json.loads(str(row)).values()
        quoted = [value for value in values if isinstance(value, str) and squash(value) in squash(text)]
        assert max(map(len, quoted), default=0) <= QUOTATION
    assert _longest_quotation(made / "parquet" / "changes.parquet", text) <= QUOTATION
    # What the figures of long sentences say was first published then, though the sentences are cut now.
    cut = f"document_id = '{NOTICE}' AND length(sentence) = {QUOTATION}"
    assert rows(made, f"SELECT DISTINCT first_release, last_release, unchanged_since FROM quantities WHERE {cut}") == [
        (FIRST, "2026.12.01", "2026.12.01")
    ]


def test_frictionless_accepts_the_package_and_its_files(story: Path) -> None:
    from frictionless import Package

    for version in (FIRST, SECOND, THIRD):
        descriptor = json.loads((story / "releases" / version / "datapackage.json").read_text())
        assert list(Package.metadata_validate(descriptor)) == []
        assert [resource["name"] for resource in descriptor["resources"]] == list(ALL_TABLES)
    report = Package(str(story / "releases" / THIRD / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:3]


def test_croissant_is_accepted_and_gives_all_records(story: Path) -> None:
    import mlcroissant

    for version in (FIRST, SECOND, THIRD):
        folder = story / "releases" / version
        dataset = mlcroissant.Dataset(str(folder / "croissant.json"))
        assert sorted(dataset.metadata.ctx.issues.errors) == []
    for name in ("tasks", "quantities", "tasks", "sections", "ingestions", "indicators"):
        found = list(dataset.records(name))
        assert len(found) == pq.read_metadata(folder / "parquet" / f"{name}.parquet").num_rows
    assert found[0]["indicators/document_id"].decode() == PLAN


def test_the_citation_is_read_by_a_reader_of_citations(story: Path) -> None:
    import yaml

    found = yaml.safe_load((story / "releases" / THIRD / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert (found["version"], found["date-released"], found["license"]) == (THIRD, "2026-09-10", "CC-BY-4.0")


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
    import time

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


def test_versions() -> None:
    import datetime

    day = datetime.date(2026, 11, 21)
    assert order("2026.11.21") < order("2026.11.21.2") < order("2026.11.21.10") < order("2026.11.22")
    for bad in ("2026.11", "2026.11.31", "26.11.21", "2026.11.21.0", "2026.11.21-1", "../2026.11.21"):
        with pytest.raises(ReleaseError):
            order(bad)
    assert next_version(Path("/nowhere"), day) == "2026.11.21"


def test_the_next_version_of_a_day(tmp_path: Path) -> None:
    import datetime

    day = datetime.date(2026, 11, 21)
    for expected in ("2026.11.21", "2026.11.21.2", "2026.11.21.3"):
        assert next_version(tmp_path, day) == expected
        (tmp_path / expected).mkdir()


def test_a_column_lost_raises_the_major_version() -> None:
    """Remove, rename or retype a column: set SCHEMA_VERSION as this test says, then record the columns
    (``python -m pipelines.releases.schema_version``)."""
    version, columns = schema_version.recorded()
    needed = schema_version.needed_version(version, columns, schema_version.columns())
    assert schema_version.is_enough(schema_version.SCHEMA_VERSION, needed), schema_version.broken(
        columns, schema_version.columns()
    )
    assert (schema_version.SCHEMA_VERSION, schema_version.columns()) == (version, columns), "record the columns"


def test_which_version_a_change_needs() -> None:
    then = {"tasks": {"text": "text", "year": "integer", "kind": "text: a, b"}}
    for now, needed in (
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b"}}, "1.2.3"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b, c"}}, "1.3.0"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a, b", "more": "text"}}, "1.3.0"),
        ({**then, "other": {"a": "text"}}, "1.3.0"),
        ({"tasks": {"text": "text", "year": "integer", "kind": "text: a"}}, "2.0.0"),
        ({"tasks": {"text": "text", "kind": "text: a, b"}}, "2.0.0"),
        ({"tasks": {"text": "text", "years": "integer", "kind": "text: a, b"}}, "2.0.0"),
        ({"tasks": {"text": "text", "year": "real", "kind": "text: a, b"}}, "2.0.0"),
        ({}, "2.0.0"),
    ):
        assert schema_version.needed_version("1.2.3", then, now) == needed


def test_a_lost_column_is_not_recorded_nor_released_under_the_old_version(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = schema_version.columns()
    renamed = {**now, "tasks": {name.replace("text", "words"): kind for name, kind in now["tasks"].items()}}
    monkeypatch.setattr(schema_version, "columns", lambda: renamed)
    with pytest.raises(SystemExit, match=r"set SCHEMA_VERSION to 2\.0\.0 .* tasks\.text"):
        schema_version.record(tmp_path / "recorded.json")
    assert not (tmp_path / "recorded.json").exists()
    monkeypatch.undo()
    releases = tmp_path / "releases"
    shutil.copytree(story / "releases", releases)
    earlier = make._columns
    monkeypatch.setattr(make, "_columns", lambda parquet: {**earlier(parquet), "tasks": {"words": "string"}})
    with pytest.raises(ReleaseError, match=r"no longer find tasks\.words: raise the version of the schema to 2\.0\.0"):
        make.make_release(Warehouse(story / "w"), releases, "2026.12.01", even_unchanged=True)
