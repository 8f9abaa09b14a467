"""Multiples of, and growth since, an earlier year against the values of both years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.crosschecks.figures import loose_wording
from pipelines.crosschecks.judging import same_unit
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.wording import name_en, name_zh, number, told

MULTIPLE = re.compile(r"^(?P<what>.+?)(?:是|为|相当于)(?P<year>[0-9]{4})年$")
"""地区生产总值是2015年 (1.71倍)."""
SINCE = re.compile(r"^(?P<what>.+?)(?:较|比)(?P<year>[0-9]{4})年(?:累计)?(?P<verb>增长|增加|提高|下降|减少|降低)$")
"""规模以上工业企业产值较2015年增长 (24.5%)."""
FALLS = frozenset(["下降", "减少", "降低"])
SMALL = 1e-9


def multiple_findings(text: Sequence[Figure]) -> Iterator[Finding]:
    """Compare each multiple and each growth since a year with the two values, where both are told."""
    values = _by_wording(text)
    for figure in text:
        times = figure.unit == "倍"
        found = (MULTIPLE if times else SINCE).match(figure.subject) if times or figure.unit == "%" else None
        if found is None or figure.year_to is None or figure.comparator not in ("eq", "approx"):
            continue
        what, since = loose_wording(found["what"]), int(found["year"])
        last, first = _only(values.get((what, figure.year_to), ())), _only(values.get((what, since), ()))
        if last is None or first is None or not same_unit(first, last) or first.value <= first.half_step:
            continue
        sign = -1 if not times and found["verb"] in FALLS else 1
        expected, low, high = (
            _told(last.value + away, first.value - sign * away_first, times, sign)
            for away, away_first in (
                (0.0, 0.0),
                (-sign * last.half_step, -first.half_step),
                (sign * last.half_step, first.half_step),
            )
        )
        fits = low - figure.half_step - SMALL <= figure.value <= high + figure.half_step + SMALL
        yield Finding(
            "multiple",
            "agree" if fits else "differ",
            last,
            figure,
            f"{name_en(last)}: {told(first)} ({since}) → {told(last)} ({last.year_to}) give {number(expected)}; "
            f"{figure.printed} is printed, which " + ("follows within rounding." if fits else "does not follow."),
            f"{name_zh(last)}：{since}年“{told(first)}”到{last.year_to}年“{told(last)}”，为{number(expected)}，"
            f"印出“{figure.printed}”，" + ("在印出的精度内相符。" if fits else "不相符。"),
            expected=expected,
            difference=figure.value - expected,
            others=(first.row_id,),
        )


def _told(last: float, first: float, times: bool, sign: int) -> float:
    return last / first if times else sign * (last / first - 1) * 100


def _by_wording(text: Sequence[Figure]) -> dict[tuple[str, int], list[Figure]]:
    """The plain values reported for a year, by what they measure and the year."""
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in text:
        year = figure.year_to
        if year is None or figure.year_from not in (None, year) or figure.role != "actual":
            continue
        if figure.comparator in ("eq", "approx") and figure.unit not in ("倍", "个百分点"):
            found[figure.wording, year].append(figure)
    return found


def _only(figures: Sequence[Figure]) -> Figure | None:
    """The value of a year, where the document gives only one."""
    return figures[0] if figures and len({figure.value for figure in figures}) == 1 else None
