"""A shard is made whole or says why not; a document that kills its process or never ends costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.incremental import plan, pool
from pipelines.incremental.plan import Content, plan_shards
from pipelines.incremental.pool import make_shards
from pipelines.incremental.read import read_documents
from pipelines.sources import Source, read_sources
from pipelines.storage.files import read_parquet
from pipelines.storage.shard import ShardInputs

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


def test_no_shard_is_long_and_a_new_document_moves_few_bounds() -> None:
    contents = [plan.Content(Source(f"document-{n:05}", f"{n}.txt"), "0", str(n)) for n in range(5000)]
    before = plan.plan_shards(contents)
    assert max(len(shard.contents) for shard in before) < 4 * plan.DOCUMENTS_A_SHARD
    assert [content for shard in before for content in shard.contents] == contents
    for place in range(0, 5000, 250):
        new = plan.Content(Source(f"document-{place:05}-new", "new.txt"), "0", "new")
        after = plan.plan_shards([*contents, new])
        assert len({shard.name for shard in after} - {shard.name for shard in before}) <= 4


def inputs_of(folder: Path, output: Path) -> ShardInputs:
    return ShardInputs(folder, tuple(read_sources(folder)), output, "run")


def kills(file_to_kill: str, begun: list[str], times: int = 1_000) -> Callable[[str], None]:
    """Told which file is begun, kills the process that reads ``file_to_kill``, ``times`` at most."""

    def told(file: str) -> None:
        begun.append(file)
        if file == file_to_kill and begun.count(file) <= times:
            for child in multiprocessing.active_children():
                child.kill()

    return told


def test_a_document_that_kills_its_process_costs_only_itself(tmp_path: Path, raw: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a.txt", "bad.txt", "c.txt"):
        shutil.copy(raw / "haizhou-governance-article-hans.txt", folder / name)
    begun: list[str] = []
    kill = kills("bad.txt", begun)

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
    kill = kills("bad.txt", begun)

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


def test_a_process_killed_once_costs_nothing(tmp_path: Path, raw: Path) -> None:
    begun: list[str] = []
    kill = kills("haizhou-2022-key-tasks.txt", begun, times=1)
    counts = make_shards([inputs_of(raw, tmp_path / "shard")], kill)["shard"]
    assert begun.count("haizhou-2022-key-tasks.txt") == 2
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
