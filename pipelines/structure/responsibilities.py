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

from pipelines.structure.model import Party, PartyRole
from pipelines.structure.numbering import MARKER
from pipelines.structure.organization_names import NamedUnit, alternation, name_units, split_list, words
from pipelines.text.repaired import RepairedText

Role = Literal["lead_leader", "lead_unit", "joint_unit", "responsible", "none"]
"""``responsible`` is settled when all is read: 责任单位 lead, unless 牵头单位 is named apart; ``none`` names no party."""

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
    (?: (?P<unit>   (?:{_LEVELS}){{0,3}} (?:{_MODIFIERS}|（|）|、|和|或|及){{1,5}}? (?:{_LEVELS}){{0,2}} (?:{_UNIT_HEADS}) )
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

# A line that was broken inside a bracket: it closes in the next line before another opens.
GOES_ON = re.compile(r"[^（）〔〕【】\[\]［］\n]{1,400}[）〕】\]］]")
BRACKET = re.compile(r"[（〔【\[［]|[）〕】\]］]|\n")
OPENING = frozenset("（〔【[［")
SENTENCE_END = re.compile(r"[。\n]")

_VERBS: dict[str, Role] = {
    **dict.fromkeys(words("verbs", "responsible"), "responsible"),
    **dict.fromkeys(words("verbs", "joint"), "joint_unit"),
    **dict.fromkeys(words("verbs", "lead"), "lead_unit"),
}
VERB_END = re.compile(rf"(?P<verb>{alternation(_VERBS)})$")
VERB_INSIDE = re.compile(rf"(?:{alternation(_VERBS)})(?=[，；。、）〕】\]]|$)")
TIME_CLAUSE = re.compile(r"[0-9]{4}年|[0-9]{1,2}月|年底|年内|月底|季度|长期|持续|适时|尽快|完成$|推进$|坚持$|以来")
TOGETHER = re.compile(r"会同|商同|协调(?=各|有关)")

ORDER_RULE = re.compile(
    r"""
    (?: 列|排|居|位|名|放|置|第一个|首个|序 ) [^。；，：\n]{0,8}?
    (?: 第一位?|首位|首|最前|前面|的|（第一）|单位 ) [^。；，\n]{0,14}? (?:为|是|系) [^。；，\n]{0,6}? 牵头
    | 第一[^。；，：\n]{0,8} (?:为|是|系) [^。；，\n]{0,6} 牵头
    """,
    re.VERBOSE,
)
NESTED = re.compile(r"[（〔【\[][^（）〔〕【】\[\]\n]*[）〕】\]]")
NO_PARTY = re.compile(
    r"""
    下同 | 不再 | 均需 | 以下 | 上述 | 详见 | 排名 | 排序 | 列第 | 首位 | 牵头单位 | [0-9]{4}年 | [0-9]月 | 月底 | 年底 | 完成$ | 推进$ | ^无$ | ^[—\-/]+$ | ^等$ | ^长期 | ^持续 | [。！？：]
    """,
    re.VERBOSE,
)
OPENS_UNIT = re.compile(
    r"(?:(?:分别|主要|共同|具体|并)?由|以及|及其?(?=各|相关|有关)|和(?=各|相关|有关|[省市县区])|并(?=会同)|请|：|:|在(?=.{2,20}领导下))"
)
ENDS_UNIT = re.compile(
    r"(?<![高中初同平])等(?:[0-9一二三四五六七八九十]+个?)?(?:市|县|区|省)?(?:级|直)?(?:有关|相关|各|主要|责任|职能|成员)*(?:部门|单位|部委|企业|地区?|部门和单位|部门及单位|单位和部门)?(?:和单位)?$"
)
UNIT_END = re.compile(
    rf"(?:{alternation(w for key in ('short', 'institution', 'headquarters', 'company', 'town', 'subdistrict', 'farm', 'park', 'collective_ends') for w in words('endings', key))}"
    r"|部|署|行|政府|部门|单位|组织|企业|机构|高校|院校|学校|各地|地方|协会|集团|地区|盟市|市|县|区|州|旗|街|园|战区|军区|警备区|成员)$"
)
BRACKET_END = re.compile(r"[（〔【\[][^（）〔〕【】\[\]]*[）〕】\]]$")
_OFFICE = (
    r"(?:[省市县区州旗]?(?:人民)?(?:委|政府|人大|人大常委会|政协|党组|党委|党工委|管委会|政法委|纪委|监委|武装部|统战部|宣传部|组织部)?"
    r"(?:常务|第一|专职)?副?(?:常委|委员|书记|主任|主席|部长|局长|政委|成员|[区县市省州旗镇]长|巡视员|调研员))"
)
TITLE_ONLY = re.compile(rf"{_OFFICE}{{1,4}}$")
TITLE_OPENS = re.compile(rf".{{0,10}}?(?:{_OFFICE}、?){{1,4}}(?=[\u3400-\u9fff·]{{2,4}}$)")
TITLE_ENDS = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:同志|副?(?:区长|县长|市长|省长|书记|主任|部长|主席|局长))$")


def find_responsibilities(text: RepairedText) -> list[Responsibilities]:
    """All responsibilities of the text, in their order."""
    match = text.match
    found = [entry for pair in _pairs(match) if (entry := _bracketed(match, pair)) is not None]
    units = [entry for entry in found if entry.form == "units"]
    if len(units) < 2 and len(found) < 3:  # one list of bodies in brackets is an aside
        found = [entry for entry in found if entry.form != "units"]
    taken = [(entry.start, entry.end) for entry in found]
    for opening in LINE_LABEL.finditer(match):
        start = opening.start()
        index = bisect_left(taken, (start + 1, 0)) - 1
        if (index >= 0 and taken[index][1] > start) or opening["other"]:
            continue
        if found and found[-1].form == "labels" and any(entry.start <= start < entry.end for entry in found[-1:]):
            continue
        end = _end_of_labels(match, opening.end())
        found.append(Responsibilities(start, end, start, end, "labels"))
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
    following = ITEM_BEGINS.search(match, start, end)
    return following.start() if following else end


def states_order_rule(match: str) -> bool:
    """Whether the text says that the unit printed first leads (列第一位的为牵头单位，下同)."""
    return ORDER_RULE.search(match) is not None


def read_parties(
    text: RepairedText,
    entries: Sequence[Responsibilities],
    *,
    first_leads: bool = False,
    places: Sequence[str] = (),
) -> list[Party]:
    """Leaders and units that the responsibilities of one task name, in the order printed."""
    named: list[tuple[Role, NamedUnit]] = []
    for entry in entries:
        for role, start, end in _labelled(text.match, entry):
            if role == "lead_leader":
                named.extend(("lead_leader", leader) for leader in _leaders(text, start, end))
            elif role != "none":
                named.extend(_units_by_role(text, start, end, role, places))
    leads = any(role == "lead_unit" for role, _ in named)
    parties: list[Party] = []
    for role, unit in named:
        settled: PartyRole
        if role == "responsible":
            settled = "joint_unit" if leads else "lead_unit"
            leads = leads or first_leads
        else:
            settled = role  # type: ignore[assignment]
        parties.append(Party(settled, unit.printed, unit.name, unit.start, unit.end))
    return parties


def _labelled(match: str, entry: Responsibilities) -> list[tuple[Role, int, int]]:
    """The stretches behind each label, with the role it gives."""
    start, end = entry.content_start, entry.content_end
    if entry.label:
        return [(_role(LABEL_OPENS.match(entry.label)), start, end)]
    if entry.form != "labels":
        return [("responsible", start, end)]
    labels = [(found.start(), found.end(), found) for found in LABEL.finditer(match, start, end)]
    opening = LABEL_OPENS.match(match, start, end)
    stretches: list[tuple[Role, int, int]] = []
    if opening is not None and (not labels or labels[0][0] > opening.start()):
        labels.insert(0, (opening.start(), opening.end(), opening))
    for index, (_, label_end, found) in enumerate(labels):
        stop = labels[index + 1][0] if index + 1 < len(labels) else end
        stretches.append((_role(found), label_end, stop))
    return stretches


def _role(found: re.Match[str] | None) -> Role:
    if found is None:
        return "responsible"
    groups = found.groupdict()
    if groups.get("leader") or groups.get("later_leader"):
        return "lead_leader"
    label = groups.get("unit") or groups.get("later_unit")
    if not label:
        return "none"
    if LEADS.search(label):
        return "lead_unit"
    if JOINS.search(label):
        return "joint_unit"
    return "lead_unit" if FIRST.search(label) else "responsible"


LEADS = re.compile(alternation(words("labels", "lead")))
JOINS = re.compile(alternation(words("labels", "joint")))
FIRST = re.compile(alternation(words("labels", "first")))


def _units_by_role(
    text: RepairedText, start: int, end: int, role: Role, places: Sequence[str]
) -> Iterator[tuple[Role, NamedUnit]]:
    """Units of a list; a verb behind some of them gives their role (省发展改革委牵头，省财政厅配合)."""
    match = text.match
    runs = split_list(match, start, end, _gaps(text, start, end))
    roles: list[Role | None] = []
    cleaned_runs: list[list[tuple[int, int]]] = []
    for run in runs:
        cleaned: list[tuple[int, int]] = []
        for first, last in run:
            for piece_start, piece_end, given in _pieces(match, first, last):
                cleaned.append((piece_start, piece_end))
                roles.append(given)
        cleaned_runs.append(cleaned)
    settled = _carry_back(roles, role)
    units = name_units(text, cleaned_runs, places)
    for unit, given in zip(units, settled, strict=True):
        if is_party(text.match[unit.start : unit.end]):
            yield given, unit


def is_party(form: str) -> bool:
    """Whether a member of a list can be a body: no note, no date, no clause."""
    plain = BRACKET_END.sub("", form)
    return 1 < len(plain) <= 40 and NO_PARTY.search(plain) is None


def _pieces(match: str, start: int, end: int) -> Iterator[tuple[int, int, Role | None]]:
    """A member of a list without 由, 等部门 and verbs, with the role its verb gives; two where one joins with 会同."""
    order = ORDER_RULE.search(match, start, end)
    if order is not None:  # 省科技厅〔列第一位的为牵头单位，下同〕
        nested = re.compile(r"[（〔【\[]").search(match, start, end)
        end = nested.start() if nested and nested.start() < order.end() else start
    given: Role | None = None
    if found := VERB_END.search(match, start, end):
        given, end = _VERBS[found["verb"]], found.start()
    together = TOGETHER.search(match, start, end)
    if together is not None:
        if together.start() > start:
            yield *_trimmed(match, start, together.start()), "lead_unit"
        start = together.end()
        given = "joint_unit"
    first, last = _trimmed(match, start, end)
    yield first, last, given


def _trimmed(match: str, start: int, end: int) -> tuple[int, int]:
    if found := OPENS_UNIT.match(match, start, end):
        start = found.end()
    while end > start and match[end - 1] in "，、；。 ：":
        end -= 1
    if found := ENDS_UNIT.search(match, start, end):
        end = found.start()
    return start, max(start, end)


def _carry_back(roles: Sequence[Role | None], default: Role) -> list[Role]:
    """A verb holds for all units before it that have none: 市财政局、市商务局|牵头."""
    settled: list[Role] = []
    current = default
    for role in reversed(roles):
        current = role or current
        settled.append(current)
    return settled[::-1]


def _leaders(text: RepairedText, start: int, end: int) -> Iterator[NamedUnit]:
    match = text.match
    gaps = [gap for gap in _gaps(text, start, end) if _between_persons(match, start, gap, end)]
    pending: int | None = None
    for run in split_list(match, start, end):
        for first, last in run:
            for piece_start, piece_end in _cut(first, last, gaps):
                piece_end = max(piece_start, _strip(match, piece_start, piece_end))
                begin = piece_start if pending is None else pending
                if TITLE_ONLY.match(match, piece_start, piece_end):
                    pending = begin  # 县委常委、|副县长李明
                    continue
                pending = None
                printed = text.text[begin:piece_end].replace("\n", "")
                form = match[begin:piece_end]
                if not form or NO_PARTY.search(form):
                    continue
                name_start = begin + (found.end() if (found := TITLE_OPENS.match(form)) else 0)
                name_end = begin + (found.start() if (found := TITLE_ENDS.search(form)) else len(form))
                if found := BRACKET_END.search(match, name_start, name_end):
                    name_end = found.start()
                name = text.text[name_start:name_end].replace("\n", "") or printed
                yield NamedUnit(begin, piece_end, printed, name)


def _strip(match: str, start: int, end: int) -> int:
    while end > start and match[end - 1] in "，、；。 ：":
        end -= 1
    return end


def _cut(start: int, end: int, gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    position = start
    for gap in gaps:
        if position < gap < end:
            yield position, gap
            position = gap
    yield position, end


def _between_persons(match: str, start: int, gap: int, end: int) -> bool:
    """Whether a blank parts two names (朱伟哲 王从峰) and not the characters of one (李 飞)."""
    before = re.search(r"[^、，；：]*$", match[start:gap])
    after = re.match(r"[^、，；]*", match[gap:end])
    return bool(before and after and len(before.group()) >= 2 and len(after.group()) >= 2)


def _gaps(text: RepairedText, start: int, end: int) -> list[int]:
    """Where a blank stood in the text as received, line ends left aside."""
    index = bisect_left(text.starts, start + 1)
    gaps: list[int] = []
    while index < len(text.starts) and text.starts[index] < end:
        position = text.starts[index]
        raw = text.raw[text.to_raw(position - 1) + 1 : text.to_raw(position)]
        if raw and "\n" not in raw and "\r" not in raw:
            gaps.append(position)
        index += 1
    return gaps
