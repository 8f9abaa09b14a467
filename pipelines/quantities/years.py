"""The years of a figure: those of the words that date it in its sentence, else those of its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.quantities.calendar import Calendar, five_years
from pipelines.quantities.numbers import Number
from pipelines.quantities.periods import BARE_DATE, NO_YEARS, Phrase, Years

SERIES = re.compile("[^。；0-9]{0,30}分别[^，。；、0-9]{0,4}$")
VALUES_OF_ORIGIN = re.compile("[^0-9，]*(?:[0-9.]+[^0-9，。；、]{1,4}、)*")
"""由2015年|的8.57亿元、|5.86亿元增长至…: what stands between an origin and its last value."""
PARAGRAPH_YEAR = re.compile(r"[\u3000 ]*(?:【[^】\n]{1,20}】)?[\u3000 ]*(?P<year>20[0-9]{2})年[，,]")
"""【农村“厕所革命”】2020年，永州市…。全年建设…: the year of a paragraph."""
PARAGRAPH_OF_AREA = re.compile(
    r"[\u3000 ]*(?P<year>20[0-9]{2})年[，,]?(?:全年[，,]?)?[全我本][省市县区旗州盟乡镇](?=[^。\n]*。)"
)
BREAK = re.compile("[，；]")
DAY = re.compile(f"(?:到|至)?(?:{BARE_DATE})")
FIXED_AVERAGE = re.compile("年均|年平均")


BEHIND = re.compile("（(?P<words>(?P<year>20[0-9]{2})年[末底初]?)）")


class _Said(NamedTuple):
    """The phrases before a figure: the last that is no origin, the last origin, the fixed one before the last, and the
    last one of five years."""

    chosen: Phrase | None
    origin: Phrase | None
    earlier: Phrase | None
    five: Phrase | None


def years_of(
    text: str, phrases: list[Phrase], calendar: Calendar, section: int | None, clause_start: int, start: int
) -> Years:
    """The years of the figure at ``start``: the last phrase before it in its sentence, else those of its section."""
    said = _said(text, phrases, start)
    default = calendar.default(section, start)
    chosen, origin = said.chosen, said.origin
    if origin is not None and VALUES_OF_ORIGIN.fullmatch(text, origin.end, start):
        return origin.years if origin.years.last is not None else _year_before(origin, default)
    if chosen is None:
        years = default if default != NO_YEARS else _of_paragraph(text, start)
    elif chosen.kind == "section":
        years = _of_section(text, chosen, said.earlier, default, start)
    elif chosen.kind == "five":
        years = five_years(chosen.years.text or "", section, calendar)
        named = said.five or (said.earlier if years.last is None else None)
        if named is not None:
            years = named.years  # 2011至2015年生产总值、利润总额五年累计
    elif chosen.kind == "reached" and origin is not None and FIXED_AVERAGE.search(text, clause_start, start):
        return chosen.years._replace(first=origin.years.first)  # 由2015年的66亿元增加至2020年的119亿元，年均增长12.5%
    elif chosen.kind == "reached" and default.last is not None and BREAK.search(text, chosen.end, start):
        years = default
    else:
        years = chosen.years
    if years.last is not None and text.find("两年平均", clause_start, start) >= 0:
        return years._replace(first=years.last - 1)
    single = chosen is not None and chosen.kind == "fixed" and years.first is not None and years.first == years.last
    if single and FIXED_AVERAGE.search(text, clause_start, start):
        return years._replace(first=origin.years.first if origin is not None else None)
    return years


def _of_paragraph(text: str, start: int) -> Years:
    """The year of a paragraph that opens with what its area came to: 2024年，全县地区生产总值201亿元，…。其中，…"""
    told = PARAGRAPH_OF_AREA.match(text, text.rfind("\n", 0, start) + 1)
    return Years(None, int(told["year"]), int(told["year"])) if told else NO_YEARS


def dated_behind(text: str, end: int) -> Years | None:
    """The year that stands in brackets behind a figure: 总人口11.3万人（2014年）."""
    found = BEHIND.match(text, end)
    return Years(found["words"], int(found["year"]), int(found["year"])) if found else None


def _said(text: str, phrases: list[Phrase], start: int) -> _Said:
    chosen = origin = earlier = five = None
    for phrase in phrases:
        if phrase.end > start:
            break
        if text.find("）", phrase.end, start) > 0 and _in_brackets(text, phrase, start):
            continue
        if phrase.kind == "origin":
            origin = phrase
            continue
        if chosen is not None and chosen.kind == "fixed":
            earlier = chosen
        chosen = phrase
        first, last = phrase.years.first, phrase.years.last
        if phrase.kind == "fixed" and first is not None and last == first + 4:
            five = phrase
    return _Said(chosen, origin, earlier, five)


def _of_section(text: str, chosen: Phrase, earlier: Phrase | None, default: Years, start: int) -> Years:
    """What 全年, 年末 and 今年 mean: the year of the section, or one that the sentence or paragraph has named."""
    words = chosen.years.text or ""
    if earlier is not None and text[earlier.end : chosen.start] in ("，", ""):
        return earlier.years  # 2018年，全年实现地区生产总值233.17亿元
    if default.last is None and earlier is not None and "今" not in words:
        default = earlier.years
    if default.last is None and words.endswith(("全年", "年末", "年底")):
        told = PARAGRAPH_YEAR.match(text, text.rfind("\n", 0, start) + 1)
        if told:
            default = Years(None, int(told["year"]), int(told["year"]))
    if default.first != default.last and DAY.match(words):
        return Years(words, None, None)  # 9月8日 in a section on five years
    # 到年底 and 截至10月31日 are as open as 到2025年
    open_begin = words.startswith(("到", "截")) and default.first == default.last
    return default._replace(text=words, first=None if open_begin else default.first)


def _year_before(origin: Phrase, default: Years) -> Years:
    """由上年的: the year before that of the section."""
    if default.last is None or default.first != default.last:
        return origin.years
    return origin.years._replace(first=default.last - 1, last=default.last - 1)


def _in_brackets(text: str, phrase: Phrase, start: int) -> bool:
    """Whether a phrase stands in brackets that are closed before ``start``: 投资69.8亿元（五年累计超300亿元），年均…"""
    opened = text.find("（", phrase.end, start)
    closed = text.find("）", phrase.end, start)
    return opened < 0 or closed < opened


def series_years(text: str, phrases: list[Phrase], numbers: Sequence[Number]) -> dict[int, Years]:
    """The years of the figures that are one a year, by where the figure starts:
    2016-2020年，地区生产总值分别为245亿元、279亿元、297亿元、303亿元、316亿元."""
    found: dict[int, Years] = {}
    for phrase in phrases:
        first, last = phrase.years.first, phrase.years.last
        if phrase.kind != "fixed" or first is None or last is None or not first < last:
            continue
        index = next((i for i, number in enumerate(numbers) if number.start >= phrase.end), len(numbers))
        own = numbers[index : index + last - first + 1]
        if len(own) != last - first + 1 or SERIES.match(text, phrase.end, own[0].start) is None:
            continue
        after = numbers[index + len(own)].start if index + len(own) < len(numbers) else None
        ends = after is None or text[own[-1].end : after] not in ("、", "和")
        if ends and all(text[a.end : b.start] in ("、", "和") for a, b in pairwise(own)):
            found |= {number.start: Years(phrase.years.text, year, year) for year, number in enumerate(own, first)}
    return found
