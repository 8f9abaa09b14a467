"""The same figure in the indicator table, in the text and in a box of one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipelines.concepts.matching import concept_of
from pipelines.crosschecks.figures import loose_wording
from pipelines.crosschecks.judging import FLOORS, same_unit, same_value, tells_more_exactly, years_meet
from pipelines.crosschecks.model import Figure, Finding, Kind
from pipelines.crosschecks.wording import name_en, name_zh, number, place_en, place_zh, told
from pipelines.vocabulary import vocabulary

WORDS = vocabulary("comparing")
GENERAL = frozenset(WORDS["wording"]["general"].split())
RISING: tuple[str, ...] = tuple(WORDS["verbs"]["rising"].split())
FALLING: tuple[str, ...] = tuple(WORDS["verbs"]["falling"].split())
GRADES = sorted(WORDS["wording"]["grades"].split(), key=len, reverse=True)
GRADE = re.compile(f"(?:{'|'.join(GRADES)})(?:以上|及以上)?(?:、(?:{'|'.join(GRADES)}))*")
JOINED = re.compile("、|和|及")
TELLING = 4
"""A subject without a concept tells two figures apart from that many characters on."""
ABOVE = "以上"
SHORTEST = 3
MOST_PASSAGES = 20
"""A document says a figure a few times; one that goes on saying it is compared no further."""

Key = tuple[str, str]


def restatements(
    indicators: Sequence[Figure], text: Sequence[Figure], chapters: Mapping[str | None, str | None]
) -> Iterator[Finding]:
    """Compare the indicator table with the text and the boxes, and these with one another.

    ``text`` are the quantities of the document in its order; ``chapters`` gives the chapter of a section.
    """
    prose = [figure for figure in text if figure.project_id is None]
    boxes = [figure for figure in text if figure.project_id is not None]
    yield from _table_and_text(indicators, prose)
    boxed = list(_text_and_boxes(prose, boxes, chapters))
    yield from boxed
    restated = {finding.right.row_id for finding in boxed}
    yield from _table_and_text(indicators, [figure for figure in boxes if figure.row_id not in restated])
    yield from _passages(prose)
    yield from _grades(prose)


def keys(figure: Figure) -> set[Key]:
    """By what a figure can be found again: its concept and its wording, of each of the subjects it is joined from."""
    found: set[Key] = set()
    if figure.concept_id:
        found.add(("concept", figure.concept_id))
    if len(figure.wording) >= TELLING and figure.wording not in GENERAL:
        found.add(("wording", figure.wording))
    if figure.concept_id is None and "、" in figure.subject:
        parts = [(part, concept_of(part, figure.unit)) for part in JOINED.split(figure.subject)]
        if all(concept for _, concept in parts):
            # 空气质量优良率、地表水国省考断面Ⅲ类水体比例稳定在80%以上: one number said of both
            found |= {("concept", concept.concept_id) for _, concept in parts if concept}
            found |= {("wording", loose_wording(part)) for part, _ in parts}
    return found


def grouped(figures: Iterable[Figure]) -> dict[Key, list[Figure]]:
    """Figures by each of their keys."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        for key in keys(figure):
            found[key].append(figure)
    return found


def told_again(reported: Sequence[Figure], text: Sequence[Figure], place: str | None) -> Iterator[Finding]:
    """What a plan reports of a year (its base values) in the text of another document of the region, ``place``."""
    by_concept: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in text:
        if figure.role == "actual" and figure.place == place:
            by_concept[figure.concept_id].append(figure)
    for left in reported:
        if left.role != "actual" or left.concept_id is None or left.year_to is None or left.place not in (None, place):
            continue
        for right in by_concept[left.concept_id][:MOST_PASSAGES]:
            same_time = (left.year_from, left.year_to) == (right.year_from, right.year_to)
            if same_time and same_unit(left, right):
                yield _restated("restated", left, right)


def _table_and_text(indicators: Sequence[Figure], text: Sequence[Figure]) -> Iterator[Finding]:
    by_key = grouped(text)
    for left in indicators:
        if left.column == "growth_value":
            continue
        candidates = {right.row_id: right for key in keys(left) for right in by_key.get(key, ())}
        for right in sorted(candidates.values(), key=lambda figure: figure.start)[:MOST_PASSAGES]:
            if not same_unit(left, right):
                continue
            if right.role == left.role and years_meet(left, right) and _dated(left, right):
                yield _restated("table_prose", left, right)
            elif left.column == "base_value" and right.role == "target" and _wrong_way(left, right):
                yield _wrong_way_finding(left, right)


def _dated(left: Figure, right: Figure) -> bool:
    """A base value is that of one year: the text must name it. A target of the text without a year is the plan's."""
    return left.role == "target" or (right.year_to == left.year_to and right.year_from in (None, left.year_from))


def _wrong_way(base: Figure, target: Figure) -> bool:
    """Whether the text has the value rise to less than it was, or fall to more."""
    if target.before.endswith(RISING):
        return target.value < base.value - base.half_step
    return target.before.endswith(FALLING) and target.value > base.value + base.half_step


def _wrong_way_finding(base: Figure, target: Figure) -> Finding:
    rising = target.before.endswith(RISING)
    difference = target.value - base.value
    floor_en = "at least " if target.comparator in FLOORS else ""
    return Finding(
        "table_prose",
        "differ",
        base,
        target,
        f"{name_en(base, target)}: the text has it {'rise' if rising else 'fall'} to {floor_en}{number(target.value)}, "
        f"but the base value in the indicator table ({base.year_to}) is already {number(base.value)}.",
        f"{name_zh(base)}：正文称{'提高' if rising else '下降'}到“{target.printed}”，"
        f"而指标表{base.year_to}年基期值已为“{told(base)}”。",
        difference=difference,
    )


def _text_and_boxes(
    prose: Sequence[Figure], boxes: Sequence[Figure], chapters: Mapping[str | None, str | None]
) -> Iterator[Finding]:
    by_key = grouped(prose)
    by_value: dict[tuple[float, str | None], list[Figure]] = defaultdict(list)
    for figure in prose:
        by_value[figure.value, chapters.get(figure.section_id)].append(figure)
    used: set[str] = set()
    for box in boxes:
        found = {left.row_id: left for key in keys(box) for left in by_key.get(key, ())}
        near = by_value.get((box.value, chapters.get(box.section_id)), ())
        found |= {left.row_id: left for left in near if _same_head(left.wording, box.wording)}
        fitting = [
            left
            for left in found.values()
            if left.start < box.start
            and left.row_id not in used
            and same_unit(left, box)
            and years_meet(left, box)
            and left.role == box.role
            and chapters.get(left.section_id) == chapters.get(box.section_id)
        ]
        equal = [left for left in fitting if same_value(left, box)]
        if equal:
            left = max(equal, key=lambda figure: figure.start)
        elif len(fitting) == 1 and keys(box):
            left = fitting[0]
        else:
            continue
        used.add(left.row_id)
        yield _restated("prose_box", left, box)


def _same_head(one: str, other: str) -> bool:
    """Whether one wording is the other, shortened where the box has said the rest.

    城市管理示范路 and 示范路, 中小学校 and 中小学建设.
    """
    short, long = sorted((one.removesuffix("建设"), other.removesuffix("建设")), key=len)
    return short == long or (len(short) >= SHORTEST and (long.endswith(short) or long.startswith(short)))


def _passages(prose: Sequence[Figure]) -> Iterator[Finding]:
    """Two passages of the text: each with the one before it that measures the same."""
    seen: set[tuple[str, str]] = set()
    for group in grouped(prose).values():
        for left, right in pairwise(group):
            if (left.row_id, right.row_id) in seen or left.context == right.context:
                continue
            if left.role != right.role or left.place != right.place or not same_unit(left, right):
                continue
            if same_value(left, right):
                if not years_meet(left, right):
                    continue
            elif not _same_time(left, right):
                continue
            seen.add((left.row_id, right.row_id))
            yield _restated("prose_prose", left, right)


def _same_time(left: Figure, right: Figure) -> bool:
    """Whether two values that differ are said of the same concept and, in so many words, of the same time."""
    return (
        left.concept_id is not None
        and left.concept_id == right.concept_id
        and left.period_text is not None
        and right.period_text is not None
        and left.year_to is not None
        and (left.year_from, left.year_to) == (right.year_from, right.year_to)
    )


def _restated(kind: Kind, left: Figure, right: Figure) -> Finding:
    """Two figures that should be the same."""
    difference = 0.0 if same_value(left, right) else right.value - left.value
    what, was = name_en(left, right), name_zh(left)
    sides_en = f"{place_en(left)} “{told(left)}”, {place_en(right)} “{told(right)}”"
    sides_zh = f"{place_zh(left)}为“{told(left)}”，{place_zh(right)}为“{told(right)}”"
    worded = "" if left.wording == right.wording else f"（{place_zh(right)}称“{right.subject}”）"
    if difference == 0:
        same = "the same value" if left.comparator == right.comparator else "the same value, bounded in other words"
        alike = "数值相同" if left.comparator == right.comparator else "数值相同，界限表述不同"
        return Finding(
            kind,
            "agree",
            left,
            right,
            f"{what}: {sides_en}; {same}.",
            f"{was}{worded}：{sides_zh}；{alike}。",
            None,
            0.0,
        )
    if left.role == "actual":
        if abs(difference) <= left.half_step + right.half_step:
            return Finding(
                kind,
                "agree",
                left,
                right,
                f"{what}: {sides_en}; the same within the rounding printed.",
                f"{was}{worded}：{sides_zh}；在印出的精度内相同。",
                difference=difference,
            )
        if tells_more_exactly(left, right) or tells_more_exactly(right, left):
            return Finding(
                kind,
                "refines",
                left,
                right,
                f"{what}: {sides_en}; one is the other in round figures.",
                f"{was}{worded}：{sides_zh}；一处为另一处的约数。",
                difference=difference,
            )
    return Finding(
        kind,
        "differ",
        left,
        right,
        f"{what}: {sides_en}; not the same, by {number(abs(difference))}.",
        f"{was}{worded}：{sides_zh}；不一致，相差{number(abs(difference))}。",
        difference=difference,
    )


def _grades(prose: Sequence[Figure]) -> Iterator[Finding]:
    """The same number said of things of one grade in one passage and of several grades in another:
    3家国家级科技企业孵化器, 3家国家、省级科技企业孵化器."""
    by_noun: dict[tuple[str, float, str | None], list[tuple[frozenset[str], Figure]]] = defaultdict(list)
    for figure in prose:
        found = GRADE.match(figure.subject)
        if found is None or figure.role != "actual" or len(figure.subject) - found.end() < TELLING:
            continue
        grades = frozenset(_rank(word) for word in JOINED.split(found.group()))
        by_noun[figure.subject[found.end() :], figure.value, figure.unit].append((grades, figure))
    for group in by_noun.values():
        for (one, left), (other, right) in pairwise(group):
            nested = (one < other or other < one) and left.context != right.context and left.place == right.place
            if nested and years_meet(left, right):
                yield Finding(
                    "prose_prose",
                    "differ",
                    left,
                    right,
                    f"The same number, {told(left)}, is given as “{left.subject}” and as “{right.subject}”: both hold "
                    "only if there is none of the other grade.",
                    f"同一数目“{told(left)}”，一处称“{left.subject}”，另一处称“{right.subject}”，级别范围不一致。",
                    difference=0.0,
                )


def _rank(word: str) -> str:
    return word.removesuffix("级") + (ABOVE if word.endswith(ABOVE) else "")
