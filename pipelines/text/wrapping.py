"""Tell which lines of a text were wrapped and go on in the next one.

Three layouts are told apart by measuring the lines:

- one paragraph a line (web pages): a line end is a paragraph end;
- lines wrapped at a width (PDF, newspaper columns, with or without a blank line between every line): a full line goes
  on in the next one, a short line ends its paragraph;
- wrapped and indented (PDF of a notice): a line that starts further right begins a paragraph.

Lines cut at a fixed count of characters (a text folded by a program) are full only with that count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.text.measured_lines import WIDEST_COLUMN, Line

PARAGRAPH_BEGINS = re.compile(
    r"""
    第[一二三四五六七八九十百0-9]+[章节编篇部条]            # 第一章
    | [一二三四五六七八九十]{1,3}、                        # 一、
    | [（(][一二三四五六七八九十0-9０-９]{1,3}[）)]          # （一）
    | [0-9０-９]{1,3}[.．、](?![0-9０-９])                   # 1.
    | 专栏 | 附件 | 附表 | 注[：:] | ——
    """,
    re.VERBOSE,
)
STATEMENT_BEGINS = re.compile(
    r"""
    (?: 索\s?引\s?号 | 发布机构 | 发文(?:机关|机构|单位|日期|字号) | 成文日期 | 标\s?题 | 文\s?号 | 主\s?题\s?词
      | 内容概述 | 时\s?效 | 信息来源 | 来\s?源 | 发布(?:日期|时间) | 公开日期 ) [^\S\n]* (?: [：:] | [^\S\n] | $)
    | [\u4e00-\u9fff]{1,10}[〔\[](?:19|20)[0-9]{2}[〕\]]第?[0-9]{1,4}[号號][^\S\n]*$      # 海政发〔2022〕1号
    """,
    re.VERBOSE | re.MULTILINE,
)
"""信息来源:海州 发布日期:2022-01-29: what a page states of its document never goes on a line above."""
SALUTATION_BEGINS = re.compile(r"各[^。；;]{1,24}(?:人民政府|办事处|街道|[委局办]|委员会|单位|部门|單位|部門|辦事處)")
ENDS_TITLE = re.compile(
    r"(?:通知|意见|意見|方案|规划|規劃|计划|計劃|办法|辦法|决定|決定|通报|批复|公告|报告|報告)[）)》]?$"
)
ENDS_SENTENCE = frozenset("。！？!?；;：:”’")
INSIDE_SENTENCE = re.compile("[，。；,;]")
NEVER_FIRST = frozenset("，。、；：,;:）)》")
OPENING_QUOTES = frozenset("“‘「『")
STOPS = frozenset("。！？!?；;")
NUMBER_NEAR = re.compile(r"[^0-9，。、；\n]?[0-9]")
PAIRS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("《", "》"))

FEWEST_CUT = 8
FIRST_LINE_LACKS = 8
"""Half widths that the first line of a paragraph may lack: its indent of two characters, and its bold type."""


class _Cut(NamedTuple):
    """The size at which a program cut all lines: in half widths (``wide``) or in characters."""

    wide: bool
    full: int

    @property
    def slack(self) -> int:
        """What a full line may lack: a blank that was lost, a quotation mark counted wide."""
        return 3 if self.wide else 1

    def size(self, line: Line) -> int:
        return line.width + line.length - (line.end - line.start) if self.wide else line.length


class _Layout(NamedTuple):
    """How the lines of a text are set: half widths of a column, the size at which lines were cut, their indents."""

    width: int
    cut: _Cut | None
    flush: int
    by_indent: bool
    spaced: bool
    """Every line has a blank line behind it, which says nothing."""
    blanks_tell: bool
    """Blank lines stand where paragraphs end, and not inside sentences, where a column was cut."""
    rows: bool


def joined_lines(raw: str, lines: Sequence[Line]) -> list[bool]:
    """For each line whether it goes on in the next one."""
    layout = _layout(raw, lines)
    if layout is None:
        return [_goes_on_unwrapped(raw, lines, i) for i in range(len(lines))]
    joined: list[bool] = []
    for i in range(len(lines) - 1):
        joined.append(_goes_on(raw, lines, i, layout, running=i > 0 and joined[-1]))
    joined.append(False)
    return joined


def column_ends(raw: str, lines: Sequence[Line], joined: Sequence[bool]) -> set[int]:
    """The lines behind which a column ended inside a sentence: 城市党建由单兵 / (blank line) / 推进向系统建设."""
    if sum(line.blank_after for line in lines) * 10 >= len(lines) * 8:
        return set()
    # A page tool puts a blank line before a quotation mark in the middle of a column too.
    return {
        i
        for i, line in enumerate(lines)
        if line.blank_after
        and joined[i]
        and raw[line.end - 1] not in ENDS_SENTENCE
        and raw[lines[i + 1].start] not in OPENING_QUOTES
    }


def _layout(raw: str, lines: Sequence[Line]) -> _Layout | None:
    """How the lines are set, or None where a line is a paragraph."""
    width = _column_width(raw, lines)
    if width is None:
        return None
    flush = min((line.indent for line in lines if line.width >= width - 6), default=0)
    indented = sum(line.indent >= flush + 2 for line in lines)
    by_indent = len(lines) < indented * 16 and indented * 2 < len(lines)
    blanks = [line for line in lines if line.blank_after]
    torn = sum(line.width >= width - 4 and raw[line.end - 1] not in ENDS_SENTENCE for line in blanks)
    spaced = len(blanks) * 10 >= len(lines) * 8
    tell = not spaced and torn * 4 < len(blanks)
    return _Layout(width, _cut_at(raw, lines), flush, by_indent, spaced, tell, "\t" in raw)


def _cut_at(raw: str, lines: Sequence[Line]) -> _Cut | None:
    """The size at which lines were cut: many have it, hardly any are longer or a little shorter.

    No paragraph ends with a comma: where shorter lines do, a program wrapped the text between words.
    """
    for wide in (False, True):
        cut = _Cut(wide, 0)
        sizes = Counter(cut.size(line) for line in lines)
        full = max(sizes, key=lambda size: (sizes[size] + wide * sizes[size - 1], size))
        times = sizes[full] + wide * sizes[full - 1]
        longer = sum(found for size, found in sizes.items() if size > full)
        little = sum(sizes[full - 3 * wide - lack] for lack in (1, 2, 3, 4))
        if times < FEWEST_CUT or times * 4 < len(lines) or longer * 50 > len(lines) or little * 5 > times:
            continue
        between = sum(cut.size(line) < full - cut.slack and raw[line.end - 1] in "，、,(（" for line in lines)
        if between * 400 <= len(lines):
            return _Cut(wide, full)
    return None


def _goes_on(raw: str, lines: Sequence[Line], i: int, layout: _Layout, *, running: bool) -> bool:
    line, after = lines[i], lines[i + 1]
    width, flush = layout.width, layout.flush
    near = max(other.width for other in lines[max(0, i - 3) : i + 4] if other.width <= width + 4 or other is line)
    begins = PARAGRAPH_BEGINS.match(raw, after.start) is not None
    if layout.rows and (_is_row(raw, line) or _is_row(raw, after)):
        return False
    if raw[after.start] in NEVER_FIRST or (_bracket_closes(raw, line, after) and not begins):
        return True
    if _states_anew(raw, line, after) or (layout.blanks_tell and line.blank_after):
        return False
    if layout.cut is not None:
        return _was_cut(raw, line, after, layout.cut, begins=begins, running=running)
    if after.indent >= flush + 2:
        return False
    # A column cut by a page tool gets a blank line before a line that opens with a quotation mark.
    blank = line.blank_after and not layout.spaced and raw[after.start] not in OPENING_QUOTES
    if _ends_sentence(raw, line, running=running):
        # A full line may end its paragraph: the next one then lost its indent and is shorter than its neighbours.
        full = line.width >= near - 5
        shorter = near - 8 <= after.width <= near - 3 and raw[after.end - 1] not in ENDS_SENTENCE
        return full and not blank and not begins and (layout.by_indent or not shorter)
    if running or layout.by_indent:
        return line.width * 2 >= near and not (begins and line.width < near - 5)
    if INSIDE_SENTENCE.search(raw, line.start, line.end):
        return line.width * 2 >= near  # 打造服务矩阵。以评选最 / 美“温馨家园”: no heading has a full stop
    # The first line of a paragraph lost its indent (发挥基层党组织轴心作 / 用。); a heading is shorter still.
    lacks = 2 if blank else FIRST_LINE_LACKS
    return not begins and line.width >= near - lacks and line.width * 3 >= near * 2


def _was_cut(raw: str, line: Line, after: Line, cut: _Cut, *, begins: bool, running: bool) -> bool:
    """Whether a line of a text that was cut at a size goes on: it has that size, and no paragraph ends and begins
    there by chance; a blank at the cut may be lost."""
    size, last = cut.size(line), raw[line.end - 1]
    if size >= cut.full - cut.slack and line.length > line.indent + line.end - line.start:
        return True  # cut inside the blanks between a name and a date
    ended = last in STOPS
    if size < cut.full - cut.slack:
        # Some programs keep a number in one line: 农村土地成片流转比例 / 近70%, 386亿元， / 是2015年的1.54倍
        kept = NUMBER_NEAR.match(raw, after.start, after.end) is not None and not ended and last not in "）)"
        prose = running or INSIDE_SENTENCE.search(raw, line.start, line.end) is not None
        return prose and kept and not begins and size * 5 >= cut.full * 4
    return not ended if size < cut.full - cut.wide else not (begins and ended)


def _states_anew(raw: str, line: Line, after: Line) -> bool:
    """Whether the next line is a statement of its own (信息来源:…), or addresses those a title was made for."""
    if STATEMENT_BEGINS.match(raw, after.start) or STATEMENT_BEGINS.fullmatch(raw, line.start, line.end):
        return True
    title = ENDS_TITLE.search(raw, max(line.start, line.end - 8), line.end)
    return title is not None and SALUTATION_BEGINS.match(raw, after.start) is not None


def _bracket_closes(raw: str, line: Line, after: Line) -> bool:
    """Whether a bracket is open at the end of the line and closed in the next: （2024— / 2027年）》的通知."""
    if line.end - line.start > WIDEST_COLUMN:
        return False
    text, rest = raw[line.start : line.end], raw[after.start : after.end]
    for opening, closing in PAIRS:
        if text.rfind(opening) > text.rfind(closing) and -1 < rest.find(closing) < (
            rest.find(opening) % (len(rest) + 1)
        ):
            return True
    return False


def _ends_sentence(raw: str, line: Line, *, running: bool) -> bool:
    """Whether a line ends a sentence; a closing quotation mark alone (构筑凝“新”暖“心”) does not."""
    last = raw[line.end - 1]
    if last in "”’":
        return raw[line.end - 2 : line.end - 1] in ENDS_SENTENCE or not running
    return last in ENDS_SENTENCE


def _column_width(raw: str, lines: Sequence[Line]) -> int | None:
    """The width lines are wrapped at, or None where a line is a paragraph."""
    if "\t" in raw:  # the rows of a table are no lines that were wrapped
        lines = [line for line in lines if not _is_row(raw, line)]
    if len(lines) < 4:
        return None
    widths = sorted(line.width for line in lines)
    width = widths[int(len(widths) * 0.9)]
    if width > WIDEST_COLUMN or width < 16:
        return None
    full = [line for line in lines if width * 0.84 <= line.width <= width + 6]
    running = sum(raw[line.end - 1] not in ENDS_SENTENCE for line in full)
    if len(full) * 2 < len(lines) or running * 5 < len(full) * 3:
        return None
    return width


def _is_row(raw: str, line: Line) -> bool:
    """Whether a line is a row of a table: three cells or more, parted by tabs."""
    return raw.count("\t", line.start, line.end) > 1


def _goes_on_unwrapped(raw: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line of an unwrapped text goes on: it breaks inside a bracket, or a page ended inside a sentence."""
    if index + 1 >= len(lines):
        return False
    line, after = lines[index], lines[index + 1]
    if line.width < 24 or line.blank_after or PARAGRAPH_BEGINS.match(raw, after.start):
        return False
    if line.page_ends and raw[line.end - 1] not in ENDS_SENTENCE and INSIDE_SENTENCE.search(raw, line.start, line.end):
        return after.indent <= line.indent and not _states_anew(raw, line, after)
    tail = raw[max(line.start, line.end - 400) : line.end]
    return any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in PAIRS)
