"""Why a run of digits measures nothing: dates, list numbers, names, roads, document numbers, slogans.

Each rule is a row of (reason, pattern) looked up directly before or behind the digits; the phrase of the source that
forced it stands beside it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.units import read_unit
from pipelines.vocabulary import vocabulary


class Skip(NamedTuple):
    """The reason, and how far it reaches (2022年1月28日 holds three runs)."""

    reason: str
    end: int


DATE = re.compile(
    r"""
    # 2018-2022年, 2022年1月28日
    (?:19|20)[0-9]{2} (?: [-—～至到]{1,2} (?:19|20)[0-9]{2} )? 年度? (?: [0-9]{1,2}月份? (?:[0-9]{1,2}[日号])? )? (?!来)
    # 2021年至2022年
    | (?:19|20)[0-9]{2} 年? [-—～至到]{1,2} (?:19|20)[0-9]{2} 年? (?![0-9])
    # 2022-01-29 10:13
    | (?:19|20)[0-9]{2} ([-/.]) [0-9]{1,2} \1 [0-9]{1,2} (?: [ ]? [0-9]{1,2}:[0-9]{2} (?::[0-9]{2})? )? (?![0-9])
    # 2019、2020和2021年度
    | (?:19|20)[0-9]{2} (?: [、和] (?:19|20)[0-9]{2} )+ 年
    # 10月份
    | [0-9]{1,2} (?:[-—～至到][0-9]{1,2})? 月份? (?: [0-9]{1,2} (?:[-—～至到][0-9]{1,2})? [日号] )? (?!度)
    # 28日
    | [0-9]{1,2} (?:[-—～至到][0-9]{1,2})? 日 (?!均|产|处理|供|报) (?!内|以内)
    # 10:13
    | [0-9]{1,2}:[0-9]{2} (?::[0-9]{2})? (?![:0-9.])
    | [0-9]{1,2} (?: 时 [0-9]{0,2}分? | 点 (?:[0-9]{1,2}分|半|整|钟) ) (?![0-9])
    """,
    re.VERBOSE,
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.])")
FAR_YEAR = re.compile("(?:1[0-8]|2[1-9])[0-9]{2}年(?!历史|的?历史|以上|多|前|的(?:古|老)|古|不)")
"""始建于1736年: no span of time is told to the single year."""
BEHIND = re.compile(
    r"""
    # 老204、310国道
    (?P<road> (?: 、[0-9]+ )* (?: 国道 | 省道 | 县道 | 乡道 | 高速 | 号公路 | 线高速 ) )
    # 80年代
    | (?P<date> 年代 | 年度 | 世纪 )
    # 世界500强, 天网4期, 15号线
    | (?P<ordinal> 强(?!度) | 届 | 号线 | 期(?!间|限|末|刊|以) | 次会议 | 次全会 | 周年 | 次全国 )
    # 2号楼, 5星级养老机构
    | (?P<name> 号 | 热线 | 星级? | 后(?=[，、一青年]) | 版 | 级(?!别) | 型 | 轮驱动 | 英寸(?=[半晶]) )
    # 12字方针, 10大项目
    | (?P<slogan> 字 | 大(?![于中型学批量宗豆米棚桥类]) )
    # 3年来, 3年行动计划
    | (?P<period> 年来 | 年多来 | 个月来 | 天来 | 年(?=规划|行动|计划) )
    # 每10万人刑事案件数
    | (?P<unit_of_ratio> 万?人?(?=刑事|拥有) )
    """,
    re.VERBOSE,
)
PERIOD_BEFORE = re.compile("(?:近|未来|今后|过去|最近|前|后|这|头)$")
LIST_NUMBER = re.compile(r"[0-9]{1,3}(?:[.、）](?![0-9])|[.] ?(?=[一-鿿“《]))")
RATIO = re.compile(r"[0-9.]+(?::[0-9.]+)+")
FORMULA = re.compile(r"(?:个|名|支|条|项|座)?[^，。；：、”“+]{0,8}\+")
SCHEME = re.compile("的?(?:配置|工作|治理|服务|发展|总体)*(?:格局|模式|布局|体系|机制|思路|战略)")
"""“114”的配置格局 is a slogan, “114”热线 is none."""
HOTLINES = frozenset(vocabulary("units")["hotlines"]["numbers"].split())
LETTER = re.compile("[A-Za-z]")


def skip_reason(text: str, start: int, end: int, low: int, high: int) -> Skip | None:
    """Why the digits ``text[start:end]`` are no quantity, or None; ``low`` and ``high`` bound their passage."""
    before = text[start - 1] if start > low else "\n"
    behind = text[end] if end < high else "\n"
    if (LETTER.match(before) and not text.startswith("GDP", start - 3)) or (
        before in "-_/" and start - 2 >= low and LETTER.match(text[start - 2])
    ):
        return Skip("name", end)  # PM2.5, IPv6, V8
    if LETTER.match(behind):
        unit = read_unit(text, end)
        if not unit.word or LETTER.match(text[unit.end : unit.end + 1]):
            return Skip("name", end)  # 5G, 4A级
    if behind in "+×" or (before in "+×＞>" and start - 2 >= low and text[start - 2] not in "，。 （"):
        return Skip("formula", end)  # 1+18+X, 1+1>2
    if before in "第":
        return Skip("ordinal", end)
    if before in "〔[【" or behind in "〕]】" or (behind == "号" and before in "〕]】）"):
        return Skip("document_number", end)
    if before == "\n" or text[start - 1] == "\n":
        number = LIST_NUMBER.match(text, start)
        if number:
            return Skip("list_number", end)
    if before == "（" and behind == "）" and end - start <= 2:
        return Skip("list_number", end)
    date = DATE.match(text, start)
    if date and date.end() > start and date.end() <= high and text[start - 1] not in ".":
        return Skip("date", date.end())
    if end - start == 4 and FAR_YEAR.match(text, start) and text[start - 1 : start] not in "有近约超过达":
        return Skip("year", end)
    if YEAR.fullmatch(text, start, end):
        unit = read_unit(text, end)
        if (not unit.word and not unit.scale) or unit.word == "年":
            return Skip("year", end)
    ratio = RATIO.match(text, start, high)
    if ratio or before == ":":
        return Skip("ratio", ratio.end() if ratio else end)  # 6.1:28.6:65.3
    named = BEHIND.match(text, end, high)
    if named and not (behind == "强" and "/" in text[start:end]):  # 占1/3强
        reason = named.lastgroup or "name"
        reach = named.end() if reason == "road" else end
        if reason == "unit_of_ratio":
            return Skip("name", end) if before == "每" else None
        return Skip(reason, reach)
    if (before == "每" and behind in "万千百") or (before == "每" and behind in "人"):
        return Skip("name", end)  # 每10万人
    if (behind == "年" or text.startswith("个月", end)) and PERIOD_BEFORE.search(text, max(low, start - 2), start):
        return Skip("period", end)  # 近3年, 今年前4个月
    if text[start:end] in HOTLINES and read_unit(text, end).kind in ("", "count") and not read_unit(text, end).word:
        pattern = before == "“" and behind == "”" and SCHEME.match(text, end + 1) is not None
        return Skip("slogan" if pattern else "code", end)
    if (
        before == "前"
        and text[start - 2 : start - 1] not in "底末月日之以"
        and read_unit(text, end).word in ("", "名", "位", "强")
    ):
        return Skip("ordinal", end)
    if text.startswith("+", _end_of_noun(text, end, high)) or _in_sum(text, start, low):
        return Skip("formula", end)  # 1名村组干部+1名党员+1支服务队伍
    phrase = enclosing_phrase(text, start, end)
    if phrase is not None:
        return Skip(phrase, end)
    return None


def _end_of_noun(text: str, end: int, high: int) -> int:
    found = FORMULA.match(text, end, high) if text.find("+", end, end + 10) >= 0 else None
    return found.end() - 1 if found else high


def _in_sum(text: str, start: int, low: int) -> bool:
    return start > low and text[start - 1] == "+"


def enclosing_phrase(text: str, start: int, end: int) -> str | None:
    """``name`` inside a book title, ``slogan`` inside a short quoted phrase (“240小时过境免签”), else None."""
    low, high = max(0, start - 60), end + 40
    title = text.rfind("《", low, start)
    if title >= 0 and title > text.rfind("》", low, start):
        return "name"
    for opening, closing, longest in (("“", "”", 16), ("‘", "’", 16)):
        quote = text.rfind(opening, low, start)
        if quote < 0 or quote < text.rfind(closing, low, start):
            continue
        close = text.find(closing, end, high)
        if close < 0 or close - quote > longest + 1:
            continue
        phrase = text[quote + 1 : close]
        if not any(mark in phrase for mark in "，。；："):
            opens = phrase[:1].isdigit() and start <= quote + 1 and not read_unit(text, end).word  # “666服务帮”
            return "name" if phrase.isascii() or opens else "slogan"
    return None
