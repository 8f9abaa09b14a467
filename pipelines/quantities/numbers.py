"""Find the numbers of a text: which of them measure something, and why the others do not.

A number here is a numeral with its unit and the qualifiers glued to it (超40家, 10万平方米以上, 20余万人). Every run of
digits ends as a :class:`Number` or as a skipped number with its reason. Chinese numerals are numbers only where they
really count or measure (三个村合并, 超百亿元); as names, ordinals and slogans (三岗十八级, 两个确立) they have no row.
"""

from __future__ import annotations

import re

from pipelines.quantities.counted import CHINESE_NUMERAL, counted_number
from pipelines.quantities.model import SkippedNumber
from pipelines.quantities.numerals import numeral_value
from pipelines.quantities.qualifiers import AFTER, CLAUSE_END, Number, qualified_number
from pipelines.quantities.skipping import skip_reason
from pipelines.quantities.unitless import reason_without_unit
from pipelines.quantities.units import HAN, Unit, read_unit

__all__ = ["DIGIT_RUN", "Number", "read_numbers"]

NUMERAL = re.compile(
    rf"""
    (?= [0-9数几一二两三四五六七八九十百千万亿] ) (?:   # one look at most characters
      [0-9]{{1,3}}/[0-9]{{1,3}} (?![0-9万千百])                                            # 1/4
    | [0-9]{{1,4}} 亿 [0-9]{{1,4}} 万 (?= [余多]? [\u4e00-\u9fff] )                          # 3亿5000万元
    | [0-9]{{1,4}} 万 [0-9] 千 (?= [亩元名人户家个头只株棵吨公平] )                         # 2万4千亩
    | [0-9]{{1,4}} 万 [0-9]{{1,4}} (?= [余多]? [\u4e00-\u9fff] ) (?! [年月千百] )              # 2万4186个
    | [0-9]+ (?:,[0-9]{{3}})* (?:\.[0-9]+)?                                             # 394.23  1,200
    | {CHINESE_NUMERAL}
    )
    """,
    re.VERBOSE,
)
DIGIT_RUN = re.compile("[0-9]+")
GLUED_NAME = re.compile(r"[1-9][0-9]*00(?P<name>(?:[2-6]G|[23]D|[345]A|[248]K))(?![A-Za-z0-9.])")
"""打造20005G+数字化智慧农场: a round number whose unit is lost, and the name that begins with its own digit."""
GROUPED = re.compile("[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:，[0-9]{3})+)(?![0-9,])(?:[.][0-9]+)?")
"""1 260个, 12，127元, 1 086.5万元: a blank or comma between thousands."""
NO_GROUP_BEFORE = re.compile(
    "(?:(?<![代发报仪手])表|[图例]|附[件表]|专栏|(?:得|评|总)分|指数|系数|比|[0-9a-zA-Z. ,，/:+×-])$"
)
"""表1 200余个, 综合得分92，100名: numbers that only stand side by side."""
FACTOR = re.compile("[1-9][0-9]?[×xX*✕]([0-9]+(?:[.][0-9]+)?)(?![0-9×xX*])")
"""2×|35万千瓦: so many units of the same size."""
RATED = frozenset(("energy", "mass", "volume"))
SHARES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?(?:[:：][0-9]{1,3}(?:\.[0-9]{1,4})?){2}(?![:：0-9.])")
COLON = re.compile("[:：]")
GROUPING = frozenset(" ，")
TIMES = frozenset("×xX*✕")
SHARED = re.compile(r"(?:、[0-9]{1,9}(?:\.[0-9]{1,4})?){0,4}[、和及与][0-9]{1,9}(?:\.[0-9]{1,4})?(?![0-9])")
NEGATIVE_BEFORE = frozenset("率为是达长至到幅差降升别、了")
RANGE = re.compile(
    r"(?:—{1,2}|-{1,2}|～|至|到)((?:[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+(?:,[0-9]{3})*)(?:\.[0-9]+)?)(?![0-9])"
)
HALF = re.compile("半(小时|钟头|月)")

LONGEST_NUMERAL = 18
"""Digits: longer runs are account or serial numbers."""

UNITLESS_BEFORE = re.compile(
    r"(?:达到?|(?<![分划])为|至|到|是|于|指数|系数|得分|总分)(?:[0-9]+(?:\.[0-9]+)?[、和]){0,4}$"
)
NO_MEASURE_WORD = frozenset(
    "的了和及与等以为是在后前中上下内外号期级版届点时秒者式型化性力度率量值数额线系岁其则即吗呢吧也强"
)


def read_numbers(text: str, start: int, end: int) -> tuple[list[Number], list[SkippedNumber]]:
    """The numbers of ``text[start:end]`` in order, and the runs of digits that are none."""
    numbers: list[Number] = []
    skipped: list[SkippedNumber] = []
    position = start
    for found in NUMERAL.finditer(text, start, end):
        begin = found.start()
        if begin < position:
            continue
        shares = SHARES.match(text, begin, end) if text.startswith((":", "："), found.end()) else None
        if shares and 99 <= sum(float(part) for part in COLON.split(shares.group())) <= 101:
            numbers.extend(_share(text, part, begin) for part in NUMERAL.finditer(text, begin, shares.end()))
            position = shares.end()
            continue
        if text[begin] > "9":
            number = counted_number(text, begin, found.end(), start, end)
            if number is not None:
                numbers.append(number)
                position = number.end
            continue
        number, left, position = _read_digits(text, begin, found.end(), start, end)
        skipped += left
        if number is not None:
            numbers.append(number)
    return numbers, skipped


def _read_digits(
    text: str, begin: int, numeral_end: int, low: int, high: int
) -> tuple[Number | None, list[SkippedNumber], int]:
    """The number whose digits begin at ``begin``, or why they are none, and where to read on."""
    glued = GLUED_NAME.match(text, begin, high) if numeral_end - begin > 3 else None
    if glued and not (begin > low and text[begin - 1].isascii() and text[begin - 1].isalnum()):
        names = _runs(text, glued.start("name"), glued.end(), "name")
        return None, [SkippedNumber(begin, glued.start("name"), "unit_lost"), *names], glued.end()
    behind = text[numeral_end : numeral_end + 1]
    if behind in GROUPING and numeral_end - begin <= 3:
        numeral_end = _grouped_end(text, begin, numeral_end, low, high)
    factor = FACTOR.match(text, begin, high) if behind in TIMES else None
    if factor and read_unit(text, factor.end()).kind in RATED:
        number = _digit_number(text, factor.start(1), factor.end(), low, high)
        if number is not None:
            return number._replace(start=begin), [], number.end
    skip = skip_reason(text, begin, numeral_end, low, high)
    if skip is not None:
        position = max(numeral_end, skip.end)
        return None, _runs(text, begin, position, skip.reason), position
    number = _digit_number(text, begin, numeral_end, low, high)
    if number is not None:
        return number, [], number.end
    reason = reason_without_unit(text, begin, numeral_end, low, high)
    return None, _runs(text, begin, numeral_end, reason), numeral_end


def _grouped_end(text: str, begin: int, numeral_end: int, low: int, high: int) -> int:
    """The end of a numeral whose thousands stand apart: 1 260万元, 1 234 567元; else ``numeral_end``.

    A unit follows such a numeral, and no number, list number or sign stands before it.
    """
    grouped = GROUPED.match(text, begin, high)
    if grouped is None or begin == low or text[begin - 1] == "\n":
        return numeral_end
    second = RANGE.match(text, grouped.end(), high)
    unit = read_unit(text, second.end() if second else grouped.end())
    if (not unit.word and not unit.scale) or unit.word in ("年", "月", "日"):
        return numeral_end
    return numeral_end if NO_GROUP_BEFORE.search(text, max(low, begin - 2), begin) else grouped.end()


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
        if "/" in text[begin:numeral_end] and (ends or text[behind] == "的" or bound):
            unit = unit._replace(kind="ratio")  # 产量稳定在全国1/4, 2/3的村
        elif not (ends and UNITLESS_BEFORE.search(text, max(low, begin - 24), begin)):
            return None
    if value is not None and text[begin - 1 : begin] == "-" and _is_negative(text, begin, low, unit):
        begin, value = begin - 1, -value  # 人口自然增长率-2.1‰, 下降了-3.2%
    return qualified_number(text, begin, end, low, value, value_max, unit, chinese=False)


def _is_negative(text: str, begin: int, low: int, unit: Unit) -> bool:
    before = text[begin - 2] if begin - 2 >= low else ""
    return before in NEGATIVE_BEFORE or (
        unit.kind in ("ratio", "money") and (before in ("：", "，", "（") or HAN.match(before) is not None)
    )
