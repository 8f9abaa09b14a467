"""Only what changed is read again, with the same result as reading everything; what kills its process costs only itself."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import struct
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import make_corpus
from pipelines.command_line import main
from pipelines.incremental import plan, pool, read, tables
from pipelines.incremental.plan import Content, plan_shards
from pipelines.incremental.pool import make_shards
from pipelines.incremental.read import read_documents
from pipelines.incremental.splice import splice
from pipelines.incremental.thrift import read_struct, write_struct
from pipelines.schema.tables import TABLES
from pipelines.sources import Source, read_sources
from pipelines.storage import patch_database
from pipelines.storage import warehouse as publishing
from pipelines.storage.begun import take_database
from pipelines.storage.combine import combine_governance
from pipelines.storage.files import read_parquet
from pipelines.storage.parse_shard import parse_shard
from pipelines.storage.shard import ShardInputs
from pipelines.storage.warehouse import Warehouse
from pipelines.validation import parts, record
from pipelines.validation.compare import differences
from pipelines.validation.parts import OF_ONE_DOCUMENT


def footer(path: Path) -> bytes:
    data = path.read_bytes()
    length = struct.unpack("<I", data[-8:-4])[0]
    return data[-8 - length : -8]


def test_footers_are_written_as_they_were_read(warehouse: Path) -> None:
    for path in (warehouse / "parquet").glob("*.parquet"):
        read, end = read_struct(footer(path))
        written = bytearray()
        write_struct(read, written)
        assert bytes(written) == footer(path)
        assert end == len(footer(path))


def test_spliced_files_read_as_their_rows_behind_each_other(warehouse: Path, tmp_path: Path) -> None:
    for path in (warehouse / "parquet").glob("*.parquet"):
        one = read_parquet(path)
        output = tmp_path / path.name
        assert splice([path, path, path], output) == 3 * one.num_rows
        assert read_parquet(output).equals(pa.concat_tables([one] * 3))
        assert pq.read_schema(output).equals(pq.read_schema(path), check_metadata=True)
        with duckdb.connect() as connection:
            assert connection.execute(f"SELECT count(*) FROM '{output}'").fetchall()[0][0] == 3 * one.num_rows
            differing = connection.execute(f"SELECT count(*) FROM (FROM '{output}' EXCEPT FROM '{path}')").fetchall()
            assert differing == [(0,)]
        splice([path], output)
        assert output.read_bytes() == path.read_bytes()


def test_files_of_other_columns_are_not_spliced(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="another schema"):
        splice([warehouse / "parquet" / f"{name}.parquet" for name in ("tasks", "leaders")], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "no").write_bytes(b"no Parquet file")
    with pytest.raises(ValueError, match="no Parquet file"):
        splice([tmp_path / "no"], tmp_path / "out")


names = st.text("abc019-", min_size=1, max_size=12)


@given(st.lists(names, unique=True, min_size=2, max_size=300))
def test_a_document_more_changes_the_shard_it_falls_into(documents: list[str]) -> None:
    def named(some: list[str]) -> dict[str, tuple[str, ...]]:
        contents = [Content(Source(name, name), "", f"key of {name}") for name in some]
        return {
            shard.name: tuple(content.source.document_id for content in shard.contents)
            for shard in plan_shards(contents)
        }

    before, after = named(documents[1:]), named(documents)
    ordered = sorted(documents, key=lambda name: name + ":")
    assert [name for shard in after.values() for name in shard] == ordered
    assert len(before.keys() - after.keys()) <= 1
    assert len(after.keys() - before.keys()) <= 2


def digests(warehouse: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((warehouse / "parquet" / f"{name}.parquet").read_bytes()).hexdigest()
        for name, table in TABLES.items()
        if not table.varies
    }


def same_rows(warehouse: Path) -> None:
    """The database holds what the Parquet files hold."""
    with duckdb.connect(str(warehouse / "xianzhi.duckdb"), read_only=True) as connection:
        for name in TABLES:
            path = warehouse / "parquet" / f"{name}.parquet"
            one = connection.execute(f"SELECT count(*) FROM (FROM '{path}' EXCEPT ALL FROM \"{name}\")").fetchall()
            assert one == [(0,)], name
            counts = connection.execute(f"SELECT (SELECT count(*) FROM '{path}'), (SELECT count(*) FROM \"{name}\")")
            assert len(set(counts.fetchall()[0])) == 1, name


def build(raw: Path, warehouse: Path) -> None:
    assert main(["build", "--raw", str(raw), "--warehouse", str(warehouse)]) == 0


def statuses(warehouse: Path) -> dict[str, str]:
    rows = read_parquet(warehouse / "parquet" / "ingestions.parquet").to_pylist()
    return {row["file"]: row["status"] for row in rows}


def test_reading_the_changed_documents_gives_what_reading_all_gives(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, own = tmp_path / "raw", tmp_path / "own"
    make_corpus(raw, folder, 25)
    shutil.copy(raw / "haizhou-2022-key-tasks.txt", folder)
    build(folder, own)
    assert set(statuses(own).values()) == {"ok"}
    monkeypatch.setattr(patch_database, "MOST_CHANGED", 1.0)
    monkeypatch.setattr(Warehouse, "begin_database", lambda self: None)  # written by this process, it can be watched
    patched: list[bool] = []
    patch = patch_database._patch

    def noted(*arguments: object) -> int:
        patched.append(False)
        result = patch(*arguments)  # type: ignore[arg-type]
        patched[-1] = True
        return result

    monkeypatch.setattr(patch_database, "_patch", noted)
    text = (folder / "haizhou-2022-key-tasks.txt").read_text()
    assert "地区生产总值增长7.5%" in text
    (folder / "haizhou-2022-key-tasks.txt").write_text(text.replace("地区生产总值增长7.5%", "地区生产总值增长7.6%"))
    (folder / "00003-haizhou-governance-article-hant.txt").unlink()
    shutil.copy(raw / "haizhou-governance-article-hans.txt", folder / "later.txt")
    shutil.copy(raw / "haizhou-governance-article-hant.txt", folder / "article.txt")
    build(folder, own)
    assert patched == [True]
    assert {name for name, status in statuses(own).items() if status == "ok"} == {
        *("haizhou-2022-key-tasks.txt", "later.txt", "article.txt")
    }
    same_rows(own)
    build(folder, tmp_path / "other")
    assert digests(own) == digests(tmp_path / "other")
    with duckdb.connect(str(own / "xianzhi.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT parallel_of FROM documents WHERE document_id = 'article'").fetchall()
        assert found == [("later",)]
        rows = connection.execute("SELECT text FROM tasks WHERE task_id = 'haizhou-2022-key-tasks:001'").fetchall()
        assert rows == [("地区生产总值增长7.6%",)]


@pytest.mark.parametrize(("pieces", "few"), [(1, 0), (3, 100)])
def test_checking_part_by_part_finds_what_checking_all_finds(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch, pieces: int, few: int
) -> None:
    make_corpus(raw, tmp_path / "raw", 15)
    monkeypatch.setattr(plan, "DOCUMENTS_A_SHARD", 4)
    build(tmp_path / "raw", tmp_path / "w")
    folder = (tmp_path / "w" / "parquet").resolve()
    whole = {name: record.check_table(folder, name, None, None) for name in OF_ONE_DOCUMENT}
    monkeypatch.setattr(parts, "LARGE", 1)
    monkeypatch.setattr(parts, "PIECES_A_PART", pieces)
    monkeypatch.setattr(parts, "FEW", few)
    groups = pq.read_metadata(folder / "documents.parquet").num_row_groups
    assert groups > 1
    found = {name: record.check_table(folder, name, None, tmp_path / "records") for name in OF_ONE_DOCUMENT}
    assert found == whole
    assert any(not result.success for results in whole.values() for result in results)
    kept = len(list((tmp_path / "records" / "parts").iterdir()))
    assert kept == groups if pieces == 1 else 0 < kept <= groups
    for table in (tmp_path / "records").glob("*.json"):
        table.unlink()
    parts._results_by_part.cache_clear()
    monkeypatch.setattr(
        parts, "_checked", lambda folder, missing: pytest.fail("checked anew") if missing else ()
    )  # what was found in each part is kept
    assert {name: record.check_table(folder, name, None, tmp_path / "records") for name in OF_ONE_DOCUMENT} == whole


def test_what_other_processes_do_ahead_is_what_the_build_would_do(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_corpus(raw, tmp_path / "raw", 15)
    monkeypatch.setattr(plan, "DOCUMENTS_A_SHARD", 4)
    build(tmp_path / "raw", tmp_path / "plain")
    monkeypatch.setattr(parts, "LARGE", 1)
    monkeypatch.setattr(tables, "MANY", 1)
    taken: list[bool] = []

    def noted(staged: Path, before: Path | None, folder: Path) -> bool:
        taken.append(take_database(staged, before, folder))
        return taken[-1]

    monkeypatch.setattr(publishing, "take_database", noted)
    build(tmp_path / "raw", tmp_path / "ahead")
    changed = sorted((tmp_path / "raw").iterdir())[3]
    changed.write_bytes(changed.read_bytes() + "\n新增高标准农田3.5万亩。\n".encode())
    assert digests(tmp_path / "ahead") == digests(tmp_path / "plain")
    assert differences((tmp_path / "ahead" / "current").resolve()) == []
    build(tmp_path / "raw", tmp_path / "ahead")
    assert differences((tmp_path / "ahead" / "current").resolve()) == []
    build(tmp_path / "raw", tmp_path / "anew")
    assert digests(tmp_path / "ahead") == digests(tmp_path / "anew")
    assert taken == [True, True, True]
    left = {path.name for path in (tmp_path / "ahead" / ".staging").iterdir()}
    assert left <= {"checks", "checksums.json", "quality.json", "pieces", "shards", "shards.json", "tables"}


def test_a_database_begun_from_other_tables_is_not_taken(tmp_path: Path, raw: Path) -> None:
    build(raw, tmp_path)
    built = Warehouse(tmp_path)
    folder = tmp_path / "build"
    folder.mkdir()
    built.begin_database()
    regions = built.staged_table("regions")
    regions.write_bytes(regions.read_bytes())
    assert not take_database(built.staged, built.published(), folder)
    assert not list(folder.iterdir())
    assert not list(built.staged.parent.glob("database-*"))


def test_nothing_changed_nothing_read(tmp_path: Path, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    build(raw, tmp_path)
    assert capfd.readouterr().err.count("reading ") == 5
    before = digests(tmp_path)
    build(raw, tmp_path)
    assert "reading " not in capfd.readouterr().err
    assert set(statuses(tmp_path).values()) == {"unchanged"}
    assert digests(tmp_path) == before
    # A shard whose files are damaged is none: it is made again.
    damaged = next((tmp_path / ".staging" / "shards").glob("*/quantities.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    build(raw, tmp_path)
    assert digests(tmp_path) == before


def inputs_of(folder: Path, output: Path) -> ShardInputs:
    return ShardInputs(folder, tuple(read_sources(folder)), output, "run")


def test_a_document_that_kills_its_process_costs_only_itself(tmp_path: Path, raw: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a.txt", "bad.txt", "c.txt"):
        shutil.copy(raw / "haizhou-governance-article-hans.txt", folder / name)
    begun: list[str] = []

    def kill(file: str) -> None:
        begun.append(file)
        if file == "bad.txt":
            for child in multiprocessing.active_children():
                child.kill()

    counts = make_shards([inputs_of(folder, tmp_path / "shard")], kill)["shard"]
    assert counts.quarantined.keys() == {"bad.txt"}
    assert "ended its process twice (signal 9)" in counts.quarantined["bad.txt"]
    assert begun.count("bad.txt") == 2
    documents = read_parquet(tmp_path / "shard" / "documents.parquet")
    assert documents["document_id"].to_pylist() == ["a", "c"]


def test_only_what_killed_its_process_is_tried_anew_by_each_build(tmp_path: Path, raw: Path) -> None:
    folder, shards = tmp_path / "raw", tmp_path / "staging" / "shards"
    folder.mkdir()
    for name in ("a.txt", "bad.txt", "c.txt"):
        shutil.copy(raw / "haizhou-governance-article-hans.txt", folder / name)
    begun: list[str] = []

    def kill(file: str) -> None:
        begun.append(file)
        if file == "bad.txt":
            for child in multiprocessing.active_children():
                child.kill()

    assert read_documents(folder, read_sources(folder), shards, "first", kill).quarantined.keys() == {"bad.txt"}
    for run in ("second", "third"):
        begun.clear()
        counts = read_documents(folder, read_sources(folder), shards, run, kill)
        assert set(begun) == {"bad.txt"}
        assert counts.quarantined.keys() == {"bad.txt"}
        assert counts.rows["documents"] == 2
    (folder / "bad.txt").unlink()
    begun.clear()
    assert read_documents(folder, read_sources(folder), shards, "fourth", kill).rows["documents"] == 2
    assert begun == []


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, shards = tmp_path / "raw", tmp_path / "staging" / "shards"
    folder.mkdir()
    before = (raw / "haizhou-2022-key-tasks.txt").read_text(encoding="utf-8")
    after = before.replace("规模以上固定资产投资增长8%", "规模以上固定资产投资增长9%")
    (folder / "a.txt").write_text(before, encoding="utf-8")

    def changed(inputs: list[ShardInputs], *rest: Any) -> Any:
        (folder / "a.txt").write_text(after, encoding="utf-8")
        return make_shards(inputs, *rest)

    def said() -> str:
        (shard,) = json.loads((shards.parent / "shards.json").read_text())["shards"]
        return " ".join(read_parquet(shards / shard / "tasks.parquet")["text"].to_pylist())

    with monkeypatch.context() as patch:
        patch.setattr(read, "make_shards", changed)
        read_documents(folder, read_sources(folder), shards, "first")
    assert "投资增长9%" in said()
    (folder / "a.txt").write_text(before, encoding="utf-8")
    read_documents(folder, read_sources(folder), shards, "second")
    assert "投资增长8%" in said()


def test_a_process_killed_once_costs_nothing(tmp_path: Path, raw: Path) -> None:
    killed: list[str] = []

    def kill(file: str) -> None:
        if not killed:
            killed.append(file)
            for child in multiprocessing.active_children():
                child.kill()

    counts = make_shards([inputs_of(raw, tmp_path / "shard")], kill)["shard"]
    assert killed
    assert counts.quarantined == {}


def test_a_document_that_never_ends_is_quarantined(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SECONDS_A_DOCUMENT", 5)
    os.mkfifo(tmp_path / "endless.txt")  # nobody writes: reading it waits for ever
    shutil.copy(raw / "haizhou-governance-article-hans.txt", tmp_path / "good.txt")
    sources = (Source("endless", "endless.txt"), Source("good", "good.txt"))
    counts = make_shards([ShardInputs(tmp_path, sources, tmp_path / "shard", "run")])["shard"]
    assert counts.quarantined.keys() == {"endless.txt"}
    assert counts.rows["documents"] == 1


def test_a_shard_that_cannot_be_written_says_why(tmp_path: Path, raw: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(pool.ShardFailed, match="file"):
        make_shards([inputs_of(raw, tmp_path / "file" / "shard")])


def test_a_figure_said_by_two_documents_counts_once(tmp_path: Path) -> None:
    page = "海州区社区治理\n2020年，海州区建成社区党群服务中心18个，培训网格员320名。\n" * 2
    raw = tmp_path / "raw"
    raw.mkdir()
    shards = []
    for name in ("a", "b"):
        (raw / f"{name}.txt").write_text(f"{name}\n{page}")
        source = Source(name, f"{name}.txt", facts={"genre": "article", "region_code": "320706"})
        parse_shard(raw, [source], tmp_path / name, "run")
        shards.append(tmp_path / name)
    alone = combine_governance(shards[:1], tmp_path / "alone.parquet")
    assert alone > 0
    assert combine_governance(shards, tmp_path / "both.parquet") == alone


def test_no_shard_is_long_and_a_new_document_moves_few_bounds() -> None:
    contents = [plan.Content(Source(f"document-{n:05}", f"{n}.txt"), "0", str(n)) for n in range(5000)]
    before = plan.plan_shards(contents)
    assert max(len(shard.contents) for shard in before) < 4 * plan.DOCUMENTS_A_SHARD
    assert [content for shard in before for content in shard.contents] == contents
    for place in range(0, 5000, 250):
        new = plan.Content(Source(f"document-{place:05}-new", "new.txt"), "0", "new")
        after = plan.plan_shards([*contents, new])
        assert len({shard.name for shard in after} - {shard.name for shard in before}) <= 4
