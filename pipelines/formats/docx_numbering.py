"""The numbers Word sets before paragraphs (一、 （一） 1.), which no paragraph's own text holds.

After ISO/IEC 29500-1, 17.9: a paragraph, or its style, names a list and a level; a level has a form of number and a
pattern (``第%1章``); counting on a level restarts those below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from pipelines.formats.docx_names import W, attribute, is_on, number

LEVELS = 9
PLACE = re.compile("%([1-9])")
MOST_BASES = 20
"""Styles a style may be based on, one on the other: a circle ends there."""

Number = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where it starts, its form of number, its pattern."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    blank: bool = True
    """Whether something stands between the number and the text."""
    legal: bool = False
    """All places of the pattern in Arabic digits."""


class Numbering:
    """Counts the paragraphs of a document, which are given in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.abstract: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self.level_of_style: dict[tuple[str, str], int] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()
        self.styles = {attribute(style, "styleId"): style for style in _all(styles, "style")}
        for entry in _all(numbering, "abstractNum"):
            name = attribute(entry, "abstractNumId") or ""
            self.abstract[name] = {_level_number(level): _level(level) for level in _all(entry, "lvl")}
            for level in _all(entry, "lvl"):
                style = level.find(f"{W}pStyle")
                if style is not None:
                    self.level_of_style[name, attribute(style, "val") or ""] = _level_number(level)
        for entry in _all(numbering, "num"):
            abstract = _value(entry, "abstractNumId") or ""
            levels = dict(self.abstract.get(abstract, {}))
            starts: dict[int, int] = {}
            for override in _all(entry, "lvlOverride"):
                depth = _level_number(override)
                for level in _all(override, "lvl"):
                    levels[depth] = _level(level)
                start = _value(override, "startOverride")
                if start is not None:
                    starts[depth] = number(start, 1)
            self.lists[attribute(entry, "numId") or ""] = abstract, levels, starts

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, with the blank behind it; "" where none is set."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        number_id, depth = place
        abstract, levels, starts = self.lists[number_id]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        if number_id not in self.begun:
            self.begun.add(number_id)
            for lower, start in starts.items():
                counts[lower] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if level.form in ("bullet", "none"):
            return "" if level.form == "bullet" else PLACE.sub("", level.pattern)

        def written(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            given = levels.get(other, Level())
            count = counts[other]
            form = "decimal" if level.legal else given.form
            return write_number(given.start if count is None else count, form)

        label = PLACE.sub(written, level.pattern)
        return f"{label} " if level.blank and label[-1:].isascii() and label else label

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or those of its style."""
        given = paragraph.find(f"{W}pPr/{W}numPr")
        number_id = _value(given, "numId") if given is not None else None
        depth = _value(given, "ilvl") if given is not None else None
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = attribute(style, "val") if style is not None else None
        for _ in range(MOST_BASES):
            if number_id is not None or name not in self.styles:
                break
            entry = self.styles[name]
            given = entry.find(f"{W}pPr/{W}numPr")
            if given is not None:
                number_id = _value(given, "numId")
                depth = depth or _value(given, "ilvl")
                if number_id is not None and depth is None and number_id in self.lists:
                    depth = str(self.level_of_style.get((self.lists[number_id][0], name or ""), 0))
            name = _value(entry, "basedOn")
        if number_id is None or number_id == "0":
            return None
        return number_id, min(max(number(depth, 0), 0), LEVELS - 1)


def write_number(number: int, form: str) -> str:
    """A number in a form of ``ST_NumberFormat``; one that is not known is written in Arabic digits."""
    write = FORMS.get(form)
    return write(number) if write and number > 0 else str(number)


HAN_DIGITS = "〇一二三四五六七八九"
HAN_RANKS = ("", "十", "百", "千")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")


def _han(number: int) -> str:
    """十二, 一百零五; numbers of more than four digits, which no list has, digit by digit."""
    digits = str(number)
    if len(digits) > len(HAN_RANKS):
        return "".join(HAN_DIGITS[int(digit)] for digit in digits)
    written = ""
    for place, digit in enumerate(digits):
        if digit != "0":
            written += HAN_DIGITS[int(digit)] + HAN_RANKS[len(digits) - place - 1]
        elif not written.endswith("零"):
            written += "零"
    return written.rstrip("零").removeprefix("一" if 10 <= number < 20 else "")


def _letters(number: int) -> str:
    """a … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN if number < 4000 else ():
        written += letters * (number // value)
        number %= value
    return written or str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


FORMS: dict[str, Number] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand"), _han),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda number: "".join(HAN_DIGITS[int(digit)] for digit in str(number))),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda number: _han(number).translate(LEGAL)),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(FULL_WIDTH)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip


def _level(element: etree._Element) -> Level:
    return Level(
        number(_value(element, "start"), 1),
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        _value(element, "suff") != "nothing",
        is_on(element.find(f"{W}isLgl")),
    )


def _level_number(element: etree._Element) -> int:
    return min(max(number(attribute(element, "ilvl"), 0), 0), LEVELS - 1)


def _all(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.findall(f"{W}{name}"))


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else attribute(child, "val")
