"""When two wordings are the same: the form in which subjects and the wordings of the vocabulary are compared.

Only what never changes the meaning is taken away: layout, quotes, brackets, 的, the name of the area the document is
about, and words of fulfilment before the noun (全区实现…). Words that do change it stay: 新增X is not X, X占比 is not
X, X年均增长 is not X同比增长.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LAYOUT = re.compile(r"[\s“”‘’\"'「」『』（）()〔〕\[\]【】《》〈〉、·，,：:的]+")
UNIT_IN_BRACKETS = re.compile(r"[（(][%％‰][）)]$")

FOOTNOTE = re.compile(r"[\[〔【][0-9]{1,2}[\]〕】]")
ABBREVIATION = re.compile(r"[（(](?:GDP|CPI|PPI|R&D|EVA)[）)]")
FROM_YEAR = re.compile(r"(?:由|从)(?:[0-9]{4}年|“?十[一二三四五六七八九]?五”?末)?$")
"""地区生产总值[2], 居民消费价格（CPI）, 一般公共预算收入由2020年: what stands around a name and is no part of it."""

SAME = (
    ("国内生产总值", "地区生产总值"),
    ("III", "Ⅲ"),
    ("％", "%"),
    ("每千常住人口", "每千人口"),
    ("每万常住人口", "每万人口"),
    ("比上年同期增长", "同比增长"),
    ("比上年增长", "同比增长"),
    ("较上年增长", "同比增长"),
)
"""Spellings of one thing; all others are synonyms of the vocabulary."""

PART_OF_RESIDENTS = re.compile(r"^城乡(?P<of>.+)[（(](?P<part>城镇|农村)[）)]$")
INDUSTRY = re.compile(r"^三次产业(?:结构|比重|比例|占比).*[（(](?P<part>第[一二三]产业)[）)]$")
"""What the reader of quantities adds where one number of a pair or of three belongs to one part: 城乡居民…（城镇）,
三次产业比重…（第一产业）."""

LEADING = re.compile(
    r"""
    ^(?: (?:到|至)?(?:19|20)[0-9]{2}年[末底]?
       | 全国 | 全省 | 全市 | 全区 | 全县 | 全旗 | 全州 | 全盟 | 全镇 | 全域 | 我国 | 我省 | 我市 | 我区 | 我县
       | 全年 | 年内 | 年末 | 累计 | 共计 | 合计 | 实现 | 完成 | 达到 | 力争 | 确保 | 预计 | 推动 | 推进 | 保持 | 其中 )
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=65536)
def same_wording(words: str) -> str:
    """The form in which wordings in Simplified script are compared; empty where nothing is left."""
    if words.endswith(("）", ")")):
        words = UNIT_IN_BRACKETS.sub("", words)
        found = INDUSTRY.match(words)
        if found:
            return f"{found['part']}增加值占地区生产总值比重"
        found = PART_OF_RESIDENTS.match(words)
        if found:
            words = found["part"] + found["of"]
    words = LAYOUT.sub("", FROM_YEAR.sub("", ABBREVIATION.sub("", FOOTNOTE.sub("", words))))
    for given, wanted in SAME:
        if given in words:
            words = words.replace(given, wanted).replace("地区地区", "地区")
    return words


def shortened(words: str, place: str = "") -> Iterator[str]:
    """``words``, in the form of :func:`same_wording`, and what is left of them without the words at their head that say
    where, and that it was achieved."""
    yield words
    while True:
        if place and words.startswith(place):
            words = words[len(place) :]
        else:
            found = LEADING.match(words)
            if found is None:
                return
            words = words[found.end() :]
        if len(words) < 2:
            return
        yield words
