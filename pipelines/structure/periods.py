"""The years a document governs: 2021 and 2025 for a plan of “十四五”, 2022 for the tasks of that year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.structure.model import NARRATIVE, Genre, MetadataField
from pipelines.text.repaired import RepairedText

HAN = "一二三四五六七八九"
FIVE_YEARS = "[“‘]?十[一二三四五六]?五[”’]?"
"""A pattern for what a five-year period is called: “十四五”, 十五."""
FIVE_YEARS_NAMED = "[“‘]?(?P<plan>十[一二三四五六]?五)[”’]?"
"""The same, with the name without its quotation marks as ``plan``."""
YEARS = re.compile(r"(?P<first>20[0-9]{2})年?(?:—{1,2}|-|～|至|到)(?P<last>20[0-9]{2})年?")
FIVE_YEAR_PLAN = re.compile(rf"第十(?P<ordinal>[{HAN}])个五年|“?十(?P<short>[{HAN}])五(?=”|规划|时期|期间)”?")
YEAR = re.compile(r"20[0-9]{2}(?=年|度)")
REPORTED = re.compile(
    r"(20[0-9]{2})年(?:及“?十[一二三四五六七八九]五”?(?:时期|期间)?)?(?:政府|主要)?工作(?:的)?(?:回顾|总结|情况)"
)
PLANNED = re.compile(
    r"(20[0-9]{2})年(?:政府|重点|主要|的)?(?:工作)?(?:的)?(?:安排|任务|重点|主要|打算|建议|目标|总体要求|部署)"
)
ENCLOSED_TASKS = re.compile("任务|实事|重点工作")
FIRST_FIVE_YEARS = 1953
READ_FOR_PERIOD = 6000


def five_year_span(ordinal: str) -> tuple[int, int]:
    """First and last year of the 十X五 period: 四 gives 2021, 2025 (第十四个五年规划)."""
    first = FIRST_FIVE_YEARS + 5 * (11 + HAN.index(ordinal)) - 2
    return (first, first + 4)


def read_period(
    text: RepairedText, title: MetadataField | None, genre: Genre, enclosures: Sequence[tuple[int, int]] = ()
) -> Iterator[MetadataField]:
    """period_from and period_to; nothing for an article, or where the document does not say it.

    ``enclosures`` are the spans that name what a letter encloses: 2024年《政府工作报告》主要目标任务责任分解表.
    """
    if genre in NARRATIVE:
        return
    match = text.match
    if genre == "work_report":
        yield from _report_years(match, title)
    if title is not None:
        yield from _years_of(match, title.start, title.end)
    if genre == "task_notice":
        for start, end in enclosures:
            if ENCLOSED_TASKS.search(match, start, end):
                yield from _years_of(match, start, end)
    if genre == "plan":
        yield from _prevailing(match)


def _report_years(match: str, title: MetadataField | None) -> Iterator[MetadataField]:
    """A report governs the year it reports on and the one it plans, which its title may name: 2026年政府工作报告."""
    reported = REPORTED.search(match)
    first = int(reported.group(1)) if reported else 0
    later = [found for found in PLANNED.finditer(match) if int(found.group(1)) > first]
    planned = next((found for found in later if int(found.group(1)) == first + 1), next(iter(later), None))
    if title is not None and reported is not None and planned is None:
        named = YEAR.search(match, title.start, title.end)
        if named is not None and int(named.group()) == first + 1:
            yield MetadataField("period_from", reported.group(1), *reported.span(1))
            yield MetadataField("period_to", named.group(), *named.span())
            return
    if reported is not None and planned is not None:
        yield MetadataField("period_from", reported.group(1), *reported.span(1))
        yield MetadataField("period_to", planned.group(1), *planned.span(1))
    elif planned is not None:
        yield MetadataField("period_from", str(int(planned.group(1)) - 1), *planned.span(1))
        yield MetadataField("period_to", planned.group(1), *planned.span(1))
    elif reported is not None:
        yield MetadataField("period_from", reported.group(1), *reported.span(1))
        yield MetadataField("period_to", reported.group(1), *reported.span(1))


def _years_of(match: str, start: int, end: int) -> Iterator[MetadataField]:
    if found := YEARS.search(match, start, end):
        yield MetadataField("period_from", found["first"], *found.span("first"))
        yield MetadataField("period_to", found["last"], *found.span("last"))
    elif found := FIVE_YEAR_PLAN.search(match, start, end):
        yield from _five_years(found)
    elif found := YEAR.search(match, start, end):
        yield MetadataField("period_from", found.group(), *found.span())
        yield MetadataField("period_to", found.group(), *found.span())


def _five_years(found: re.Match[str]) -> Iterator[MetadataField]:
    first, last = five_year_span(found["ordinal"] or found["short"])
    yield MetadataField("period_from", str(first), *found.span())
    yield MetadataField("period_to", str(last), *found.span())


def _prevailing(match: str) -> Iterator[MetadataField]:
    """The five years a plan without a title speaks of most."""
    found = list(FIVE_YEAR_PLAN.finditer(match, 0, READ_FOR_PERIOD))
    counts = Counter(mention["ordinal"] or mention["short"] for mention in found)
    if not counts:
        return
    ordinal, count = counts.most_common(1)[0]
    if count >= 3:
        yield from _five_years(next(mention for mention in found if ordinal in mention.group()))
