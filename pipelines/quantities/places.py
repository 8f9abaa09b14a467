"""Where a figure holds: the finest area its sentence names, else the area of its article or document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.quantities.numbers import Number
from pipelines.structure.regions import autonomous_prefectures, regions_by_name
from pipelines.vocabulary import vocabulary

NAMED = re.compile(
    r"""
    (?: (?<![^，。；：、“”（）\n！？在于省市县区镇乡道]) | (?<=其中) | (?<=新建|改造|改建|修建|依托)
    ) (?: [在于以对由从到] | 其中 | 新建 | 改造 | 改建 | 修建 | 依托 )?
    (?P<stem> (?![该我本全][省市县区镇乡]) [\u4e00-\u9fff]{2,4}? | (?<=[道镇乡]) [0-9]{1,3} (?=社区) )
    (?P<kind> 街道 | 社区 | 自治县 | 自治州 | 自然村 | 镇 | 乡 | 村 | 县 | 区 | 市 | 旗 | 州 | 苏木 | 组团 )
    (?! (?<=乡)[村镇] | [级委域民长内里外间情化政容场校府际居貌两落务社企属辖] | 创(?!新) | 街道办 | 党员 | 治理 | 管理
      | 服务 | 工作 | 矫正 | 建设 | 养老 | 医院 | 卫生 | 图书 | 经济 | 振兴 )
    """,
    re.VERBOSE,
)
LONG_NAMED = re.compile(
    r"(?<![^，。；：、“”（）\n！？在省市县区旗镇乡木])在?(?P<stem>[\u4e00-\u9fff]{2,7}?)(?P<kind>嘎查)(?!达)"
)
"""额日和图敖包嘎查: a name put into characters by its sound is longer."""
GENERIC = frozenset(vocabulary("wording")["place"]["generic"].split())
# No place name holds these: function words, numerals, and what makes a common noun of 村, 镇, 区.
NOT_IN_NAMES = re.compile(
    "[的在个各全届和与及等为是有由被把对向从到本该我他她们其每多级农乡社小园景老旧辖主片校地矿厂库站镇县市区村街部分将再增推强化优创打造不出年改扩偏所]"
)
WITHIN = re.compile("[省市县镇乡道]$|(?<![社园小城片辖校景地全街])区$")
"""The end of the name of a larger area; 国家级社区教育实验区 has none."""
LOCATED = re.compile(
    r"(?:位于|地处|坐落(?:于|在)|隶属于?|毗邻|紧邻|毗连|距离?|[东南西北][面部侧]?[与邻接连靠临至依抵])[\u4e00-\u9fff0-9.]{0,8}$"
)
"""郝家桥村位于|绥德县城西南10公里处, 东邻|安宁渠镇: what an area is told to lie in or near."""
WHOLE_TOWN = ("全镇", "全乡")
WHOLE_AREA = ("全区", "全县", "全市", "全省", "全旗")
LISTED = frozenset("、等和与及")
_AREA = "(?:[镇乡村县区市旗州]|街道|社区|嘎查)"
_NAME = rf"[\u4e00-\u9fff]{{1,6}}{_AREA}"
EACH_OF = re.compile(
    rf"(?:其中|包括)? (?P<names>(?:{_NAME}[、和与])+{_NAME}) [\u4e00-\u9fff]{{0,14}}分别[\u4e00-\u9fff]{{0,12}}$",
    re.VERBOSE,
)
"""长春市、延边州|分别实现地区生产总值: several areas with a figure each."""
KIND_END = re.compile(f"{_AREA}$")
JOINT = re.compile(rf"{_AREA}(?:[、和与及]|[、和与及]{_NAME}，)(?:[\u4e00-\u9fff]{{2,3}}[镇乡])?$")
EACH_AREA = re.compile(
    rf"(?<![^，。；：\n在、])(?P<names>(?:[\u4e00-\u9fff]{{2,4}}{_AREA}[、和])+[\u4e00-\u9fff]{{2,4}}{_AREA})各$"
)
"""大洋镇、舒洪镇各建设1个千亩高山蔬菜保供基地: the figure is that of each."""
MEMBER = re.compile("[、和与]")
RANK = {
    "省": 1,
    "自治州": 2,
    "市": 2,
    "州": 2,
    "县": 3,
    "自治县": 3,
    "区": 3,
    "旗": 3,
    "组团": 4,
    "镇": 4,
    "乡": 4,
    "街道": 4,
    "苏木": 4,
    "社区": 5,
    "村": 5,
    "嘎查": 5,
    "自然村": 6,
}
TOWNS = frozenset(("镇", "乡", "街道", "苏木"))
OPENING = re.compile("(?:^|[\n。；])[\u3000 ]*$")
"""大水坑镇投资1260万元…: a town at the head of a sentence needs no other sign that it is a name."""
KINDS = sorted(RANK, key=len, reverse=True)


class Place(NamedTuple):
    start: int
    end: int
    name: str
    rank: int


class KnownNames(NamedTuple):
    """The names that a document surely uses, wherever they stand."""

    names: frozenset[str]
    pattern: re.Pattern[str] | None


NO_NAMES = KnownNames(frozenset(), None)


def read_places(text: str, start: int, end: int, known: KnownNames = NO_NAMES) -> list[Place]:
    """The towns, villages, communities and counties that ``text[start:end]`` is about, in order."""
    places = _named(text, start, end, known.names)
    if known.pattern is not None:
        # 带动西渠头村集体经济: a name that is known needs no beginning of a phrase before it
        certain = [
            Place(found.start(), found.end(), found.group(), rank_of(found.group()))
            for found in known.pattern.finditer(text, start, end)
        ]
        taken = {place.end for place in certain}
        places = sorted(certain + [place for place in places if place.end not in taken])
    if len(places) < 2:
        return places
    return [place for number, place in enumerate(places) if not _locates(text, place, places[:number])]


def _locates(text: str, place: Place, before: Sequence[Place]) -> bool:
    """Whether a place only says where the one before it lies: 郝家桥村位于绥德县城西南10公里处."""
    if not before:
        return False
    low = max(before[-1].end, place.start - 16)
    found = LOCATED.search(text, low, place.start)
    return found is not None and (found.group()[0] in "东南西北" or found.start() - before[-1].end <= 1)


def named_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What has the form of a name, in order."""
    end = len(text) if end is None else end
    if text.find("嘎查", start, end) < 0:
        return NAMED.finditer(text, start, end)
    found = [*NAMED.finditer(text, start, end), *LONG_NAMED.finditer(text, start, end)]
    return iter(sorted(found, key=lambda match: match.start()))


def rank_of(name: str) -> int:
    """The rank of an area by the word its name ends with; 0 for none."""
    return next((RANK[kind] for kind in KINDS if name.endswith(kind)), 0)


def _named(text: str, start: int, end: int, known: frozenset[str]) -> list[Place]:
    places: list[Place] = []
    for found in named_in(text, start, end):
        stem, kind = found.group("stem"), found.group("kind")
        if kind == "州":  # 海西州 is short for 海西蒙古族藏族自治州; 广州 is none
            full = autonomous_prefectures().get(stem + kind)
            if full and text[found.start() : found.start("stem")] == "" and not text.startswith("人民", found.end()):
                places.append(Place(found.start("stem"), found.end(), full, RANK[kind]))
            continue
        division = len(stem) > 1 and stem + kind in regions_by_name() and stem not in GENERIC  # 谯城区, 固镇县
        if not (division or (stem not in GENERIC if kind == "嘎查" else may_be_name(stem))):
            continue  # 额日和图敖包嘎查: a name put into characters by its sound holds any of them
        chained = WITHIN.search(text, max(0, found.start("stem") - 2), found.start("stem")) is not None
        common = kind == "社区" or len(stem) > 2
        opens = kind in TOWNS and OPENING.search(text, max(0, found.start("stem") - 3), found.start("stem"))
        if opens and any(word in stem for word in GENERIC):
            continue  # 重点乡镇…
        if common and not chained and not opens and stem + kind not in known and stem + kind not in regions_by_name():
            continue  # 出台社区工作者管理办法, 产业强镇: too common to be a name by themselves
        if text[found.end() : found.end() + 1] == "”":
            continue  # 有“福建台湾村”美誉
        if text[found.end() : found.end() + 1] in LISTED:
            continue  # 长春市、吉林市等6个城市: no single area
        places.append(Place(found.start("stem"), found.end(), stem + kind, RANK[kind]))
    return places


def may_be_name(stem: str) -> bool:
    """Whether a word before 村, 镇, 区 may be a name by itself."""
    return (
        stem not in GENERIC
        and stem[-2:] not in GENERIC
        and not NOT_IN_NAMES.search(stem)
        and stem[-1] not in "城强新省成造系"
    )


def shared_places(text: str, sentence_start: int, numbers: Sequence[Number]) -> dict[int, str]:
    """The place of each figure that a list of places has one of, by where the figure starts:
    横水镇、扬眉镇、龙勾乡分别为12公里、9公里、7.5公里."""
    found: dict[int, str] = {}
    for index, number in enumerate(numbers):
        low = max(sentence_start, number.start - 80)
        listed = EACH_OF.search(text, low, number.start) if text.find("分别", low, number.start) >= 0 else None
        if listed is None:
            continue
        names = MEMBER.split(listed["names"])
        if not all(name in regions_by_name() or may_be_name(KIND_END.sub("", name)) for name in names):
            continue  # 城镇、农村居民人均可支配收入分别达到38960元、20156元
        own = numbers[index : index + len(names)]
        if len(own) == len(names) and all(text[a.end : b.start] in ("、", "和") for a, b in pairwise(own)):
            full = (autonomous_prefectures().get(name, name) for name in names)  # 延边州
            found |= {figure.start: name for figure, name in zip(own, full, strict=True)}
    return found


def _joint(text: str, place: Place, before: Place | None, joint: bool) -> bool:
    """Whether a place is one of several that share what follows: 在尹集镇新兴村、大滩涧村建设温室534座."""
    if before is not None and before.end == place.start:
        return joint
    return JOINT.search(text, max(0, place.start - 24), place.start) is not None


def place_of(text: str, places: list[Place], sentence_start: int, start: int, default: str) -> str:
    """The last area named before the figure in its part of the sentence, if it is finer than ``default``.

    What is named at the head of the sentence holds for all of it, other areas only up to the next ；.
    """
    if not places or places[0].end > start:
        return default
    part = text.rfind("；", sentence_start, start)
    whole = max(text.rfind(words, sentence_start, start) for words in WHOLE_AREA)
    whole_town = max(text.rfind(words, sentence_start, start) for words in WHOLE_TOWN)
    rank = rank_of(default)
    best = ""
    before: Place | None = None
    joint = False
    for place in places:
        if place.end > start:
            break
        if place.end <= whole_town and place.rank > RANK["镇"]:
            continue  # 麒麟村建成管网；全镇共有427个村民小组
        joint = _joint(text, place, before, joint)
        before = place
        if joint:
            each = EACH_AREA.search(text, max(sentence_start, place.start - 40), place.end + 1)
            best = each["names"] if each and place.start > part else ""
            continue
        if place.end <= whole or place.name == default:
            best = ""  # 友谊村建成书屋3个；全县建成书屋80个
        elif place.rank > rank and place.name != default and (place.start > part or place.start <= sentence_start + 2):
            best = place.name
        elif place.rank <= rank and place.start <= sentence_start + 1 and place.name in regions_by_name():
            best = place.name  # 在武夷山市，茶产值分别达15.33亿…: a neighbour
    return best or default
