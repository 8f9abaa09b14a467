"""The lines of a text as received, with their widths, indents and the blanks behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
INDENT = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*\Z")
MARK = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060\ue5e5\ue5f1]")

WIDEST_COLUMN = 160
"""Half widths: no printed line of Chinese is longer than 80 characters."""


class Line(NamedTuple):
    """A line without its outer blanks, and the gap behind it; ``length`` counts its characters with those blanks."""

    start: int
    end: int
    width: int
    indent: int
    length: int
    blank_after: bool
    page_ends: bool


def measure(raw: str, gaps: Sequence[tuple[int, int]]) -> tuple[list[Line], dict[int, int]]:
    """The lines of the text, and for each gap that ends a line the number of that line."""
    lines: list[Line] = []
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
            page_ends = MARK.search(gap) is not None
            first = LINE_END.search(gap)
            length = indent + start - position + (first.start() if first else 0)
            width = _width(raw, position, start)
            lines.append(Line(position, start, width, indent, length, ends > 1 and not page_ends, page_ends))
        if lines:
            breaks[index] = len(lines) - 1
        found = INDENT.search(gap)
        indent = found.end() - found.start() if found else 0
        position = end
    if position < len(raw):
        end = len(raw)
        lines.append(Line(position, end, _width(raw, position, end), indent, end - position + indent, False, False))
    return lines, breaks


def _width(raw: str, start: int, end: int) -> int:
    """Half widths of a line: Chinese characters count two. Long lines are not measured exactly."""
    if end - start > WIDEST_COLUMN:
        return 2 * (end - start)
    line = raw[start:end]
    quotes = line.count("“") + line.count("”") + line.count("‘") + line.count("’")  # set narrow in newspaper columns
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2 - quotes
