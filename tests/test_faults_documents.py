"""Documents damaged in every way: read or refused with a reason, never an uncaught exception, in linear time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.records.parse import parse_document
from pipelines.sources import Source
from pipelines.text.decoding import UnreadableText

DOCUMENTS = 10_000
LENGTH = 1_500
"""Characters of an excerpt: long enough for a box, several tasks or the indicator table."""
INSERTED = (
    *(
        "12",
        "３",
        "百万",
        "%",
        "、",
        "\n",
        "\r\n",
        "约",
        "以上",
        "—",
        "1.5万",
        "第三章",
        "\u3000",
        "（",
        "”",
        "\t",
        "\x00",
    ),
    *(
        "专栏1",
        "主要指标",
        "牵头单位：",
        "2025年",
        "1.",
        "\u202e",
        "\U00020000",
        "\ufeff",
        "1" * 400,
        "（" * 200,
        "分别",
    ),
)


def excerpts(raw: Path) -> list[str]:
    """Stretches of all documents, beginnings and middles."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(raw.glob("*.txt"))]
    return [text[start : start + LENGTH] for text in texts for start in range(0, len(text), LENGTH)]


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to six damages: lines lost, doubled, out of order, cut, or strewn with other characters."""
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(lines))
        end = min(len(lines), start + chance.randint(1, 8))
        match chance.randrange(7):
            case 0:
                lines[start:end] = [""]
            case 1:
                lines[start:start] = lines[start:end]
            case 2:
                lines[start:end] = chance.sample(lines[start:end], end - start)
            case 3:
                lines[start] = "".join(character for character in lines[start] if chance.random() > 0.2)
            case 4:
                place = chance.randrange(len(lines[start]) + 1)
                lines[start] = lines[start][:place] + chance.choice(INSERTED) + lines[start][place:]
            case 5:
                lines = lines[: start + 1]
            case _:
                lines[start] = lines[start].replace("\n", "").replace("。", "")
    return "".join(lines)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut off, with some bits turned, or both."""
    content = bytearray(data)
    if chance.random() < 0.5:
        del content[chance.randrange(len(content) + 1) :]
    for _ in range(chance.randint(0, 5)):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cases(raw: Path) -> Iterator[tuple[int, bytes]]:
    originals = excerpts(raw)
    for number in range(DOCUMENTS):
        chance = random.Random(number)
        text = mutated(chance.choice(originals), chance)
        data = text.encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")
        yield number, damaged(data, chance) if number % 3 == 0 else data


@pytest.mark.slow
def test_ten_thousand_damaged_documents(raw: Path) -> None:
    refused = 0
    slowest = 0.0
    for number, data in cases(raw):
        began = time.process_time()
        try:
            parsed = parse_document(data, Source(f"damaged-{number}", "damaged.txt"))
        except UnreadableText:
            refused += 1
            continue
        slowest = max(slowest, (time.process_time() - began) / max(len(data), 500))
        text = str(parsed.rows["documents"][0]["text"])
        spans = []
        for name, rows in parsed.rows.items():
            for row in rows:
                if "evidence" in row:
                    start, end = int(str(row["char_start"])), int(str(row["char_end"]))
                    assert row["evidence"] == text[start:end], (number, name)
                    if name in ("quantities", "skipped_numbers"):
                        spans.append((start, end))
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), number
    assert refused < DOCUMENTS / 4
    assert slowest < 1e-3  # a thousand times the usual: no expression runs away on any of them


@pytest.mark.slow
def test_the_time_of_a_damaged_document_grows_with_its_length(raw: Path) -> None:
    for number, original in enumerate(excerpts(raw)[:30]):
        text = mutated(original, random.Random(number)).replace("\x00", "")
        times = []
        for repeats in (8, 64):
            data = (text * repeats).encode()
            began = time.process_time()
            parse_document(data, Source("long", "long.txt"))
            times.append(time.process_time() - began)
        assert times[1] < 8 * times[0] * 4 + 0.05, number


@pytest.mark.parametrize("character", list("一区县村、（。年月1 \n”"))
def test_a_long_run_of_one_character_costs_no_more_than_its_length(character: str) -> None:
    for opening in ("海州区2022年工作。", "公告", "政府工作报告\n"):
        times = []
        for size in (8_000, 64_000):
            data = (opening + character * size).encode()
            began = time.process_time()
            parse_document(data, Source("run", "run.txt"))
            times.append(time.process_time() - began)
        assert times[1] < 8 * times[0] * 4 + 0.1, opening


@pytest.mark.parametrize("name", ["haizhou-14th-plan-outline.txt", "haizhou-2022-key-tasks.txt"])
@pytest.mark.parametrize("share", [0.02, 0.15, 0.4, 0.77, 0.999])
def test_a_truncated_file_keeps_its_readable_part(raw: Path, name: str, share: float) -> None:
    data = (raw / name).read_bytes()
    parsed = parse_document(data[: int(len(data) * share)], Source("cut", name))
    text = str(parsed.rows["documents"][0]["text"])
    assert data.decode().startswith(text.rstrip("\ufffd"))
    assert abs(len(text.encode()) - len(data) * share) < 10
