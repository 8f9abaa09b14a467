"""What time the sections of a document report on or plan for, and so the years of a figure that says nothing itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.quantities.numbers import Number
from pipelines.quantities.numerals import chinese_value
from pipelines.quantities.periods import FIVE_YEAR_PLANS, NO_YEARS, PHRASE, Phrase, Years, fixed_years
from pipelines.structure.model import Structure

SERIES = re.compile("[^。；0-9]{0,30}分别[^，。；、0-9]{0,4}$")
VALUES_OF_ORIGIN = re.compile("[^0-9，]*(?:[0-9.]+[^0-9，。；、]{1,4}、)*")
"""由2015年|的8.57亿元、|5.86亿元增长至…: what stands between an origin and its last value."""
PARAGRAPH_YEAR = re.compile(r"[\u3000 ]*(?:【[^】\n]{1,20}】)?[\u3000 ]*(?P<year>20[0-9]{2})年[，,]")
"""【农村“厕所革命”】2020年，永州市…。全年建设…: the year of a paragraph."""
FIXED_AVERAGE = re.compile("年均|年平均")
# A sentence that opens its section or paragraph and states its time for all that follows. Each wording has a pattern
# of its own that begins with plain characters, since all of a text is searched for it.
_GOAL = r"[^。；\n年期]{0,40}?(?:目标(?:是|为|：|如下)|(?:实事|任务|工作)(?:项目)?(?:包括|(?:具体)?如下|：))"
GOVERNING = (
    re.compile(r"(?P<five>五年[来间])[，,]"),
    re.compile(r"(?P<five>过去的?五年)[，,是]"),
    re.compile(rf"十[一二三四五六]?五[”’]?(?:时期|期间){_GOAL}"),
    re.compile(rf"20[0-9]{{2}}年{_GOAL}"),
    re.compile(r"关于(?P<about>20[0-9]{2})年的?(?:政府)?工作[，,]"),  # 关于2023年工作，报告中说，…
)
IN_DETAIL = re.compile("到(?P<until>20[0-9]{2})年，[^\n]{10,400}\n+[\u3000 ]*具体(?:包括|目标是?|来看|为)[：:]")
"""争取到2025年，农业农村现代化取得重要进展。…⏎具体包括：… of a plan that an article tells."""
OPENS = frozenset("\n。！：")
"""What stands before 五年来 where it opens a sentence."""
HEADING_YEAR = re.compile(
    "(?P<year>20[0-9]{2})年(?!—|-|至|到)[^。]{0,24}?(?:回顾|工作|安排|任务|目标|要点|打算|部署|总结|情况|重点|计划)"
)
HEADING_PLAN = re.compile(
    "[“‘]?(?P<plan>十[一二三四五六]?五)[”’]?(?:时期|期间)?[^。]{0,14}?(?:目标|成就|回顾|任务|举措|指标|(?:重点|重大|主要)(?:项目|工程))"
)
HEADING_PAST = re.compile("(?:过去|刚刚过去|去|上)(?:的)?一?年|回顾|上年")
HEADING_SPAN = re.compile("(?:过去|近|前|这)(?P<count>[三四五])年|(?P<came>[三四五])年(?:来|工作回顾)|(?:上|本)届政府")
HEADING_NEXT_FIVE = re.compile("(?:今后|未来)五年")
HEADING_NOW = re.compile("今年|下一步|下一阶段|本年度|(?:工作)?安排|重点工作|主要任务")
OPENING_GOAL = re.compile(r"\s*(?:力争)?到(?P<year>20[0-9]{2})年")  # 二、发展目标 / 到2027年，突破一批…
OPENING_PLAN = re.compile(r"\s*[“‘]?(?P<plan>十[一二三四五六]?五)[”’]?(?:时期|期间)(?:[，,]|是)")
"""十二五时期，是我乡经济社会发展取得显著成效的五年: what a report without a date reports on."""
OPENING_SINCE = re.compile(r"\s*[“‘]?(?P<plan>十[一二三四五六]?五)[”’]?以来[，,]")
REPORTED = re.compile("(?P<year>20[0-9]{2})年[^。]{0,40}?(?:公报|(?:进展|完成|落实|执行|运行)情况)")
"""2021年国民经济和社会发展统计公报; 2023年3月份暖民心行动各县区进展情况表."""
_BACK = "(?:完成|实施|落实|执行)情况|已完成|完成率|进展|总结|回顾"
LOOKS_BACK = re.compile(_BACK)
PLANNED = re.compile(
    rf"^(?!.*(?:{_BACK})).*?(?P<year>20[0-9]{{2}})年[^。]{{0,24}}?"
    "(?:实事|重点工作|工作重点|工作要点|工作计划|工作任务|目标任务)"
    "|(?:谋划|谋实|部署|安排|打算)[^。，]{0,4}(?P<ahead>20[0-9]{2})年"
)
"""县政府2020年将为民办好15件大事和民生实事: the headline of an article that lists what a year is to bring."""
LISTED_TASKS = re.compile(
    "(?P<year>20[0-9]{2})年[^。；\\n期]{0,30}?(?:实事|任务)(?:项目)?(?:包括|(?:具体)?如下|：|[：。]?\\n+一、)"
)
"""南郑区2024年10个民生实事项目具体如下: the lead of an article that is such a list."""
INSTRUCTED = re.compile(
    "关于(?:切实|扎实|认真|进一步|全力|积极)*(?:抓好|做好|推进|开展|加强|实施|办好|落实|抓紧)(?P<year>20[0-9]{2})年[^。]{0,30}的(?:通知|(?:实施|指导)?意见|若干措施)$"
    "|(?<![到至])(?P<named>20[0-9]{2})年(?!前|—|-|至|到|版)[^。—到至]{0,24}(?:工作要点|工作计划|工作方案|实施方案|行动方案|重点工作安排)$"
)
"""关于切实抓好2012年造林绿化工作的通知, 2023年乡村振兴工作要点: a government says what is to be done in a year."""
LEAD = 400
"""Characters of an article that say what it lists."""
NARRATIVE = frozenset(("article", "newspaper_page"))
QUOTED_TITLE = re.compile("《([^《》]{6,60})》")
YEAR = re.compile("20[0-9]{2}")


@dataclass(slots=True)
class Calendar:
    """What the sections of a document say about time: years per section, and governing sentences by offset."""

    by_section: dict[int, Years] = field(default_factory=dict)
    governing: list[tuple[int, int, Years]] = field(default_factory=list)
    document: Years = NO_YEARS
    goals: list[tuple[int, int]] = field(default_factory=list)
    """Where governing sentences say what is aimed at."""

    def aims(self, offset: int) -> bool:
        """Whether a governing sentence makes the figure at ``offset`` a goal."""
        return any(start <= offset < end for start, end in self.goals)

    def default(self, section: int | None, offset: int) -> Years:
        """The years of a figure at ``offset`` that says nothing of its own."""
        for start, end, years in self.governing:
            if start <= offset < end:
                return years
        if section is not None and section in self.by_section:
            return self.by_section[section]
        return self.document


def read_calendar(text: str, structure: Structure) -> Calendar:
    """The times that headings and opening sentences of ``structure`` give to the figures below them."""
    calendar = Calendar()
    title = structure.value("title") or ""
    found = YEAR.search(title) or YEAR.search(structure.value("signed_on") or structure.value("published_on") or "")
    year = int(found.group()) if found else None
    if structure.genre == "task_notice":
        first, last = structure.value("period_from"), structure.value("period_to")
        if first and first == last:
            calendar.document = Years(None, int(first), int(last))
    planned = planned_year(text, structure)
    if planned is None and structure.genre == "plan":
        planned = instructed_year(title) or _listed_year(text)
    if planned:
        calendar.document = Years(None, planned, planned)
    reported = REPORTED.search(title)
    if reported:
        calendar.document = Years(None, int(reported["year"]), int(reported["year"]))
    for index, section in enumerate(structure.sections):
        years = _heading_years(section.title, year, structure.genre)
        if years is None and section.parent is not None and section.kind != "box":
            years = calendar.by_section.get(section.parent)
        told = OPENING_PLAN.match(text, section.heading_end) if years is None else None
        if told and structure.genre == "work_report":
            begin = FIVE_YEAR_PLANS[told["plan"]]
            years = Years(None, begin, begin + 4)
        since = OPENING_SINCE.match(text, section.heading_end)
        if since and (years is None or years.first is None):
            years = Years(None, FIVE_YEAR_PLANS[since["plan"]], None)
        opening = OPENING_GOAL.match(text, section.heading_end) if "目标" in section.title else None
        if opening:
            years = Years(None, None, int(opening["year"]))
        if years is not None:
            calendar.by_section[index] = years
    found_all = [found for wording in GOVERNING for found in wording.finditer(text)]
    for found in sorted(found_all, key=lambda found: found.start()):
        if "five" not in found.groupdict() or found.start() == 0 or text[found.start() - 1] in OPENS:
            governed = _governed(text, found, structure, calendar, year)
            calendar.governing.append(governed)
            if not found.groupdict():
                calendar.goals.append(governed[:2])
    for found in IN_DETAIL.finditer(text):
        end = text.find("\n", found.end())
        span = (found.end(), end if end >= 0 else len(text))
        calendar.governing.append((*span, Years(None, None, int(found["until"]))))
        calendar.goals.append(span)
    return calendar


def planned_year(text: str, structure: Structure) -> int | None:
    """The year whose tasks an article lists, by its headline or by the notice that its first line reports on:
    印发《黔江区2022年重点民生实事工作目标任务的通知》."""
    if structure.genre not in NARRATIVE:
        return None
    line = text[: text.find("\n") if "\n" in text else len(text)]
    for words in (structure.value("title") or "", *QUOTED_TITLE.findall(line)):
        found = PLANNED.search(words)
        if found:
            return int(found["year"] or found["ahead"])
        if year := instructed_year(words):
            return year
    return _listed_year(text)


def _listed_year(text: str) -> int | None:
    listed = LISTED_TASKS.search(text, 0, LEAD)
    return int(listed["year"]) if listed else None


def instructed_year(title: str) -> int | None:
    """The one year whose work a notice or plan says to be its subject."""
    found = None if LOOKS_BACK.search(title) else INSTRUCTED.search(title)
    return int(found["year"] or found["named"]) if found else None


def _heading_years(title: str, year: int | None, genre: str) -> Years | None:
    named = HEADING_YEAR.search(title)
    if named:
        return Years(None, int(named["year"]), int(named["year"]))
    plan = HEADING_PLAN.search(title) if genre in ("work_report", "plan") else None
    if plan:
        first = FIVE_YEAR_PLANS[plan["plan"]]
        return Years(None, first, first + 4)
    if genre != "work_report" or year is None:
        return None
    span = HEADING_SPAN.search(title)
    if span:
        count = chinese_value(span["count"] or span["came"] or "五") or 5
        return Years(None, year - count, year - 1)
    if HEADING_NEXT_FIVE.search(title):
        return Years(None, year, year + 4)
    if HEADING_PAST.search(title):
        return Years(None, year - 1, year - 1)
    if HEADING_NOW.search(title):
        return Years(None, year, year)
    return None


def _governed(
    text: str, found: re.Match[str], structure: Structure, calendar: Calendar, year: int | None
) -> tuple[int, int, Years]:
    """The stretch that a governing sentence dates: its section for a goal, its paragraph for 五年来."""
    start = found.start()
    section = next(
        (
            index
            for index in range(len(structure.sections) - 1, -1, -1)
            if structure.sections[index].start <= start < structure.sections[index].end
        ),
        None,
    )
    if "about" in found.groupdict():
        following = found.re.search(text, found.end())
        end = structure.sections[section].end if section is not None else len(text)
        year_told = int(found["about"])
        return start, min(end, following.start()) if following else end, Years(None, year_told, year_told)
    if "five" in found.groupdict():
        end = text.find("\n", start)
        return start, end if end >= 0 else len(text), five_years(found["five"], section, calendar)
    end = structure.sections[section].end if section is not None else text.find("\n", start)
    if end < 0:
        end = len(text)
    start -= text[start - 1 : start] in ("“", "‘", "到")
    phrase = PHRASE.match(text, start)
    years = fixed_years(phrase) if phrase else None
    return start, end, years or NO_YEARS


def five_years(words: str, section: int | None, calendar: Calendar) -> Years:
    """五年来 in a section that reports on 2025 is 2021 to 2025; in one of a five-year period that period."""
    years = calendar.by_section.get(section, calendar.document) if section is not None else calendar.document
    if years.last is None:
        return Years(words, None, None)
    return Years(words, years.last - 4, years.last)


def years_of(
    text: str, phrases: list[Phrase], calendar: Calendar, section: int | None, clause_start: int, start: int
) -> Years:
    """The years of the figure at ``start``: the last phrase before it in its sentence, else those of its section."""
    chosen: Phrase | None = None
    origin: Phrase | None = None
    earlier: Phrase | None = None
    span: Phrase | None = None
    for phrase in phrases:
        if phrase.end > start:
            break
        if text.find("）", phrase.end, start) > 0 and _in_brackets(text, phrase, start):
            continue
        if phrase.kind == "origin":
            origin = phrase
        else:
            if chosen is not None and chosen.kind == "fixed":
                earlier = chosen
            chosen = phrase
            years = phrase.years
            if phrase.kind == "fixed" and years.first is not None and years.last == years.first + 4:
                span = phrase
    if origin is not None and VALUES_OF_ORIGIN.fullmatch(text, origin.end, start):
        return origin.years if origin.years.last is not None else _year_before(origin, calendar.default(section, start))
    if chosen is None:
        years = calendar.default(section, start)
    elif chosen.kind == "section" and earlier is not None and text[earlier.end : chosen.start] in ("，", ""):
        years = earlier.years  # 2018年，全年实现地区生产总值233.17亿元
    elif chosen.kind == "section":
        default = calendar.default(section, start)
        if default.last is None and earlier is not None and "今" not in (chosen.years.text or ""):
            default = earlier.years
        if default.last is None and (chosen.years.text or "").endswith(("全年", "年末", "年底")):
            told = PARAGRAPH_YEAR.match(text, text.rfind("\n", 0, start) + 1)
            if told:
                default = Years(None, int(told["year"]), int(told["year"]))
        words = chosen.years.text or ""
        first = None if words.startswith(("到", "截")) and default.first == default.last else default.first
        years = default._replace(text=words, first=first)  # 到年底 is as open as 到2025年
    elif chosen.kind == "five":
        years = five_years(chosen.years.text or "", section, calendar)
        if years.last is None and (span or earlier):
            years = (span or earlier or chosen).years  # 2011至2015年生产总值、利润总额五年累计
    elif chosen.kind == "reached" and FIXED_AVERAGE.search(text, clause_start, start) and origin is not None:
        return chosen.years._replace(first=origin.years.first)  # 由2015年的66亿元增加至2020年的119亿元，年均增长12.5%
    elif chosen.kind == "reached" and any(mark in text[chosen.end : start] for mark in "，；"):
        default = calendar.default(section, start)
        years = default if default.last is not None else chosen.years
    else:
        years = chosen.years
    single = years.first is not None and years.first == years.last and chosen is not None and chosen.kind == "fixed"
    if years.last is not None and text.find("两年平均", clause_start, start) >= 0:
        return years._replace(first=years.last - 1)
    if single and FIXED_AVERAGE.search(text, clause_start, start):
        return years._replace(first=origin.years.first if origin is not None else None)
    return years


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
