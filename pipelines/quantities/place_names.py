"""The names of towns, villages and communities that an article surely uses, told from how it uses them."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.quantities.places import GENERIC, NO_NAMES, RANK, KnownNames, may_be_name, named_in

MOST_NAMES = 300
"""Names of an article that are looked for again; more make a list, not a story."""
FINE = 4
"""From this rank on (towns and villages) a name is looked for again."""
OPENING = re.compile("(?:^|\n)[\u3000 ]*在?$")
FARM = re.compile("(?:农|林|牧|渔)场$|[兵师]团$")
NEVER = re.compile("[的在个各全届和与及等为是有由被把对向从到本该我其每多级部分将再增推强化打造不出农]|实行|实施|推行")
"""Function words and verbs that stand in no name, not even in one of which people and posts are told."""
OWN = re.compile("党支部|党总支|党委|村民|居民|村委|村支书|居委|书记|村“?两委|社区“?两委")
"""What a village or community of a name has: 展小庄村党支部书记."""
SUBJECT = re.compile(
    "是|总面积|总人口|拥有|位于|坐落|地处|现有|共有|下辖|党委|党总支|党支部|村民|居民|创新|探索|坚持|积极|通过|成立|针对|立足|党群"
)
"""What follows a name that opens a sentence: 凤翔社区位于凤冈县城南."""
INTRODUCED = re.compile("，?(?:位于|地处|坐落|隶属|作为)|(?:基本)?(?:简介|概况|资料|情况介绍)")
"""长湖地社区简介, 镇江镇地处高州市西南部: an area that a text introduces, whatever its name is made of."""
LINE_OPENING = re.compile("(?:^|\n)[\u3000 ]*$")
SENTENCE_OPENING = re.compile("(?:^|[\n。])[\u3000 ]*在?$")


def known_names(text: str) -> KnownNames:
    """The names that ``text`` repeats (祥富里社区), that follow the name of a larger area (西埠镇腰埠村), that open a
    paragraph as a town, and those of which a branch or inhabitants are told more than once."""
    names: set[str] = set()
    single: Counter[str] = Counter()
    before: tuple[int, int] = (-1, 0)
    for found in named_in(text):
        name, kind = found.group("stem") + found.group("kind"), found.group("kind")
        start, rank = found.start("stem"), RANK[found.group("kind")]
        within = (before[0] == start and before[1] < rank) or FARM.search(text, max(0, start - 2), start)
        before = (found.end(), rank)
        stem = found.group("stem")
        if stem in GENERIC or (kind != "嘎查" and (stem[-2:] in GENERIC or NEVER.search(stem))):
            continue  # 茂南区积极探索村集体经济
        if text[start - 1 : start] == "“":
            continue  # “七彩社区”治理模式
        likely = kind == "嘎查" or may_be_name(found.group("stem"))
        if within or is_introduced(text, start, found.end()) or (likely and _opens(text, start, found.end(), kind)):
            names.add(name)
        elif len(single) < MOST_NAMES:
            single[name] += 1
    repeated = {name for name in single if text.count(name) > 1}
    surely = {name for name in repeated if text.count(name) > 2 and _owns(text, name)}
    fine = {name for name in names | surely if RANK.get(_kind(name), 0) >= FINE}
    # 走进蟠龙社区 is no name beside 蟠龙社区
    fine = {name for name in fine if not any(name != other and name.endswith(other) for other in fine)}
    if not (names or repeated):
        return NO_NAMES
    pattern = re.compile("|".join(sorted(map(re.escape, fine), key=len, reverse=True))) if fine else None
    return KnownNames(frozenset(names | repeated), pattern)


def is_introduced(text: str, start: int, end: int) -> bool:
    """Whether a line opens with a name and tells where the area lies."""
    return LINE_OPENING.search(text, max(0, start - 3), start) is not None and INTRODUCED.match(text, end) is not None


def _opens(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a name opens a paragraph as a town, or a sentence as its subject."""
    if kind in ("镇", "乡", "街道"):
        return OPENING.search(text, max(0, start - 4), start) is not None
    opens = SENTENCE_OPENING.search(text, max(0, start - 4), start)
    return kind in ("村", "社区", "嘎查") and opens is not None and SUBJECT.match(text, end) is not None


def _owns(text: str, name: str) -> bool:
    return any(OWN.match(text, found.end()) for found in re.finditer(re.escape(name), text))


def _kind(name: str) -> str:
    return next((kind for kind in sorted(RANK, key=len, reverse=True) if name.endswith(kind)), "")
