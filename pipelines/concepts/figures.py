"""The concepts of the figures of running text, by their subjects and the words around them.

The subject of a figure is a noun phrase; the verb that says whether it counts what there is or what is new may stand
elsewhere: before the number (提档升级9家退役军人服务站), or before an earlier member of the list
(新增国家4A级景区1家、国家3A级景区1家). Nine stations improved are not nine stations, one more sight is not one sight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.concepts.matching import concept_of
from pipelines.concepts.units import RATIOS
from pipelines.concepts.vocabulary import Concept
from pipelines.quantities.model import Quantity
from pipelines.text.repaired import RepairedText
from pipelines.text.script import for_matching
from pipelines.vocabulary import alternatives, vocabulary

WORDS = vocabulary("linking")
CHANGING = frozenset(WORDS["verbs"]["changing"].split())
VERBS = alternatives(f"{WORDS['verbs']['changing']} {WORDS['verbs']['making']}")
VERB_AT_HEAD = re.compile(VERBS)
VERB_AT_END = re.compile(f"(?:{VERBS})$")
OWNING = tuple(WORDS["verbs"]["owning"].split())
FLOWS = frozenset(WORDS["verbs"]["flows"].split())
PEOPLE = frozenset(WORDS["units"]["people"].split())

CUMULATIVE = re.compile(r"累计(?:达到?|完成|实现|超过|突破)?$")
LIST_MEMBER = re.compile(r"^(?:、|和|及|以及)|(?:、|和|及|以及)$")
"""1家、国家3A级景区|1家 continues the list before its noun, 50名企业经营管理人才、|150名 behind it."""
LIST_ENDS = re.compile(r"[，；。：]")
AVERAGE = re.compile(r"年均[^，；。：]{0,4}$")
GROWS = re.compile(r"(?:同比)?增长$")
"""战略性新兴产业和高技术制造业增加值年均增长8％、7.2％: the word before the first number holds for both."""
YEARLY_GROWTH = "_growth"
PART = re.compile(r"其中[，：]?$")
"""村集体经济收入566万元，其中400多万元用于分红: a part of what was named, and not it."""
SEVERAL_YEARS = re.compile(r"[0-9一二三四五六七八九十]年累计")
"""生产总值、利润总额五年累计分别完成1595.2亿元: a sum of years is no yearly value."""
OF_EACH = re.compile(r"每(?:一|[0-9]+)?(?:个|名|村|镇|乡|户|所|家|社区|网格|人|座|支|位)[^，；。：]{0,12}$")
EACH = re.compile("每|人均|户均|村均|平均|标准|率$|比")
"""每个网格配备1名网格长: what is said of each of them is not how many there are."""
REACH = 8
"""A verb stands directly before the number, at most so many characters long."""


def concepts_of(text: RepairedText, quantities: Sequence[Quantity], place: str) -> list[str | None]:
    """The concept id of each of ``quantities`` (in the order of the text), or None.

    ``place`` is the area the document is about.
    """
    found: list[str | None] = []
    last_end, last_sentence, last_verb, average = 0, -1, "", False
    for quantity in quantities:
        same_sentence = quantity.sentence_start == last_sentence
        begin = last_end if same_sentence and last_end <= quantity.start else quantity.sentence_start
        before = text.match[begin : quantity.start].rstrip()
        subject = for_matching(quantity.subject, text.script)
        verb = _verb(subject, before)
        continues = same_sentence and _continues(before)
        if not verb and continues:
            verb = last_verb
        average = AVERAGE.search(before) is not None or (continues and average)
        if average and "年均" not in subject:
            subject = GROWS.sub("年均增长", subject)
        follows = text.match.startswith(subject, quantity.end)
        if subject.endswith("）"):
            subject = subject.removesuffix(f"（{for_matching(quantity.place or '', text.script)}）")
        concept = _concept(subject, quantity.unit_base, before, verb, follows, place)
        sentence = text.match[quantity.sentence_start : quantity.start]
        if concept and _is_something_else(concept, quantity, sentence, follows):
            concept = None
        if concept and concept.concept_id.endswith(YEARLY_GROWTH) and _of_several_years(quantity) and not average:
            concept = None  # 五年来企业研发经费增长59.61％ is no growth of a year
        found.append(concept.concept_id if concept else None)
        last_end, last_sentence, last_verb = quantity.end, quantity.sentence_start, verb
    return found


def _is_something_else(concept: Concept, quantity: Quantity, sentence: str, follows: bool) -> bool:
    """Whether the sentence up to the number says that it is a part of what is named, a sum over years, or of each."""
    if PART.search(sentence) and not follows:
        return True
    counted = "累计" in concept.name_zh or not FLOWS.isdisjoint(concept.concept_id.split("_"))
    if (
        not counted
        and "年累计" in sentence
        and quantity.unit_base not in RATIOS
        and SEVERAL_YEARS.search(LIST_ENDS.split(sentence)[-1])
    ):
        return True
    return "每" in sentence and OF_EACH.search(sentence) is not None and EACH.search(concept.name_zh) is None


def _of_several_years(quantity: Quantity) -> bool:
    """Whether a figure is one of a period of more than a year."""
    return None not in (quantity.year_from, quantity.year_to) and quantity.year_from != quantity.year_to


def _verb(subject: str, before: str) -> str:
    """The verb of a figure: at the head of its subject, or directly before its number."""
    head, end = VERB_AT_HEAD.match(subject), VERB_AT_END.search(before[-REACH:])
    found = [match.group() for match in (head, end) if match]
    return max(found, key=len, default="")


def _continues(before: str) -> bool:
    """Whether a figure is a further member of the list that the figure before it stands in."""
    return LIST_MEMBER.search(before) is not None and LIST_ENDS.search(before) is None


def _concept(subject: str, unit: str | None, before: str, verb: str, follows: bool, place: str) -> Concept | None:
    """``follows`` says that the subject stands behind the number."""
    if CUMULATIVE.search(before):
        concept = concept_of(subject + "累计", unit, place) or concept_of("累计" + subject, unit, place)
        if concept:
            return concept
    if verb and not subject.startswith(verb):
        concept = concept_of(verb + subject, unit, place)
        if concept is None and verb == "新增":
            concept = concept_of("新建" + subject, unit, place)
        if concept:
            return concept
    concept = concept_of(subject, unit, place)
    if concept is None:
        return None
    if verb in CHANGING and not subject.startswith(verb) and FLOWS.isdisjoint(concept.concept_id.split("_")):
        return None
    if not verb and unit in PEOPLE and follows and not before.endswith(OWNING):
        return None  # 42名社区工作者进入“两委”班子: those of them who did something
    return concept
