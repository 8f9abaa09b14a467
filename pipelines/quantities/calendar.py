"""What time the sections of a document report on or plan for, and so the years of a figure that says nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.quantities.numerals import chinese_value
from pipelines.quantities.periods import FIVE_YEAR_PLANS, NO_YEARS, PHRASE, Years, fixed_years
from pipelines.quantities.planned import planned_year
from pipelines.structure.model import Section, Structure
from pipelines.structure.periods import FIVE_YEARS, FIVE_YEARS_NAMED

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
HEADING_ONLY_YEAR = re.compile(
    "(?:(?!20[0-9]{2}).)*(?<![到至自从比较])(?P<year>20[0-9]{2})年(?!以来|前|版|—|-)(?:(?!20[0-9]{2}).)*"
)
"""一、爬坡过坎，2018年交出合格答卷: the one year that the heading of a report names."""
HEADING_PLAN = re.compile(
    f"{FIVE_YEARS_NAMED}(?:时期|期间)?[^。]{{0,14}}?(?:目标|成就|回顾|任务|举措|指标|(?:重点|重大|主要)(?:项目|工程))"
)
HEADING_PAST = re.compile("(?:过去|刚刚过去|去|上)(?:的)?一?年|回顾|上年")
HEADING_SPAN = re.compile("(?:过去|近|前|这)(?P<count>[三四五])年|(?P<came>[三四五])年(?:来|工作回顾)|(?:上|本)届政府")
HEADING_NEXT_FIVE = re.compile("(?:今后|未来)五年")
HEADING_NOW = re.compile("今年|下一步|下一阶段|本年度|(?:工作)?安排|重点工作|主要任务")
OPENING_GOAL = re.compile(r"\s*(?:力争)?到(?P<year>20[0-9]{2})年")  # 二、发展目标 / 到2027年，突破一批…
OPENING_PLAN = re.compile(rf"\s*{FIVE_YEARS_NAMED}(?:时期|期间)(?:[，,]|是)")
"""十二五时期，是我乡经济社会发展取得显著成效的五年: what a report without a date reports on."""
OWN_DATE = re.compile(f"20[0-9]{{2}}年[，,底末全]|{FIVE_YEARS}(?:期间|末)")
OWN_DATES = 3
FIGURE = re.compile("[0-9]")
OPENING_SINCE = re.compile(rf"\s*{FIVE_YEARS_NAMED}以来[，,]")
"""“十三五”以来，…: a section tells what was done."""
REPORTED = re.compile("(?P<year>20[0-9]{2})年[^。]{0,40}?(?:公报|(?:进展|完成|落实|执行|运行)情况)")
"""2021年国民经济和社会发展统计公报; 2023年3月份暖民心行动各县区进展情况表."""
OPENING_YEAR = re.compile(
    r"(?:^|\n)[\u3000 ]*(?:今年以来[^。\n0-9]{0,200})?(?P<year>20[0-9]{2})年[，,虽]"
    r"(?=[^。\n0-9]{20})(?=[^。\n]{0,90}(?:面对|领导下|指导|全[省市县区旗州乡镇]))"
)
"""2020年，面对严峻复杂的发展形势…，全区上下…: the sentence before the first heading of a report without a title."""
OPENING_NOW = re.compile(r"\n[\u3000 ]*今年以来[，,]")
"""2024年8月17日在…会议上…今年以来，在区委坚强领导下: a report in the middle of its year."""
LEAD = 900
"""Characters before the first heading in which a report says what it is about."""
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
    title = structure.value("title") or ""
    found = YEAR.search(title) or YEAR.search(structure.value("signed_on") or structure.value("published_on") or "")
    year = int(found.group()) if found else None
    calendar = Calendar(document=_document_years(text, title, structure, year))
    for index, section in enumerate(structure.sections):
        years = _section_years(text, section, structure.genre, year, calendar)
        if years is not None:
            calendar.by_section[index] = years
    _read_governing(text, structure, calendar)
    return calendar


def _document_years(text: str, title: str, structure: Structure, year: int | None) -> Years:
    """The year of a yearly notice, of a list of what a year is to bring, or of a report on one year."""
    reported = REPORTED.search(title)
    if reported:
        return Years(None, int(reported["year"]), int(reported["year"]))
    planned = planned_year(text, structure)
    if planned:
        return Years(None, planned, planned)
    first, last = structure.value("period_from"), structure.value("period_to")
    if structure.genre == "task_notice" and first and first == last:
        return Years(None, int(first), int(last))
    if structure.genre == "work_report" and year is not None:
        begins = structure.sections[0].start if structure.sections else len(text)
        if OPENING_NOW.search(text, 0, min(begins, LEAD)):
            return Years(None, year, year)
    if structure.genre != "plan" and len(structure.sections) > 1:
        opening = OPENING_YEAR.search(text, 0, structure.sections[0].start)
        if opening:
            return Years(None, int(opening["year"]), int(opening["year"]))
    return NO_YEARS


def _section_years(text: str, section: Section, genre: str, year: int | None, calendar: Calendar) -> Years | None:
    """What the heading of a section says of time, else the section it is part of, else its opening words."""
    years = _heading_years(section.title, year, genre)
    if years is None and section.parent is not None and section.kind != "box":
        years = calendar.by_section.get(section.parent)
    told = OPENING_PLAN.match(text, section.heading_end) if years is None and genre in ("work_report", "plan") else None
    if told and not (genre == "plan" and _dates_itself(text, told.end(), section.end)):
        begin = FIVE_YEAR_PLANS[told["plan"]]
        years = Years(None, begin, begin + 4)
    since = OPENING_SINCE.match(text, section.heading_end)
    if since and (years is None or years.first is None):
        years = Years(None, FIVE_YEAR_PLANS[since["plan"]], None)
    opening = OPENING_GOAL.match(text, section.heading_end) if "目标" in section.title else None
    return Years(None, None, int(opening["year"])) if opening else years


def opens_with_the_past(text: str, section: Section, structure: Structure) -> bool:
    """Whether a section begins with five years that were over when the plan begins: “十三五”以来，… of 2021–2025."""
    found = OPENING_SINCE.match(text, section.heading_end) or OPENING_PLAN.match(text, section.heading_end)
    begins = structure.value("period_from")
    return bool(found and begins and int(begins) > FIVE_YEAR_PLANS[found["plan"]] + 4)


def _dates_itself(text: str, start: int, end: int) -> bool:
    """Whether a section of a plan says of its figures one by one when they hold: 2020年，…; “十三五”期间，…

    So does a first sentence that has figures itself: what it says of time does not reach beyond it.
    """
    stop = text.find("。", start, end)
    if FIGURE.search(text, start, stop if stop >= 0 else end):
        return True
    return sum(1 for _ in OWN_DATE.finditer(text, start, end)) >= OWN_DATES


def _read_governing(text: str, structure: Structure, calendar: Calendar) -> None:
    """Add the sentences that state the time of all that follows, in their order, and the goals they open."""
    wordings = [found for wording in GOVERNING for found in wording.finditer(text)]
    for found in sorted(wordings, key=lambda found: found.start()):
        if "five" not in found.groupdict() or found.start() == 0 or text[found.start() - 1] in OPENS:
            governed = _governed(text, found, structure, calendar)
            calendar.governing.append(governed)
            if not found.groupdict():
                calendar.goals.append(governed[:2])
    for found in IN_DETAIL.finditer(text):
        span = (found.end(), _line_end(text, found.end()))
        calendar.governing.append((*span, Years(None, None, int(found["until"]))))
        calendar.goals.append(span)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _heading_years(title: str, year: int | None, genre: str) -> Years | None:
    named = HEADING_YEAR.search(title)
    if named:
        return Years(None, int(named["year"]), int(named["year"]))
    plan = HEADING_PLAN.search(title)
    if plan:
        first = FIVE_YEAR_PLANS[plan["plan"]]
        return Years(None, first, first + 4)
    if genre != "work_report":
        return None
    only = HEADING_ONLY_YEAR.fullmatch(title)
    if only:
        return Years(None, int(only["year"]), int(only["year"]))
    if year is None:
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


def _governed(text: str, found: re.Match[str], structure: Structure, calendar: Calendar) -> tuple[int, int, Years]:
    """The stretch that a governing sentence dates: its section for a goal, its paragraph for 五年来."""
    start = found.start()
    containing = [index for index, section in enumerate(structure.sections) if section.start <= start < section.end]
    section = containing[-1] if containing else None
    if "five" in found.groupdict():
        return start, _line_end(text, start), five_years(found["five"], section, calendar)
    if "about" in found.groupdict():
        following = found.re.search(text, found.end())
        end = structure.sections[section].end if section is not None else len(text)
        year = int(found["about"])
        return start, min(end, following.start()) if following else end, Years(None, year, year)
    end = structure.sections[section].end if section is not None else _line_end(text, start)
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
