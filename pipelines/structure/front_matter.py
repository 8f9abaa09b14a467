"""The lines of a document that are not its text: what stands before it, signs it and closes it.

Before: the table of an information page (索引号, 发布机构, 文号), navigation, title, speaker, contents. Between
a letter and what it encloses: signature, date, 附件 and the enclosure's title. After: 抄送, 印发, links of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.structure.dates import Date, find_date
from pipelines.structure.headings import NAMED_PARTS
from pipelines.structure.lines import Line, has_gap_before
from pipelines.structure.numbering import marker_at
from pipelines.text.repaired import RepairedText

LONGEST_HEADER = 60
"""Lines; a longer run of short lines is a table or a list, not a header."""
LONGEST_TITLE_LINE = 60
SHORTEST_SENTENCE = 10
LONGEST_SIGNATURE = 3
LONGEST_ENCLOSURE = 5
MOST_DATE_LINES = 4
FIRST_OF_YEAR = frozenset("12一二")

CLOSING = re.compile(
    r"""
    抄送 | 主送 | 分送 | 附送 | 抄报 | .{0,8}扫一扫 | .{0,6}扫码 | 分享 | 相关(?:文章|链接|阅读|附件|稿件|信息|解读)
    | [（(【]?(?:作者|责任编辑|责编|编辑|记者|通讯员|审核|初审|校对|来源|摘自|摘编自|转自|原题|原载|原标题|编审|终审)
    | 打印 | 关闭 | 【打印 | 上一[篇条] | 下一[篇条] | 返回 | 版权 | 主办单位 | 承办单位 | 网站标识 | .{0,4}ICP备
    | 浏览 | 阅读 | 点击
    | 此件(?:公开|主动|依申请) | [（(]?此件 | (?:信息)?公开(?:方式|形式|选项|属性) | 联系(?:人|电话|方式)
    """,
    re.VERBOSE,
)
PRINTED_BY = re.compile(
    r"(?<=[。；）〕】\n])(?P<body>[^。；）〕】\n，]{3,30}?)(?P<date>[0-9〇○一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)(?:印发|印制)$"
)
SALUTATION = re.compile(
    r"[^。；，]{2,40}[、，](?:[^。；]{0,40})?(?:各|直属|有关)[^。；]{0,24}(?:单位|部门|机构|政府|委会|企业|局|办)：$|(?:各|.{2,12}(?:人民政府|委员会|人民代表大会)[，：]).{0,120}：$|(?:各位|尊敬的).{1,20}[：！]|(?:同志们|各位代表)[，：！]"
)
TABLE_HEADING = re.compile(
    r"(?:序\s?号|编号|类别|指标(?:名称)?|(?:重点|工作|主要)?任务(?:名称|内容)?|(?:责任|牵头|配合)(?:单位|部门)|完成时限|项目名称)"
    r"(?:$|.{0,50}(?:单位|部门|任务|指标|时限|目标))"
)
TITLE_AND_NUMBER = re.compile(r"[^。；\n]{4,90}?〔(?:19|20)[0-9]{2}〕第?[0-9]{1,4}号")
CONTENTS = re.compile(r"目\s?录$")
PAGE_OF_CONTENTS = re.compile(r"[.…·—\-\s]*[0-9]{0,3}$")
SHORT_SENTENCE = re.compile(r"(?![（(【])[^\n]*[\u4e00-\u9fff0-9％%][。；]$")
"""2021年村集体纯收入4000多元；: no title ends with such a mark."""
ENCLOSURE = re.compile(r"附\s?(?:件|表|录)[0-9一二三四五六七八九十]{0,2}(?:[：:]|$)")
BODY_NAME = re.compile(
    r"(?:人民政府|政府|委员会|办公[室厅]|国务院|[局厅部院]|中心|领导小组|指挥部|[省市县区]委|总队|支队|协会|公司)(?:（[^（）]{1,8}）)?$"
)


class Signature(NamedTuple):
    """Who signed a document and when; ``body_start`` to ``body_end`` is the name, both equal where none is printed."""

    body_start: int
    body_end: int
    date: str
    date_start: int
    date_end: int


class FrontMatter(NamedTuple):
    """Spans of the lines that are not text, in order and apart; header is how many of them come before the text."""

    spans: list[tuple[int, int]]
    header: int
    signature: Signature | None


def find_front_matter(text: RepairedText, lines: Sequence[Line]) -> FrontMatter:
    """The front and back matter of the document."""
    match = text.match
    first = _header_lines(match, lines)
    spans = [(line.start, line.end) for line in lines[:first]]
    if first < len(lines) and (glued := TITLE_AND_NUMBER.match(match, lines[first].start, lines[first].end)):
        spans.append(glued.span())
    rest, signature, letter = _letter(text, lines, first)
    # A web page repeats its headline above the text and below it.
    repeated = {match[line.start : line.end] for line in lines[:first] if line.end - line.start >= 8}
    again = [
        line for line in lines[first:] if line.end - line.start <= 120 and match[line.start : line.end] in repeated
    ]
    spans += letter
    spans += [(line.start, line.end) for line in again]
    spans += _closing(match, lines, rest, frozenset(again))
    return FrontMatter(_apart(spans), first, signature)


def is_sentence(match: str, line: Line) -> bool:
    """Whether a line is running text."""
    length = line.end - line.start
    last = match[line.end - 1]
    return (length >= 40 and last in "。！？”；：") or (length > LONGEST_TITLE_LINE and match.count("，", *line) > 1)


def _header_lines(match: str, lines: Sequence[Line]) -> int:
    """How many lines stand before the text."""
    index = 0
    while index < min(len(lines), LONGEST_HEADER):
        line = lines[index]
        if CONTENTS.match(match, line.start, line.end):
            index = _after_contents(match, lines, index)
            continue
        if _begins_text(match, line) or _begins_list(match, lines, index):
            return index
        index += 1
    # Short lines up to here and no text behind them: a list, or a table.
    return 0 if index >= LONGEST_HEADER or index == len(lines) > 3 else min(index, 1)


def _begins_text(match: str, line: Line) -> bool:
    if SALUTATION.match(match, line.start, line.end) or is_sentence(match, line):
        return True
    if line.end - line.start >= SHORTEST_SENTENCE and SHORT_SENTENCE.match(match, line.start, line.end):
        return True
    if line.end - line.start <= LONGEST_TITLE_LINE and TABLE_HEADING.match(match, line.start, line.end):
        return True
    marker = marker_at(match, line.start)
    if marker is not None and marker.style not in ("digit", "bracket_digit", "circled"):
        return True
    return match[line.start : line.end] in NAMED_PARTS


def _begins_list(match: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first of a numbered list: 1、新建医院12家 / 2、床位数达到4.3张."""
    if index + 1 >= len(lines):
        return False
    first, second = (marker_at(match, line.start) for line in lines[index : index + 2])
    return (
        first is not None
        and second is not None
        and first.style == second.style
        and (first.number, second.number) == (1, 2)
    )


def _after_contents(match: str, lines: Sequence[Line], index: int) -> int:
    """The line behind a table of contents: where its first entry comes again."""
    if index + 2 >= len(lines):
        return index + 1
    entry = _entry(match, lines[index + 1])
    for later in range(index + 2, min(len(lines), index + 200)):
        if _entry(match, lines[later]) == entry:
            return later
    return index + 1


def _entry(match: str, line: Line) -> str:
    return PAGE_OF_CONTENTS.sub("", match[line.start : line.end])


def _letter(
    text: RepairedText, lines: Sequence[Line], first: int
) -> tuple[int, Signature | None, list[tuple[int, int]]]:
    """The signature of a letter and the title of its enclosure; the line behind them."""
    match = text.match
    signature: Signature | None = None
    spans: list[tuple[int, int]] = []
    rest = first
    dated = [(index, date) for index in range(first, len(lines)) if (date := _date_line(text, lines[index]))]
    if len(dated) > MOST_DATE_LINES:
        return rest, None, []  # the cells of a table: 完成时限 2022年6月30日
    for index, date in dated:
        if index < rest:
            continue
        begin = _signing_lines(match, lines, index, first)
        printed = signature is not None and match.endswith(("印发", "印制"), 0, lines[index].end)
        if signature is None or (begin < index and not printed):  # 政府办公室 / 1月28日印发: the imprint at the foot
            span = (lines[begin].start, lines[index - 1].end) if begin < index else (date.start, date.start)
            signature = Signature(*span, date.value, date.start, date.end)
        spans += _enclosures_named(match, lines, begin)
        spans += [(other.start, other.end) for other in lines[begin : index + 1]]
        rest = index + 1
        while rest < len(lines) and rest - index <= LONGEST_ENCLOSURE and _names_enclosure(match, lines[rest]):
            spans.append((lines[rest].start, lines[rest].end))
            rest += 1
    return rest, signature, spans


def _date_line(text: RepairedText, line: Line) -> Date | None:
    """The date that is all of a line, or that the title of an enclosure was glued to."""
    match = text.match
    if line.end - line.start > LONGEST_TITLE_LINE or match[line.start] not in FIRST_OF_YEAR:
        return None
    date = find_date(match, line.start, line.end)
    if date is None or date.start != line.start:
        return None
    behind = match[date.end : line.end]
    if behind in ("", "印发", "。") or (has_gap_before(text, date.end) and not re.search("[。；，：]", behind)):
        return date
    return None


def _signing_lines(match: str, lines: Sequence[Line], index: int, first: int) -> int:
    """The first line of the signing body above a date."""
    begin = index
    while begin > first and index - begin < LONGEST_SIGNATURE:
        line = lines[begin - 1]
        if line.end - line.start > 40 or match[line.end - 1] in "。；：，" or ENCLOSURE.match(match, line.start):
            break
        if begin == index and not BODY_NAME.search(match, line.start, line.end):
            break
        if begin < index and marker_at(match, line.start):
            break
        begin -= 1
    return begin


def _enclosures_named(match: str, lines: Sequence[Line], begin: int) -> list[tuple[int, int]]:
    """The lines above a signature that name what is enclosed: 附件：…"""
    for index in range(begin - 1, max(begin - 6, -1), -1):
        if ENCLOSURE.match(match, lines[index].start):
            return [(line.start, line.end) for line in lines[index:begin]]
    return []


def _names_enclosure(match: str, line: Line) -> bool:
    """Whether a line behind a signature is 附件 or the title of what is enclosed."""
    return not _begins_text(match, line) and line.end - line.start <= LONGEST_TITLE_LINE and match[line.end - 1] != "。"


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, each once."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return result


def _closing(match: str, lines: Sequence[Line], rest: int, again: frozenset[Line]) -> list[tuple[int, int]]:
    """The lines behind the text, and a printing note glued to its last one."""
    spans: list[tuple[int, int]] = []
    index = len(lines) - 1
    while index >= rest and index >= len(lines) - 40:
        line = lines[index]
        printed = PRINTED_BY.search(match, max(0, line.start - 1), line.end) if line.end - line.start < 20_000 else None
        if printed is not None and printed.start() > line.start:
            spans.append(printed.span())
            break
        closes = line in again or (CLOSING.match(match, line.start) is not None and line.end - line.start < 200)
        if not (closes or printed is not None):
            break
        spans.append((line.start, line.end))
        index -= 1
    return spans[::-1]
