"""Find who answers for a task, and read the units and leaders it names.

Three ways of printing it, in brackets of any kind or on lines of their own:

- with labels: （牵头领导：朱伟哲；牵头单位：区发改局；共同责任单位：各镇街）
- with verbs: （发展改革委牵头，财政部、商务部按职责分工负责）
- as a bare list of units behind the sentence: （市发展改革委、市财政局）
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipelines.structure.numbering import MARKER
from pipelines.structure.organization_names import alternation, words
from pipelines.structure.role_labels import PARTY_ROLES, Label, find_labels, label_at
from pipelines.text.repaired import RepairedText

LONGEST_CONTENT = 1200
"""Characters between the brackets: longer, and it is prose in brackets."""


@dataclass(slots=True)
class Responsibilities:
    """A stretch that names who answers for a task: ``start`` to ``end`` with its brackets, ``content_start`` to
    ``content_end`` without."""

    start: int
    end: int
    content_start: int
    content_end: int
    form: Literal["labels", "verbs", "units"]
    bracket_lost: bool = False
    label: str = ""
    """The label where it stands in brackets before the units: 【责任单位】区发改局."""
    names_party: bool = True
    """False for a line beside the parties: 完成时限：2023年12月."""


class _Pair(NamedTuple):
    """A bracket and where it closes; ``closed`` is False where a line end or the next item closes it."""

    opening: int
    closing: int
    closed: bool


BULLET = re.compile(r"[★☆※◆●▲■◎·—\-*]{1,3}$")
# A line that was broken inside a bracket: it closes in the next line before another opens.
GOES_ON = re.compile(r"[^（）〔〕【】\[\]［］\n]{1,400}[）〕】\]］]")
BRACKET = re.compile(r"[（〔【\[［]|[）〕】\]］]|\n")
OPENING = frozenset("（〔【[［")
SENTENCE_END = re.compile(r"[。\n]")

VERBS: dict[str, Literal["lead_unit", "joint_unit", "responsible"]] = {
    **dict.fromkeys(words("verbs", "responsible"), "responsible"),
    **dict.fromkeys(words("verbs", "joint"), "joint_unit"),
    **dict.fromkeys(words("verbs", "lead"), "lead_unit"),
}
VERB_INSIDE = re.compile(rf"(?:{alternation(VERBS)})(?=[，；。、）〕】\]]|$)")
TIME_CLAUSE = re.compile(r"[0-9]{4}年|[0-9]{1,2}月|年底|年内|月底|季度|长期|持续|适时|尽快|完成$|推进$|坚持$|以来")
TOGETHER = re.compile(r"会同|商同|协调(?=各|有关)")

NESTED = re.compile(r"[（〔【\[][^（）〔〕【】\[\]\n]*[）〕】\]]")
# 财政部、商务部等部门; 高等 and 平等 are no such ends.
ENDS_UNIT = re.compile(
    r"""
    (?<![高中初同平]) 等 (?:[0-9一二三四五六七八九十]+个?)? [省市县区]? [级直]? (?:有关|相关|各|主要|责任|职能|成员)*
    (?:部门|单位|部委|企业|地区?)? (?:[和及](?:部门|单位))? $
    """,
    re.VERBOSE,
)
_ENDS = (
    "short",
    "institution",
    "headquarters",
    "company",
    "town",
    "subdistrict",
    "farm",
    "park",
    "collective_ends",
    "other",
)
UNIT_END = re.compile(rf"(?:{alternation(word for key in _ENDS for word in words('endings', key))})$")


def find_responsibilities(text: RepairedText) -> list[Responsibilities]:
    """All responsibilities of the text, in their order."""
    match = text.match
    found = [entry for pair in _pairs(match) if (entry := _bracketed(text, pair)) is not None]
    units = [entry for entry in found if entry.form == "units"]
    if len(units) < 2 and len(found) < 3:  # one list of bodies in brackets is an aside
        found = [entry for entry in found if entry.form != "units"]
    taken = sorted((entry.start, entry.end) for entry in found)
    covered = 0
    for label in find_labels(text, 0, len(match)):
        index = bisect_left(taken, (label.start + 1, 0)) - 1
        if label.start < covered or not _stands_free(match, label):
            continue
        if index >= 0 and taken[index][1] > label.start:
            continue
        start = label.start
        if bullet := BULLET.search(match, max(0, start - 3), start):
            start = bullet.start()
        covered = _end_of_labels(text, label.end)
        entry = Responsibilities(start, covered, label.start, covered, "labels")
        entry.names_party = label.role != "beside"
        found.append(entry)
    if not any(entry.names_party for entry in found):
        return []
    return _without_overlap(sorted(found, key=lambda entry: (entry.start, -entry.end)))


def _stands_free(match: str, label: Label) -> bool:
    """Whether a label without a bracket begins responsibilities: at the line's begin, behind a sentence or a blank."""
    if label.role == "content" or (label.role == "beside" and match[label.start - 1 : label.start] != "\n"):
        return False
    return label.apart and (label.start == 0 or match[label.start - 1] not in "（〔【[：、“《")


def _without_overlap(found: Sequence[Responsibilities]) -> list[Responsibilities]:
    kept: list[Responsibilities] = []
    for entry in found:
        if not kept or entry.start >= kept[-1].end:
            kept.append(entry)
    return kept


def _pairs(match: str) -> Iterator[_Pair]:
    """Every bracket with its end; a bracket that is still open at the end of its line ends there."""
    open_: list[int] = []
    for found in BRACKET.finditer(match):
        character = found.group()
        if character in OPENING:
            open_.append(found.start())
        elif character == "\n":
            if open_ and _goes_on(match, found.start()):
                continue
            yield from (_Pair(opening, found.start(), False) for opening in open_)
            open_.clear()
        elif open_:
            yield _Pair(open_.pop(), found.start(), True)
    yield from (_Pair(opening, len(match), False) for opening in open_)


def _goes_on(match: str, line_end: int) -> bool:
    """Whether an open bracket goes on in the next line (（牵头领导： / 朱伟哲；牵头单位：…)."""
    if MARKER.match(match, line_end + 1):
        return False
    return match[line_end - 1] in "：、，；" or GOES_ON.match(match, line_end + 1) is not None


def _bracketed(text: RepairedText, pair: _Pair) -> Responsibilities | None:
    match = text.match
    start, end = pair.opening + 1, pair.closing
    label = label_at(match, start, end)
    if label is not None and label[1] in PARTY_ROLES:
        label_end, role = label
        colon = match[label_end : label_end + 1] in ("：", ":")
        if not pair.closed and colon:
            end = _end_of_lost(match, start, end)
            return Responsibilities(pair.opening, end, start, end, "labels", bracket_lost=True)
        if pair.closed and label_end == end:  # 【责任单位】区发改局、区财政局
            begin = end + 2 if match[end + 1 : end + 2] == "：" else end + 1
            stop = _end_of_labels(text, begin)
            if stop > begin:
                return Responsibilities(pair.opening, stop, begin, stop, "labels", label=match[start:end])
            return None
        if pair.closed and (colon or (role != "lead_leader" and end - label_end > 2)):
            return Responsibilities(pair.opening, end + 1, start, end, "labels")
    if not pair.closed or end - start > LONGEST_CONTENT or end - start < 3 or not _behind_sentence(match, pair):
        return None
    content = match[start:end]
    verb = VERB_INSIDE.search(content)
    if verb is not None and _names_units(content[: verb.start()]):
        return Responsibilities(pair.opening, end + 1, start, end, "verbs")
    if verb is None and _names_units(content, strictly=True):
        return Responsibilities(pair.opening, end + 1, start, end, "units")
    return None


def _behind_sentence(match: str, pair: _Pair) -> bool:
    """Whether the bracket stands behind a sentence or closes its line."""
    after = pair.closing + 1
    before = match[pair.opening - 1] if pair.opening else "\n"
    return (
        before in "。；！\n"
        or after >= len(match)
        or match[after] in "\n。；"
        or MARKER.match(match, after) is not None
    )


def _names_units(content: str, *, strictly: bool = False) -> bool:
    """Whether the content is a list of units. ``strictly``: nothing else in it."""
    content = NESTED.sub("", content)
    pieces = [piece for piece in re.split("[、，；]", content) if piece and not TIME_CLAUSE.search(piece)]
    good = sum(
        len(piece) <= 30 and UNIT_END.search(ENDS_UNIT.sub("", TOGETHER.split(piece)[-1])) is not None
        for piece in pieces
    )
    if strictly:
        return bool(pieces) and good == len(pieces) and (len(pieces) > 1 or STRONG_UNIT.match(pieces[0]) is not None)
    return bool(pieces) and good * 3 >= len(pieces) * 2


STRONG_UNIT = re.compile(r"[省市县区州旗].{1,12}[局委厅办]$")


def _end_of_labels(text: RepairedText, position: int) -> int:
    """Where labelled responsibilities without a bracket end: at the line end, or behind the last labelled sentence."""
    match = text.match
    while True:
        stop = SENTENCE_END.search(match, position)
        if stop is None:
            return len(match)
        if stop.group() == "\n":
            return stop.start()
        label = label_at(match, stop.end())
        if label is None or match[label[0] : label[0] + 1] != "：":
            return stop.start()
        position = label[0]


ITEM_BEGINS = re.compile(rf"(?:{MARKER.pattern})", re.VERBOSE)


def _end_of_lost(match: str, start: int, end: int) -> int:
    """Where responsibilities without a closing bracket end: the next item begins, where the line does not end."""
    end = min(end, start + LONGEST_CONTENT)
    following = ITEM_BEGINS.search(match, start, end)
    return following.start() if following else end
