"""Parse throughput on one core, stage by stage, beside one regular expression of number and unit over the same text."""

from __future__ import annotations

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.formats.read import read_text
from pipelines.quantities.find import find_quantities
from pipelines.records.parse import records
from pipelines.sources import Source, read_sources
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair

UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|公里|千瓦时|千瓦|万人次|人次|万元|亿元|亿美元|万美元|美元|元|万亩|亩|万吨|吨|公斤|克|米|％|%|万人|万户|万|亿|"
    "人|名|位|户|家|个|项|件|条|处|座|所|间|支|次|场|台|辆|套|张|岁|年|天|小时|分钟|倍|种|类|批|届|期|村|镇|街道"
)
BARE = re.compile(
    rf"""
    (?: 约|近|超过|超|突破|不少于|不低于|不超过|低于|至少 )? \s?
    (?: [0-9０-９]+ (?:[.．][0-9０-９]+)? (?: \s? [—\-－～~至] \s? [0-9０-９]+ (?:[.．][0-9０-９]+)? )?
      | [一二三四五六七八九十百千万亿两〇零]+ )
    \s? [余多]? \s? (?:{UNITS}) (?: 以上|以下|以内|左右 )?
    """,
    re.VERBOSE,
)
"""A number with its qualifier and a unit from a list: what a dozen lines would find, without what it measures."""
STAGES = ("read and repair", "structure", "quantities", "records")


@dataclass(slots=True)
class Clock:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - started

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def parse(data: bytes, source: Source, clock: Clock) -> int:
    """Parse a document stage by stage; returns how many quantities it has."""
    with clock.stage("read and repair"):
        text = repair(read_text(data).text)
    with clock.stage("structure"):
        structure = read_structure(text, source.facts)
    with clock.stage("quantities"):
        found, skipped = find_quantities(text, structure)
    with clock.stage("records"):
        records(source, hashlib.sha256(data).hexdigest(), text, structure, found, skipped)
    return len(found)


def throughput(raw: Path, megabytes: float) -> None:
    """Print the throughput over the documents of ``raw`` repeated to ``megabytes``."""
    documents = [(source, (raw / source.file).read_bytes()) for source in read_sources(raw)]
    size = sum(len(data) for _, data in documents)
    rounds = max(1, round(megabytes * 1e6 / size))
    for source, data in documents:  # tables and vocabulary are loaded once a process, not once a document
        parse(data, source, Clock())
    clock = Clock()
    bare = 0.0
    characters = 0
    for _ in range(rounds):
        for source, data in documents:
            parse(data, source, clock)
            started = time.perf_counter()
            text = data.decode()
            sum(1 for _ in BARE.finditer(text))
            bare += time.perf_counter() - started
            characters += len(text)
    amount = size * rounds / 1e6
    print(f"{len(documents)} documents, {rounds} times: {amount:.1f} MB, {characters / 1e6:.1f} million characters")
    for name in STAGES:
        seconds = clock.seconds[name]
        print(f"  {name:<16} {amount / seconds:8.2f} MB/s  {seconds / characters * 1e6:6.3f} µs a character")
    print(f"  {'all':<16} {amount / clock.total:8.2f} MB/s  {clock.total / characters * 1e6:6.3f} µs a character")
    print(f"  {'bare regex':<16} {amount / bare:8.2f} MB/s  {bare / characters * 1e6:6.3f} µs a character")
    print(f"  reading everything takes {clock.total / bare:.1f} times as long as the bare regex")


def linearity(raw: Path) -> None:
    """Print how the time grows with the length of a document."""
    print("time of a document ten times as long, and of a long run of one character")
    for source in read_sources(raw):
        data = (raw / source.file).read_bytes()
        one, ten = (min(_seconds(data * times, source) for _ in range(3)) for times in (1, 10))
        print(f"  {source.file:<42} {one * 1e3:8.1f} ms  {ten * 1e3:8.1f} ms  {ten / one:5.1f} times")
    source = Source("run", "run.txt")
    for character in ("1", "一", "、", "（", "。", "区", " ", "\n"):
        text = "海州区2022年工作。" + character * 20_000
        one, ten = (_seconds((text + character * 20_000 * extra).encode(), source) for extra in (0, 9))
        print(f"  {character!r:<42} {one * 1e3:8.1f} ms  {ten * 1e3:8.1f} ms  {ten / one:5.1f} times")


def _seconds(data: bytes, source: Source) -> float:
    clock = Clock()
    parse(data, source, clock)
    return clock.total
