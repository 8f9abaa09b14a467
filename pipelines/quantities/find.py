"""All quantities of a document, and all runs of digits that are none.

Passages are read one by one. The numbers of a sentence are read together, because they share its period, its place and
often their subject.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.calendar import Calendar, read_calendar
from pipelines.quantities.model import Comparator, Quantity, Role, SkippedNumber
from pipelines.quantities.numbers import DIGIT_RUN, Number, read_numbers
from pipelines.quantities.numerals import multiplied, scale_of
from pipelines.quantities.periods import Phrase, Years, read_phrases
from pipelines.quantities.place_names import FINE, known_names
from pipelines.quantities.place_threads import NO_THREADS, Threads, read_threads
from pipelines.quantities.places import NO_NAMES, KnownNames, Place, place_of, read_places, shared_places
from pipelines.quantities.roles import document_role, role_of, section_roles
from pipelines.quantities.subject_lists import clause_start
from pipelines.quantities.subject_phrases import noun_behind
from pipelines.quantities.subjects import subjects_of
from pipelines.quantities.years import dated_behind, series_years, years_of
from pipelines.structure.model import NARRATIVE, Passage, Structure
from pipelines.text.repaired import RepairedText
from pipelines.text.source_words import source_words
from pipelines.vocabulary import vocabulary

SENTENCE_END = re.compile("[。！？\n]")
LONGEST_SENTENCE = 2000
"""Characters; the longest lists of goals joined by ； stay below, a page without any full stop stays linear."""

SEARCHED = frozenset(("prose", "box", "task"))
THRESHOLD_KINDS = frozenset(("money", "area", "time", "mass", "energy"))
CLOSING = frozenset(("以上", "以下", "以内", "左右"))
WHOLE_AREA = re.compile("全[区县市省镇乡]")
WHOLE_COUNTY = re.compile("全[区县市省]")
PHRASE_END = re.compile("[，。；：、！？\n（）]")
PEOPLE = re.compile("|".join(vocabulary("wording")["people"]["words"].split()))
PEOPLE_END = re.compile("(?:人口|人数|群众|职工|劳动力|游客|居民)(?:减少|增加|净增)?$")
MONEY = re.compile("|".join(vocabulary("wording")["money_subjects"]["words"].split()))


class _Context(NamedTuple):
    """What is the same for all figures of a document."""

    text: str
    structure: Structure
    calendar: Calendar
    roles: list[Role]
    role: Role
    first_year: int
    known_places: KnownNames
    threads: Threads


class _Sentence(NamedTuple):
    start: int
    end: int
    phrases: list[Phrase]
    places: list[Place]


def find_quantities(text: RepairedText, structure: Structure) -> tuple[list[Quantity], list[SkippedNumber]]:
    """The quantities of the document in order, and the runs of digits that are none, with their reasons.

    Digits of headings, list numbers and responsibilities are skipped numbers; those of the indicator table and the
    metadata belong to their own records. Offsets are those of ``text.text``.
    """
    calendar, roles = read_calendar(text.match, structure), section_roles(text.match, structure)
    known = known_names(text.match) if structure.genre in NARRATIVE else NO_NAMES
    threads = read_threads(text.match, structure, known) if structure.genre in NARRATIVE else NO_THREADS
    first_year = int(structure.value("period_from") or 0)
    role = document_role(text.match, structure)
    context = _Context(text.match, structure, calendar, roles, role, first_year, known, threads)
    quantities: list[Quantity] = []
    skipped: list[SkippedNumber] = []
    for index, passage in enumerate(structure.passages):
        if passage.kind in SEARCHED:
            found, left = read_passage(context, index, passage)
            quantities.extend(found)
            skipped.extend(left)
        elif passage.kind not in ("indicator_table", "metadata"):
            reason = passage.reason or ("heading_number" if passage.kind == "heading" else "name")
            skipped.extend(_all_digits(text.match, passage, reason))
    if text.text is not text.match and text.text != text.match:
        places = {name: source_words(text, name, 0, len(text.match)) for name in {q.place for q in quantities}}
        quantities = [_as_printed(text, q._replace(place=places[q.place])) for q in quantities]
    return quantities, skipped


def _as_printed(text: RepairedText, quantity: Quantity) -> Quantity:
    """The words of a quantity in the source's own script and digits; ``unit_base`` stays the same in every script."""
    start, end = quantity.sentence_start, quantity.sentence_end
    if text.text[start:end] == text.match[start:end]:
        return quantity
    return quantity._replace(
        subject=source_words(text, quantity.subject, start, end),
        period_text=source_words(text, quantity.period_text, start, end) if quantity.period_text else None,
        unit=source_words(text, quantity.unit, quantity.start, quantity.end) if quantity.unit else None,
    )


def _all_digits(text: str, passage: Passage, reason: str) -> list[SkippedNumber]:
    """The digits of a passage that holds no quantity; in a heading they are mostly years."""
    numbers, skipped = read_numbers(text, passage.start, passage.end)
    named = {run.start: run.reason for run in skipped}
    named |= {run: "name" for number in numbers for run in (number.numeral_start,)}
    fixed = passage.kind == "number"
    return [
        SkippedNumber(run.start(), run.end(), reason if fixed else named.get(run.start(), reason))
        for run in DIGIT_RUN.finditer(text, passage.start, passage.end)
    ]


def read_passage(context: _Context, index: int, passage: Passage) -> tuple[list[Quantity], list[SkippedNumber]]:
    """The quantities and skipped numbers of one passage."""
    text = context.text
    numbers, skipped = read_numbers(text, passage.start, passage.end)
    quantities: list[Quantity] = []
    carried: Place | None = None
    position = 0
    while position < len(numbers):
        first = numbers[position]
        limit = min(passage.end, first.end + LONGEST_SENTENCE)
        end = SENTENCE_END.search(text, first.end, limit)
        stop = end.start() if end else limit
        batch = [first]
        while position + len(batch) < len(numbers) and numbers[position + len(batch)].start < stop:
            batch.append(numbers[position + len(batch)])
        start = _sentence_start(text, passage.start, first.start)
        position += len(batch)
        thresholds = [number for i, number in enumerate(batch) if _is_threshold(text, batch, i)]
        for number in thresholds:
            batch.remove(number)
            skipped.extend(
                SkippedNumber(run.start(), run.end(), "threshold")
                for run in DIGIT_RUN.finditer(text, number.start, number.end)
            )
        places = read_places(text, start, stop, context.known_places)
        before = _carried(context, passage, start, [], carried)
        carried = _carried(context, passage, start, places, carried)
        about = before or context.threads.at(first.start)
        if about is not None:
            places = [about._replace(start=start, end=start), *places]
        sentence = _Sentence(start, stop, read_phrases(text, start, stop), places)
        quantities.extend(_read_sentence(context, index, passage, sentence, batch))
    skipped.sort()
    return quantities, skipped


def _carried(
    context: _Context, passage: Passage, start: int, places: list[Place], carried: Place | None
) -> Place | None:
    """The town or village that the paragraph goes on about: 友谊村有一支服务帮…。服务帮包括6支服务队."""
    text = context.text
    if context.structure.genre not in NARRATIVE:
        return None
    paragraph = max(passage.start, text.rfind("\n", passage.start, start) + 1)
    if carried is not None and (carried.end < paragraph or WHOLE_AREA.search(text, paragraph, start)):
        carried = None
    if places:
        fine = [place for place in places if place.rank >= FINE]
        if places[-1].rank < FINE and fine and fine[-1].start > start + 2:
            return None  # but 庆坪镇位于渭源县北部 goes on about the town
        return fine[-1] if fine else None
    if carried is None and start > paragraph:
        low = max(paragraph, start - LONGEST_SENTENCE)
        earlier = [place for place in read_places(text, low, start, context.known_places) if place.rank >= FINE]
        above = WHOLE_AREA if not earlier or earlier[-1].rank > FINE else WHOLE_COUNTY
        if not earlier or above.search(text, earlier[-1].end, start):
            return None
        return earlier[-1]
    return carried


def _is_threshold(text: str, batch: list[Number], index: int) -> bool:
    """Whether a bound is part of the name of what is counted: 过亿元项目不少于100个, 1467位80岁以上老年人."""
    number = batch[index]
    if number.comparator not in ("gt", "ge", "lt", "le", "range") or number.kind not in THRESHOLD_KINDS:
        return False
    if index and batch[index - 1].end == number.start and batch[index - 1].kind == "people":
        return True
    if index + 1 == len(batch) or PHRASE_END.search(text, number.end, batch[index + 1].start):
        return False
    start = number.end + text.startswith("的", number.end)
    return noun_behind(text, start, batch[index + 1].numeral_start) != ""


def _sentence_start(text: str, low: int, start: int) -> int:
    low = max(low, start - LONGEST_SENTENCE)
    return max(low, *(text.rfind(mark, low, start) + 1 for mark in "。！？\n"))


def _read_sentence(
    context: _Context, index: int, passage: Passage, sentence: _Sentence, batch: list[Number]
) -> list[Quantity]:
    text = context.text
    subjects = subjects_of(text, sentence.start, sentence.end, batch)
    comparators = _comparators(text, sentence, batch)
    section = passage.section
    default_role = context.roles[section] if section is not None else context.role
    default_place = _section_place(context.structure, section)
    shared = shared_places(text, sentence.start, batch)
    series = series_years(text, sentence.phrases, batch)
    quantities: list[Quantity] = []
    for number, subject, comparator in zip(batch, subjects, comparators, strict=True):
        clause = clause_start(text, sentence.start, number.start)
        years = (
            series.get(number.start)
            or dated_behind(text, number.end)
            or years_of(text, sentence.phrases, context.calendar, section, clause, number.numeral_start)
        )
        scale = scale_of(number.scale)
        unit_base = number.word or _bare_unit(text, number, subject)
        quantities.append(
            Quantity(
                start=number.start,
                end=number.end,
                value=number.value,
                value_max=number.value_max,
                unit=number.unit,
                value_base=multiplied(number.value, scale),
                value_max_base=multiplied(number.value_max, scale),
                unit_base=unit_base,
                comparator=comparator,
                subject=subject,
                place=shared.get(number.start)
                or place_of(text, sentence.places, sentence.start, number.start, default_place),
                period_text=years.text,
                year_from=years.first,
                year_to=years.last,
                role=_role(context, sentence, clause, number, years, default_role),
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                passage=index,
            )
        )
    return quantities


def _role(context: _Context, sentence: _Sentence, clause: int, number: Number, years: Years, default: Role) -> Role:
    if years.last is not None and years.last < context.first_year:
        return "actual"  # a plan for 2021 to 2025 reports what it says of 2020
    if context.calendar.aims(number.start):
        default = "target"
    return role_of(context.text, sentence.start, clause, number.start, number.end, default)


def _section_place(structure: Structure, section: int | None) -> str:
    while section is not None:
        place = structure.sections[section].place
        if place:
            return place
        section = structure.sections[section].parent
    return structure.place


def _bare_unit(text: str, number: Number, subject: str) -> str | None:
    """The unit that is unmistakably meant: 1000亿 of GDP is money, 近8万市民 are people, shares are per cent."""
    if number.kind == "share":
        return "%"
    if not number.scale:
        return None
    if PEOPLE.match(text, number.end) or PEOPLE_END.search(subject):
        return "人"
    return "元" if MONEY.search(subject) else None


def _comparators(text: str, sentence: _Sentence, batch: list[Number]) -> list[Comparator]:
    """The comparators with those that an opening 至少 or a closing 以上 of a list gives to its members."""
    result: list[Comparator] = [number.comparator for number in batch]
    opening = text.find("至少", sentence.start, batch[0].start)
    limit = text.find("；", opening, sentence.end) if opening >= 0 else -1
    for i, number in enumerate(batch):
        opened = opening >= 0 and (limit < 0 or number.start < limit)
        if result[i] == "eq" and (
            opened or text.find("至少", clause_start(text, sentence.start, number.start), number.start) >= 0
        ):
            result[i] = "ge"
    for i in range(len(batch) - 1, 0, -1):
        joined = text[batch[i - 1].end : batch[i].start] == "、"
        if joined and result[i - 1] == "eq" and text[batch[i].end - 2 : batch[i].end] in CLOSING:
            result[i - 1] = result[i]
    for i in range(1, len(batch)):
        opened = batch[i - 1].start < batch[i - 1].numeral_start or (i > 1 and result[i - 1] != batch[i - 1].comparator)
        if result[i] == "eq" and opened and text[batch[i - 1].end : batch[i].start] == "、":
            result[i] = result[i - 1]  # 突破150亿元、200亿元、250亿元
    return result
