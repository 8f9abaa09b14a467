"""Growth printed beside the values that it should follow from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.crosschecks.figures import DECIMALS, GROWTH_CONCEPT
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.wording import name_en, name_zh, number, told
from pipelines.vocabulary import vocabulary

CONSTANT_PRICES = frozenset(vocabulary("comparing")["constant_prices"]["concepts"].split())
HEADING = re.compile("增长|增速|增幅|变化|累计|下降|增减")
YEARLY = re.compile("年均")
TOTAL = re.compile("比.*(?:增|减|变化|下降)|累计")
CUMULATIVE = re.compile("累计|合计")
POINTS = "百分点"
EXACT = frozenset(["eq", "approx"])
FASTER = re.compile(
    r"居民(?:人均)?(?:可支配)?收入(?:增长|增幅|增速)(?:快于|高于)(?:经济|地区生产总值)(?:增长|增速|增幅)?"
)
"""城乡居民收入增幅快于经济增长: a promise that two rows of the indicator table can be held against."""
GDP, INCOME_GROWTH = "gross_domestic_product", "resident_per_capita_disposable_income_growth"
SMALL = 1e-9


def indicator_growth(indicators: Sequence[Figure], headings: Sequence[str]) -> Iterator[Finding]:
    """Compare the growth printed in an indicator table with base and target; ``headings`` are its header cells."""
    counted = _counted(headings)
    rows: dict[str, dict[str, Figure]] = {}
    for figure in indicators:
        rows.setdefault(figure.row_id, {})[figure.column] = figure
    steps = {
        column: max((_decimals(row[column].printed) for row in rows.values() if column in row), default=0) > 0
        for column in ("base_value", "target_value", "growth_value")
    }
    for row in rows.values():
        if len(row) < 3:
            continue
        base, target, growth = row["base_value"], row["target_value"], row["growth_value"]
        if target.comparator not in EXACT and POINTS not in growth.printed:
            continue
        finding = _from_values(base, target, growth, counted, steps)
        if finding:
            yield finding


def _counted(headings: Sequence[str]) -> str | None:
    """How the growth column is counted: ``yearly`` (年均增长) or ``total`` (2015年比2010年增长)."""
    words = [heading for heading in headings if HEADING.search(heading)]
    if any(YEARLY.search(heading) for heading in words):
        return "yearly"
    return "total" if any(TOTAL.search(heading) for heading in words) else None


def _from_values(
    base: Figure, target: Figure, growth: Figure, counted: str | None, decimals: dict[str, bool]
) -> Finding | None:
    lower, upper = _bounds(base, decimals["base_value"]), _bounds(target, decimals["target_value"])
    half = _half(growth, decimals["growth_value"])
    if POINTS in growth.printed:
        if target.unit != "%":
            return None
        expected, low, high = target.value - base.value, upper[0] - lower[1], upper[1] - lower[0]
        how_en, how_zh = "the difference", "两值之差"
    elif counted is None or lower[0] <= 0 or target.value <= 0:
        return None
    else:
        years = (target.year_to or 0) - (base.year_to or 0) if counted == "yearly" else 1
        if years < 1:
            return None
        expected, low, high = (
            _rate(target.value, base.value, years),
            _rate(upper[0], lower[1], years),
            _rate(upper[1], lower[0], years),
        )
        how_en = f"compounded over {years} years" if counted == "yearly" else "the change in all"
        how_zh = f"按{years}年复合计算" if counted == "yearly" else "按总变化计算"
    fits = low - half - SMALL <= growth.value <= high + half + SMALL
    what_en, what_zh = name_en(target), name_zh(target)
    values = f"{told(base)} ({base.year_to}) → {told(target)} ({target.year_to})"
    values_zh = f"{base.year_to}年“{told(base)}”到{target.year_to}年“{told(target)}”"
    unit_en, unit_zh = (" points", "个百分点") if POINTS in growth.printed else (" %", "%")
    whole_en = whole_zh = ""
    if not fits and half < growth.half_step and low - growth.half_step <= growth.value <= high + growth.half_step:
        whole_en, whole_zh = (
            " but as a whole number, in a column that prints decimals",
            "，仅取整数时相近，而该列印有小数",
        )
    difference = growth.value - expected
    if counted == "yearly" and CUMULATIVE.search(target.subject) and POINTS not in growth.printed:
        so_en, so_zh = (
            (f"{growth.printed} is printed, the same within rounding", "，在印出的精度内与之相符")
            if fits
            else (f"{growth.printed} is printed, which does not follow", "，与之不符")
        )
        return Finding(
            "growth_arithmetic",
            "differ",
            target,
            growth,
            f"{what_en}: {values} are sums of several years, so no yearly growth follows from them; compounded over "
            f"{years} years as if they were yearly values, which is assumed here, they give {number(expected)} % a "
            f"year; {so_en}.",
            f"{what_zh}：{values_zh}为多年累计数，无从得出年均增长；"
            f"若视同年度值{how_zh}，为{number(expected)}%，印出“{growth.printed}”{so_zh}。",
            expected=expected,
            difference=difference,
        )
    return Finding(
        "growth_arithmetic",
        "agree" if fits else "differ",
        target,
        growth,
        f"{what_en}: {values} give {number(expected)}{unit_en}, {how_en}; {growth.printed} is printed, which "
        + ("follows within rounding." if fits else f"does not follow{whole_en}."),
        f"{what_zh}：{values_zh}，{how_zh}为{number(expected)}{unit_zh}，印出“{growth.printed}”，"
        + ("在印出的精度内相符。" if fits else f"不相符{whole_zh}。"),
        expected=expected,
        difference=difference,
    )


def _rate(last: float, first: float, years: int) -> float:
    """Growth a year in percent."""
    return float(((last / first) ** (1 / years) - 1) * 100)


def _decimals(printed: str) -> int:
    """How many digits stand behind the point."""
    found = DECIMALS.search(printed)
    return len(found["decimals"]) if found and found["decimals"] else 0


def _half(figure: Figure, decimals: bool) -> float:
    """Half of the last digit that counts.

    In a column that prints decimals an integer has lost a zero: beside 8.23 and 8.5 a growth of 4 is one of 4.0.
    """
    whole = _decimals(figure.printed) == 0
    return figure.half_step / 10 if whole and decimals else figure.half_step


def _bounds(figure: Figure, decimals: bool) -> tuple[float, float]:
    half = _half(figure, decimals)
    return figure.value - half, figure.value + half


def text_growth(text: Sequence[Figure]) -> Iterator[Finding]:
    """Compare the growth of a year with the values of that year and the one before, where all three are told.

    地区生产总值增长11%，达到282亿元, after 253.7亿元 in the report on the year before.
    """
    values: dict[tuple[str, int], list[Figure]] = {}
    for figure in text:
        if figure.concept_id and figure.year_to and figure.year_from == figure.year_to and figure.unit != "%":
            values.setdefault((figure.concept_id, figure.year_to), []).append(figure)
    for growth in text:
        if not growth.concept_id or not growth.concept_id.endswith(GROWTH_CONCEPT) or growth.unit != "%":
            continue
        if growth.year_to is None or growth.year_from != growth.year_to or growth.comparator not in EXACT:
            continue
        measured = growth.concept_id.removesuffix(GROWTH_CONCEPT)
        last = _only(values.get((measured, growth.year_to), ()), growth)
        first = _only(values.get((measured, growth.year_to - 1), ()), growth)
        if last is None or first is None or last.unit != first.unit or last.role != growth.role:
            continue
        finding = _of_a_year(first, last, growth, measured in CONSTANT_PRICES)
        if finding:
            yield finding


def _only(figures: Sequence[Figure], growth: Figure) -> Figure | None:
    """The value of a year, where the document gives one and says it plainly."""
    fitting = [figure for figure in figures if figure.place == growth.place and figure.comparator in EXACT]
    return fitting[0] if fitting and len({figure.value for figure in fitting}) == 1 else None


def _of_a_year(first: Figure, last: Figure, growth: Figure, constant_prices: bool) -> Finding | None:
    if first.value <= first.half_step:
        return None
    expected = _rate(last.value, first.value, 1)
    low = _rate(last.value - last.half_step, first.value + first.half_step, 1)
    high = _rate(last.value + last.half_step, first.value - first.half_step, 1)
    fits = low - growth.half_step - SMALL <= growth.value <= high + growth.half_step + SMALL
    if constant_prices and not fits:
        return None  # growth in constant prices, values in current ones
    values = f"{told(first)} ({first.year_to}) → {told(last)} ({last.year_to})"
    return Finding(
        "growth_arithmetic",
        "agree" if fits else "differ",
        last,
        growth,
        f"{name_en(last)}: {values} give {number(expected)} %; {growth.printed} is printed, which "
        + ("follows within rounding." if fits else "does not follow."),
        f"{name_zh(last)}：{first.year_to}年“{told(first)}”到{last.year_to}年“{told(last)}”，增长{number(expected)}%，"
        f"印出“{growth.printed}”，" + ("在印出的精度内相符。" if fits else "不相符。"),
        expected=expected,
        difference=growth.value - expected,
        others=(first.row_id,),
    )


def promised_order(indicators: Sequence[Figure], words: str) -> Iterator[Finding]:
    """Hold a promise that incomes grow faster than the economy against the table.

    ``words`` is the text for matching.
    """
    promise = FASTER.search(words)
    by_column = {(figure.concept_id, figure.column): figure for figure in indicators}
    base, target = by_column.get((GDP, "base_value")), by_column.get((GDP, "target_value"))
    income = by_column.get((INCOME_GROWTH, "growth_value"))
    if not promise or not base or not target or not income or target.comparator not in EXACT:
        return
    years = (target.year_to or 0) - (base.year_to or 0)
    if years < 1 or base.value <= 0 or target.value <= 0:
        return
    expected = _rate(target.value, base.value, years)
    keeps = income.value > expected
    yield Finding(
        "growth_arithmetic",
        "agree" if keeps else "differ",
        target,
        income,
        f"The text promises that incomes grow faster than the economy (“{promise.group()}”); the table has them grow "
        f"by {income.printed} % a year, GDP by {number(expected)} % ({told(base)} → {told(target)}; whether in current "
        "or constant prices is not said of either).",
        f"正文称“{promise.group()}”；而指标表居民收入年均增长“{income.printed}”，地区生产总值由“{told(base)}”到“{told(target)}”年均增长"
        f"{number(expected)}%（两者按现价或不变价，原文均未说明）。",
        expected=expected,
        difference=income.value - expected,
        others=(base.row_id,) if base.row_id != target.row_id else (),
    )
