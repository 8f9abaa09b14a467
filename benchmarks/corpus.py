"""Thousands of documents made by re-wording a few: other numbers, other names, other words, other lengths.

``python -m benchmarks.corpus 10000 DIR`` writes them. A document depends on its number alone, so any part of the
corpus can be made anew. The layout of the originals (broken lines, boxes, tables, lost brackets) stays, since that is
what a reader has to cope with; what is said is nonsense.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

from pipelines.sources import read_sources
from pipelines.structure.regions import regions

NUMBER = re.compile(r"(?<![0-9—–~～-])[0-9]+(?![0-9—–~～-])")
"""Not the ends of a range, which would no longer rise."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
CELL = re.compile(r"\s*[<>≤≥]?[0-9.]+\s*")
"""A figure alone in its line is a cell of the indicator table: a target worse than its base would not be published."""
LIST_NUMBER = re.compile(r"\s*[（(]?[0-9]+[)）.．、]")
PLACES = re.compile("海州|連雲港|连云港|建湖|盐城|亭湖|大丰|响水|阜宁")
A_WORD = ("会同",)
"""Names of counties that read as words: 会同 is "together with"."""
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"
NAMED = re.compile("(?<=牵头领导[:：])([一-龥])([一-龥]{1,2})")
WORDS = (
    *("推进 推动 促进", "加强 强化 增强", "提升 提高 改善", "实施 落实 执行", "完善 健全 优化", "打造 塑造 建成"),
    *("全面 全力 深入", "积极 主动 大力", "加快 提速 抓紧", "开展 组织 举办", "重点 关键 核心", "发展 壮大 振兴"),
    *("服务 保障 支撑", "管理 治理 管护", "群众 居民 百姓", "机制 体制 制度", "工作 任务 事项", "能力 水平 本领"),
    *("项目 工程 计划", "产业 行业 经济", "创新 改革 探索", "体系 格局 网络", "环境 生态 氛围", "农业 种植 养殖"),
    *("文化 文明 文旅", "安全 稳定 有序", "资源 资产 要素", "基层 一线 社区", "企业 公司 厂商", "实现 达成 做到"),
)
GROUPS = tuple(tuple(words.split()) for words in WORDS)
GROUP_OF = {word: group for group in GROUPS for word in group}
ANY_WORD = re.compile("|".join(GROUP_OF))
HEAD_LINES = 40
"""What tells the genre stands in the first lines of a document, so these stay."""
BLOCK_LINES = 12
LONGEST_CELL = 8
"""Characters of a line that may be a cell of a table: its number stays, or base and target would not fit together."""


def reworded(text: str, number: int) -> str:
    """The text with the numbers, names, words and length of document ``number``."""
    chance = random.Random(number)
    lines = _shortened(text.splitlines(keepends=True), chance)
    places: dict[str, str] = {}
    names = _counties()

    def place(found: re.Match[str]) -> str:
        return places.setdefault(found.group(), chance.choice(names))

    text = "".join(_numbers(line, chance) for line in lines)
    text = PLACES.sub(place, text)
    text = NAMED.sub(lambda found: chance.choice(SURNAMES) + found.group(2), text)
    return ANY_WORD.sub(lambda found: chance.choice(GROUP_OF[found.group()]), text)


def _shortened(lines: list[str], chance: random.Random) -> list[str]:
    """The head, and of the rest each block of lines with a probability that is the document's own."""
    share = chance.uniform(0.2, 1.0)
    kept = lines[:HEAD_LINES]
    for start in range(HEAD_LINES, len(lines), BLOCK_LINES):
        block = lines[start : start + BLOCK_LINES]
        # A table that lost some of its cells would give figures that no check lets pass.
        if any(map(_is_cell, block)) or chance.random() < share:
            kept += block
    return kept


def _is_cell(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST_CELL


def _numbers(line: str, chance: random.Random) -> str:
    if _is_cell(line):
        return line
    if CELL.fullmatch(line):
        return line
    begin = found.end() if (found := LIST_NUMBER.match(line)) else 0
    return line[:begin] + NUMBER.sub(partial(_other_number, chance), line[begin:])


def _other_number(chance: random.Random, found: re.Match[str]) -> str:
    digits = found.group()
    if YEAR.fullmatch(digits) or len(digits) > 6:
        return digits
    return str(chance.randint(1, 9)) + "".join(str(chance.randint(0, 9)) for _ in digits[1:])


@cache
def _counties() -> tuple[str, ...]:
    """Names of two characters."""
    named = (region.name for region in regions().values() if region.level == "county")
    return tuple(name[:-1] for name in named if len(name) == 3 and name[:-1] not in A_WORD)


def write_corpus(raw: Path, folder: Path, numbers: Sequence[int]) -> int:
    """Write the documents of these numbers into ``folder``; returns how many characters they have."""
    originals = [(source, (raw / source.file).read_bytes().decode()) for source in read_sources(raw)]
    characters = 0
    for number in numbers:
        source, text = originals[number % len(originals)]
        written = reworded(text, number)
        characters += len(written)
        (folder / f"{number:05d}-{source.file}").write_bytes(written.encode())
    return characters


def make_corpus(raw: Path, folder: Path, documents: int) -> int:
    """Write ``documents`` documents with two processes; returns how many characters they have."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [range(start, documents, 16) for start in range(16)]
    with ProcessPoolExecutor(2) as pool:
        return sum(pool.map(partial(write_corpus, raw, folder), parts))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("documents", type=int)
    options.add_argument("folder", type=Path)
    options.add_argument("--raw", type=Path, default=Path("raw"))
    given = options.parse_args()
    characters = make_corpus(given.raw, given.folder, given.documents)
    print(f"{given.documents:,} documents, {characters / 1e6:.1f} million characters in {given.folder}")


if __name__ == "__main__":
    main()
