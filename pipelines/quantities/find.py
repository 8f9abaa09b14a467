"""All quantities of a document, and all runs of digits that are none.

Passages are read one by one. The numbers of a sentence are read together, because they share its period, its place and
often their subject.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipelines.quantities.model import Comparator, Quantity, Role, SkippedNumber
from pipelines.quantities.numbers import DIGIT_RUN, Number, read_numbers
from pipelines.quantities.numerals import multiplied, scale_of
from pipelines.quantities.periods import Calendar, Phrase, read_calendar, read_phrases, years_of
from pipelines.quantities.places import Place, place_of, read_places
from pipelines.quantities.roles import document_role, role_of, section_roles
from pipelines.quantities.subjects import COMPARISON, LONGEST_SUBJECT, clean, is_bare, noun_behind, split_list, with_predicate
from pipelines.structure.model import Passage, Structure
from pipelines.text.repaired import RepairedText
from pipelines.vocabulary import vocabulary

SENTENCE_END = re.compile("[。！？\n]")
CLAUSE_MARK = re.compile("[，；：。！？\n]")
OPENING_AT_LEAST = re.compile("(?:至少|不少于|不低于|超过)[^，；]{0,4}$|至少")
LONGEST_SENTENCE = 2000
"""Characters; the longest lists of goals joined by ； stay below, a page without any full stop stays linear."""

SEARCHED = frozenset(("prose", "box", "task"))
INDUSTRIES = ("第一产业", "第二产业", "第三产业")
PUNCTUATION = frozenset("，。；：、！？\n）”") | {""}
THRESHOLD_KINDS = frozenset(("money", "area", "time", "mass", "energy"))
BOUND = re.compile("[0-9]{1,4}(?:周?岁|亩|年|万元|平方米|吨)(?:以上|以下|及以上|以内)")
WHOLE_AREA = re.compile("全[区县市省镇乡]")
SHORT_VERBS = frozenset("新增 引进 培育 建成 创建 打造 新建 改造 新招录 招录 新改建 新培育 建设 创成 争创 选派 组建 培养 启动".split())
PHRASE_END = re.compile("[，。；：、！？\n（）]")
PEOPLE = re.compile("|".join(vocabulary("wording")["people"]["words"].split()))
MONEY = re.compile("|".join(vocabulary("wording")["money_subjects"]["words"].split()))


class _Context(NamedTuple):
    """What is the same for all figures of a document."""

    text: str
    structure: Structure
    calendar: Calendar
    roles: list[Role]


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
    context = _Context(text.match, structure, read_calendar(text.match, structure), section_roles(structure))
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
    return quantities, skipped


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
                SkippedNumber(run.start(), run.end(), "threshold") for run in DIGIT_RUN.finditer(text, number.start, number.end)
            )
        places = read_places(text, start, stop)
        carried = _carried(text, passage, start, places, carried, context.structure.genre)
        if not places and carried is not None:
            places = [carried._replace(start=start, end=start)]
        sentence = _Sentence(start, stop, read_phrases(text, start, stop), places)
        quantities.extend(_read_sentence(context, index, passage, sentence, batch))
    skipped.sort()
    return quantities, skipped


def _carried(
    text: str, passage: Passage, start: int, places: list[Place], carried: Place | None, genre: str
) -> Place | None:
    """The town or village that the paragraph goes on about: 友谊村有一支服务帮…。服务帮包括6支服务队."""
    paragraph = max(passage.start, text.rfind("\n", passage.start, start) + 1)
    if carried is not None and (carried.end < paragraph or WHOLE_AREA.search(text, paragraph, start)):
        carried = None
    if places:
        return places[-1] if places[-1].rank >= 4 and genre in ("article", "newspaper_page") else None
    if carried is None and start > paragraph and genre in ("article", "newspaper_page"):
        earlier = [place for place in read_places(text, paragraph, start) if place.rank >= 4]
        return earlier[0] if earlier and earlier[0].start < paragraph + 12 else None
    return carried


def _is_threshold(text: str, batch: list[Number], index: int) -> bool:
    """Whether a bound is part of the name of what the next number counts: 过亿元项目不少于100个, 1467位80岁以上老年人."""
    number = batch[index]
    if number.comparator not in ("gt", "ge", "lt", "le") or number.kind not in THRESHOLD_KINDS:
        return False
    if index and batch[index - 1].end == number.start and batch[index - 1].kind == "people":
        return True
    if index + 1 == len(batch) or PHRASE_END.search(text, number.end, batch[index + 1].start):
        return False
    return noun_behind(text, number.end, batch[index + 1].numeral_start) != ""


def _sentence_start(text: str, low: int, start: int) -> int:
    low = max(low, start - LONGEST_SENTENCE)
    return max(low, *(text.rfind(mark, low, start) + 1 for mark in "。！？\n"))


def _read_sentence(
    context: _Context, index: int, passage: Passage, sentence: _Sentence, batch: list[Number]
) -> list[Quantity]:
    text = context.text
    subjects = _subjects(text, sentence, batch)
    comparators = _comparators(text, sentence, batch)
    section = passage.section
    default_role = context.roles[section] if section is not None else document_role(context.structure)
    default_place = _section_place(context.structure, section)
    quantities: list[Quantity] = []
    for number, subject, comparator in zip(batch, subjects, comparators, strict=True):
        clause = _clause_start(text, sentence.start, number.start)
        years = years_of(text, sentence.phrases, context.calendar, section, clause, number.numeral_start)
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
                place=place_of(sentence.places, number.start, default_place),
                period_text=years.text,
                year_from=years.first,
                year_to=years.last,
                role=role_of(text, sentence.start, clause, number.start, number.end, default_role),
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                passage=index,
            )
        )
    return quantities


def _section_place(structure: Structure, section: int | None) -> str:
    while section is not None:
        place = structure.sections[section].place
        if place:
            return place
        section = structure.sections[section].parent
    return structure.place


def _bare_unit(text: str, number: Number, subject: str) -> str | None:
    """The unit that is unmistakably meant where 万 or 亿 stands alone: 1000亿 of GDP, 近8万市民; shares are per cent."""
    if number.kind == "share":
        return "%"
    if not number.scale:
        return None
    if PEOPLE.match(text, number.end):
        return "人"
    return "元" if MONEY.search(subject) else None


def _comparators(text: str, sentence: _Sentence, batch: list[Number]) -> list[Comparator]:
    """The comparators with those that an opening 至少 or a closing 以上 of a list gives to its members."""
    result: list[Comparator] = [number.comparator for number in batch]
    opening = text.find("至少", sentence.start, batch[0].start)
    if opening >= 0 and text.find("；", opening, batch[0].start) < 0:
        limit = text.find("；", opening, sentence.end)
        for i, number in enumerate(batch):
            if result[i] == "eq" and (limit < 0 or number.start < limit):
                result[i] = "ge"
    for i in range(len(batch) - 1, 0, -1):
        if result[i - 1] == "eq" and text[batch[i - 1].end : batch[i].start] == "、":
            if batch[i].end > batch[i].start and text[batch[i].end - 2 : batch[i].end] in ("以上", "以下", "以内", "左右"):
                result[i - 1] = result[i]
    for i in range(1, len(batch)):
        if result[i] == "eq" and text[batch[i - 1].end : batch[i].start] == "、" and batch[i - 1].start < batch[i - 1].numeral_start:
            result[i] = result[i - 1]
    return result


def _clause_start(text: str, low: int, start: int) -> int:
    """Where the clause of ``start`` begins; a comma inside a bracket or quotation does not end one."""
    return max(low, *(text.rfind(mark, low, start) + 1 for mark in "，；："))


def _subjects(text: str, sentence: _Sentence, batch: list[Number]) -> list[str]:
    """One subject a number, in order."""
    subjects: list[str] = []
    position = 0
    while position < len(batch):
        run = [batch[position]]
        while position + len(run) < len(batch) and _follows(text, run[-1], batch[position + len(run)]):
            run.append(batch[position + len(run)])
        previous = batch[position - 1] if position else None
        position += len(run)
        following = batch[position] if position < len(batch) else None
        subjects.extend(_run_subjects(text, sentence, run, previous, following, subjects))
    return subjects


def _past_bound(text: str, start: int) -> int:
    """The end of a bound that stands between a number and its noun: 1467位80岁以上低收入老年人."""
    bound = BOUND.match(text, start)
    return bound.end() if bound else start


def _follows(text: str, number: Number, following: Number) -> bool:
    """Whether two numbers stand in one list without words between: 9.4%、13.3%、6.1%."""
    return text[number.end : following.start] in ("、", "和", "及", "与", ":")


def _run_subjects(
    text: str,
    sentence: _Sentence,
    run: list[Number],
    previous: Number | None,
    following: Number | None,
    before: list[str],
) -> list[str]:
    first, last = run[0], run[-1]
    clause = _clause_start(text, sentence.start, first.start)
    low = clause
    if previous is not None and previous.end > clause:
        mark = max(text.rfind(sign, previous.end, first.start) for sign in "、和及与（")
        if text[previous.end : previous.end + 1] in "、和及与（":
            low = previous.end + 1
        elif mark >= 0 and noun_behind(text, previous.end, mark) != "" and text[mark] == "、":
            low = mark + 1
    words = text[max(low, first.start - LONGEST_SUBJECT) : first.start]
    own = clean(words)
    counted = first.kind in ("count", "people") and not (first.word == "人" and own)
    behind = noun_behind(text, _past_bound(text, last.end), sentence.end) if last.kind != "time" else ""
    attribute = own.rpartition("、")[2]
    if text.startswith("的", last.end) and not counted:
        noun = noun_behind(text, last.end + 1, sentence.end)
        if noun and attribute and len(attribute) <= 8:
            return [noun + attribute] * len(run)  # 投资3.3亿元的机场快速路, 年成交额超百亿元的物流中心
        behind = behind or noun
    if counted and following is not None and text.startswith("的", following.end):
        between = text[last.end : following.start]
        if 0 < len(between) <= 6 and not set(between) & set("，。；、"):
            behind = noun_behind(text, following.end + 1, sentence.end) or behind  # 4支总额近60亿元的产业投资基金
    if behind and (counted or not own):
        return [_behind_subject(own, behind)] * len(run)
    if behind and len(run) == 1 and last.kind != "ratio":
        return [own + behind]  # 设立10亿元绿色发展纵向补偿基金
    if last.kind == "time" and own:
        return [own + with_predicate(text, last, sentence.end)] * len(run)
    if len(run) > 1:
        return _distributed(text, sentence, run, low, own, before)
    if not own and not behind and text[last.end : last.end + 1] not in PUNCTUATION:
        if before and "其中" in words:
            return [before[-1]] * len(run)  # 9条次干道路开工建设，其中4条实现通车
        return [with_predicate(text, last, sentence.end)] * len(run)  # 1324人凭转化贡献晋升职称
    if is_bare(own) and not COMPARISON.match(own) and text[last.end : last.end + 1] not in PUNCTUATION:
        own += with_predicate(text, last, sentence.end)  # 累计投入13.5亿元改善办学条件
    listed = previous is not None and text[previous.end : previous.end + 1] == "、"
    return [_inherited(text, sentence, own, clause, before, previous, listed=listed)] * len(run)


def _behind_subject(own: str, behind: str) -> str:
    """The noun behind, with the short verb that says what is done to it: 新建5座…, 引进20名…"""
    return own + behind if own in SHORT_VERBS else behind


def _inherited(
    text: str,
    sentence: _Sentence,
    own: str,
    clause: int,
    before: list[str],
    previous: Number | None,
    *,
    listed: bool = False,
) -> str:
    """``own`` with the subject of the figure or clause before it where it names no subject itself."""
    if not is_bare(own, listed=listed):
        return own
    if before and (previous is None or _clause_start(text, sentence.start, clause - 1) <= previous.end):
        base = before[-1]
        return base + own if own and own not in base else base
    words = _words_before(text, sentence.start, clause)  # 全省进出口总值创历史新高，达到5379亿元
    if not words:
        return before[-1] + own if before else own
    return words + own


def _words_before(text: str, start: int, low: int) -> str:
    """The clause before ``low``: 持续推进村社党群服务中心达标建设，实现率分别达…"""
    if low <= start:
        return ""
    begin = _clause_start(text, start, low - 1)
    return clean(text[begin : low - 1])


def _distributed(
    text: str, sentence: _Sentence, run: list[Number], low: int, own: str, before: list[str]
) -> list[str]:
    """One subject a number for a list of numbers: by the list of subjects, or by the figures before (分别是…的1.71倍、1.42倍)."""
    count = len(run)
    if run[0].kind == "share":
        return [f"{own}（{part}）" for part in INDUSTRIES] if "产业" in own else [own] * count
    if is_bare(own):
        if len(before) >= count:
            return [base + own if own and own not in base and len(own) < 12 else base for base in before[-count:]]
        own = _inherited(text, sentence, own, low, before, None)
    members = split_list(own)
    if len(members) == count:
        return members
    if own.startswith("城乡") and count == 2:
        return [f"{own}（城镇）", f"{own}（农村）"]
    return [own] * count


def passage_at(structure: Structure, offset: int) -> int | None:
    """The place of the passage that holds ``offset``."""
    index = bisect_right([passage.start for passage in structure.passages], offset) - 1
    return index if index >= 0 else None
