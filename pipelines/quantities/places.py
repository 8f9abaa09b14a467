"""Where a figure holds: the finest area its sentence names, else the area of its article or document."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.vocabulary import vocabulary

NAMED = re.compile(
    r"""
    (?: (?<![^，。；：、“”（）\n！？在于省市县区镇乡道]) | (?<=其中) ) [在于以对由从到]?
    (?P<stem> [\u4e00-\u9fff]{2,4}? )
    (?P<kind> 街道 | 社区 | 自治县 | 自治州 | 镇 | 乡 | 村 | 县 | 区 | 市 | 旗 | 苏木 | 组团 )
    (?! [级委域民长内里外间情化政容场校府际居貌两落务社创企属辖] | 街道办 | 党员 | 治理 | 管理 | 服务 | 工作 | 矫正
      | 建设 | 养老 | 医院 | 卫生 | 图书 | 经济 | 振兴 )
    """,
    re.VERBOSE,
)
GENERIC = frozenset(vocabulary("wording")["place"]["generic"].split())
# No place name holds these: function words, numerals, and what makes a common noun of 村, 镇, 区.
NOT_IN_NAMES = re.compile(
    "[的在个各全和与及等为是有由被把对向从到本该我其每多级农乡社小园景老旧辖主片校地矿厂库站镇县市区村街部分将再增推强化优创打造]"
)
WHOLE_AREA = ("全区", "全县", "全市", "全省", "全旗")
MOST_NAMES = 300
"""Names of an article that are looked for again; more make a list, not a story."""
LISTED = frozenset("、等和与及")
OPENING = re.compile("(?:^|\n)在?$")
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
}


class Place(NamedTuple):
    start: int
    end: int
    name: str
    rank: int


def known_names(text: str) -> frozenset[str]:
    """The names that an article surely uses: those it repeats (祥富里社区), and towns that open a paragraph."""
    names: set[str] = set()
    single: set[str] = set()
    for found in NAMED.finditer(text):
        name, kind = found.group("stem") + found.group("kind"), found.group("kind")
        start = found.start("stem")
        opens = kind in ("镇", "乡", "街道") and OPENING.search(text, max(0, start - 2), start)
        if opens:
            names.add(name)
        elif len(single) < MOST_NAMES:
            single.add(name)
    return frozenset(names | {name for name in single if text.count(name) > 1})


def read_places(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> list[Place]:
    """The towns, villages, communities and counties that ``text[start:end]`` names, in order."""
    places: list[Place] = []
    for found in NAMED.finditer(text, start, end):
        stem, kind = found.group("stem"), found.group("kind")
        if stem in GENERIC or NOT_IN_NAMES.search(stem) or stem[-1] in "城强新省成造系":
            continue
        chained = found.start("stem") > 0 and text[found.start("stem") - 1] in "省市县区镇乡道"
        common = kind == "社区" or len(stem) > 2
        if common and not chained and stem + kind not in known:
            continue  # 出台社区工作者管理办法, 产业强镇: too common to be a name by themselves
        if text[found.end() : found.end() + 1] in LISTED:
            continue  # 长春市、吉林市等6个城市: no single area
        places.append(Place(found.start("stem"), found.end(), stem + kind, RANK[kind]))
    return places


def place_of(text: str, places: list[Place], sentence_start: int, start: int, default: str) -> str:
    """The last area named before the figure in its part of the sentence, if it is finer than ``default``.

    What is named at the head of the sentence holds for all of it, other areas only up to the next ；.
    """
    if not places or places[0].end > start:
        return default
    part = text.rfind("；", sentence_start, start)
    whole = max(text.rfind(words, sentence_start, start) for words in WHOLE_AREA)
    rank = next((RANK[kind] for kind in sorted(RANK, key=len, reverse=True) if default.endswith(kind)), 0)
    best = ""
    for place in places:
        if place.end > start:
            break
        if place.end <= whole:
            best = ""  # 友谊村建成书屋3个；全县建成书屋80个
        elif place.rank > rank and place.name != default and (place.start > part or place.start <= sentence_start + 2):
            best = place.name
    return best or default
