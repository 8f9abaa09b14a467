"""The words of a sentence that date its figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.numerals import chinese_value
from pipelines.quantities.skipping import enclosing_phrase
from pipelines.vocabulary import vocabulary

FIVE_YEAR_PLANS = {
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
"""First year of each five-year plan period."""


class Years(NamedTuple):
    """The years a figure holds for, and the words that say so. ``first`` or ``last`` is None where they fix none."""

    text: str | None
    first: int | None
    last: int | None


NO_YEARS = Years(None, None, None)


class Phrase(NamedTuple):
    """A period phrase of a sentence, in offsets of the whole text.

    ``kind``: fixed | section (全年: takes the years of its section) | five (五年来) | floating (目前) | origin
    (由2005年的: dates only the next figure) | reached (提高到2021年的: dates the next figure, and what follows
    where the section has no years).
    """

    start: int
    end: int
    kind: str
    years: Years


WORDS = vocabulary("wording")["period"]


def _words(name: str) -> str:
    return "|".join(sorted(WORDS[name].split(), key=len, reverse=True))


COUNT = "[一二两三四五六七八九十0-9]{1,2}"
_TO = "[-—～至到]{1,2}"
HOLIDAY = f"[“‘]?(?:{_words('holidays')})[”’]?(?:(?:小长假|长假|假期|黄金周)(?:期间)?|期间)"
"""春节期间, 国庆假期, “五一”小长假期间."""
SPAN_OF_YEAR = (
    f"[0-9]{{1,2}}月(?:份|[0-9]{{1,2}}日)?{_TO}(?:[0-9]{{1,2}}月份?(?:[0-9]{{1,2}}日)?|[0-9]{{1,2}}日)"
    f"|[0-9]{{1,2}}{_TO}[0-9]{{1,2}}月份?|前[0-9一二三四五六七八九十]{{1,2}}个月"
    f"|[1-4一二三]{_TO}[2-4二三四]季度|(?:第|前)?[一二三四1-4]季度|{HOLIDAY}"
)
"""5月1日至7日, 1-9月, 1月至9月, 前三季度, 春节期间: what dates wherever it stands."""
DAY_OF_YEAR = "[0-9]{1,2}月(?:[0-9]{1,2}日(?:[上下]午)?|份|[上中下]旬|[底末初])?前?"
"""9月8日, 10月份, 6月底前."""
BARE_DATE = f"{SPAN_OF_YEAR}|{DAY_OF_YEAR}"
WORDINGS = rf"""
    (?P<until> 力争到 | 争取到 | 截至到? | 截止到? | 到 | 至 | 由 | 从 | 自 )? (?:
        [“‘"]? (?P<plan> 十[一二三四五六]?五 ) [”’"]?
            (?P<phase> 时期 | 期间 | 规划期末 | 规划期间? | 末期 | 期末 | 末 | 后期 | 后三年 | 以来 | 五年 )
      | (?P<from> (?:19|20)[0-9]{{2}} ) (?: 年? [-—～至到]{{1,2}} | 年[、和与] ) (?P<to> (?:19|20)[0-9]{{2}} ) 年
      | (?P<year> (?:19|20)[0-9]{{2}} | 二[〇○零][一二三四五〇○零]{{2}} ) 年
            (?: (?: {SPAN_OF_YEAR} ) | [0-9]{{1,2}}月份? (?:[0-9]{{1,2}}日)? )?
            (?P<part> 年?底 | 年?末 | 以前 | 之前 | 前(?![0-9列沿]) | 以来 | 迄今 | 至今 | 度 | 初
              | 全年 | [上下]半年 )?
    )
  | (?P<five> (?:过去|近|这)?五年(?:来|间) | 过去五年 | 五年(?=[，累实]) )
  | (?P<section> [今当]年 (?: {SPAN_OF_YEAR} | [0-9]{{1,2}} 月份? | [上下]半年 )
      | 截[至止]到? [0-9]{{1,2}} 月 (?: [份底末] | [0-9]{{1,2}} 日 )? | {_words("section_years")}
      | 年度 (?! 报销 | 任务 | 目标 | 计划 | 考核 | 预算 | 限额 | 服务时 | 工作 ) )
  | (?P<origin> [由从] (?:上年|去年) 的 )
  | (?P<floating> 去年 (?: {SPAN_OF_YEAR} | [0-9]{{1,2}} 月份? ) | (?:近|最近|过去) {COUNT} 年来? | {COUNT} 年来
      | {_words("floating")} | (?:[12][0-9]世纪)? [0-9]0年代 (?:以来|初|末|中期)? )
  | (?P<date> (?<![年月0-9.]) (?: (?:到|至|截至|截止) (?=[0-9]) )? (?: (?P<span> {SPAN_OF_YEAR} ) | {DAY_OF_YEAR} )
      | (?: 第[0-9一二三四五六七八九十]{{1,3}}届 )? “[^”，。“]{{2,10}}”期间 )
    """
FIRST = '[到至由从自力争截“‘"0-9一二三四五六七八九十两过近这今当去第前年'
FIRST += "".join(sorted({word[0] for name in WORDS for word in WORDS[name].split()})) + "]"
"""What a phrase begins with: one look at most characters."""
PHRASE = re.compile(f"(?={FIRST}) (?: {WORDINGS} )", re.VERBOSE)
_SINCE = rf"(?: (?P<since> (?:19|20)[0-9]{{2}} ) 年[起开]始?，? )? (?P<within> {COUNT} ) 年 [之以]? 内"
WITHIN_YEARS = re.compile(
    rf"(?={FIRST}) (?: {_SINCE} | {WORDINGS} )",
    re.VERBOSE,
)
"""2012年起5年内, and all other phrases: for the few sentences that hold such words."""
SINCE_THEN = re.compile("[^，。；：\n0-9]{0,14}以来")
"""自2025年4月30日|正式运行以来: the end of a span that has begun."""
VALUE_COMPARED = re.compile("的约?[0-9.]+(?![0-9.]*(?:倍|%|％|个百分点))")
"""比2005年|的6.98亿元增72.78%: the year of the value that is compared with, and not of the change."""
SHARE_OF = re.compile("[^，。；0-9]{0,12}的[0-9.]+(?:倍|%|％)")
COMPARING = re.compile("[比较与]上?$")
NOT_DATING = frozenset("在于每（《“第")
OPENING = frozenset("。！？\n，；：、") | {""}
COMPARED = frozenset("较比是于与同按为")
RISING = frozenset("增减扩加高少长大升降展")
NAMED_BY_YEAR = re.compile("(?:[^，。；：“”]{0,6}(?:行动方案|实施方案|行动计划|工作要点|工作方案|工作计划))")


def fixed_years(found: re.Match[str]) -> Years | None:
    """The years that a phrase fixes by itself."""
    words = found.group().removeprefix("力争").removeprefix("争取")
    until = found["until"] in ("到", "至", "力争到", "争取到", "截至", "截至到", "截止", "截止到")
    if found["plan"]:
        first = FIVE_YEAR_PLANS.get(found["plan"])
        if first is None:
            return None
        phase = found["phase"]
        if phase in ("末", "末期", "期末", "规划期末", "后期"):
            return Years(words, None if until or phase == "后期" else first + 4, first + 4)
        return Years(words, first, None if phase == "以来" else first + 4)
    if found["from"]:
        return Years(words, int(found["from"]), int(found["to"]))
    year = int(found["year"]) if found["year"][0] in "12" else chinese_value(found["year"].replace("○", "〇"))
    if year is None:
        return None
    if found["part"] in ("以来", "迄今", "至今"):
        return Years(words, year, None)
    return Years(words, None if until or found["part"] in ("前", "之前", "以前") else year, year)


def _within(found: re.Match[str]) -> Years:
    """5年内 fixes no year; 2012年起5年内 fixes five."""
    number = found["within"]
    count = int(number) if number.isdigit() else chinese_value(number)
    if found["since"] is None or not count:
        return Years(found.group(), None, None)
    first = int(found["since"])
    return Years(found.group(), first, first + count - 1)


def _dates(text: str, found: re.Match[str], low: int) -> bool:
    """Whether a day or span of no year dates what follows: 9月8日，…, 1-9月完成…; but not 集中在5-9月, 10月14日电."""
    begin, stop = found.span()
    before = text[begin - 1] if begin > low else ""
    behind = text[stop : stop + 1]
    if before in NOT_DATING or behind in ("电", "讯", "起") or text.startswith("以来", stop):
        return False
    last = found.group()[-1]
    return before in OPENING or behind == "，" or last in "底末前间份" or found["span"] is not None


def read_phrases(text: str, start: int, end: int) -> list[Phrase]:
    """The period phrases of the sentence ``text[start:end]``; what a figure is compared with (较2015年) is none."""
    phrases: list[Phrase] = []
    span = text.find("内", start, end) >= 0
    for found in (WITHIN_YEARS if span else PHRASE).finditer(text, start, end):
        begin, stop = found.span()
        words = found.group()
        if found["date"] and not _dates(text, found, start):
            continue
        if (found["section"] or found["floating"] or found["date"]) and COMPARING.search(
            text, max(start, begin - 2), begin
        ):
            continue  # 与去年同期相比增长, 比上年末提高
        if found["origin"]:
            phrases.append(Phrase(begin, stop, "origin", Years(words[1:-1], None, None)))
        elif found["section"] or found["date"]:
            phrases.append(Phrase(begin, stop, "section", Years(words, None, None)))
        elif span and found["within"]:
            phrases.append(Phrase(begin, stop, "floating", _within(found)))
        elif found["five"]:
            phrases.append(Phrase(begin, stop, "five", Years(words, None, None)))
        elif found["floating"]:
            phrases.append(Phrase(begin, stop, "floating", Years(words, None, None)))
        else:
            before = text[begin - 1] if begin > start else ""
            if found["until"] == "到" and before == "达" and SHARE_OF.match(text, stop, end):
                continue  # 达到2020年全年总收入的70%
            origin = found["until"] in ("由", "从", "自")
            if not found["until"] and before in COMPARED and text[begin - 2 : begin] not in ("整为", "化为", "变为"):
                compared = fixed_years(found) if before in "比较" and VALUE_COMPARED.match(text, stop, end) else None
                if compared:
                    phrases.append(Phrase(begin, stop, "origin", compared))
                continue  # 较2015年, 是2015年的1.71倍; but 调整为2020年的3.3:22.3:74.4 dates what follows
            if enclosing_phrase(text, begin, stop) == "name":
                continue
            if found["year"] and not found["until"] and NAMED_BY_YEAR.match(text, stop):
                continue  # 落实“三年过万亿”2022年行动方案
            if not found["plan"] and enclosing_phrase(text, begin, stop) is not None:
                continue
            if found["part"] in ("前", "之前", "以前") and text[stop : stop + 1] in "建的":
                continue
            if found["part"] in ("底", "年底", "末", "年末") and text.startswith("前建成的", stop):
                continue  # 2000年之前建成的老旧小区
            years = fixed_years(found)
            if years is None:
                continue
            if (
                found["part"] in ("底", "年底", "末", "年末")
                and text[stop : stop + 1] == "前"
                and years.last is not None
            ):
                phrases.append(Phrase(begin, stop + 1, "fixed", Years(words + "前", None, years.last)))
                continue  # 2025年底前
            since = SINCE_THEN.match(text, stop, end) if found["until"] in ("自", "从") else None
            if since and years.first is not None:
                years = Years(text[begin : since.end()], years.first, None)
                phrases.append(Phrase(begin, since.end(), "fixed", years))
                continue
            if found["until"] in ("到", "至") and before in RISING and years.last is not None and found["year"]:
                # 由2017年的20.1亿元增加到2022年的27.6亿元: what is said next is of the section's years again
                years = Years(words[1:], years.last, years.last)
                if text[stop : stop + 1] == "的":
                    phrases.append(Phrase(begin, stop, "reached", years))
                    continue
            if origin:
                years = years._replace(text=words[1:])
                phrases.append(Phrase(begin, stop, "origin" if text[stop : stop + 1] == "的" else "fixed", years))
            elif text[stop : stop + 1] == "的" and text[stop + 1 : stop + 2].isdigit():
                phrases.append(Phrase(begin, stop, "fixed" if found["until"] else "origin", years))
            else:
                phrases.append(Phrase(begin, stop, "fixed", years))
    return phrases
