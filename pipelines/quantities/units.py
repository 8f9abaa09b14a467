"""Units and measure words behind a numeral."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.vocabulary import vocabulary

KINDS = ("count", "people", "money", "area", "length", "mass", "volume", "energy", "data", "time", "ratio")
UNIT_KIND: dict[str, str] = {word: kind for kind in KINDS for word in vocabulary("units")[kind]["words"].split()}
"""What a unit measures: count, people, money, area, length, mass, volume, energy, data, time or ratio."""

LONGEST = max(map(len, UNIT_KIND))

# 20余万人: the words for "and more" stand before or behind the scale. 5千亩: 千 where no unit begins with it.
SCALE = re.compile(
    r"(?P<few>[余多来])?(?P<scale>[十百千]?万亿|[十百千]?[万亿]|[百千](?=[余多来][^\u5e74]|[亩元名人户家个头只株棵吨公平]))?(?P<few2>[余多来])?"
)
# 1.5万亿元/年, 12件/万人: a unit per something
PER = re.compile(
    r"[/每·]([0-9]*[万亿]?)(平方米|平方公里|立方米|公顷|千瓦时|小时|万元|人|年|月|日|天|亩|吨|户|次|周|秒|㎡|m2|m²|m3|m³|h|个|辆)"
)
# 1000亿台阶, 3成立, 5项目: the first character of a word that is no unit
NOT_UNITS = frozenset(vocabulary("units")["not_units"]["words"].split())
# 95位居民: the unit stands before a noun that looks like 位居
STILL_UNITS = frozenset(vocabulary("units")["not_units"]["but"].split())
HAN = re.compile("[\u4e00-\u9fff]")


class Unit(NamedTuple):
    """What follows a numeral.

    ``few`` where 余 or 多 says that it is more, the ``scale`` (万, 亿, 万亿), the measure word (empty where none
    follows), its kind, and the offset behind all of it.
    """

    few: bool
    scale: str
    word: str
    kind: str
    end: int


def read_unit(text: str, start: int) -> Unit:
    """The unit at ``start`` of ``text``; its word is empty where what follows is no unit."""
    found = SCALE.match(text, start)
    assert found is not None
    few = bool(found["few"] or found["few2"])
    scale = found["scale"] or ""
    position = found.end()
    word = ""
    for size in range(min(LONGEST, len(text) - position), 0, -1):
        if text[position : position + size] in UNIT_KIND:
            word = text[position : position + size]
            if text[position : position + 2] in NOT_UNITS and text[position : position + 3] not in STILL_UNITS:
                word = ""
            break
    end = position + len(word)
    if word == "个" and text[end : end + 1] == "多":  # 2个多小时, 3个多月
        longer = next((size for size in (3, 2, 1) if "个" + text[end + 1 : end + 1 + size] in UNIT_KIND), 0)
        if longer:
            word, few, end = "个" + text[end + 1 : end + 1 + longer], True, end + 1 + longer
    kind = UNIT_KIND.get(word, "")
    if word and kind != "time":
        per = PER.match(text, end)
        if per is None and text[end : end + 1] == "/":
            rated = read_unit(text, end + 1)  # 6.79张/千人, 10蒸吨/小时
            if rated.word and not rated.few and "/" not in rated.word:
                word, end = text[position : rated.end], rated.end
        if per and (text[end] == "/" or (per.group(2) in ("人", "年") and text[end] == "·")):
            word += per.group()
            end = per.end()
    if few and not scale and not word and text[position - 1] == "多" and HAN.match(text, position):
        return Unit(False, "", "", "", start)  # 8多彩: 多 begins the next word
    return Unit(few, scale, word, kind, end)
