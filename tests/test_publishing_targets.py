"""A release is published whole or not as the latest, on a folder and on a real S3-compatible server, whatever fails."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pandas as pd
import pytest
import yaml

from pipelines.command_line import main
from pipelines.releases.make import make_release
from pipelines.releases.publish import NotPublished, publish
from pipelines.releases.tables import ALL_TABLES
from pipelines.releases.verify import verify
from pipelines.storage.warehouse import Warehouse

FIRST, SECOND = "2026.11.21", "2026.11.22"


@pytest.fixture(scope="module")
def releases(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of the same data."""
    folder = tmp_path_factory.mktemp("releases")
    for version in (FIRST, SECOND):
        assert make_release(Warehouse(warehouse), folder, version, even_unchanged=True)
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3-compatible server."""
    from moto.server import ThreadedMotoServer

    listening = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    listening.start()
    host, port = listening.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3", skip_instance_cache=True).makedirs("xianzhi", exist_ok=True)
        yield settings["AWS_ENDPOINT_URL"]
    listening.stop()


def files_at(target: str) -> tuple[Any, str]:
    files, root = fsspec.core.url_to_fs(target, skip_instance_cache=True, use_listings_cache=False)
    return files, str(root)


def latest_at(target: str) -> str | None:
    files, root = files_at(target)
    try:
        return str(json.loads(files.cat_file(f"{root}/latest.json"))["version"])
    except FileNotFoundError:
        return None


def test_to_a_folder(releases: Path, tmp_path: Path) -> None:
    target = f"file://{tmp_path}"
    assert main(["publish", str(releases / FIRST), target]) == 0
    assert verify(tmp_path / FIRST) == []
    assert latest_at(target) == FIRST
    assert publish(releases / SECOND, target) == SECOND
    assert {path.name for path in tmp_path.iterdir()} == {FIRST, SECOND, "latest.json"}
    # An older release does not become the latest again.
    assert publish(releases / FIRST, target) == SECOND
    assert latest_at(target) == SECOND


def test_what_is_there_is_not_sent_again(releases: Path, tmp_path: Path) -> None:
    said: list[str] = []
    publish(releases / FIRST, str(tmp_path), tell=said.append)
    sent = len(said)
    (tmp_path / FIRST / "parquet" / "tasks.parquet").unlink()
    said.clear()
    publish(releases / FIRST, str(tmp_path), tell=said.append)
    assert [line for line in said if "bytes" in line] == [
        line for line in said if line.startswith("parquet/tasks.parquet: ")
    ]
    assert len(said) == 2 < sent


def test_a_file_damaged_at_the_target_is_sent_again(releases: Path, tmp_path: Path) -> None:
    publish(releases / FIRST, str(tmp_path))
    path = tmp_path / FIRST / "parquet" / "tasks.parquet"
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:-5] + b"x" + data[-4:])
    publish(releases / FIRST, str(tmp_path))
    assert verify(tmp_path / FIRST) == []


def test_what_is_published_is_never_changed(releases: Path, tmp_path: Path) -> None:
    publish(releases / FIRST, str(tmp_path))
    sums = tmp_path / FIRST / "SHA256SUMS"
    sums.chmod(0o644)
    sums.write_text(sums.read_text().replace("a", "b"))
    with pytest.raises(NotPublished, match="another release"):
        publish(releases / FIRST, str(tmp_path))


def test_what_a_killed_attempt_left_is_removed(releases: Path, tmp_path: Path) -> None:
    left = tmp_path / FIRST / "parquet" / ".tasks.parquet.0527ad06.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"PAR1")
    publish(releases / FIRST, str(tmp_path))
    assert not left.exists()
    assert verify(tmp_path / FIRST) == []


def test_a_release_under_another_name_is_not_published(releases: Path, tmp_path: Path) -> None:
    shutil.copytree(releases / FIRST, tmp_path / "2030.01.01")
    with pytest.raises(NotPublished, match=f"the release is {FIRST}"):
        publish(tmp_path / "2030.01.01", str(tmp_path / "target"))
    assert not (tmp_path / "target").exists()


def test_targets_that_cannot_be_published_to(
    releases: Path, tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(releases / FIRST), ""]) == 2
    assert "no target is given" in capsys.readouterr().err
    with pytest.raises(NotPublished, match=r"bucket does not exist.*see that no-such-bucket/x is there"):
        publish(releases / FIRST, "s3://no-such-bucket/x", pause=0.0)
    with pytest.raises(NotPublished, match="Cannot connect to host"):
        publish(releases / FIRST, "http://127.0.0.1:1/x", pause=0.0)


def test_a_damaged_release_is_not_published(releases: Path, tmp_path: Path) -> None:
    copy = tmp_path / FIRST
    shutil.copytree(releases / FIRST, copy)
    (copy / "README.md").chmod(0o644)
    (copy / "README.md").write_text("other")
    with pytest.raises(NotPublished, match="is damaged"):
        publish(copy, str(tmp_path / "target"))
    assert not (tmp_path / "target").exists()
    assert main(["publish", str(copy), str(tmp_path / "target")]) == 1
    assert main(["publish", str(releases / FIRST), "nonsense://x"]) == 1


def test_a_pointer_of_another_origin_is_left_alone(releases: Path, tmp_path: Path) -> None:
    (tmp_path / "latest.json").write_text("mine")
    with pytest.raises(NotPublished, match="none of ours"):
        publish(releases / FIRST, str(tmp_path))
    assert (tmp_path / "latest.json").read_text() == "mine"


def test_a_hugging_face_repository_leads_to_the_files(releases: Path, tmp_path: Path) -> None:
    publish(releases / FIRST, str(tmp_path), "huggingface")
    front = (tmp_path / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    card = yaml.safe_load(front)
    assert card["license"] == "cc-by-4.0"
    assert [entry["config_name"] for entry in card["configs"]] == list(ALL_TABLES)
    assert [entry["config_name"] for entry in card["configs"] if entry.get("default")] == ["quantities"]
    assert all((tmp_path / entry["data_files"]).is_file() for entry in card["configs"])


class Faulty:
    """A file system that fails from its n-th write on."""

    def __init__(self, files: Any, writes: int) -> None:
        self._files, self._writes = files, writes

    def __getattr__(self, name: str) -> Any:
        if name in ("put_file", "pipe_file"):
            self._writes -= 1
            if self._writes < 0:
                raise OSError("the connection was reset")
        return getattr(self._files, name)


def test_to_an_s3_server_that_fails_in_the_middle(releases: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = "s3://xianzhi/faults"
    assert publish(releases / FIRST, target) == FIRST
    real = fsspec.core.url_to_fs
    count = sum(1 for path in (releases / SECOND).rglob("*") if path.is_file())
    for writes in (0, 1, count // 2, count - 1, count):
        with monkeypatch.context() as patch:

            def faulty(*arguments: Any, writes: int = writes, **options: Any) -> tuple[Any, str]:
                files, root = real(*arguments, **options)
                return Faulty(files, writes), root

            patch.setattr(fsspec.core, "url_to_fs", faulty)
            with pytest.raises(NotPublished, match="publish again to go on"):
                publish(releases / SECOND, target, pause=0)
        assert latest_at(target) == FIRST
        files, root = files_at(target)
        files.rm(f"{root}/{SECOND}", recursive=True) if files.exists(f"{root}/{SECOND}") and writes < count else None
    said: list[str] = []
    assert publish(releases / SECOND, target, tell=said.append) == SECOND
    assert said == [f"{SECOND} is the latest"]  # all files were there, only the pointer was not
    assert latest_at(target) == SECOND


def test_what_passes_is_tried_again(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fsspec.core.url_to_fs

    class Once(Faulty):
        def __getattr__(self, name: str) -> Any:
            if name == "put_file" and self._writes:
                self._writes -= 1
                raise OSError("try again")
            return getattr(self._files, name)

    def flaky(*arguments: Any, **options: Any) -> tuple[Any, str]:
        files, root = real(*arguments, **options)
        return Once(files, 2), root

    monkeypatch.setattr(fsspec.core, "url_to_fs", flaky)
    assert publish(releases / FIRST, str(tmp_path), pause=0) == FIRST


def test_pandas_and_duckdb_read_it_from_the_server(releases: Path, server: str) -> None:
    target = "s3://xianzhi/read"
    publish(releases / FIRST, target)
    version = latest_at(target)
    address = f"{target}/{version}/parquet/indicators.parquet"
    assert len(pd.read_parquet(address)) == 32
    with duckdb.connect() as connection:
        connection.register_filesystem(fsspec.filesystem("s3"))
        found = connection.execute(f"SELECT count(*), min(first_release) FROM read_parquet('{address}')").fetchall()
    assert found == [(32, FIRST)]


@pytest.mark.slow
def test_a_killed_publication_leaves_the_latest_and_can_go_on(releases: Path, server: str) -> None:
    target = "s3://xianzhi/killed"
    publish(releases / FIRST, target)
    arguments = ["publish", str(releases / SECOND), target]
    command = [sys.executable, "-m", "pipelines.command_line", *arguments]
    for milliseconds in (700, 1000, 1300, 1600):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()
        latest = latest_at(target)
        assert latest in (FIRST, SECOND)
        files, root = files_at(target)
        names = {path.removeprefix(f"{root}/{latest}/") for path in files.find(f"{root}/{latest}")}
        assert names == {
            p.relative_to(releases / FIRST).as_posix() for p in (releases / FIRST).rglob("*") if p.is_file()
        }
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert latest_at(target) == SECOND
