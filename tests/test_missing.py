"""What a document lacks that is kept all the same: the place and the kind, and that whole documents have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.records.parse import ParsedDocument, parse_document
from pipelines.schema.quality import LOSSES
from pipelines.sources import Source

NOTICE = """海州区人民政府关于印发2022年重点任务分解方案的通知
一、重点工作
1.一般公共预算收入增长6%。(牵头领导:王宁;牵头单位:区财政局)
2.新建道路3条。(牵头领导:陈飞;牵头单位:区住建局)
3.改造小区5个。(牵头领导:陈飞;牵头单位:区住建局)
4.新增公交线路2条,优化5条。(牵头领导:陈飞;牵头单位:区交通局)
"""
OUTLINE = "海州区国民经济和社会发展第十四个五年规划纲要"
PROSE = "\n第一章 发展目标\n坚持稳中求进，全面提升发展质量。\n第二章 产业\n到2025年新增企业120家，培育龙头企业8家。\n第三章 保障\n加强组织领导。\n"


def read(data: bytes | str) -> ParsedDocument:
    return parse_document(data if isinstance(data, bytes) else data.encode(), Source("document", "document.txt"))


def lost(data: bytes | str) -> list[tuple[str, str]]:
    rows = read(data).rows["source_defects"]
    return [(str(row["kind"]), str(row["evidence"])) for row in rows if row["kind"] in LOSSES]


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("", []),
        (",优化5条。(牵头领导:陈飞;牵头单位:区交通局)\n", [("responsibilities_lost", "新增公交线路2条")]),
        (
            "条。(牵头领导:陈飞;牵头单位:区交通局)\n",
            [("text_cut", "公交线路2条,优化5"), ("responsibilities_lost", "新增公交线路2条,优化5")],
        ),
        ("交通局)\n", [("text_cut", "陈飞;牵头单位:区")]),
    ],
)
def test_a_notice_that_is_cut(cut: str, expected: list[tuple[str, str]]) -> None:
    found = lost(NOTICE.removesuffix(cut) if cut else NOTICE)
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert all(there.endswith(words) for (_, there), (_, words) in zip(found, expected, strict=True))


def test_a_text_that_ends_inside_a_character() -> None:
    data = NOTICE.encode()
    found = lost(data[: data.index("区交通局".encode()) + 4])
    assert ("character_cut", "区") in found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (OUTLINE + PROSE, ["table_lost"]),
        ("海州区“十四五”水利发展规划" + PROSE, []),
        ("海州区“十四五”水利发展规划" + PROSE.replace("质量。", "质量。主要指标见下表。"), ["table_lost"]),
        (
            OUTLINE + PROSE.replace("领导。", "领导，完善推进机制，形成一级抓一级、层层抓落实的工作"),
            ["table_lost", "text_cut"],
        ),
    ],
)
def test_a_plan_without_its_table_or_its_end(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in lost(text)] == kinds


def test_a_table_that_is_cut(raw: Path) -> None:
    text = (raw / "haizhou-14th-plan-outline.txt").read_text(encoding="utf-8")
    table = text.index("空气质量优良天")
    assert lost(text[: table + 7]) == [("table_cut", "空气质量优良天")]
    assert [kind for kind, _ in lost(text[: text.index("约束性", table) - 3])] == ["table_cut"]


@pytest.mark.parametrize("name", sorted(path.name for path in (Path(__file__).parent.parent / "raw").glob("*.txt")))
def test_whole_documents_lack_nothing(raw: Path, name: str) -> None:
    assert lost((raw / name).read_bytes()) == []


def test_a_line_of_the_page_behind_a_text_is_no_cut() -> None:
    article = "海州区加强基层治理，全区建成网格120个。\n"
    assert lost(article + "责任编辑：王宁，校对：陈飞") == []
    assert lost(article + "下载客户端，阅读更佳") == []


def test_damaged_bytes_are_seen_and_make_no_number() -> None:
    text = "海州区2021年新建道路120公里，改造小区35个，全区建成网格640个，配备网格员1280名。" * 12
    data = text.encode()
    at = data.index(b"640") + 1
    parsed = read(data[:at] + b"\xff" + data[at + 1 :])
    assert lost(data[:at] + b"\xff" + data[at + 1 :]) == [("characters_lost", "\ufffd")]
    main = str(parsed.rows["documents"][0]["text"])
    assert main[text.index("640") + 1] == "\ufffd"
    damaged = [row for row in parsed.rows["quantities"] if "\ufffd" in main[int(str(row["char_start"])) - 1 :][:3]]
    assert damaged == []
    assert ("0", "damaged") in [(row["text"], row["reason"]) for row in parsed.rows["skipped_numbers"]]


def test_a_number_in_which_a_text_ends_is_not_made_up() -> None:
    article = "海州区：乡村振兴显成效\n近年来，海州区加快农业现代化，不断提升群众满意度。\n"
    article += "新建网格120个，新增高标准农田2.8万"
    for words, texts in (("亩。", ["120个", "2.8万亩"]), ("", ["120个"])):
        parsed = read(article + words)
        assert [row["text"] for row in parsed.rows["quantities"]] == texts
        assert [kind for kind, _ in lost(article + words)] == ([] if words else ["text_cut"])
