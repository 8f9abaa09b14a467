"""Repair the layout of a text: wrapped lines, newspaper columns, stray blanks, page marks.

Three layouts are told apart by measuring the lines:

- one paragraph a line (web pages): a line end is a paragraph end;
- lines wrapped at a width (PDF, newspaper columns, with or without a blank line between every line): a full line goes
  on in the next one, a short line ends its paragraph;
- wrapped and indented (PDF of a notice): a line that starts further right begins a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.text.repaired import RemovedPassage, RepairedText
from pipelines.text.script import for_matching, script_of

GAP = re.compile(
    r"""
    (?: [\s\ufeff\u200b-\u200f\u2060\ue5e5\ue5f1]+          # blanks of every width, line ends, invisible marks
      | (?<!\S) [—–－-]{1,2} [^\S\n]* [0-9０-９]{1,4} [^\S\n]* [—–－-]{1,2} (?=[^\S\n]*$)      # — ２ —, - 3 -
      | (?<!\S) 第 [^\S\n]* [0-9０-９]{1,4} [^\S\n]* 页
        (?: [^\S\n]* [，,/／]? [^\S\n]* 共 [^\S\n]* [0-9０-９]{1,4} [^\S\n]* 页 )? (?=[^\S\n]*$)
      | [（(] (?:下转|上接|下轉|上接) [^（）()\n]{1,12} 版? [）)]     # （下转B5版）
    )+
    """,
    re.VERBOSE | re.MULTILINE,
)
PAGE_MARK = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060\ue5e5\ue5f1](?:[^\n]*[^\s])?")
LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
INDENT = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*$")

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
ENDS_SENTENCE = frozenset("。！？!?；;：:”’")
INSIDE_SENTENCE = re.compile("[，。；,;]")
LETTER = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
DIGIT = re.compile(r"[0-9０-９]")

WIDEST_COLUMN = 160
"""Half widths: no printed line of Chinese is longer than 80 characters."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer blanks, and the gap behind it."""

    start: int
    end: int
    width: int
    indent: int
    blank_after: bool


def repair(raw: str) -> RepairedText:
    """Repair the layout of ``raw``; linear in its length, never raises."""
    gaps = [match.span() for match in GAP.finditer(raw)]
    lines, breaks = _measure(raw, gaps)
    joined = _joined_lines(raw, lines)
    pieces: list[str] = []
    starts: list[int] = [0]
    origins: list[int] = [0]
    removed: list[RemovedPassage] = []
    position = length = 0
    for index, (start, end) in enumerate(gaps):
        if start > position:
            pieces.append(raw[position:start])
            length += start - position
        line = breaks.get(index)
        if line is not None:
            keep = "\n" if not joined[line] else _inner_blank(raw, start, end, wrapped=True)
        else:
            keep = _inner_blank(raw, start, end, wrapped=False)
        if keep and length and end < len(raw):
            pieces.append(keep)
            length += 1
        starts.append(length)
        origins.append(end)
        position = end
        if not raw[start:end].isspace():
            removed.extend(
                RemovedPassage(start + mark.start(), start + mark.end(), "page_mark")
                for mark in PAGE_MARK.finditer(raw[start:end])
            )
    pieces.append(raw[position:])
    text = "".join(pieces)
    script = script_of(text)
    return RepairedText(raw, text, for_matching(text, script), script, starts, origins, removed)


def _inner_blank(raw: str, start: int, end: int, *, wrapped: bool) -> str:
    """What stands for a gap inside a paragraph: a blank between Latin words or numbers, else nothing."""
    if start == 0 or end >= len(raw):
        return ""
    before, after = raw[start - 1], raw[end]
    if LETTER.match(before) and LETTER.match(after):
        return " "
    if DIGIT.match(after) and (DIGIT.match(before) or before in ".．") and not wrapped:
        return " "
    return ""


def _measure(raw: str, gaps: Sequence[tuple[int, int]]) -> tuple[list[_Line], dict[int, int]]:
    """The lines of the text, and for each gap that ends a line the number of that line."""
    lines: list[_Line] = []
    breaks: dict[int, int] = {}
    position = indent = 0
    # A page saved as one line keeps its paragraphs apart by the blanks that indented them: 。　  一、环境形势　  党中央
    one_line = raw.count("\n") * 1500 < len(raw) > 1500
    for index, (start, end) in enumerate(gaps):
        gap = raw[start:end]
        ends = len(LINE_END.findall(gap)) or (one_line and end - start >= 2 and "\u3000" in gap)
        if not ends:
            continue
        if start > position:
            lines.append(_Line(position, start, _width(raw, position, start), indent, ends > 1))
        if lines:
            breaks[index] = len(lines) - 1
        found = INDENT.search(gap)
        indent = found.end() - found.start() if found else 0
        position = end
    if position < len(raw):
        lines.append(_Line(position, len(raw), _width(raw, position, len(raw)), indent, False))
    return lines, breaks


def _width(raw: str, start: int, end: int) -> int:
    """Half widths of a line: Chinese characters count two. Long lines are not measured exactly."""
    if end - start > WIDEST_COLUMN:
        return 2 * (end - start)
    line = raw[start:end]
    quotes = line.count("“") + line.count("”") + line.count("‘") + line.count("’")  # set narrow in newspaper columns
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2 - quotes


def _joined_lines(raw: str, lines: Sequence[_Line]) -> list[bool]:
    """For each line whether it goes on in the next one."""
    width = _column_width(raw, lines)
    if width is None:
        return [_open_bracket(raw, lines, i) for i in range(len(lines))]
    spaced = _blank_between_all(lines)
    flush = min((line.indent for line in lines if line.width >= width - 6), default=0)
    indented = sum(line.indent >= flush + 2 for line in lines)
    by_indent = len(lines) < indented * 16 and indented * 2 < len(lines)
    rows = "\t" in raw
    joined: list[bool] = []
    for i, line in enumerate(lines[:-1]):
        after = lines[i + 1]
        near = max(other.width for other in lines[max(0, i - 3) : i + 4] if other.width <= width + 4 or other is line)
        # A column cut by a page tool gets a blank line before a line that opens with a quotation mark.
        blank = line.blank_after and not spaced and raw[after.start] not in "“‘「『"
        running = i > 0 and joined[-1]
        ended = _ends_sentence(raw, line, running=running)
        begins = PARAGRAPH_BEGINS.match(raw, after.start) is not None
        if rows and (_is_row(raw, line) or _is_row(raw, after)):
            joined.append(False)
        elif _bracket_closes(raw, line, after) and not begins:
            joined.append(True)
        elif after.indent >= flush + 2:
            joined.append(False)
        elif ended:
            # A full line may end its paragraph: the next one then lost its indent and is shorter than its neighbours.
            full = line.width >= near - 5
            shorter = near - 8 <= after.width <= near - 3 and raw[after.end - 1] not in ENDS_SENTENCE
            joined.append(full and not blank and not begins and (by_indent or not shorter))
        elif running or by_indent:
            joined.append(line.width * 2 >= near and not (begins and line.width < near - 5))
        elif INSIDE_SENTENCE.search(raw, line.start, line.end):
            joined.append(line.width * 2 >= near)  # 打造服务矩阵。以评选最 / 美“温馨家园”: no heading has a full stop
        else:
            # The first line of a paragraph lost its indent (发挥基层党组织轴心作 / 用。); a heading is shorter still.
            joined.append(line.width >= near - 2 if blank else line.width * 3 >= near * 2)
    joined.append(False)
    return joined


def _bracket_closes(raw: str, line: _Line, after: _Line) -> bool:
    """Whether a bracket is open at the end of the line and closed in the next: （2024— / 2027年）》的通知."""
    if line.end - line.start > WIDEST_COLUMN:
        return False
    text, rest = raw[line.start : line.end], raw[after.start : after.end]
    for opening, closing in ("（）", "()", "〔〕", "《》"):
        if text.rfind(opening) > text.rfind(closing) and -1 < rest.find(closing) < (
            rest.find(opening) % (len(rest) + 1)
        ):
            return True
    return False


def _ends_sentence(raw: str, line: _Line, *, running: bool) -> bool:
    """Whether a line ends a sentence; a closing quotation mark alone (构筑凝“新”暖“心”) does not."""
    last = raw[line.end - 1]
    if last in "”’":
        return raw[line.end - 2 : line.end - 1] in ENDS_SENTENCE or not running
    return last in ENDS_SENTENCE


def _column_width(raw: str, lines: Sequence[_Line]) -> int | None:
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


def _is_row(raw: str, line: _Line) -> bool:
    """Whether a line is a row of a table: three cells or more, parted by tabs."""
    return raw.count("\t", line.start, line.end) > 1


def _blank_between_all(lines: Sequence[_Line]) -> bool:
    return sum(line.blank_after for line in lines) * 10 >= len(lines) * 8


def _open_bracket(raw: str, lines: Sequence[_Line], index: int) -> bool:
    """A line of an unwrapped text that breaks inside a bracket goes on, unless a new item begins behind it."""
    if index + 1 >= len(lines):
        return False
    line, after = lines[index], lines[index + 1]
    if line.width < 24 or line.blank_after or PARAGRAPH_BEGINS.match(raw, after.start):
        return False
    tail = raw[max(line.start, line.end - 400) : line.end]
    return any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in ("（）", "()", "〔〕", "《》"))
