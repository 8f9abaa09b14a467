"""Numbers that stand in one list, and lists of changes: 9.4%、13.3%、6.1%, 分别增长5%、下降3%."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.numbers import Number
from pipelines.quantities.subject_phrases import clean, split_list

LIST_SIGNS = frozenset(("、", "和", "及", "与", "或", ":"))
MEMBER_END = re.compile("[，。；：、！？\n:]|和|及|与")
MOVED = "提高|增加|下降|降低|调整|优化|整合|上升|扩大|减少|增长|提升|缩小|拓展|压减|发展|升|降|增|减|扩"
MOVED_ON = re.compile(f"(?:{MOVED})[到至为]")
"""分别由2010年的1.02人、0.87人|增加到2015年的1.66人、2.03人: the first list ends there."""
VERB_END = re.compile("(?:分别|同比|年均)*(?:增长|下降|减少|增加|提高|提升|降低|上升|上涨|下跌|净增|改善|优化|压减)$")
CHANGE = "(?:增长|下降|减少|增加|提高|提升|降低|上升|上涨|下跌|回落|[增降减升])"
CHANGES = re.compile(
    f"(?P<of>[^，。；：]*?)(?:同比|环比|比[^，。；、0-9]{{0,4}}(?:20[0-9]{{2}}年)?)?分别[^，。；、0-9]{{0,6}}(?:20[0-9]{{2}}年)?(?P<verb>{CHANGE})约?$"
)
"""甲、乙分别增长5%、下降3%; 分别比2005年降7.02%、增12.15%: one list of changes, each with its verb."""
NEXT_CHANGE = re.compile(f"[、，和与及]{{1,2}}(?:同比|环比)?(?P<verb>{CHANGE})约?")


class Sentence(NamedTuple):
    start: int
    end: int


class Subject(NamedTuple):
    """A subject, and the part of it that a following bare change (增长9.8%) goes on about."""

    words: str
    head: str


def clause_start(text: str, low: int, start: int) -> int:
    """Where the clause of ``start`` begins; a comma inside a bracket or quotation does not end one."""
    comma, semicolon, colon = text.rfind("，", low, start), text.rfind("；", low, start), text.rfind("：", low, start)
    return max(low, comma + 1, semicolon + 1, colon + 1)


def list_of(text: str, batch: list[Number], position: int) -> list[Number]:
    """The numbers that stand in one list without words between: 9.4%、13.3%、6.1%."""
    run = [batch[position]]
    for index in range(position + 1, len(batch)):
        sign = text[run[-1].end : batch[index].start]
        if sign not in LIST_SIGNS and not (sign == "：" and run[-1].kind == "share"):
            break
        # 码头2座、500千伏变电站1座: the second number begins a member of its own
        if (
            batch[index].kind != "share"
            and sign != "或"  # 总投资超30亿元或3亿美元产业项目2个
            and index + 1 < len(batch)
            and not MEMBER_END.search(text, batch[index].end, batch[index + 1].start)
            and not MOVED_ON.match(text, batch[index].end, batch[index + 1].start)
        ):
            break
        run.append(batch[index])
    return run


def changes_from(
    text: str, sentence: Sentence, batch: list[Number], position: int, before: list[Subject]
) -> list[Subject]:
    """The subjects of a list of changes that begins at ``position``; empty where none does."""
    first = batch[position]
    clause = clause_start(text, sentence.start, first.start)
    listed = first.kind == "ratio" and text.find("分别", clause, first.start) >= 0
    said = CHANGES.fullmatch(text, clause, first.start) if listed else None
    if said is None:
        return []
    verbs = [said["verb"]]
    for index in range(position + 1, len(batch)):
        verb = NEXT_CHANGE.fullmatch(text, batch[index - 1].end, batch[index].start)
        if verb is None or batch[index].word != first.word:
            break
        verbs.append(verb["verb"])
    count = len(verbs)
    if count == 1:
        return []
    named = clean(said["of"])
    if not named and len(before) >= count:
        heads = [VERB_END.sub("", subject.head) for subject in before[-count:]]
    else:
        heads = split_list(named)
    if len(heads) != count:
        return []
    return [Subject(head + verb, head) for head, verb in zip(heads, verbs, strict=True)]
