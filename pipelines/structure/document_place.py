"""The area a document is about: as its title or issuer names it, else as its text does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
SPOKEN_OFTEN = 2
"""Times that 全市 or 我县 stands at the beginning of a phrase in a text about one."""
FIRST_CHAIN = 2
"""What being named first, by the whole chain of areas, counts for in mentions."""

IN_HEADLINE = 2
"""The same for a name at the beginning of the headline."""
OFFICIALS = tuple("委副书常长党")
"""连云港市委副书记万闻华: the headline names a person."""
CHAINED = re.compile(r"[）)】\]]?\s*(?:(?:19|20)[0-9]{2}年)?")
"""（河北省）2017年蠡县人民政府工作报告: what may stand between the names of an area and of its part."""
COUNTY_FORM = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在是为和与由从来对到于赴]))(?P<name>[\u4e00-\u9fff]{2}县)(?![城域级])"
)
NO_RIVALS: Mapping[str, float] = {}
BEFORE_PHRASE = "在是为和与由从来对到于赴"
PHRASE_BEGINS = re.compile(rf"(?:^|[^\u4e00-\u9fff]|[{BEFORE_PHRASE}])(?=([\u4e00-\u9fff]{{2,4}}))")
SPOKEN_OF = re.compile(
    r"[全我本](?:(?<![\u4e00-\u9fff].)|(?<=[年月日末底初来前今止].))(?P<kind>[省市县区旗州盟])(?![\u4e00-\u9fff]{0,2}(?:第|平均|排名))"
)
"""全市粮食总产, 我县: the level of the area that a text speaks of; 居全市第3位 is said of a larger one."""
NATIONAL = re.compile(r"(?<![\u4e00-\u9fff])(?:全国|我国)(?!第|平均|先进|文明|百强|重点|首)")
"""全国 as what a sentence is about; 高于全国1.5个百分点 is said of any area."""
PROVINCIAL = re.compile("[全我本]省|省[委政]|自治区")
WORDS_TOO = frozenset(vocabulary("wording")["place"]["short_names_that_are_words"].split())
"""Short names of cities and counties that are words as well: 会同有关部门."""
NATION = re.compile(r"国务院|中共中央|中华人民共和国|国家|全国")
NO_NAME = re.compile(
    rf"{NATION.pattern}|[届次第各全本我]|[的个该每某多两年月在]|贫困|脱贫|百强|示范|先进|摘帽|重点|试点|[农牧]业|[大强]县"
)
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
    headed = _in_headline(match, *headline)
    level = _spoken_of(scanned)
    counts = _counted(match, found, headed, level, headline)
    own = {name: float(counts[name]) for name in counts if level and name.endswith(level)}
    if level and (place := _by_short_name(match, scanned, known_code, headline, own, anywhere=False)):
        return place  # 安庆“三农”五年回望 tells of 桐城市 as well
    candidates = {name: count for name, count in counts.items() if not own or name in own or name == headed}
    if candidates and (place := _most_named(match, found, candidates, known_code, headline)):
        return place
    if known_code is not None and (region := regions().get(known_code)):
        return Place(region.name, known_code, 0, 0)
    if place := _by_short_name(match, scanned, known_code, headline):
        return place
    # 江西农业强省建设规划…确保我省建设高标准农田, 吉林振兴发展攻坚突破的关键一年
    if PROVINCIAL.search(scanned) or not (counts or NATIONAL.search(scanned)):
        named = [(at, name) for name in provinces() if (at := scanned.find(short_name(name))) >= 0]
        if len(named) == 1:
            at, name = named[0]
            return Place(name, code_of(name, match, known_code), at, at + len(short_name(name)))
    return Place("全国", None, 0, 0)


def _counted(match: str, found: list[Mention], headed: str, level: str, headline: tuple[int, int]) -> Mapping[str, int]:
    """How often each area that the text may be about is named in full; 0 for one that is there by its short name."""
    scanned = match[:SCANNED]
    counts = Counter(mention.name for mention in found)
    for name in provinces():  # an article of 广西 seldom says 广西壮族自治区
        if name not in counts and _said_alone(scanned, short_name(name)) >= OFTEN:
            counts[name] = 0
    if headed and headed not in counts:
        counts[headed] = scanned.count(short_name(headed))
    counts.update(dict(_former_counties(scanned, level, headline)))
    return counts


def _most_named(
    match: str,
    found: list[Mention],
    counts: Mapping[str, int],
    known_code: str | None,
    headline: tuple[int, int],
) -> Place | None:
    """The area named most, where its short name counts for half, to be named first or to open the headline for more;
    None where the text speaks of the whole country more often."""
    scanned = match[:SCANNED]
    score = {name: count + scanned.count(short_name(name)) / 2 for name, count in counts.items()}
    for mention in mentions(match, *headline):
        if mention.start == headline[0] and mention.name in score and not match.startswith(OFFICIALS, mention.end):
            score[mention.name] += IN_HEADLINE
    if (chain := _end_of_chain(scanned, found)) in score:
        score[chain] += FIRST_CHAIN
    best = max(score, key=lambda name: (score[name], len(name)))
    if score[best] <= len(NATIONAL.findall(scanned)):
        return None
    start, end = next(((mention.start, mention.end) for mention in found if mention.name == best), (-1, -1))
    if start < 0:  # named by its short name alone
        start = scanned.find(short_name(best))
        end = start + len(short_name(best))
    return Place(best, code_of(best, match, known_code), start, end)


def _in_headline(match: str, start: int, end: int) -> str:
    """The large city whose short name a headline begins with, alone or behind that of its province: 湖北宜昌：…"""
    if start == end:
        return ""
    for name in provinces():
        if match.startswith(short_name(name), start):
            start += len(short_name(name))
            break
    for length in (4, 3, 2):
        name = match[start : start + length] + "市"
        if name in prefectures() and name[:-1] not in WORDS_TOO and match.find(name[:-1], end) >= 0:
            return name
    return ""


def _spoken_of(scanned: str) -> str:
    """The kind of area that a text speaks of as 全市 or 我县, if it speaks so of one kind above all."""
    kinds = Counter(found["kind"] for found in SPOKEN_OF.finditer(scanned))
    (kind, most), (_, second) = [*kinds.most_common(2), ("", 0), ("", 0)][:2]
    return kind if most >= SPOKEN_OFTEN and most >= 2 * second else ""


def _by_short_name(
    match: str,
    scanned: str,
    known_code: str | None,
    headline: tuple[int, int],
    rivals: Mapping[str, float] = NO_RIVALS,
    *,
    anywhere: bool = True,
) -> Place | None:
    """The city or county that a text speaks of as 我市 or 全县 and names by its short name alone: 福州新农村建设.

    ``rivals`` are those it names in full, with how often it does. ``anywhere`` counts the name of a large city wherever
    it stands.
    """
    kinds = "".join(kind for kind in "市县区" if re.search(f"[全我本]{kind}|{kind}[委政直里]", scanned))
    if not kinds:
        return None
    names = _by_short()
    counts: Counter[str] = Counter()
    for words, count in Counter(PHRASE_BEGINS.findall(scanned)).items():
        name = names.get(words[:3]) or names.get(words[:2])  # 连云港 is no 连云区
        if name and name[-1] in kinds and not words.startswith(name):
            counts[name] += count
    for name in counts:
        opens = [at for at in _begins(scanned, name[:-1]) if not scanned.startswith(name, at)]
        heads = sum(headline[0] <= at < headline[1] for at in opens)
        lines = sum(scanned[at - 1 : at] in ("", "\n") for at in opens if not headline[0] <= at < headline[1])
        counts[name] += heads * (OFTEN - 1) + lines * (IN_HEADLINE - 1)
    best = _foremost(counts)
    if not best and anywhere and "市" in kinds:
        # 为莆田落实高质量赶超提供人才保障: the name of a large city, wherever it stands
        large = {name: scanned.count(short) for short, name in names.items() if name in prefectures()}
        best = _foremost(Counter({name: count for name, count in large.items() if count}))
    if not best or best in rivals or max(rivals.values(), default=0) > counts[best]:
        return None
    at = scanned.find(best[:-1])
    return Place(best, code_of(best, match, known_code), at, at + len(best) - 1)


def _former_counties(scanned: str, level: str, headline: tuple[int, int]) -> Iterator[tuple[str, int]]:
    """Counties that are no more in the table or are said in short (湟中县, 前郭县), with how often each is named.

    Only where the text speaks of 全县 or the headline begins with the name.
    """
    for name in dict.fromkeys(found["name"] for found in COUNTY_FORM.finditer(scanned)):
        heads = scanned.startswith(name, headline[0]) and headline[0] < headline[1]
        if (level == "县" or heads) and name not in regions_by_name() and not NO_NAME.search(name):
            yield name, scanned.count(name)


def _begins(scanned: str, words: str) -> Iterator[int]:
    """Where some words begin a phrase."""
    return (
        found.start()
        for found in re.finditer(words, scanned)
        if not HAN.match(scanned, found.start() - 1)
        or found.start() == 0
        or scanned[found.start() - 1] in BEFORE_PHRASE
    )


def _foremost(counts: Counter[str]) -> str:
    """What is counted most, if it is often enough and more than anything else."""
    (best, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return best if most > second and (most >= OFTEN or (most == OFTEN - 1 and not second)) else ""


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
