"""The single works that an enumeration names: 园博园、月牙岛建设、“镜花缘”小镇建设。

An item names works in two ways. It is nothing but a list of them; or one of its clauses lists them, behind a verb
(推进甲公园、乙公园建设) or before what they are (甲中学、乙中学等13所中小学建设). All such works are its components,
and what else it says (goals, measures) is not. A component is the name as printed: what the last member prints for all
(港城大道、徐新公路、瀛洲路|快速化改造) is no part of it.
"""

from __future__ import annotations

import re

from pipelines.vocabulary import alternatives, vocabulary

WORKS = vocabulary("works")
CLAUSE_END = re.compile("[。；，]")
SENTENCE_END = re.compile("[。；]")
LIST_MARK = re.compile(r"、|以及(?=\S)|(?<=[）”])(?=“)")
OPENING_MARKS, CLOSING_MARKS = "（“‘《", "）”’》"
LONGEST = 30
_ADVERBS, _VERBS = alternatives(WORKS["opening"]["adverbs"]), alternatives(WORKS["opening"]["verbs"])
_VERB = f"(?:{_VERBS})(?![东西南北中]?(?:路|街|大道|社区|村|镇|桥))"
OPENING = re.compile(f"(?:按[^，、]{{2,10}}?|“[^”]{{1,4}}”即)?(?:重点|{_ADVERBS})*{_VERB}")
"""重点推进|…, 按省相关标准完成|…; but 建设西路、陇海西路 are roads."""
BEGINS_CLAUSE = re.compile(f"(?:重点)?(?:{_ADVERBS}|{_VERB}|{alternatives(WORKS['clause']['words'])})")
"""重点推进…, and not 重点流域水污染防治."""
INTRODUCES = re.compile(r"^(?:主要)?(?:包括|包含|涵盖|内容有|有)[：:]?")
FIGURE = re.compile(r"(?<![GSX])[0-9０-９](?![0-9]*(?:国道|省道|县道|乡道|号|期))")
LAST_PAIR = re.compile("[和及与]")
CLASS_NAME = re.compile(r"等(?P<of>[^等，]{0,24})$")
"""What the works are, behind the last one: 文昌路、陇海西路|等断头路建设."""
ACTION = re.compile(f"(?:{alternatives(WORKS['ends']['actions'])})+$")
FACILITY = re.compile(f"(?:{alternatives(WORKS['ends']['facilities'])}|”|[一二三四]期)$")
OF_WORKS = re.compile(f"(?:{alternatives(WORKS['ends']['classes'])})(?:{alternatives(WORKS['ends']['actions'])}|、)*$")
ROAD = re.compile("[路街巷道](?=.)")
ROAD_END = re.compile("[路街巷道]$")
SHARED_END = re.compile("(?:街区|段|沿线)$")


def list_components(wording: str) -> list[str] | None:
    """The works that ``wording`` lists; None where it lists none."""
    text = INTRODUCES.sub("", wording.rstrip("。；;"))
    sentences = [sentence for sentence in _split(SENTENCE_END, text) if sentence]
    if "。" not in text:
        works = [_bare_list(sentence) for sentence in sentences]
        if all(works) and len(found := [work for listed in works for work in listed]) > 1:
            return found
    found = [work for sentence in sentences for work in _works_of(sentence)]
    return found if len(found) > 1 else None


def _works_of(sentence: str) -> list[str]:
    """The works of a sentence: of all its clauses where each is a work, else of those that list some behind a verb."""
    clauses = _split(CLAUSE_END, sentence)
    works = [_clause_works(clause) for clause in clauses]
    if not all(works) or sum(map(len, works)) < 2:
        works = [named if OPENING.match(clause) else [] for clause, named in zip(clauses, works, strict=True)]
    return [work for named in works for work in named]


def _bare_list(sentence: str) -> list[str]:
    """The works of a sentence that is a list without any verb; empty where it is none."""
    works: list[str] = []
    for clause in _split(CLAUSE_END, sentence):
        listed, of = _members(clause)
        if not all(map(_is_name, listed)):
            return []
        works += _without_shared(listed) if of is None else listed
    return works


def _clause_works(clause: str) -> list[str]:
    """The works that a clause names, in a list behind a verb or as what it is about; empty where it names none."""
    opening = OPENING.match(clause)
    listed, of = _members(clause[opening.end() :] if opening else clause)
    if not all(map(_is_name, listed)) or (opening and len(listed) < 2):
        return []
    if of is not None:
        return listed if OF_WORKS.search(of) or ((not of or ACTION.search(of)) and all(map(_is_work, listed))) else []
    shared = _without_shared(listed)
    works = all(_is_work(before) or _is_work(after) for before, after in zip(listed, shared, strict=True))
    return shared if works else []


def _members(words: str) -> tuple[list[str], str | None]:
    """The members of a list, and what stands behind its 等; None where it has none."""
    found = CLASS_NAME.search(words)
    listed = _split(LIST_MARK, words[: found.start()] if found else words)
    pair = LAST_PAIR.search(listed[-1]) if len(listed) > 1 else None
    if pair and all(map(FACILITY.search, (listed[-1][: pair.start()], listed[-1]))):
        listed[-1:] = [listed[-1][: pair.start()], listed[-1][pair.end() :]]
    return listed, found["of"] if found else None


def _without_shared(listed: list[str]) -> list[str]:
    """The members without what only the last one prints for all: 港城大道、徐新公路、瀛洲路|快速化改造."""
    *before, last = listed
    if not before or any(ACTION.search(member) for member in before):
        return listed
    road = ROAD.search(last, 1) if all(map(FACILITY.search, before)) and ROAD_END.search(before[-1]) else None
    if road and (ACTION.search(last, road.end()) or SHARED_END.search(last, road.end())):
        return [*before, last[: road.end()]]
    ending = before[-1][-2:]
    place = last.find(ending, 1)
    if place > 0 and ACTION.search(last, place + 2):
        return [*before, last[: place + 2]]  # 甲水库、乙水库|除险加固工程
    rest = ACTION.sub("", last)
    return [*before, rest] if len(rest) > 1 else listed


def _split(mark: re.Pattern[str], text: str) -> list[str]:
    """Cut at marks that stand outside brackets and quotation marks."""
    parts: list[str] = []
    start = 0
    for found in mark.finditer(text):
        before = text[: found.start()]
        if sum(map(before.count, OPENING_MARKS)) == sum(map(before.count, CLOSING_MARKS)):
            parts.append(text[start : found.start()].strip())
            start = found.end()
    parts.append(text[start:].strip())
    return parts


def _is_name(part: str) -> bool:
    return 2 <= len(part) <= LONGEST and not BEGINS_CLAUSE.match(part) and not FIGURE.search(part)


def _is_work(part: str) -> bool:
    return len(part) > 2 and (FACILITY.search(part) or ACTION.search(part)) is not None
