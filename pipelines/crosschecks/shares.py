"""Shares that should add up to a whole, and changes of a share against the shares themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.wording import name_en, number
from pipelines.vocabulary import vocabulary

SECTORS = tuple(vocabulary("comparing")["shares"])
"""The three shares of GDP, in their order."""
SECTOR_NAMES: dict[str, tuple[str, ...]] = {
    concept: tuple(words.split()) for concept, words in vocabulary("comparing")["shares"].items()
}
CHANGE = re.compile(
    r"""
    ^(?P<share>.+?) (?:较|比)
    (?: (?P<since>[0-9]{4})年 | “?(?P<plan>[一二三四五六七八九十]{2,3})五”?末 )?
    .{0,6}? (?P<verb>提高|提升|上升|增加|下降|降低|回落)$
    """,
    re.VERBOSE,
)
"""服务业增加值占GDP比重较“十二五”末提高 (12个百分点)."""
SHARE_OF_GDP = re.compile("占(?:GDP|地区生产总值|生产总值|国内生产总值)|增加值(?:占比|比重)")
FALLS = frozenset(["下降", "降低", "回落"])
PLAN_NUMBERS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}
BEFORE_PLANS = 1955
"""The Nth five-year plan ends five times N years after it: the twelfth in 2015."""


def share_findings(text: Sequence[Figure]) -> Iterator[Finding]:
    """Compare the shares of the three sectors with 100, and with what the text says of their change."""
    structures = _structures(text)
    for structure in structures:
        yield _sum(structure)
    yield from _changes(text, structures)


def _structures(text: Sequence[Figure]) -> list[list[Figure]]:
    """The three shares where they are told together: 三次产业比重由6.1:28.6:65.3调整为3.3:22.3:74.4 gives two."""
    found: list[list[Figure]] = []
    for index in range(len(text) - 2):
        three = list(text[index : index + 3])
        if tuple(figure.concept_id for figure in three) == SECTORS and len({figure.context for figure in three}) == 1:
            found.append(three)
    return found


def _sum(structure: list[Figure]) -> Finding:
    first, second, third = structure
    total = sum(figure.value for figure in structure)
    expected = 100 - first.value - second.value
    allowed = sum(figure.half_step for figure in structure)
    agrees = abs(total - 100) <= allowed + 1e-9
    shares = " + ".join(number(figure.value) for figure in structure)
    return Finding(
        "share_sum",
        "agree" if agrees else "differ",
        first,
        third,
        f"The shares of the three sectors in {first.year_to or 'the same year'} add up to {shares} = {number(total)}"
        + (", the whole within rounding." if agrees else ", which is not 100."),
        f"{f'{first.year_to}年' if first.year_to else ''}三次产业比重合计{shares.replace(' ', '')}={number(total)}，"
        + ("在印出的精度内为100。" if agrees else "不等于100。"),
        expected=expected,
        difference=third.value - expected,
        others=(second.row_id,),
    )


def _changes(text: Sequence[Figure], structures: Sequence[list[Figure]]) -> Iterator[Finding]:
    levels: dict[tuple[str, int], Figure] = {}
    for structure in structures:
        for figure in structure:
            if figure.concept_id and figure.year_to:
                levels[figure.concept_id, figure.year_to] = figure
    levels |= _stated_levels(text)
    for figure in text:
        if figure.unit not in ("个百分点", "百分点"):
            continue
        found = CHANGE.match(figure.subject)
        concept = _sector(found["share"]) if found else None
        if found is None or concept is None:
            continue
        since, until = _since(found), figure.year_to
        before = levels.get((concept, since)) if since else None
        after = levels.get((concept, until)) if until else None
        if before is None or after is None:
            continue
        sign = -1 if found["verb"] in FALLS else 1
        expected = sign * (after.value - before.value)
        allowed = before.half_step + after.half_step + figure.half_step
        agrees = abs(figure.value - expected) <= allowed + 1e-9
        yield Finding(
            "share_change",
            "agree" if agrees else "differ",
            after,
            figure,
            f"{name_en(after)}: the text says that it {'fell' if sign < 0 else 'rose'} by {number(figure.value)} "
            f"percentage points from {since} to {until}; the shares printed, {number(before.value)} and "
            f"{number(after.value)}, give {number(expected)}.",
            f"“{found['share']}”：正文称{since}至{until}年{found['verb']}{figure.printed}，"
            f"而印出的比重由{number(before.value)}%变为{number(after.value)}%，{found['verb']}{number(expected)}个百分点。",
            expected=expected,
            difference=figure.value - expected,
            others=(before.row_id,),
        )


def _stated_levels(text: Sequence[Figure]) -> dict[tuple[str, int], Figure]:
    """Shares that are told alone with their year, where only one value is."""
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in text:
        if (
            figure.concept_id
            and figure.concept_id in SECTORS
            and figure.unit == "%"
            and figure.year_to
            and figure.role == "actual"
        ):
            found[figure.concept_id, figure.year_to].append(figure)
    return {key: figures[0] for key, figures in found.items() if len({figure.value for figure in figures}) == 1}


def _sector(words: str) -> str | None:
    """The concept of a sector's share of GDP by the words of the text."""
    if not SHARE_OF_GDP.search(words):
        return None
    for concept, names in SECTOR_NAMES.items():
        if any(words.startswith((name, "全区" + name, "全县" + name, "全市" + name, "全省" + name)) for name in names):
            return concept
    return None


def _since(found: re.Match[str]) -> int | None:
    """The year a change is counted from: 2015, or the last one of a plan (“十二五”末)."""
    if found["since"]:
        return int(found["since"])
    plan = PLAN_NUMBERS.get(found["plan"] or "")
    return BEFORE_PLANS + 5 * plan if plan else None
