"""What is fetched takes the place of the file in the raw folder, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.command_line import main
from pipelines.fetching.received import Received
from pipelines.fetching.sources import fetch_sources
from pipelines.sources import read_sources
from tests.misbehaving import TEXT, Misbehaving, patient_fetcher


@pytest.fixture
def raw_folder(tmp_path: Path, server: str) -> Path:
    raw = tmp_path / "raw"
    raw.mkdir()
    entries = [("a.txt", "good"), ("b.txt", "missing"), ("c.txt", "truncated")]
    (raw / "sources.toml").write_text(
        "".join(f'[[document]]\nfile = "{file}"\nurl = "{server}/{path}"\n' for file, path in entries)
    )
    (raw / "b.txt").write_bytes(TEXT)
    (raw / "d.txt").write_bytes(TEXT)
    return raw


def outcomes(raw: Path) -> dict[str, str]:
    client = patient_fetcher()
    return {outcome.source.file: outcome.line for outcome in fetch_sources(raw, client, lambda seconds: None)}


def test_new_content_takes_the_place_and_nothing_is_lost(raw_folder: Path) -> None:
    first = outcomes(raw_folder)
    assert first["a.txt"] == "a.txt: new"
    assert first["b.txt"] == "b.txt: not fetched (the server answers 404); the text from before stays"
    assert "there is no earlier text" in first["c.txt"]
    assert (raw_folder / "a.txt").read_bytes() == (raw_folder / "b.txt").read_bytes() == TEXT
    assert not (raw_folder / "c.txt").exists()
    assert outcomes(raw_folder)["a.txt"] == "a.txt: unchanged"
    Misbehaving.content = TEXT.replace(b"7.5", b"7.6")
    assert outcomes(raw_folder)["a.txt"] == "a.txt: new"
    assert (raw_folder / "a.txt").read_bytes() == Misbehaving.content
    received = Received(raw_folder)
    log = received.retrievals("a.txt")
    assert [entry.status for entry in log] == ["new", "unchanged", "new"]
    assert [received.content(str(entry.sha256)).read_bytes() for entry in log] == [TEXT, TEXT, Misbehaving.content]
    assert all(entry.at.endswith("Z") for entry in log)
    assert [entry.status for entry in received.retrievals("b.txt")] == ["failed"] * 3
    # Documents are the files of the folder, not what was received before.
    assert [source.file for source in read_sources(raw_folder)] == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_what_a_person_put_there_is_kept_before_it_gives_way(raw_folder: Path) -> None:
    (raw_folder / "a.txt").write_bytes(b"as typed in")
    assert outcomes(raw_folder)["a.txt"] == "a.txt: new"
    received = Received(raw_folder)
    assert [entry.status for entry in received.retrievals("a.txt")] == ["found", "new"]
    contents = [received.content(str(entry.sha256)).read_bytes() for entry in received.retrievals("a.txt")]
    assert contents == [b"as typed in", TEXT]


def test_a_page_that_says_that_a_text_is_gone_does_not_take_its_place(raw_folder: Path, server: str) -> None:
    (raw_folder / "sources.toml").write_text(f'[[document]]\nfile = "d.txt"\nurl = "{server}/gone"\n')
    (raw_folder / "d.txt").write_bytes(TEXT * 10)
    (line,) = outcomes(raw_folder).values()
    assert "what came has 9 characters where 350 lie there" in line
    assert line.endswith("d.txt and fetch again to take it); the text from before stays")
    (entry,) = Received(raw_folder).retrievals("d.txt")
    (kept,) = (raw_folder / ".received" / "contents").iterdir()
    assert (entry.status, kept.read_text()) == ("failed", "<html><body>您访问的页面不存在</body></html>")
    assert str(kept) in line
    assert (raw_folder / "d.txt").read_bytes() == TEXT * 10
    (raw_folder / "d.txt").unlink()
    assert outcomes(raw_folder) == {"d.txt": "d.txt: new"}


def test_a_line_cut_off_in_the_log_does_no_harm(raw_folder: Path) -> None:
    outcomes(raw_folder)
    received = Received(raw_folder)
    with received.log.open("a") as log:
        log.write('{"at": "2026-')
    outcomes(raw_folder)
    assert [entry.status for entry in Received(raw_folder).retrievals("a.txt")] == ["new", "unchanged"]


def test_the_command_says_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.toml").write_text('[[document]]\nfile = "a.txt"\nurl = "http://127.0.0.1:9/"\n')
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "127.0.0.1 leads to 127.0.0.1, which is no public address" in capsys.readouterr().err
    assert main(["fetch", "--raw", str(tmp_path), "--strict"]) == 1
    (tmp_path / "sources.toml").write_text('[[document]]\nfile = "a.txt"\nurl = "http://[bad/x"\n')
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "a.txt: not fetched ('http://[bad/x' is no address: Invalid IPv6 URL)" in capsys.readouterr().err
    (tmp_path / "sources.toml").write_text("")
    assert main(["fetch", "--raw", str(tmp_path)]) == 0
    assert "no source" in capsys.readouterr().out
    (tmp_path / "sources.toml").write_text("oops")
    assert main(["fetch", "--raw", str(tmp_path)]) == 2
