"""Rows of an indicator table whose cells came through without anything between them.

``1化学需氧量排放总量（万吨）2551.72347.6-8%2氨氮排放总量（万吨）264.4238.0-10%``: where one number ends and the next
begins is told by the arithmetic of the row. The printed growth must follow from base and target; where no way of
cutting does, or several do, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.structure.indicator_header import Header
from pipelines.structure.indicator_rows import TableRow

WORDED = (
    r"(?:完成|达到|控制在)[省市县区州国家上级]{0,3}(?:下达|核定|要求|考核|规定)(?:的)?"
    r"(?:任务|目标|要求|指标)?[数值]?(?:以内)?"
)
VALUES = re.compile(rf"(?:[><≥≤]|-(?=[0-9])|—|[0-9]|{WORDED})(?:[><≥≤0-9.%—-]|个?百分点|{WORDED})*")
TOKEN = re.compile(rf"(?P<words>—|{WORDED})|(?P<sign>[><≥≤]=?|-)?(?P<digits>[0-9.]+)(?P<unit>%|个?百分点)?")
NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,4})?")
ROW_NUMBER = re.compile(r"[0-9]{1,2}(?=[\u4e00-\u9fffA-Za-z“])")
NAME = re.compile(r"[\u4e00-\u9fff]{2}")
NATURE = re.compile("预期性|约束性")
LONGEST_VALUES = 40
MOST_LIKE = 2.0
"""Base and target of one indicator are of like size."""


class Part(NamedTuple):
    """One value of a row; ``value`` is None for a dash or words, ``unit`` is %, 个百分点 or empty."""

    start: int
    end: int
    value: float | None
    decimals: int
    unit: str


def read_glued_rows(match: str, start: int, end: int, header: Header) -> list[TableRow]:
    """The rows between ``start`` and ``end``."""
    rows: list[TableRow] = []
    position = start
    number = 0
    count = len(header.values)
    for found in VALUES.finditer(match, start, end):
        first, last = found.span()
        while position < first and match[position].isspace():
            position += 1
        if first < position or not NAME.search(match, position, first):
            continue
        leading = ROW_NUMBER.match(match, position) if header.has("number") else None
        own = int(leading.group()) if leading else number
        following = str(own + 1)
        # The number of the next row stands right behind the last value: -10%5地表水国控断面…
        if (
            header.has("number")
            and match.endswith(following, first, last)
            and ROW_NUMBER.match(match, last - len(following))
        ):
            last -= len(following)
        ways = list(_ways(match, first, last, count))
        if not ways:
            continue  # digits of the name: PM2.5年均浓度, 每千人拥有0-3岁婴幼儿托育数
        chosen = _choose(ways, header)
        row = TableRow([(leading.end() if leading else position, first)], [None] * count)
        row.number = leading.span() if leading else None
        if chosen is None:
            row.unplaced = [(first, last)]
        else:
            row.values = [(part.start, part.end) for part in chosen]
        position, number = last, own
        if nature := NATURE.match(match, last, end):
            row.nature = nature.span()
            position = nature.end()
        rows.append(row)
    return rows


def _ways(match: str, start: int, end: int, count: int) -> Iterator[list[Part]]:
    """All ways to cut ``start`` to ``end`` into ``count`` numbers."""
    if end - start > LONGEST_VALUES:
        return
    tokens = list(TOKEN.finditer(match, start, end))
    if sum(token.end() - token.start() for token in tokens) != end - start or len(tokens) > count:
        return
    yield from _cut(tokens, 0, count)


def _cut(tokens: Sequence[re.Match[str]], index: int, count: int) -> Iterator[list[Part]]:
    if index == len(tokens):
        if count == 0:
            yield []
        return
    for most in range(1, count - (len(tokens) - index - 1) + 1):
        for parts in _numbers(tokens[index], most):
            for rest in _cut(tokens, index + 1, count - most):
                yield parts + rest


def _numbers(token: re.Match[str], count: int) -> Iterator[list[Part]]:
    """The ways to cut one token into ``count`` numbers; its sign goes to the first, its unit to the last."""
    if token["words"]:
        if count == 1:
            yield [Part(token.start(), token.end(), None, 0, "")]
        return
    sign = -1 if token["sign"] == "-" else 1
    digits, offset = token["digits"], token.start("digits")
    for cuts in _cuts(digits, 0, count):
        parts: list[Part] = []
        for place, (first, last) in enumerate(cuts):
            text = digits[first:last]
            decimals = len(text) - text.find(".") - 1 if "." in text else 0
            begin = token.start() if place == 0 else offset + first
            stop = token.end() if place == count - 1 else offset + last
            unit = (token["unit"] or "") if place == count - 1 else ""
            parts.append(Part(begin, stop, (sign if place == 0 else 1) * float(text), decimals, unit))
        yield parts


def _cuts(digits: str, start: int, count: int) -> Iterator[list[tuple[int, int]]]:
    if count == 1:
        if NUMBER.fullmatch(digits, start):
            yield [(start, len(digits))]
        return
    for end in range(start + 1, len(digits)):
        if NUMBER.fullmatch(digits, start, end):
            for rest in _cuts(digits, end, count - 1):
                yield [(start, end), *rest]


def _choose(ways: Sequence[list[Part]], header: Header) -> list[Part] | None:
    """The one way that is right by its own figures; None where none or several are."""
    if len(ways) == 1:
        return ways[0]
    gives = [column.gives for column in header.values]
    if "base" not in gives or "target" not in gives:
        return None
    base, target = gives.index("base"), gives.index("target")
    growth = gives.index("growth") if "growth" in gives else None
    years = _years(header)
    if growth is not None and any(way[growth].value is not None for way in ways):
        right = [way for way in ways if _follows(way[base], way[target], way[growth], years)]
    else:
        right = [way for way in ways if _alike(way[base], way[target])]
    return right[0] if len(right) == 1 else None


def _years(header: Header) -> int:
    years = {column.gives: column.year for column in header.values}
    base, target = years.get("base"), years.get("target")
    return target - base if base and target and target > base else 5


def _follows(base: Part, target: Part, growth: Part, years: int) -> bool:
    """Whether the growth is that from base to target: in all, a year on average, or in percentage points."""
    if base.value is None or target.value is None or growth.value is None:
        return False
    tolerance = 0.6 * 10.0**-growth.decimals
    difference = target.value - base.value
    if growth.unit.endswith("百分点"):
        return abs(difference - growth.value) <= 0.6 * 10.0 ** -max(growth.decimals, 1)
    if base.value <= 0 or target.value <= 0:
        return False
    in_all = difference / base.value * 100
    a_year = ((target.value / base.value) ** (1 / years) - 1) * 100
    return abs(in_all - growth.value) <= tolerance or abs(a_year - growth.value) <= tolerance


def _alike(base: Part, target: Part) -> bool:
    if base.value is None or target.value is None or base.decimals != target.decimals:
        return False
    low, high = sorted((abs(base.value), abs(target.value)))
    return low > 0 and high / low <= MOST_LIKE
