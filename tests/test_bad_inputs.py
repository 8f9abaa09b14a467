"""Documents that cannot be read, or only in part: what is said, what is kept, and that all others are built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.sources import Source, SourcesError, read_sources
from pipelines.storage.parse_shard import parse_shard

GOOD = "haizhou-governance-article-hans.txt"


def ingested(tmp_path: Path, contents: dict[str, bytes]) -> dict[str, str]:
    """Read files as one shard; returns the reasons of those that were quarantined."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, content in contents.items():
        (raw / name).write_bytes(content)
    return parse_shard(raw, read_sources(raw), tmp_path / "shard", "run").quarantined


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["empty", "fetch the document again"]),
        (b" \r\n\t\n", ["empty", "fetch the document again"]),
        ("\u3000\n".encode(), ["only white space"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, ["binary"]),
        ("2020年，全区实现\x00地区生产总值653亿元。".encode(), ["control character U+0000", "line 1"]),
        ("第一行\n連雲港市海州區的工作".encode("big5") * 50, ["not UTF-8", "save it as UTF-8"]),
        (
            ("地区生产总值增长7.5%，" * 4_000_000).encode()[: 50 * 2**20],
            ["bytes, more than the 33,554,432", "end in line 1", "split it into its documents, one a file"],
        ),
    ],
    ids=["empty", "blank lines", "white space", "picture", "zero byte", "other encoding", "50 MB on one line"],
)
def test_an_unreadable_document_is_quarantined_with_place_cause_and_remedy(
    tmp_path: Path, raw: Path, content: bytes, words: list[str]
) -> None:
    quarantined = ingested(tmp_path, {"bad.txt": content, "good.txt": (raw / GOOD).read_bytes()})
    assert quarantined.keys() == {"bad.txt"}
    for word in words:
        assert word in quarantined["bad.txt"]


def test_the_build_goes_on_without_it(tmp_path: Path, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = tmp_path / "raw", tmp_path / "w"
    shutil.copytree(raw, folder)
    (folder / "haizhou-2022-key-tasks.txt").write_bytes(b"\xff\xfe\xfd")
    arguments = ["build", "--raw", str(folder), "--warehouse", str(target)]
    assert main(arguments) == 0
    assert "quarantined haizhou-2022-key-tasks.txt: " in capsys.readouterr().out.replace("\n", " ")
    with duckdb.connect(str(target / "xianzhi.duckdb"), read_only=True) as dataset:
        rows = dataset.execute(
            "SELECT file, status, document_id, error IS NULL FROM ingestions ORDER BY file"
        ).fetchall()
        assert ("haizhou-2022-key-tasks.txt", "quarantined", None, False) in rows
        assert sum(status == "ok" for _, status, _, _ in rows) == 4
        assert dataset.execute("SELECT count(*) FROM documents").fetchall() == [(4,)]
    assert main([*arguments, "--strict"]) == 3


@pytest.mark.parametrize("name", ["README.md", "readme.zh-CN.md", "README", "LICENSE", "Licence.txt", "SHA256SUMS"])
def test_files_about_the_folder_are_no_documents_without_an_entry(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("全区实现地区生产总值653亿元。")
    assert read_sources(tmp_path) == []
    (tmp_path / "sources.toml").write_text(f'[[document]]\ndocument_id = "report"\nfile = "{name}"\n')
    assert [source.file for source in read_sources(tmp_path)] == [name]


@pytest.mark.parametrize("name", ["license-plates.txt", "notice.txt", "readme of the county.txt"])
def test_other_names_are_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("全区实现地区生产总值653亿元。")
    assert [source.file for source in read_sources(tmp_path)] == [name]


def test_what_a_document_lacks_is_said_with_its_place(
    tmp_path: Path, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = (raw / "haizhou-2022-key-tasks.txt").read_bytes()
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "half.txt").write_bytes(notice[: len(notice) // 2])
    (tmp_path / "raw" / "damaged.txt").write_bytes(notice[:9000] + b"\xff" + notice[9001:])
    assert main(["build", "--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "w")]) == 0
    printed = capsys.readouterr().out.replace("\n", " ")
    assert "read in part damaged.txt, line 108, character 3450: bytes that are no text stand as U+FFFD" in printed
    assert "read in part half.txt, line 150, character 56" in printed
    with duckdb.connect(str(tmp_path / "w" / "xianzhi.duckdb"), read_only=True) as dataset:
        found = dataset.execute(
            "SELECT success, unexpected_count > 1 FROM validations WHERE expectation = 'documents_whole'"
        )
        assert found.fetchall() == [(False, True)]
        assert dataset.execute("SELECT count(*) FROM ingestions WHERE status = 'ok'").fetchall() == [(2,)]


def test_a_plan_without_its_table_keeps_the_rest(tmp_path: Path, raw: Path) -> None:
    text = (raw / "haizhou-14th-plan-outline.txt").read_text(encoding="utf-8")
    start, end = text.index("主要指标\n"), text.index("第四节", text.index("主要指标\n"))
    assert ingested(tmp_path, {"plan.txt": (text[:start] + text[end:]).encode()}) == {}
    assert rows(tmp_path, "indicators") == 0
    assert rows(tmp_path, "projects") > 80
    assert rows(tmp_path, "quantities") > 150


def test_a_notice_cut_in_half_keeps_its_first_half(tmp_path: Path, raw: Path) -> None:
    data = (raw / "haizhou-2022-key-tasks.txt").read_bytes()
    half = data[: len(data) // 2]  # in the middle of a task, and of a character
    assert ingested(tmp_path, {"notice.txt": half}) == {}
    assert 40 < rows(tmp_path, "tasks") < 70


def test_files_without_an_entry_are_documents(tmp_path: Path) -> None:
    (tmp_path / "2024 海州区工作报告.TXT").write_text("全区实现地区生产总值653亿元。")
    (tmp_path / ".hidden").write_text("no document")
    assert [source.document_id for source in read_sources(tmp_path)] == ["2024-海州区工作报告"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('file = "../outside.txt"', "lies outside the raw folder"),
        ('file = "/etc/hostname"', "lies outside the raw folder"),
        ('file = "link.txt"', "symbolic link"),
        ('file = "folder/inside.txt"', "symbolic link"),
        ('document_id = "a"', "file is missing"),
        ('file = "a.txt"\ntitel = "x"', "unknown key titel"),
        ('file = "a.txt"\nrights = "free"', "rights is 'free'"),
        ('file = "a.txt"\ndocument_id = "A b"', "is no slug"),
        ('file = "a.txt', "sources.toml"),
    ],
)
def test_an_entry_that_cannot_be_followed_is_refused(
    tmp_path: Path, entry: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "outside.txt").write_text("secret")
    (tmp_path / "inside.txt").write_text("secret")
    (raw / "link.txt").symlink_to("../outside.txt")
    (raw / "folder").symlink_to("..")
    (raw / "sources.toml").write_text(f"[[document]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(SourcesError, match=words):
        read_sources(raw)
    assert main(["build", "--raw", str(raw), "--warehouse", str(tmp_path / "w")]) == 2
    assert words in capsys.readouterr().err


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("a")
    (tmp_path / "report.TXT").write_text("b")
    with pytest.raises(SourcesError, match="have the same document_id report"):
        read_sources(tmp_path)


def test_links_that_lead_nowhere_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("a")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "missing.txt").symlink_to("nowhere.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.txt").symlink_to("folder")
    assert read_sources(tmp_path) == [Source("report", "report.txt")]


def test_links_files_that_are_missing_and_files_that_may_not_be_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "outside.txt").write_text("全区实现地区生产总值653亿元。")
    (raw / "link.txt").symlink_to("../outside.txt")
    sources = [Source("link", "link.txt"), Source("missing", "missing.txt"), Source("folder", ".")]
    quarantined = parse_shard(raw, sources, tmp_path / "shard", "run").quarantined
    assert "symbolic link" in quarantined["link.txt"]
    assert "No such file" in quarantined["missing.txt"]
    assert "cannot be read" in quarantined["."]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs an unwritable folder that even its owner cannot write to")
def test_a_warehouse_that_cannot_be_written(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--raw", str(raw), "--warehouse", "/proc/warehouse"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def rows(tmp_path: Path, table: str) -> int:
    with duckdb.connect() as connection:
        return int(connection.execute(f"SELECT count(*) FROM '{tmp_path}/shard/{table}.parquet'").fetchall()[0][0])
