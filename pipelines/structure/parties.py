"""Read the leaders and units that the responsibilities of a task name, and the role of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipelines.structure.model import Party, PartyRole
from pipelines.structure.organization_names import NamedUnit, alternation, name_units, split_list
from pipelines.structure.responsibilities import ENDS_UNIT, TOGETHER, VERBS, Responsibilities
from pipelines.structure.role_labels import PARTY_ROLES, Role, find_labels, label_at, label_role
from pipelines.text.repaired import RepairedText

VERB_END = re.compile(rf"(?P<verb>{alternation(VERBS)})$")
ORDER_RULE = re.compile(
    r"""
    (?: 列|排|居|位|名|放|置|第一个|首个|序 ) [^。；，：\n]{0,8}?
    (?: 第一位?|首位|首|最前|前面|的|（第一）|单位 ) [^。；，\n]{0,14}? (?:为|是|系) [^。；，\n]{0,6}? 牵头
    | 第一[^。；，：\n]{0,8} (?:为|是|系) [^。；，\n]{0,6} 牵头
    """,
    re.VERBOSE,
)
# What stands in a list of units and names none: 以下各项工作均需…推进, 年内持续推进, 12月底前完成.
NO_PARTY = re.compile(
    r"""
    下同 | 不再 | 均需 | 以下 | 上述 | 详见 | 排名 | 排序 | 列第 | 首位 | 牵头单位 | [0-9]{4}年 | [0-9]月
    | 月底 | 年底 | 完成$ | 推进$ | ^无$
    | ^待[定明确议]+$ | ^另行 | ^暂[无缺定] | ^同[上前]$ | ^如下$
    | ^[—\-/]+$ | ^等$ | ^长期 | ^持续 | ^年内 | ^全年$ | [。！？：]
    """,
    re.VERBOSE,
)
OPENS_UNIT = re.compile(
    r"""
    (?:分别|主要|共同|具体|并)?由 | 以及 | 及其?(?=各|相关|有关) | 和(?=各|相关|有关|[省市县区]) | 并(?=会同) | 请
    | [：:]
    | 在(?=.{2,20}领导下)
    """,
    re.VERBOSE,
)
OPENING = re.compile(r"[（〔【\[]")
BRACKET_END = re.compile(r"[（〔【\[][^（）〔〕【】\[\]]*[）〕】\]]$")
_OFFICE = (
    r"(?:[省市县区州旗]?(?:人民)?(?:委|政府|人大|人大常委会|政协|党组|党委|党工委|管委会|政法委|纪委|监委|武装部|统战部|宣传部|组织部)?"
    r"(?:常务|第一|专职)?副?(?:常委|委员|书记|主任|主席|部长|局长|政委|成员|[区县市省州旗镇]长|巡视员|调研员))"
)
TITLE_ONLY = re.compile(rf"{_OFFICE}{{1,4}}$")
TITLE_OPENS = re.compile(rf".{{0,10}}?(?:{_OFFICE}、?){{1,4}}(?=[\u3400-\u9fff·]{{2,4}}$)")
TITLE_ENDS = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:同志|副?(?:区长|县长|市长|省长|书记|主任|部长|主席|局长))$")


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
        for role, start, end in _labelled(text, entry):
            if role == "lead_leader":
                named.extend(("lead_leader", leader) for leader in _leaders(text, start, end))
            elif role in PARTY_ROLES:
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


def _labelled(text: RepairedText, entry: Responsibilities) -> list[tuple[Role, int, int]]:
    """The stretches behind each label, with the role it gives."""
    start, end = entry.content_start, entry.content_end
    if entry.label:
        return [(label_role(entry.label) or "responsible", start, end)]
    if entry.form != "labels":
        return [("responsible", start, end)]
    labels = [(label.start, label.end, label.role) for label in find_labels(text, start, end)]
    opening = label_at(text.match, start, end)
    if opening is not None and (not labels or labels[0][0] > start):
        labels.insert(0, (start, *opening))
    stops = [label[0] for label in labels[1:]] + [end]
    return [(role, label_end, stop) for (_, label_end, role), stop in zip(labels, stops, strict=True)]


def _units_by_role(
    text: RepairedText, start: int, end: int, role: Role, places: Sequence[str]
) -> Iterator[tuple[Role, NamedUnit]]:
    """Units of a list; a verb behind some of them gives their role (省发展改革委牵头，省财政厅配合)."""
    match = text.match
    roles: list[Role | None] = []
    runs: list[list[tuple[int, int]]] = []
    for run in split_list(match, start, end, _gaps(text, start, end)):
        runs.append([])
        for first, last in run:
            for piece_start, piece_end, given in _pieces(match[first:last]):
                runs[-1].append((first + piece_start, first + piece_end))
                roles.append(given)
    settled = _carry_back(roles, role)
    units = name_units(text, runs, places)
    for unit, given in zip(units, settled, strict=True):
        form = match[unit.start : unit.end]
        if len(form) == 1 and unit.name != unit.printed:
            form = unit.name  # 各县、区: 各区
        if is_party(form):
            yield given, unit


@lru_cache(maxsize=65536)
def is_party(form: str) -> bool:
    """Whether a member of a list can be a body: no note, no date, no clause."""
    plain = BRACKET_END.sub("", form)
    return 1 < len(plain) <= 40 and NO_PARTY.search(plain) is None


@lru_cache(maxsize=65536)
def _pieces(form: str) -> tuple[tuple[int, int, Role | None], ...]:
    """Where the name stands in a member of a list, without 由, 等部门 and verbs, and the role its verb gives; two names
    where 会同 joins them."""
    start, end = 0, len(form)
    if order := ORDER_RULE.search(form):  # 省科技厅〔列第一位的为牵头单位，下同〕
        nested = OPENING.search(form)
        end = nested.start() if nested and nested.start() < order.end() else 0
    given: Role | None = None
    if found := VERB_END.search(form, 0, end):
        given, end = VERBS[found["verb"]], found.start()
    pieces: list[tuple[int, int, Role | None]] = []
    if together := TOGETHER.search(form, 0, end):
        if together.start() > 0:
            pieces.append((*_trimmed(form, 0, together.start()), "lead_unit"))
        start, given = together.end(), "joint_unit"
    pieces.append((*_trimmed(form, start, end), given))
    return tuple(pieces)


def _trimmed(form: str, start: int, end: int) -> tuple[int, int]:
    if found := OPENS_UNIT.match(form, start, end):
        start = found.end()
    while end > start and (form[end - 1] in "，、；。 ：" or _closes_nothing(form, start, end)):
        end -= 1
    if found := ENDS_UNIT.search(form, start, end):
        end = found.start()
    return start, max(start, end)


def _closes_nothing(form: str, start: int, end: int) -> bool:
    """Whether a name ends with a bracket that it does not open: that of the list, where one inside it was lost."""
    return form[end - 1] in "）〕】］]" and OPENING.search(form, start, end) is None


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
                if not form.strip() or NO_PARTY.search(form):
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
    """Where a blank stood in the text as received, and the line ends that were left in."""
    index = bisect_left(text.starts, start + 1)
    gaps: list[int] = []
    while index < len(text.starts) and text.starts[index] < end:
        position = text.starts[index]
        raw = text.raw[text.to_raw(position - 1) + 1 : text.to_raw(position)]
        if raw and "\n" not in raw and "\r" not in raw:
            gaps.append(position)
        index += 1
    position = text.match.find("\n", start, end)
    while position >= 0:  # a cell that holds a unit a line
        gaps.append(position + 1)
        position = text.match.find("\n", position + 1, end)
    return sorted(gaps)
