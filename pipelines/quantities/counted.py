"""Numerals in Chinese characters: where they count or measure, and where they are words.

A numeral of two or more characters with a unit nearly always counts (二十五名高层次人才, 一百二十万元). A single
character (两座污水处理厂, 桥梁六座) does only with a noun of things, with a unit that measures, or as a share. Names,
ordinals and slogans (三岗十八级, 两个确立, 一批) and guesses (四五百人, 十几个) are no counts.
"""

from __future__ import annotations

import re

from pipelines.quantities.numerals import numeral_value
from pipelines.quantities.qualifiers import CLAUSE_END, LAST_BEFORE, Number, is_step, qualified_number
from pipelines.quantities.skipping import enclosing_phrase
from pipelines.quantities.units import UNIT_KIND, Unit, read_unit
from pipelines.vocabulary import alternatives, vocabulary

COUNTING = vocabulary("counting")
ENTITIES = vocabulary("wording")["entities"]["words"]

_DIGIT = "[一二两三四五六七八九]"
_SECTION = f"(?:{_DIGIT}千)?(?:零?{_DIGIT}百)?(?:零?{_DIGIT}?十)?(?:零?{_DIGIT})?"
DEFINITE = re.compile(
    f"(?:{_SECTION}亿)?(?:零?{_SECTION}万亿?)?{_SECTION}(?:点[零一二三四五六七八九]{{1,4}})?|[十百千]?[万亿]*"
)
"""二十五, 三亿五千万, 十二点六; but 四五百 and 一二三 are none."""
BARE = frozenset("十百千万亿")
NUMERAL_CHARACTERS = frozenset("一二两三四五六七八九十百千万亿零〇点")
NOT_COUNTING_BEFORE = frozenset("第每各这那某另上下十百千万亿零点前后初同哪当首头末近两半一二三四五六七八九几数")
ORDINAL_BEFORE = frozenset("第前后头首末〇几数") | NUMERAL_CHARACTERS
GUESS = re.compile("[二两三四五六七八九][、]$")
"""三、|四百户: the second half of a guess."""
NAMES = frozenset(COUNTING["names"]["units"].split())
STILL_COUNTED = tuple(COUNTING["names"]["but"].split())
SLOGAN = re.compile(alternatives(COUNTING["slogans"]["words"]))
NO_THING = re.compile(alternatives(COUNTING["slogans"]["words_behind_units"]))
THINGS = frozenset(COUNTING["things"]["units"].split())
THING_BEFORE = re.compile(f"(?:{alternatives(COUNTING['things']['noun_ends'] + ' ' + ENTITIES)})$")
"""文化广场|一处, 桥梁|六座: what is counted stands before a number that ends its clause."""
SINGLE_MEASURES = frozenset(COUNTING["measures"]["units"].split())
NOT_MEASURED = re.compile(alternatives(COUNTING["measures"]["not_behind"]))
PEOPLE_BEHIND = re.compile(
    f"(?!单|列|次|额|录|数|一体)[^，。；：、“”（）0-9]{{0,9}}?(?:{alternatives(COUNTING['people']['ends'])})"
)
SINGLE_UNITS = frozenset("个家所座条项件户名人元美年公亩倍支处场栋套张台辆吨平批成")
"""First characters of the units that a single Chinese digit counts things with; 三类, 四方 and 五路 are words."""
MEASURES = frozenset(("area", "length", "mass", "ratio", "volume"))
SPANS = frozenset(("小时", "个小时", "分钟", "天", "个月", "个星期", "个工作日", "工作日", "岁", "周岁"))
DATING = re.compile("来|前|后|间|[^，。；、]{0,8}圈")
"""三十天来, 十五分钟便民生活圈: a time that dates or names."""
AGED = re.compile("[以及的至到老高，。；、）]")
TENTHS = "〇一二三四五六七八九"
NOT_TENTHS = frozenset("为立果功本员效熟长就了绩型不人家都")
CROWD = re.compile(
    "(?:农村|城镇|贫困|搬迁|脱贫|流动|常住|困难|城乡|农业|广大)*(?:人口|群众|居民|市民|游客|农民|老人|职工|党员)"
)
HOUSEHOLD = re.compile(
    "[的]?(?:贫困|困难|脱贫|低保|五保|特困|居民|村民|农户|农民|群众|家庭|搬迁|残疾|监测|受灾|牧民|渔民)"
)
ENTITY = re.compile(
    "(?:[0-9.]{1,6}(?:[kKmM][WwVv]|千瓦|兆瓦|千伏|平方米|吨)级?)?[^，。、；：“”‘’《》（）0-9的]{0,6}?"
    f"(?:{alternatives(ENTITIES)})(?![场民政值容域别级长])"
)
LAYOUT_COUNT = re.compile(f"[^，。、；：]{{0,4}}?(?:{alternatives(vocabulary('wording')['slogan_counts']['words'])})")
PAID = re.compile("[每补奖收罚付花只仅价][^，。；、]{0,5}$")
LONG_TIME = re.compile("(?:连续|延长|延期|满|长达|为期|不少于|不低于|至少|超过|达到|服务)$")
SECOND = re.compile("[至到—～-]{1,2}([一二两三四五六七八九十百千零]{1,8})")
"""三十|至五十: the upper end of a range."""

_FIRST = "".join(sorted({word[0] for word in UNIT_KIND if "\u4e00" <= word[0] <= "\u9fff"} - set("百千")))
_UNIT_FOLLOWS = f"[余多]?[万亿]{{0,2}}[{_FIRST}]"
_SECOND_FOLLOWS = f"[至到—～-]{{1,2}}[一二两三四五六七八九十百千]{{1,8}}{_UNIT_FOLLOWS}"
THOUSANDS = frozenset("瓦克米伏卡")
"""What makes a unit with the 千 before it: 三十五万千瓦."""
CHINESE_NUMERAL = f"""
    [数几]?[一二两三四五六七八九十百千万亿][零一二两三四五六七八九十百千万亿]{{0,11}} (?:
        分之[一二三四五六七八九十百点零]{{1,8}}                          # 三分之一, 百分之八十
      | (?= {_UNIT_FOLLOWS} | 贫困 | 群众 | 居民 | 市民 | 游客 | 农民 )      # 三个, 百亿元
      | 点[零一二三四五六七八九]{{1,4}} (?= {_UNIT_FOLLOWS} )   # 十二点六万吨
      | (?= {_SECOND_FOLLOWS} )                                        # 三十至五十亩
    )
"""


def counted_number(text: str, begin: int, numeral_end: int, low: int, high: int) -> Number | None:
    """A Chinese numeral that counts or measures, else None (一批, 第三个, “两个确立”, 百个方面)."""
    if text[numeral_end - 1] == "千" and text[numeral_end : numeral_end + 1] in THOUSANDS:
        numeral_end -= numeral_end - begin > 1 and text[numeral_end - 2] in "十百万亿"
    before = text[begin - 1] if begin > low else ""
    if numeral_end - begin == 1 and before not in LAST_BEFORE:
        if before and before in NOT_COUNTING_BEFORE:
            return None
        behind = text[numeral_end : numeral_end + 4]
        if text[begin] == "一" and CLAUSE_END.isdisjoint(behind) and behind != "个百分点":
            return None  # most of all: 一个, 一批
    numeral = text[begin:numeral_end]
    if "分之" in numeral:
        return _fraction(text, begin, numeral_end, low, before)
    indefinite = numeral[0] in "数几"
    if not indefinite and DEFINITE.fullmatch(numeral) is None:
        return None
    second = SECOND.match(text, numeral_end, high)
    if second:
        return _range(text, begin, second, low, before)
    value, unit = _value_and_unit(text, begin, numeral_end)
    if not unit.word and not unit.scale:
        return None
    number = qualified_number(text, begin, unit.end, low, value, None, unit, chinese=True)
    long = not indefinite and ((len(numeral) > 1 and not BARE.issuperset(numeral)) or (unit.few and numeral in BARE))
    if long:
        counts = _counts(text, number, unit, before, low)
    else:
        counts = _single_counts(text, number, numeral, unit, before, low)
    if not counts or enclosing_phrase(text, begin, unit.end) is not None:
        return None
    if unit.word == "成" and text[unit.end : unit.end + 1] in TENTHS and number.value is not None:
        tenths = TENTHS.find(text[unit.end : unit.end + 1])
        if tenths > 0:
            return number._replace(end=unit.end + 1, value=number.value + tenths / 10)  # 三成二
    return number


def _value_and_unit(text: str, begin: int, numeral_end: int) -> tuple[float | None, Unit]:
    """What a numeral says, and its unit: 一百二十万元 is 120 万元, 三亿五千万元 350000000 元."""
    scale_start = numeral_end
    while scale_start > begin + 1 and text[scale_start - 1] in "万亿":
        scale_start -= 1
    head = text[begin:scale_start]
    if (head != "万" and "万" in head) or "亿" in head or scale_start == numeral_end:  # 亿元: the scale is the numeral
        return numeral_value(text[begin:numeral_end]), read_unit(text, numeral_end)
    return numeral_value(head), read_unit(text, scale_start)


def _counts(text: str, number: Number, unit: Unit, before: str, low: int) -> bool:
    """Whether a numeral of two or more characters counts: 二十五名, 三十五公里, 十余项; but not 第十二条, 三十六计."""
    begin, end = number.numeral_start, unit.end
    qualified = number.start < begin
    if before in ORDINAL_BEFORE and before and not qualified:
        return False
    if GUESS.search(text, max(low, begin - 2), begin) and text[begin] in "二三四五六七八九":
        return False
    if unit.kind == "time":
        return _lasts(text, number, unit, low)
    if text.startswith("：", end) and before in "、：":
        return False  # 山峰有雷打石、三十六包：…
    if not unit.word:  # 一百二十万贫困人口; 突破三百亿大关
        return CROWD.match(text, end) is not None or (unit.scale[-1:] == "亿" and qualified)
    if unit.word in NAMES and not unit.scale:
        return text.startswith(STILL_COUNTED, end - len(unit.word)) or (unit.word == "成" and qualified)
    if unit.kind == "energy" and unit.word == "度":
        return bool(unit.scale) or text.startswith("电", end)
    if unit.word in ("位", "人", "次", "条", "项") and NO_THING.match(text, end):
        return False
    if unit.word == "条" and text[begin - 1 : begin] in ("法", "例", "章", "策", "见"):
        return False  # 民法典一百二十条
    return unit.word not in ("个", "项", "条") or SLOGAN.match(text, end) is None


def _lasts(text: str, number: Number, unit: Unit, low: int) -> bool:
    """Whether a time in Chinese characters is measured: 十五个工作日内, 连续十五年; but not 二十年来, 十二月."""
    if unit.word == "年":
        return LONG_TIME.search(text, max(low, number.numeral_start - 3), number.numeral_start) is not None
    if unit.word not in SPANS or DATING.match(text, unit.end):
        return False
    if unit.word.endswith("岁") and AGED.match(text, unit.end) is None:
        return False  # 浙江一百岁集团
    return number.value != 24 or number.end > unit.end  # 二十四小时值班


def _single_counts(text: str, number: Number, numeral: str, unit: Unit, before: str, low: int) -> bool:
    """Whether a numeral of one character, 百, 千, 万 or 数千 counts."""
    begin, end = number.numeral_start, unit.end
    qualified = number.start < begin
    stepped = unit.kind == "money" and is_step(text, begin, end, low)
    if not qualified and not stepped and before and before in NOT_COUNTING_BEFORE:
        return False
    if stepped:
        return True  # 经济总量迈上三千亿元台阶
    if numeral == "二" and unit.word != "成":
        return False  # 红星二场: a count is 两
    if _ends_behind_thing(text, begin, end, unit, low):
        return True
    indefinite = numeral[0] in "数几"
    if unit.kind == "money":
        definite = numeral[0] not in BARE and not indefinite
        if definite and len(numeral) == 1 and not unit.scale and text[end : end + 1] in CLAUSE_END:
            return PAID.search(text, max(low, begin - 7), begin) is not None  # 每人五元
        large = bool(set(numeral + unit.scale) & set("百千万亿"))
        return large and (qualified or number.end > end or number.value is None or definite)
    if indefinite:
        return unit.kind in ("people", "count", "money", "area") and numeral[-1] in "十百千万亿"
    if unit.kind == "time":
        long = unit.word == "年" and LONG_TIME.search(text, max(low, begin - 3), begin) is not None
        return long or (unit.word in SPANS and numeral != "一" and text.startswith("内", number.end - 1))
    if not unit.word:
        return qualified and CROWD.match(text, end) is not None  # 近千万贫困人口
    if unit.kind == "people" and unit.word in ("名", "位", "人", "人次"):
        named = unit.word in ("名", "位") and numeral not in "一二" and numeral not in BARE - {"十"}
        return qualified or (named and PEOPLE_BEHIND.match(text, end) is not None)
    if unit.word[0] not in SINGLE_UNITS and not unit.scale and unit.kind not in MEASURES:
        return qualified and unit.kind in ("count", "people") and numeral in BARE and numeral != "十"
    if unit.word == "成":
        return len(numeral) == 1 and text[end : end + 1] not in NOT_TENTHS  # 九成以上
    if unit.kind in MEASURES or unit.word in SINGLE_MEASURES:
        return _measures(text, number, numeral, unit)
    if BARE.issuperset(numeral) and numeral != "十":  # 近千户, 超过万户
        return qualified and unit.kind == "count" and unit.word not in NAMES and SLOGAN.match(text, end) is None
    if numeral == "一":
        return False
    if unit.word == "户" and HOUSEHOLD.match(text, end):
        return True
    if unit.word == "批" and text[end : end + 1] in ("共", "，", "、", "。"):
        return True  # 推出五批共55项
    return ENTITY.match(text, end) is not None and LAYOUT_COUNT.match(text, end) is None


def _ends_behind_thing(text: str, begin: int, end: int, unit: Unit, low: int) -> bool:
    """Whether a count ends its clause behind what it counts: 桥梁六座, 文化广场一处; but not 发现一处、整改一处."""
    if unit.word not in THINGS or text[end : end + 1] not in CLAUSE_END or unit.scale:
        return False
    return THING_BEFORE.search(text, max(low, begin - 6), begin) is not None


def _measures(text: str, number: Number, numeral: str, unit: Unit) -> bool:
    """Whether a single character measures: 六公里, 两亩, 两倍; but not 最后一公里, 十里, 三方."""
    qualified = number.start < number.numeral_start
    if unit.scale and numeral[0] in "二两三四五六七八九":
        return unit.word not in NAMES  # 有机茶园两万亩
    if numeral in BARE or numeral[0] in "百千万亿":
        return qualified and numeral[-1] in "百千万亿"
    if unit.word not in SINGLE_MEASURES:
        return False
    if numeral == "一":
        return unit.word in ("个百分点", "百分点") or (qualified and unit.word == "倍")
    return NOT_MEASURED.match(text, unit.end) is None


def _range(text: str, begin: int, second: re.Match[str], low: int, before: str) -> Number | None:
    """三十至五十亩, 五到八名: both ends in Chinese characters; but not 一至三季度, 三到四年, 五至七组."""
    unit = read_unit(text, second.end())
    first, last = numeral_value(text[begin : second.start()]), numeral_value(second.group(1))
    if not unit.word or unit.kind == "time" or unit.word in NAMES or (before and before in ORDINAL_BEFORE):
        return None
    if first is None or last is None or not 1 < first < last or DEFINITE.fullmatch(second.group(1)) is None:
        return None
    if enclosing_phrase(text, begin, unit.end) is not None:
        return None
    return qualified_number(text, begin, unit.end, low, first, last, unit, chinese=True)


def _fraction(text: str, begin: int, end: int, low: int, before: str) -> Number | None:
    """三分之一 is a third, 百分之八十 is 80 %; 前千分之一 is a rank."""
    if before in ("前", "第") or enclosing_phrase(text, begin, end) is not None:
        return None
    numeral = text[begin:end]
    unit = Unit(False, "", "", "ratio", end)
    if numeral.startswith("百分之"):
        value, unit = numeral_value(numeral[3:]), unit._replace(word="%")
    else:
        value = numeral_value(numeral)
    return qualified_number(text, begin, end, low, value, None, unit, chinese=True)
