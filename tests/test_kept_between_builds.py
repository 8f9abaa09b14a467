"""What a build keeps for the next one stands for what was really read, and is not believed where it was damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from benchmarks.corpus import make_corpus
from pipelines.command_line import main
from pipelines.incremental import pool, read
from pipelines.storage import patch_database
from pipelines.validation.compare import differences
from tests.warehouses import build, digests, same_rows


def test_a_document_whose_process_was_killed_is_there_in_the_next_build(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was the article that another one repeats: which repeats which is kept between builds too."""
    folder, own, listen = tmp_path / "raw", tmp_path / "own", pool._listen
    folder.mkdir()
    for name in ("hans", "hant"):
        shutil.copy(raw / f"haizhou-governance-article-{name}.txt", folder)

    def killing(shard: pool._Running, progress: Callable[[str], None]) -> None:
        listen(shard, progress)
        if shard.document and "article-hans" in shard.document and shard.process.is_alive():
            shard.process.kill()

    with monkeypatch.context() as patch:
        patch.setattr(pool, "_listen", killing)
        build(folder, own)
    with duckdb.connect(str(own / "xianzhi.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
    build(folder, own)
    build(folder, tmp_path / "fresh")
    with duckdb.connect(str(own / "xianzhi.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(parallel_of) FROM documents").fetchall() == [(1,)]
    assert digests(own) == digests(tmp_path / "fresh")
    same_rows(own)


def test_a_document_that_changed_while_it_was_read_is_not_kept_in_the_database(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patch_database, "MOST_CHANGED", 1.0)
    folder, own = tmp_path / "raw", tmp_path / "own"
    folder.mkdir()
    notice = Path(shutil.copy(raw / "haizhou-2022-key-tasks.txt", folder))
    words = notice.read_text(encoding="utf-8")
    planned, there = (words.replace("固定资产投资增长8%", f"固定资产投资增长{percent}%") for percent in (11, 12))
    build(folder, own)
    notice.write_text(planned, encoding="utf-8")

    def changed(*arguments: object) -> object:
        notice.write_text(there, encoding="utf-8")
        return pool.make_shards(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(read, "make_shards", changed)
        build(folder, own)
    notice.write_text(planned, encoding="utf-8")
    build(folder, own)
    same_rows(own)
    with duckdb.connect(str(own / "xianzhi.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT count(*) FROM tasks WHERE text LIKE '%投资增长11\\%%' ESCAPE '\\'"
        ).fetchall()
        assert found == [(1,)]


def test_a_published_database_that_was_written_to_is_not_patched(tmp_path: Path, raw: Path) -> None:
    folder, own = tmp_path / "raw", tmp_path / "own"
    make_corpus(raw, folder, 15)
    build(folder, own)
    with duckdb.connect(str((own / "xianzhi.duckdb").resolve())) as connection:
        first = "quantity_id = (SELECT min(quantity_id) FROM quantities)"
        written = connection.execute(f"UPDATE quantities SET subject = '手工改' WHERE {first}").fetchall()
        assert written == [(1,)]
    changed = sorted(folder.iterdir())[3]
    changed.write_bytes(changed.read_bytes() + "\n新增高标准农田3.5万亩。\n".encode())
    build(folder, own)
    assert differences((own / "current").resolve()) == []


def test_a_shard_that_was_written_to_is_made_again(tmp_path: Path, raw: Path) -> None:
    own = tmp_path / "own"
    build(raw, own)
    before = digests(own)
    for file in sorted((own / ".staging" / "shards").glob("*/*.parquet"))[::3]:
        file.write_bytes(bytes(file.stat().st_size))
    build(raw, own)
    assert digests(own) == before


def test_records_of_another_form_are_made_again(tmp_path: Path, raw: Path) -> None:
    own = tmp_path / "own"
    build(raw, own)
    before = digests(own)
    files = sorted([*(own / ".staging").rglob("*.json"), *(own / ".builds").rglob("*.json")])
    assert len(files) > 10
    for number, file in enumerate(files):
        file.write_text(("null", "[]", '{"a": null}')[number % 3])
    build(raw, own)
    assert digests(own) == before


def test_damage_that_shows_no_other_way_is_said(tmp_path: Path, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk may lose what nobody wrote."""
    own = tmp_path / "own"
    build(raw, own)
    (file,) = (own / ".staging" / "shards").glob("*/organizations.parquet")
    times = file.stat()
    file.write_bytes(bytes(times.st_size))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    (staged,) = (own / ".staging" / "tables").glob("organizations.parquet")
    staged.unlink()
    assert main(["build", "--raw", str(raw), "--warehouse", str(own)]) == 1
    said = capsys.readouterr().err
    assert "remove that folder and build again" in said
    shutil.rmtree(own / ".staging")
    build(raw, own)
