"""Find the numbers of a text: which of them measure something, and why the others do not.

A number here is a numeral with its unit and the qualifiers glued to it (超40家, 10万平方米以上, 20余万人). Every run of
digits ends as a :class:`Number` or as a skipped number with its reason. Chinese numerals are numbers only where they
really count or measure (三个村合并, 超百亿元); as names, ordinals and slogans (三岗十八级, 两个确立) they have no row.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.model import Comparator, SkippedNumber
from pipelines.quantities.numerals import numeral_value
from pipelines.quantities.skipping import enclosing_phrase, skip_reason
from pipelines.quantities.units import HAN, Unit, read_unit
from pipelines.vocabulary import alternatives, vocabulary

WORDING = vocabulary("wording")

NUMERAL = re.compile(
    r"""
    (?= [0-9数几一二两三四五六七八九十百千万亿] ) (?:   # one look at most characters
    [0-9]{1,3}/[0-9]{1,3} (?![0-9万千百])                            # 1/4
    | [0-9]{1,4} 万 [0-9]{1,4} (?= [余多]? [\u4e00-\u9fff] ) (?! 年 | 月 )             # 2万4186个
    | [1-9] (?<= [\u4e00-\u9fff] [1-9] ) [0-9]{0,2} (?: [ ，] [0-9]{3} )+ (?= [元个人户名亩件家] )  # 1 260个, 12，127元
    | [0-9]+ (?:,[0-9]{3})* (?:\.[0-9]+)?                                             # 394.23  1,200
    | [数几]?[一二两三四五六七八九十百千万亿]{1,8} (?:分之[一二三四五六七八九十百点零]{1,6}
        | (?=[余多]?[个家所座条项件户名人元美年公亩倍支处场栋套张台辆吨平批成]
            | 贫困 | 群众 | 居民 | 市民 | 游客 | 农民 ) )    # 三分之一  三个  百亿元
    )
    """,
    re.VERBOSE,
)
DIGIT_RUN = re.compile("[0-9]+")
GLUED_NAME = re.compile(r"[1-9][0-9]*00(?P<name>(?:[2-6]G|[23]D|[345]A|[248]K))(?![A-Za-z0-9.])")
"""打造20005G+数字化智慧农场: a round number whose unit is lost, and the name that begins with its own digit."""


COMPARATOR_BEFORE: dict[str, Comparator] = {
    word: name for name, words in WORDING["qualifiers_before"].items() for word in words.split()
}
COMPARATOR_AFTER: dict[str, Comparator] = {
    word: name for name, words in WORDING["qualifiers_after"].items() for word in words.split()
}
BEFORE = re.compile(f"(?:{alternatives(' '.join(COMPARATOR_BEFORE))})$")
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
SHARES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?(?::[0-9]{1,3}(?:\.[0-9]{1,4})?){2}(?![:0-9.])")
TENTHS = "〇一二三四五六七八九"
MEASURES = frozenset(("area", "length", "mass", "ratio", "volume"))
NOT_TENTHS = frozenset("为立果功本员效熟长就了绩型不人家都")
SHARED = re.compile(r"(?:、[0-9]{1,9}(?:\.[0-9]{1,4})?){0,4}[、和及与][0-9]{1,9}(?:\.[0-9]{1,4})?(?![0-9])")
NEGATIVE_BEFORE = frozenset("率为是达长至到幅差降升别、")
RANGE = re.compile(r"(?:—{1,2}|-{1,2}|～|至|到)([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?![0-9])")
# 按照不高于合同实际执行金额的30%: the bound stands before what the share is of.
DISTANT = re.compile("(不少于|不低于|不高于|不超过|不得超过|不得高于)[^，。；：0-9]{2,16}的$")
SHARE_ABOUT = re.compile("(?<![节合集预签公契条特大])约占[^，。；、0-9]{0,8}$")
"""约占全区55.8%: the qualifier stands before the verb."""
_LISTED_STEP = "[0-9一二两三四五六七八九十百千]{1,4}[万亿]元?"
STEP = re.compile(f"(?:跨越|迈上|跨上|站上|跃上|迈过|登上)(?:{_LISTED_STEP}、)?[^，。；0-9]{{0,2}}$")
LEVEL = re.compile(f"(?:[新的大]{{0,3}}|[、和]?{_LISTED_STEP})(?:[两三]个)?(?:台阶|关口|大关)")
LONGEST_STEP = 11
"""Characters before a number in which its STEP stands: 跨越两百亿元、|三百亿元台阶."""

HALF = re.compile("半(小时|钟头|月)")

LONGEST_NUMERAL = 18
"""Digits: longer runs are account or serial numbers."""

NOT_COUNTING_BEFORE = frozenset("第每各这那某另上下十百千万亿零点前后初同哪当首头末近两半")
CROWD = re.compile(
    "(?:农村|城镇|贫困|搬迁|脱贫|流动|常住|困难|城乡|农业|广大)*(?:人口|群众|居民|市民|游客|农民|老人|职工|党员)"
)
ENTITY = re.compile(
    f"(?:[0-9.]{{1,6}}(?:[kKmM][WwVv]|千瓦|兆瓦|千伏|平方米|吨)级?)?[^，。、；：“”‘’《》（）0-9的]{{0,6}}?(?:{alternatives(WORDING['entities']['words'])})(?![场民政值容域别级长])"
)
ENTITY_BEFORE = re.compile(f"(?:{alternatives(WORDING['entities']['words'])})$")
"""培育省级龙头企业|两家: what is counted stands before a number that ends its clause."""
LAYOUT_COUNT = re.compile(f"[^，。、；：]{{0,4}}?(?:{alternatives(WORDING['slogan_counts']['words'])})")
LONG_TIME = re.compile("(?:连续|延长|延期|满|长达|为期|不少于|不低于|至少|超过|达到|服务)$")
UNITLESS_BEFORE = re.compile(r"(?:达到?|为|至|到|是|于|指数|系数|得分|总分)(?:[0-9]+(?:\.[0-9]+)?[、和]){0,4}$")
NO_MEASURE_WORD = frozenset(
    "的了和及与等以为是在后前中上下内外号期级版届点时秒者式型化性力度率量值数额线系岁其则即吗呢吧也"
)
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


def read_numbers(text: str, start: int, end: int) -> tuple[list[Number], list[SkippedNumber]]:
    """The numbers of ``text[start:end]`` in order, and the runs of digits that are none."""
    numbers: list[Number] = []
    skipped: list[SkippedNumber] = []
    position = start
    for found in NUMERAL.finditer(text, start, end):
        begin = found.start()
        if begin < position:
            continue
        shares = SHARES.match(text, begin, end) if text.startswith(":", found.end()) else None
        if shares and 99 <= sum(float(part) for part in shares.group().split(":")) <= 101:
            numbers.extend(_share(text, part, begin) for part in NUMERAL.finditer(text, begin, shares.end()))
            position = shares.end()
            continue
        if text[begin] > "9":
            number = _chinese_number(text, begin, found.end(), start)
            if number is not None:
                numbers.append(number)
                position = number.end
            continue
        glued = GLUED_NAME.match(text, begin, end) if found.end() - begin > 3 else None
        if glued and not (begin > start and text[begin - 1].isascii() and text[begin - 1].isalnum()):
            skipped.append(SkippedNumber(begin, glued.start("name"), "unit_lost"))
            skipped.extend(_runs(text, glued.start("name"), glued.end(), "name"))
            position = glued.end()
            continue
        reason = skip_reason(text, begin, found.end(), start, end)
        if reason is not None:
            position = max(found.end(), reason.end)
            skipped.extend(_runs(text, begin, position, reason.reason))
            continue
        number = _digit_number(text, begin, found.end(), start, end)
        if number is None:
            position = found.end()
            # 网格12网格员: a number between two words names something; at the end of a clause its unit is lost.
            named = HAN.match(text, begin - 1) and HAN.match(text, position) if begin > start else None
            skipped.extend(_runs(text, begin, position, "name" if named else "unit_lost"))
        else:
            numbers.append(number)
            position = number.end
    return numbers, skipped


def _runs(text: str, start: int, end: int, reason: str) -> list[SkippedNumber]:
    return [SkippedNumber(run.start(), run.end(), reason) for run in DIGIT_RUN.finditer(text, start, end)]


def _share(text: str, part: re.Match[str], begin: int) -> Number:
    """One of the shares printed as 3.3:22.3:74.4; they add up to a hundred, so they are per cent."""
    return Number(part.start(), part.end(), begin, numeral_value(part.group()), None, "", "", "share", "eq", False)


def _digit_number(text: str, begin: int, numeral_end: int, low: int, high: int) -> Number | None:
    if numeral_end - begin > LONGEST_NUMERAL:
        return None
    value = numeral_value(text[begin:numeral_end])
    value_max: float | None = None
    unit = read_unit(text, numeral_end)
    end = unit.end
    second = RANGE.match(text, numeral_end, high) or ((unit.word or unit.scale) and RANGE.match(text, unit.end, high))
    if second:
        after = read_unit(text, second.end())
        first_scale = unit.scale if second.start() > numeral_end else after.scale
        if (
            after.word
            and len(second.group(1)) <= LONGEST_NUMERAL
            and first_scale == after.scale
            and unit.word in ("", after.word)
        ):
            value_max = numeral_value(second.group(1))
            unit, end = after, after.end
    half = HALF.match(text, end, high) if unit.word == "个" and value is not None else None
    if half:  # 1个半小时
        value, end = (value or 0) + 0.5, half.end()
        unit = Unit(unit.few, unit.scale, f"个{half.group(1)}", "time", end)
    if not unit.word and not unit.scale:
        shared = SHARED.match(text, end, high)  # 同比分别提升1.3、2.1个百分点: the unit is printed once
        if shared:
            printed = read_unit(text, shared.end())
            unit = printed if printed.kind not in ("", "time") else unit
    if not unit.word and HAN.match(text, unit.end, high):
        end = unit.end
        # A measure word never seen stands alone between its number and the end of the clause: 廊桥3榀。
        alone = end + 1 >= high or text[end + 1] in CLAUSE_END
        rated = read_unit(text, end + 2) if text.startswith("/", end + 1) else None  # 674发/吨
        if rated and rated.word and not rated.few:
            unit = Unit(unit.few, unit.scale, text[end : rated.end], "count", rated.end)
        elif alone and text[end] not in NO_MEASURE_WORD:
            unit = Unit(unit.few, unit.scale, text[end], "count", end + 1)
        end = max(end, unit.end)
    if not unit.word and not unit.scale:
        bound = AFTER.match(text, end, high)  # 缩小到1.8以内
        behind = bound.end() if bound else end
        ends = behind >= high or text[behind] in CLAUSE_END
        fraction = "/" in text[begin:numeral_end]  # 产量稳定在全国1/4
        if not (ends and fraction) and not (ends and UNITLESS_BEFORE.search(text, max(low, begin - 24), begin)):
            return None
    if begin - 2 >= low and text[begin - 1] == "-" and text[begin - 2] in NEGATIVE_BEFORE and value is not None:
        begin, value = begin - 1, -value  # 人口自然增长率-2.1‰
    return _qualified(text, begin, end, low, value, value_max, unit, chinese=False)


def _qualified(
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
        before = BEFORE.search(text, max(low, begin - 4), begin)
        if before and text[before.start() - 1 : before.start()] not in (NO_QUALIFIER_AFTER.get(before.group()) or "\0"):
            comparator = COMPARATOR_BEFORE[before.group()]
            start = before.start()
    distant = start == begin and DISTANT.search(text, max(low, begin - 22), begin)
    if distant:
        comparator = COMPARATOR_BEFORE[distant.group(1)]
    elif (
        text.find("约占", max(low, begin - 12), begin) >= 0
        and comparator == "eq"
        and SHARE_ABOUT.search(text, max(low, begin - 12), begin)
    ):
        comparator = "approx"
    if comparator in ("eq", "gt") and _is_step(text, begin, end, low):
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


def _is_step(text: str, begin: int, end: int, low: int) -> bool:
    """Whether a number is a level that is passed: 迈上1000亿台阶, 跨越60亿、70亿两个关口."""
    before = STEP.search(text, max(low, begin - LONGEST_STEP), begin)
    return before is not None and LEVEL.match(text, end) is not None


def _chinese_number(text: str, begin: int, numeral_end: int, low: int) -> Number | None:
    """A Chinese numeral that counts or measures, else None (一批, 第三个, “两个确立”, 百个方面)."""
    numeral = text[begin:numeral_end]
    before = text[begin - 1] if begin > low else ""
    if "分之" in numeral:
        return _fraction(text, begin, numeral_end, low, before)
    indefinite = numeral[0] in "数几"
    scale_start = numeral_end
    while scale_start > begin + 1 and text[scale_start - 1] in "万亿":
        scale_start -= 1
    unit = read_unit(text, scale_start)
    if not unit.word and not (unit.scale and CROWD.match(text, unit.end)):
        return None
    if numeral == "二" and unit.word != "成":
        return None  # 红星二场: a count is 两
    value = None if indefinite else numeral_value(text[begin:scale_start])
    if numeral[0] in "万亿" and not indefinite:  # 亿元: the scale is the numeral
        value, unit = numeral_value(numeral), read_unit(text, numeral_end)
    number = _qualified(text, begin, unit.end, low, value, None, unit, chinese=True)
    qualified = number.start < begin
    stepped = unit.kind == "money" and _is_step(text, begin, unit.end, low)
    if not qualified and not stepped and before in NOT_COUNTING_BEFORE and before != "":
        return None
    if enclosing_phrase(text, begin, unit.end) is not None:
        return None
    if stepped:
        return number  # 经济总量迈上三千亿元台阶
    if unit.kind == "money":
        return (
            number if set(numeral) & set("百千万亿") and (qualified or number.end > unit.end or value is None) else None
        )
    if indefinite:
        return number if unit.kind in ("people", "count", "money", "area") and numeral[-1] in "十百千万亿" else None
    if unit.kind == "time":
        return number if unit.word == "年" and LONG_TIME.search(text, max(low, begin - 3), begin) else None
    if not unit.word:
        return number if qualified else None  # 近千万贫困人口
    if unit.kind == "people" and unit.word in ("名", "人", "人次"):
        return number if qualified else None
    if unit.word == "成" and text[unit.end : unit.end + 1] in TENTHS and number.value is not None:
        return number._replace(end=unit.end + 1, value=number.value + TENTHS.index(text[unit.end]) / 10)  # 三成二
    if unit.word == "成":
        return number if len(numeral) == 1 and text[unit.end : unit.end + 1] not in NOT_TENTHS else None  # 九成以上
    if len(numeral) > 1 and numeral[0] in "二两三四五六七八九" and numeral[-1] in "百千万亿" and unit.kind in MEASURES:
        return number  # 有机茶园两万亩
    if unit.kind in MEASURES:
        return number if len(numeral) > 1 and numeral[-1] in "百千万亿" and qualified else None
    if numeral == "一" or numeral in ("万", "千", "百", "十", "亿"):
        return None
    if unit.word == "批" and text[unit.end : unit.end + 1] in ("共", "，", "、", "。"):
        return number  # 推出五批共55项
    ends = unit.kind == "count" and text[unit.end : unit.end + 1] in CLAUSE_END and unit.word != "项"
    if ends and ENTITY_BEFORE.search(text, max(low, begin - 6), begin):
        return number
    if not ENTITY.match(text, unit.end) or LAYOUT_COUNT.match(text, unit.end):
        return None
    return number


def _fraction(text: str, begin: int, end: int, low: int, before: str) -> Number | None:
    """三分之一 is a third, 百分之八十 is 80 %; 前千分之一 is a rank."""
    if before in ("前", "第") or enclosing_phrase(text, begin, end) is not None:
        return None
    numeral = text[begin:end]
    unit = Unit(False, "", "", "ratio", end)
    if numeral.startswith("百分之"):
        return _qualified(
            text, begin, end, low, numeral_value(numeral[3:]), None, unit._replace(word="%"), chinese=True
        )
    return _qualified(text, begin, end, low, numeral_value(numeral), None, unit, chinese=True)
