"""Where a figure holds: the finest area its sentence names, else the area of its article or document."""

from __future__ import annotations

import re
from typing import NamedTuple

NAMED = re.compile(
    r"""
    (?: (?<=[，。；：、“”（）\n！？在于以由是对从和与及]) | (?<=[省市县区]) | ^ )
    (?P<stem> [\u4e00-\u9fff]{2,3}? ) (?P<kind> 街道 | 社区 | 自治县 | 自治州 | 镇 | 乡 | 村 | 县 | 区 | 市 | 旗 | 苏木 | 组团 )
    (?! [级委域民长内里外间情化建政容场校府际居容貌两落务社]| 街道办 | 党)
    """,
    re.VERBOSE,
)
GENERIC = re.compile("[的在个各全两三四五六七八九十和与及等为是有由被把对向从到本该我其每多新型示范城农乡社小园景老旧辖自治主片校地山矿林牧厂库站镇县市区村街首美丽特色重点所有试点核心涉部分先进相关周边中]")
RANK = {"省": 1, "自治州": 2, "市": 2, "州": 2, "县": 3, "自治县": 3, "区": 3, "旗": 3, "组团": 4, "镇": 4, "乡": 4, "街道": 4, "苏木": 4, "社区": 5, "村": 5}


class Place(NamedTuple):
    start: int
    end: int
    name: str
    rank: int


def read_places(text: str, start: int, end: int) -> list[Place]:
    """The towns, villages, communities and counties that ``text[start:end]`` names, in order."""
    return [
        Place(found.start("stem"), found.end(), found.group("stem") + found.group("kind"), RANK[found.group("kind")])
        for found in NAMED.finditer(text, start, end)
        if not GENERIC.search(found.group("stem"))
    ]


def place_of(places: list[Place], start: int, default: str) -> str:
    """The finest area named in the sentence before the figure, if it is finer than ``default``."""
    rank = next((RANK[kind] for kind in sorted(RANK, key=len, reverse=True) if default.endswith(kind)), 0)
    best = ""
    for place in places:
        if place.end > start:
            break
        if place.rank > rank and place.name != default:
            best = place.name
    return best or default
