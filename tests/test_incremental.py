"""Only what changed is read again, with the same result as reading everything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from benchmarks.corpus import make_corpus
from pipelines.incremental import plan, read, tables
from pipelines.incremental.pool import make_shards
from pipelines.incremental.read import read_documents
from pipelines.sources import Source, read_sources
from pipelines.storage import patch_database
from pipelines.storage import warehouse as publishing
from pipelines.storage.begun import take_database
from pipelines.storage.combine import combine_governance
from pipelines.storage.files import read_parquet
from pipelines.storage.parse_shard import parse_shard
from pipelines.storage.shard import ShardInputs
from pipelines.storage.warehouse import Warehouse
from pipelines.validation import part_results, parts, record
from pipelines.validation.compare import differences
from pipelines.validation.parts import OF_ONE_DOCUMENT
from tests.warehouses import build, digests, same_rows


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
    monkeypatch.setattr(part_results, "FEW", few)
    groups = pq.read_metadata(folder / "documents.parquet").num_row_groups
    assert groups > 1
    found = {name: record.check_table(folder, name, None, tmp_path / "records") for name in OF_ONE_DOCUMENT}
    assert found == whole
    assert any(not result.success for results in whole.values() for result in results)
    kept = len(list((tmp_path / "records" / "parts").iterdir()))
    assert kept == groups if pieces == 1 else 0 < kept <= groups
    for table in (tmp_path / "records").glob("*.json"):
        table.unlink()
    part_results._results_by_part.cache_clear()
    monkeypatch.setattr(
        part_results, "_checked", lambda folder, missing: pytest.fail("checked anew") if missing else ()
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
