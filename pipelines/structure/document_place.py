"""The area a document is about: as its title or issuer names it, else as its text does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipelines.structure.regions import (
    HAN,
    Mention,
    code_of,
    mentions,
    prefectures,
    provinces,
    regions,
    regions_by_name,
    short_name,
)
from pipelines.vocabulary import vocabulary

SCANNED = 8_000
"""Characters read for the area: it is named at the beginning and again and again."""

OFTEN = 3
"""Times that the short name of a province must be there to make it a candidate for the area of a text."""
FIRST_CHAIN = 2
"""What being named first, by the whole chain of areas, counts for in mentions."""

IN_HEADLINE = 2
"""The same for a name at the beginning of the headline."""
OFFICIALS = tuple("委副书常长党")
"""连云港市委副书记万闻华: the headline names a person."""
CHAINED = re.compile(r"[）)】\]]?\s*(?:(?:19|20)[0-9]{2}年)?")
"""（河北省）2017年蠡县人民政府工作报告: what may stand between the names of an area and of its part."""
PHRASE_BEGINS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在是为和与由从来对到于赴])(?=(?P<words>[\u4e00-\u9fff]{2,3}))")
PROVINCIAL = re.compile("[全我本]省|省[委政]")
WORDS_TOO = frozenset(vocabulary("wording")["place"]["short_names_that_are_words"].split())
"""Short names of cities and counties that are words as well: 会同有关部门."""
NATION = re.compile(r"国务院|中共中央|中华人民共和国|国家|全国")
NO_NAME = re.compile(rf"{NATION.pattern}|[届次第各全本我]")
NAMED_IN_TITLE = re.compile(
    r"(?:20[0-9]{2}年)?(?P<name>[\u4e00-\u9fff]{1,9}?(?:自治[州县旗区]|[省市区县旗州]))(?=人民政府|国民经济|政府|两会|[0-9“”]|$)"
)


class Place(NamedTuple):
    """The area a text is about: ``start`` to ``end`` is where it is named, both 0 where it is not."""

    name: str
    code: str | None
    start: int
    end: int


def find_place(
    match: str,
    leading: Iterable[tuple[int, int]],
    known_code: str | None = None,
    headline: tuple[int, int] = (0, 0),
) -> Place:
    """The area a document is about.

    ``leading`` are the spans that name it first: title, issuer, header. Without a name there, the one that is named
    most often, where one at the beginning of the ``headline`` of an article weighs more; 全国 where the state speaks or
    no area stands out.
    """
    spans = list(leading)
    for start, end in spans:
        if place := _named_in(match, start, end, known_code):
            return place
        if end > start and NATION.search(match, start, end) and known_code is None:
            return Place("全国", None, 0, 0)
    scanned = match[:SCANNED]
    found = mentions(scanned)
    counts = Counter(mention.name for mention in found)
    for name in provinces():  # an article of 广西 seldom says 广西壮族自治区
        if name not in counts and _said_alone(scanned, short_name(name)) >= OFTEN:
            counts[name] = 0
    if counts:
        score = {name: count + scanned.count(short_name(name)) / 2 for name, count in counts.items()}
        for mention in mentions(match, *headline):
            if mention.start == headline[0] and mention.name in score and not match.startswith(OFFICIALS, mention.end):
                score[mention.name] += IN_HEADLINE
        if chain := _end_of_chain(scanned, found):
            score[chain] += FIRST_CHAIN
        best = max(score, key=lambda name: (score[name], len(name)))
        if score[best] > scanned.count("全国") + scanned.count("我国"):
            first = next((mention for mention in found if mention.name == best), None)
            if first is None:  # named by its short name alone
                at = scanned.find(short_name(best))
                first = Mention(best, at, at + len(short_name(best)))
            return Place(best, code_of(best, match, known_code), first.start, first.end)
    if known_code is not None and (region := regions().get(known_code)):
        return Place(region.name, known_code, 0, 0)
    if PROVINCIAL.search(scanned):  # 江西农业强省建设规划…确保我省建设高标准农田
        named = [(at, name) for name in provinces() if (at := scanned.find(short_name(name))) >= 0]
        if len(named) == 1:
            at, name = named[0]
            return Place(name, code_of(name, match, known_code), at, at + len(short_name(name)))
    return _by_short_name(match, scanned, known_code) or Place("全国", None, 0, 0)


def _by_short_name(match: str, scanned: str, known_code: str | None) -> Place | None:
    """The city or county that a text speaks of as 我市 or 全县 and names by its short name alone: 福州新农村建设."""
    kinds = "".join(kind for kind in "市县区" if re.search(f"[全我本]{kind}|{kind}[委政直]", scanned))
    if not kinds:
        return None
    names = _by_short()
    counts: Counter[str] = Counter()
    for found in PHRASE_BEGINS.finditer(scanned):
        for length in (2, 3):
            name = names.get(found["words"][:length])
            if name and name[-1] in kinds:
                counts[name] += 1
    best = _foremost(counts)
    if not best and "市" in kinds:  # 为莆田落实高质量赶超提供人才保障: the name of a large city, wherever it stands
        large = {name: scanned.count(short) for short, name in names.items() if name in prefectures()}
        best = _foremost(Counter({name: count for name, count in large.items() if count}))
    if not best:
        return None
    at = scanned.find(best[:-1])
    return Place(best, code_of(best, match, known_code), at, at + len(best) - 1)


def _foremost(counts: Counter[str]) -> str:
    """What is counted most, if it is often enough and more than anything else."""
    (best, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return best if most >= OFTEN and most > second else ""


@cache
def _by_short() -> dict[str, str]:
    """Cities, counties and districts by their short names of two or three characters."""
    named = {name[:-1]: name for name in regions_by_name() if name[-1] in "县区市" and 3 <= len(name) <= 4}
    return {short: name for short, name in named.items() if short not in WORDS_TOO}


def _said_alone(text: str, name: str) -> int:
    """How often a short name begins a phrase; 江西 in 芷江西路 names no province."""
    return sum(1 for found in re.finditer(name, text) if not HAN.match(text, found.start() - 1) or found.start() == 0)


def _end_of_chain(match: str, found: list[Mention]) -> str:
    """The last name of the first chain of names (福建省宁德市柘荣县); empty where the first name stands alone."""
    last = 0
    while last + 1 < len(found) and CHAINED.fullmatch(match, found[last].end, found[last + 1].start):
        last += 1
    return found[last].name if last else ""


def _named_in(match: str, start: int, end: int, known_code: str | None) -> Place | None:
    """The last name of the first run of names: 海州区 in 江苏省连云港市海州区人民政府."""
    found = mentions(match, start, end)
    if not found:
        return _named_by_form(match, start, end)
    last = found[0]
    for mention in found[1:]:
        if not CHAINED.fullmatch(match, last.end, mention.start):
            break
        last = mention
    return Place(last.name, code_of(last.name, match, known_code), last.start, last.end)


def _named_by_form(match: str, start: int, end: int) -> Place | None:
    """A county that is no more in the table, by the form of a title: 铜山县2009年政府工作报告."""
    found = NAMED_IN_TITLE.match(match, start, end)
    if found is None or len(found["name"]) < 3 or NO_NAME.search(found["name"]):
        return None
    return Place(found["name"], None, *found.span("name"))


TOWN = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{1,5}?(?:民族乡|苏木|街道|[镇乡]))"
    r"(?=人民政府|政府|党委|党工委|办事处|关于|国民经济|[0-9“”]|20)"
)
"""木洞镇人民政府, 卢村乡2023年政府工作报告: what governs below the county, by the form of a title or issuer."""
TOWN_CONGRESS = re.compile(
    r"(?<=在)(?P<town>[\u4e00-\u9fff]{1,5}?(?:民族乡|苏木|街道|[镇乡]))(?=第[一二三四五六七八九十]{1,3}届人民代表大会)"
)
"""2020年4月26日在万佛湖镇第三届人民代表大会第四次会议上: where a report was given."""
NO_TOWN = re.compile(r"[省市县区旗州盟的各全本和与、在乡镇]|城$|新型|重点|特色")


def find_town(match: str, start: int, end: int, place: Place) -> Place | None:
    """The town that a title or issuer names, directly or behind its county; its division is that of ``place``."""
    found = mentions(match, start, end)
    begin = start
    for mention in found:
        if mention.start == begin:
            begin = mention.end
    named = TOWN.match(match, begin, end) or TOWN_CONGRESS.search(match, begin, end)
    if named is None or NO_TOWN.search(named["town"][:-1]):
        return None
    return Place(named["town"], place.code, *named.span("town"))
