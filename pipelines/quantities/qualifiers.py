"""A number with the qualifiers glued to it: 超40家, 10万平方米以上, 20余万人."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.comparators import COMPARATOR_AFTER, COMPARATOR_BEFORE, NEGATED
from pipelines.quantities.model import Comparator
from pipelines.quantities.units import Unit
from pipelines.vocabulary import alternatives

LONGEST_BEFORE = max(map(len, COMPARATOR_BEFORE))
AFTER = re.compile(f"(?:{alternatives(' '.join(COMPARATOR_AFTER))})(?!部分|控)")
LAST_BEFORE = frozenset(word[-1] for word in COMPARATOR_BEFORE)
FIRST_AFTER = frozenset(word[0] for word in COMPARATOR_AFTER)
# A qualifier that is the end of another word is none: 通过, 节约, 最近, 赶超.
NO_QUALIFIER_AFTER = {
    "过": "通经透渡度胜不",
    "约": "节合集预签公契条特大隐制",
    "近": "最附邻远靠邻临就",
    "超": "赶高反",
}
# 按照不高于合同实际执行金额的30%: the bound stands before what the share is of.
DISTANT = re.compile(f"({alternatives(' '.join(NEGATED))})[^，。；：0-9]{{2,16}}的$")
SHARE_ABOUT = re.compile("(?<![节合集预签公契条特大])约占[^，。；、0-9]{0,8}$")
"""约占全区55.8%: the qualifier stands before the verb."""
_LISTED_STEP = "[0-9一二两三四五六七八九十百千]{1,4}[万亿]元?"
STEP = re.compile(f"(?:跨越|迈上|跨上|站上|跃上|迈过|登上)(?:{_LISTED_STEP}、)?[^，。；0-9]{{0,2}}$")
LEVEL = re.compile(f"(?:[新的大]{{0,3}}|[、和]?{_LISTED_STEP})(?:[两三]个)?(?:台阶|关口|大关)")
LONGEST_STEP = 11
"""Characters before a number in which its STEP stands: 跨越两百亿元、|三百亿元台阶."""
CLAUSE_END = frozenset("，。；、：！？）\n”")


class Number(NamedTuple):
    """A number that measures something. ``start`` to ``end`` with its glued qualifiers, ``numeral_start`` where the
    numeral itself begins; ``unit`` as printed with its scale, ``scale`` and ``word`` its parts."""

    start: int
    end: int
    numeral_start: int
    value: float | None
    value_max: float | None
    scale: str
    word: str
    kind: str
    comparator: Comparator
    chinese: bool

    @property
    def unit(self) -> str | None:
        return self.scale + self.word or None


def qualified_number(
    text: str,
    begin: int,
    end: int,
    low: int,
    value: float | None,
    value_max: float | None,
    unit: Unit,
    *,
    chinese: bool,
) -> Number:
    """Put the number together with the qualifiers glued to it."""
    comparator: Comparator = "gt" if unit.few else "eq"
    start = begin
    if begin > low and text[begin - 1] in LAST_BEFORE:
        before = _before(text, max(low, begin - LONGEST_BEFORE), begin)
        first = begin - len(before)
        if before and text[first - 1 : first] not in (NO_QUALIFIER_AFTER.get(before) or "\0"):
            comparator = COMPARATOR_BEFORE[before]
            start = first
    distant = start == begin and DISTANT.search(text, max(low, begin - 22), begin)
    if distant:
        comparator = COMPARATOR_BEFORE[distant.group(1)]
    elif (
        text.find("约占", max(low, begin - 12), begin) >= 0
        and comparator == "eq"
        and SHARE_ABOUT.search(text, max(low, begin - 12), begin)
    ):
        comparator = "approx"
    if comparator in ("eq", "gt") and is_step(text, begin, end, low):
        comparator = "ge"
    if end < len(text) and text[end] in FIRST_AFTER:
        after = AFTER.match(text, end)
        if after and (after.group() != "内" or unit.kind == "time"):
            end = after.end()
            if comparator in ("eq", "approx") or start == begin:
                comparator = COMPARATOR_AFTER[after.group()]
    if value_max is not None:
        comparator = "range"
        if value is not None and value_max < value:  # 每亩栽植密度由110株降至60—55株
            value, value_max = value_max, value
    if value is None:
        comparator = "approx"
    return Number(start, end, begin, value, value_max, unit.scale, unit.word, unit.kind, comparator, chinese)


def _before(text: str, first: int, end: int) -> str:
    """The longest qualifier that ends at ``end``; empty where none does."""
    words = (text[start:end] for start in range(first, end))
    return next((word for word in words if word in COMPARATOR_BEFORE), "")


def is_step(text: str, begin: int, end: int, low: int) -> bool:
    """Whether a number is a level that is passed: 迈上1000亿台阶, 跨越60亿、70亿两个关口."""
    before = STEP.search(text, max(low, begin - LONGEST_STEP), begin)
    return before is not None and LEVEL.match(text, end) is not None
