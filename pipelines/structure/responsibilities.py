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

from pipelines.structure.lines import has_gap_before
from pipelines.structure.numbering import MARKER
from pipelines.structure.organization_names import alternation, words
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


class _Pair(NamedTuple):
    """A bracket and where it closes; ``closed`` is False where a line end or the next item closes it."""

    opening: int
    closing: int
    closed: bool


_UNIT_HEADS = alternation(words("labels", "unit_heads"))
_LEADER_HEADS = alternation(words("labels", "leader_heads"))
_LEVELS = alternation(words("labels", "levels"))
_MODIFIERS = alternation(words("labels", "modifiers"))
_LABEL = rf"""
    (?: (?P<unit>   (?:{_LEVELS}){{0,3}} (?:{_MODIFIERS}|（|）|、|和|或|及){{1,5}}?
                    (?:{_LEVELS}){{0,2}} (?:{_UNIT_HEADS}) )
      | (?P<leader> (?:{_LEVELS}|{_MODIFIERS}){{0,5}}? (?:{_LEADER_HEADS}) )
      | (?P<other>  {alternation(words("labels", "other"))} )
    )
"""
LABEL_OPENS = re.compile(rf"{_LABEL} (?P<colon>[：:]?)", re.VERBOSE)
LABEL = re.compile(
    rf"(?<![一-龥]) {_LABEL} [：:] | (?<=[一-龥）]) {_LABEL.replace('?P<', '?P<later_')} [：:]", re.VERBOSE
)
LINE_LABEL = re.compile(
    rf"(?:^|(?<=[。；，！）〕】])) [★☆※◆●▲■◎·—\-*]{{0,3}} {_LABEL} [：:]", re.VERBOSE | re.MULTILINE
)
# A line of its own that was joined to the one before: 地区生产总值增长7%以上 / 责任单位：区发展和改革局.
INNER_LABEL = re.compile(rf"(?<=[^\n。；，！）〕】（〔【：]) {_LABEL} [：:]", re.VERBOSE)

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
    found = [entry for pair in _pairs(match) if (entry := _bracketed(match, pair)) is not None]
    units = [entry for entry in found if entry.form == "units"]
    if len(units) < 2 and len(found) < 3:  # one list of bodies in brackets is an aside
        found = [entry for entry in found if entry.form != "units"]
    taken = sorted((entry.start, entry.end) for entry in found)
    covered = 0
    inner = (found for found in INNER_LABEL.finditer(match) if has_gap_before(text, found.start()))
    for opening in sorted((*LINE_LABEL.finditer(match), *inner), key=lambda found: found.start()):
        start = opening.start()
        index = bisect_left(taken, (start + 1, 0)) - 1
        if start < covered or opening["other"] or (index >= 0 and taken[index][1] > start):
            continue
        covered = _end_of_labels(match, opening.end())
        found.append(Responsibilities(start, covered, start, covered, "labels"))
    return _without_overlap(sorted(found, key=lambda entry: (entry.start, -entry.end)))


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


def _bracketed(match: str, pair: _Pair) -> Responsibilities | None:
    start, end = pair.opening + 1, pair.closing
    label = LABEL_OPENS.match(match, start, end)
    if label is not None and (label["colon"] or label.end() == end or label["unit"]) and not label["other"]:
        if not pair.closed:
            end = _end_of_lost(match, start, end)
            return Responsibilities(pair.opening, end, start, end, "labels", bracket_lost=True)
        if label.end() == end and not label["colon"]:  # 【责任单位】区发改局、区财政局
            stop = _end_of_labels(match, end + 1)
            if stop > end + 1:
                return Responsibilities(pair.opening, stop, end + 1, stop, "labels", label=label.group())
            return None
        if label["colon"] or end - label.end() > 2:
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


def _end_of_labels(match: str, position: int) -> int:
    """Where labelled responsibilities without a bracket end: at the line end, or behind the last labelled sentence."""
    while True:
        stop = SENTENCE_END.search(match, position)
        if stop is None:
            return len(match)
        if stop.group() == "\n":
            return stop.start()
        label = LABEL_OPENS.match(match, stop.end())
        if label is None or not label["colon"]:
            return stop.start()
        position = label.end()


ITEM_BEGINS = re.compile(rf"(?:{MARKER.pattern})", re.VERBOSE)


def _end_of_lost(match: str, start: int, end: int) -> int:
    """Where responsibilities without a closing bracket end: the next item begins, where the line does not end."""
    end = min(end, start + LONGEST_CONTENT)
    following = ITEM_BEGINS.search(match, start, end)
    return following.start() if following else end
