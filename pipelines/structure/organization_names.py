"""The names in a list of units: where one ends, and what each is called in full.

"区发改局、工信局，高新区科经局" names 区发改局, 区工信局 and 高新区科经局: an area word printed once carries to the
short names that 、 joins to it, a comma ends the carry. Towns, companies and bodies with a name of their own take none.
In the same way 各 carries in "各镇街、园区": 各镇街, 各园区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.text.repaired import RepairedText
from pipelines.vocabulary import vocabulary

LONGEST_NAME = 40
MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit of a list: its span in the repaired text, as printed there, and its full name."""

    start: int
    end: int
    printed: str
    name: str


def words(table: str, key: str) -> list[str]:
    """A list of the vocabulary of organizations."""
    return str(vocabulary("organizations")[table][key]).split()


def alternation(entries: Iterable[str]) -> str:
    """A pattern for any of ``entries``, the longest first."""
    return "|".join(re.escape(entry) for entry in sorted(set(entries), key=lambda entry: (-len(entry), entry)))


AREA = "自治区|自治州|自治县|自治旗|直辖市|设区市|地级市|县级市|省|市|州|区|县|旗|盟|地|师|兵团"
AREA_LIST = rf"(?:{AREA})(?:[、和](?:{AREA}))+"
ORGANS = "(?:党委|党工委|党组)、(?:人民政府|政府|管委会|办事处|行政)|乡、镇|镇、乡"
"""Marks within one name: 市、县人民政府 governs in one word; 党委、政府 of one place."""
_BRACKET = rf"[（〔(](?:{AREA}|[、，])+[）〕)]"
_AREAS = rf"(?:{AREA})(?:{_BRACKET})?"
# One collective that holds an 、: 各市、县〔市、区〕政府; 各级党委、政府; 各区、县（市）人民政府; 各乡、镇政府.
# What is said once behind the last (政府) or in a bracket (县〔市、区〕) joins them; 各区、县级市 are two collectives.
HOLDS_COMMA = re.compile(
    rf"""
    (?:各|有关|相关|沿线)? {_AREAS} (?: [、和] {_AREAS} ){{1,4}}
      (?: (?:党委|党政|人民)?政府 | 党委 | [^、，；。（〔\n]{{1,8}}(?:局|委|厅|办) )
    | (?:各|有关|相关|沿线)? (?: (?:{AREA}) [、和] ){{1,4}} (?:{AREA}){_BRACKET} (?=[、，；。）〕\n]|$)
    | (?:各|有关|相关|沿线)? (?:{AREA}){_BRACKET} (?: [、和] {_AREAS} ){{1,4}} (?=[、，；。）〕\n]|$)
    | (?<![各关线]) {AREA_LIST} (?=[、，；。）〕\n]|$)
    | 各? (?:乡、镇|镇、乡) (?:人民)?政府
    | (?:党委|党工委|党组)、(?:人民政府|政府|管委会|办事处|行政)
    """,
    re.VERBOSE,
)
MAY_HOLD_COMMA = re.compile(r"[省市州区县旗盟地师团乡镇委组）〕)][、和]")
CUT = re.compile(
    r"[、，；。/|]|[（〔【\[《“]|[）〕】\]》”]|以及|及(?=各|相关|有关)|(?<=[局委厅办会])[和及与](?=[省市县区州旗各地])|(?<=部门|单位)[和及与](?=各|地方)"
)
OPENING = frozenset("（〔【[《“")
CLOSING = frozenset("）〕】]》”")
HAN = "\u3400-\u9fff"


def split_list(match: str, start: int, end: int, gaps: Iterable[int] = ()) -> list[list[tuple[int, int]]]:
    """The runs of a list, parted by commas; each the spans of its members, parted by 、 or by a blank of the source."""
    protected: list[tuple[int, int]] = []
    if MAY_HOLD_COMMA.search(match, start, end):
        protected = [found.span() for found in HOLDS_COMMA.finditer(match, start, end)]
    runs: list[list[tuple[int, int]]] = [[]]
    depth = 0
    position = start
    cuts = list(_cuts(match, start, end, gaps))
    lost = _never_closed(cuts)
    for index, (cut_start, cut_end, cut) in enumerate(cuts):
        if cut in OPENING:
            depth += index not in lost
        elif cut in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and not any(first < cut_start < last for first, last in protected):
            if cut_start > position:
                runs[-1].append((position, cut_start))
            position = cut_end
            if cut in "，；。" and cut:
                runs.append([])
    if end > position:
        runs[-1].append((position, end))
    return [run for run in runs if run]


def _never_closed(cuts: Sequence[tuple[int, int, str]]) -> set[int]:
    """The brackets that lost their partner: 区发改局（区粮食局、区财政局 names three bodies and not one."""
    open_: list[int] = []
    for index, (_, _, cut) in enumerate(cuts):
        if cut in OPENING:
            open_.append(index)
        elif cut in CLOSING and open_:
            open_.pop()
    return set(open_)


def _cuts(match: str, start: int, end: int, gaps: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    cuts = [(found.start(), found.end(), found.group()) for found in CUT.finditer(match, start, end)]
    blanks = [(gap, gap, "") for gap in gaps if start < gap < end and _parts_names(match, start, gap, end)]
    return iter(sorted(cuts + blanks) if blanks else cuts)


def _parts_names(match: str, start: int, gap: int, end: int) -> bool:
    """Whether a blank of the source stands between two names (区发改局 区财政局), not within one (区 发改局)."""
    if gap + 2 > end or match[gap] in "、，；。（〔【）〕】：" or match[gap - 1] in "、，；。（〔【：":
        return False
    if REST_OF_NAME.match(match, gap, end):
        return False
    before = LIST_MARK.split(match[max(start, gap - LONGEST_NAME) : gap].rstrip("\n"))[-1]
    return len(before) > 2 and bool(ENDS_NAME.search(before) or BEGINS_NAME.match(match, gap))


_BODIES = [*words("endings", "short"), *words("endings", "company"), "街道", "镇", "园区", "中心", "部"]
ENDS_NAME = re.compile(rf"(?:{alternation(_BODIES)})$")
LIST_MARK = re.compile("[、，；：（）]")
REST_OF_NAME = re.compile("(?:办公[室厅]|研究室|[^、，；：（）])(?:[、，；：（）]|$)")
"""区政府 办、区政府 办公室: what a stray blank cut off a name, and no name of its own."""
BEGINS_NAME = re.compile(r"各|相关|有关|[省市县区](?=.{1,12}[局委办厅])")


def name_units(
    text: RepairedText, runs: Iterable[Iterable[tuple[int, int]]], places: Iterable[str] = ()
) -> list[NamedUnit]:
    """The units of each run with their full names; ``places`` are place names of the document (海州), which no short
    name begins with."""
    known_places = tuple(place for place in places if len(place) > 1)
    units: list[NamedUnit] = []
    for run in runs:
        prefix = collective = ""
        party = False
        for start, end in run:
            printed = text.text[start:end].replace("\n", "")
            form = text.match[start:end].replace("\n", "")
            length, zone = printed_prefix(form)
            carried = ""
            modifier = COLLECTIVE_OPENS.match(form)
            if modifier is not None:
                collective = printed[: modifier.end()]
            elif length:
                # 县财政局、高新区管委会、住建局: the zone is a body of its own, 县 goes on.
                if not (zone and form[length:].startswith(("管委会", "管理委员会", "党工委"))):
                    prefix = printed[:length]
                    party = form[length : length + 1] == "委" and len(form) > length + 1
            elif collective and BARE_COLLECTIVE.fullmatch(form):
                carried = collective
            elif prefix and takes_prefix(form, known_places):
                carried = prefix + ("委" if party and PARTY_IN_RUN.fullmatch(form) else "")
            units.append(NamedUnit(start, end, printed, carried + printed))
    return units


COLLECTIVE_OPENS = re.compile(r"(?:各(?:有关|相关|涉及)?|其他(?:有关|相关)?|有关|相关|全体|全[省市县区](?=各))")
BARE_COLLECTIVE = re.compile(
    rf"(?:{alternation(words('endings', 'collective'))})(?:[（〔(][^（）〔〕()]{{1,12}}[）〕)])?"
)
PARTY_IN_RUN = re.compile(alternation(words("prefixes", "party_runs")))

LEVEL = re.compile(
    rf"(?!{alternation(words('prefixes', 'no_levels'))})(?:{alternation(words('prefixes', 'levels'))})(?=[{HAN}])"
)
YOUTH_LEAGUE = re.compile(r"团[省市县区州旗]委")
# 海州区消防救援大队, 浙江省教育厅: a place name with its area word.
PLACE_LEVEL = re.compile(r"(?:自治区|自治州|自治县|自治旗|开发区|新区|[省市区县旗州盟])(?=[^、，]{2})")
NO_AREA = re.compile(rf"(?:{alternation(words('prefixes', 'no_areas'))})$")
ZONES = tuple(words("prefixes", "zones"))


@cache
def printed_prefix(name: str) -> tuple[int, bool]:
    """How many characters of ``name`` are an area printed before a bureau (区, 高新区, 海州区; 0 for none), and whether
    that area is a zone."""
    found = LEVEL.match(name)
    if found is not None:
        rest = name[found.end() :]
        if rest.startswith(("级", "直", "各", "属")) or BARE_COLLECTIVE.fullmatch(name):
            return 0, False
        return found.end(), found.group() in ZONES
    for found in PLACE_LEVEL.finditer(name, 2, 14):
        if NO_AREA.search(name, 0, found.end()) or is_company(name):
            continue
        rest = name[found.end() :]
        if rest[0] == "委" or SHORT_END.search(rest) or known_function(_stem(rest)):
            return found.end(), found.group() in ("开发区", "新区")
    return 0, False


SHORT_END = re.compile(rf"(?:{alternation(words('endings', 'short'))})$")
INSTITUTION_END = re.compile(rf"(?:{alternation(words('endings', 'institution'))})$")
COMPANY_END = re.compile(rf"(?:{alternation(words('endings', 'company'))})$")
OWN_NAME_END = re.compile(
    rf"(?:管委会|管理委员会|指挥部|领导小组|"
    rf"{alternation(w for key in ('town', 'subdistrict', 'farm', 'park', 'company') for w in words('endings', key))})$"
)
PARTY_END = re.compile(rf"(?:{alternation(words('prefixes', 'party_runs'))})$")
_LEVELS = alternation(words("prefixes", "levels"))
_BRANCHES = alternation(words("functions", "branches"))
BRANCH = re.compile(rf".{{2,6}}?(?:{_LEVELS})?(?:{_BRANCHES})(?:分?局|大队|支队|处|公司)?")
BRACKET_END = re.compile(r"[（〔【(][^（）〔〕【】()]*[）〕】)]$")


def _stem(name: str) -> str:
    """The name without a bracket behind it and without the ending that says what kind of body it is."""
    name = BRACKET_END.sub("", name)
    name = INSTITUTION_END.sub("", SHORT_END.sub("", name, count=1), count=1)
    return name.removesuffix("分").removesuffix("总").removesuffix("管理服务").removesuffix("服务")


def is_company(name: str) -> bool:
    """Whether the ending is that of a company."""
    return COMPANY_END.search(BRACKET_END.sub("", name)) is not None


@cache
def takes_prefix(name: str, places: tuple[str, ...] = ()) -> bool:
    """Whether ``name`` is a short name to which an area printed before it belongs: 工信局, 残联, 市场监管局."""
    plain = BRACKET_END.sub("", name)
    if len(plain) < 2 or len(plain) > LONGEST_NAME or OWN_NAME_END.search(plain) or plain.startswith(places):
        return False
    if YOUTH_LEAGUE.fullmatch(plain):
        return False
    if PARTY_END.fullmatch(plain):
        return True
    stem = _stem(plain)
    known = known_function(stem)
    if plain.endswith("分局"):
        return known
    if SHORT_END.search(plain):
        # 海州生态环境局 has its own place; 生态环境局 has none.
        return known or BRANCH.fullmatch(plain) is None
    return bool(INSTITUTION_END.search(plain)) and known


@cache
def known_function(stem: str) -> bool:
    """Whether ``stem`` is made of words that say what a bureau does: 住房城乡建设, 文化广电和旅游."""
    if len(stem) > MOST_WORDS:
        return False
    reached = {0}
    for position in range(len(stem)):
        if position in reached:
            reached.update(
                position + length
                for length in range(1, 8)
                if position + length <= len(stem) and stem[position : position + length] in _functions()
            )
    return len(stem) in reached


@cache
def _functions() -> frozenset[str]:
    return frozenset(words("functions", "words"))
