"""What a cell of the indicator table says: a value with its bound, a unit, whether a target is binding."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipelines.vocabulary import vocabulary

NATURES = {"预期性": "expected", "预期": "expected", "约束性": "binding", "约束": "binding"}
NATURE = re.compile(r"(?P<nature>预期性|约束性|预期|约束)(?:指标)?")

VALUE = re.compile(
    r"""
    [〔\[【（]? \s*
    (?P<before>约|[>＞]=?|[<＜]=?|≥|≤|≧|≦|不低于|不少于|不高于|不超过|不大于|不小于|大于|小于|超过|低于|高于|少于
      |控制在|累计|达到?|增长|下降|降低|年均)* \s*
    (?P<number>[-—+]?[0-9][0-9,，]*(?:\.[0-9]+)?) \s*
    (?:[—～-](?P<last>[0-9][0-9,]*(?:\.[0-9]+)?))? \s*
    (?P<unit>[%‰]|个?百分点|(?!及?以[上下内]|之内|左右|上下)[\u4e00-\u9fff/]{1,6}?)? \s*
    (?P<after>以上|以下|以内|之内|左右|及以上|上下)?
    \s* [〕\]】）]? [*＊※①-⑩]?
    """,
    re.VERBOSE,
)
RATE = re.compile(r"1?[/／][0-9]+[千万]?人?")
CHANGE = re.compile(r"[比较](?:20[0-9]{2}年|上年|“?十[一二三四五]五”?末?)")
BRACKET = re.compile(r"（(?P<inner>[^（）]*)）$")
COMPARATORS = {
    ">": "gt", "＞": "gt", "大于": "gt", "超过": "gt", "高于": "gt",
    ">=": "ge", "＞=": "ge", "≥": "ge", "≧": "ge", "不低于": "ge", "不少于": "ge", "不小于": "ge",
    "<": "lt", "＜": "lt", "小于": "lt", "低于": "lt", "少于": "lt",
    "<=": "le", "＜=": "le", "≤": "le", "≦": "le", "不高于": "le", "不超过": "le", "不大于": "le",
    "以上": "ge", "及以上": "ge", "以下": "le", "以内": "le", "之内": "le",
    "约": "approx", "左右": "approx", "上下": "approx",
}  # fmt: skip


class Value(NamedTuple):
    """A value cell: the number it states and its bound, or None for — and for words (完成市下达任务).

    ``kind`` is point, bound, delegated (left to others, in words) or none.
    """

    number: float | None
    comparator: str | None
    kind: str


@cache
def words(table: str, key: str) -> frozenset[str]:
    """A word list of ``vocabulary/indicators.toml``."""
    return frozenset(str(vocabulary("indicators")[table][key]).split())


def is_value(cell: str) -> bool:
    """Whether a cell holds a number, a dash or a target in words; ``cell`` is text for matching."""
    if says_nothing(cell):
        return True
    found = VALUE.fullmatch(cell)
    if found is not None:
        return not found["unit"] or found["unit"].endswith("百分点") or is_unit(found["unit"])
    return is_worded(cell)


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty or holds a dash."""
    return not cell.strip("-—–/") or cell in words("values", "none")


def is_worded(cell: str) -> bool:
    """Whether a cell states its value in words: 完成市下达任务, 与经济增长同步."""
    if len(cell) > 24 or cell[-1] in "）":
        return False
    if CHANGE.match(cell):
        return True
    return any(cell.startswith(word) for word in words("values", "worded")) or "下达" in cell


def read_value(cell: str) -> Value:
    """Read a value cell."""
    if says_nothing(cell):
        return Value(None, None, "none")
    if CHANGE.match(cell):
        return Value(None, None, "none")  # 比2015年降低10%: a change, no level
    found = VALUE.fullmatch(cell)
    if found is None or found["last"]:
        return Value(None, None, "delegated")
    number = float(found["number"].replace(",", "").replace("，", "").replace("—", "-"))
    before = cell[: found.start("number")]  # 约下降10%, 控制在80
    said = [COMPARATORS[word] for word in sorted(COMPARATORS, key=len, reverse=True) if word in before]
    comparator = COMPARATORS.get(found["after"] or "") or next(iter(said), "le" if "控制在" in before else "eq")
    return Value(number, comparator, "point" if comparator in ("eq", "approx") else "bound")


def split_unit(name: str) -> tuple[str, str | None]:
    """Name and unit: ``地区生产总值（亿元）`` is 地区生产总值 in 亿元; 每千人执业（助理）医师数 keeps its bracket."""
    found = BRACKET.search(name)
    if found is None or not is_unit(found["inner"]):
        return name, None
    return name[: found.start()], found["inner"]


def is_unit(text: str) -> bool:
    """Whether ``text`` is a unit of measure, such as %, 亿元, 微克/立方米, 1/10万."""
    if RATE.fullmatch(text):
        return True
    return bool(text) and len(text) <= 14 and all(_is_simple_unit(part) for part in re.split("[/／·]", text))


def _is_simple_unit(part: str) -> bool:
    units = words("units", "plain")
    return part in units or part.lstrip("百千万亿十") in units


def lacks_unit(name: str) -> bool:
    """Whether a name without a unit is plainly a ratio: 生产性服务业增加值占服务业增加值比."""
    return name.endswith(tuple(words("ratio", "endings")))


def nature_of(cell: str) -> str | None:
    """``expected`` for 预期性, ``binding`` for 约束性, else None."""
    found = NATURE.fullmatch(cell)
    return NATURES[found["nature"]] if found else None
