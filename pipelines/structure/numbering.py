"""The numbers that stand before headings and list items: 第一章, 第一节, 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

import re
from typing import NamedTuple

HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
HAN_UNITS = {"十": 10, "百": 100}
CIRCLED_ONE = ord("①")

STYLES = ("part", "chapter", "section", "han", "bracket_han", "digit", "bracket_digit", "circled")
"""From the highest to the lowest: 第一篇, 第一章, 第一节, 一、, （一）, 1., （1）, ①."""

RANK = {style: rank for rank, style in enumerate(STYLES)}

MARKER = re.compile(
    r"""
    第(?P<numbered>[一二三四五六七八九十百零〇0-9]{1,5})(?:(?P<part>[篇编]|部分)|(?P<chapter>章)|(?P<section>节))
    | (?P<han>[一二三四五六七八九十]{1,3})[、．.]
    | （(?P<bracket_han>[一二三四五六七八九十]{1,3})）[、．.]?
    | (?P<digit>[0-9]{1,3})[.、．](?![0-9])
    | （(?P<bracket_digit>[0-9]{1,3})）[、．.]?
    | (?P<circled>[①-⑳])
    """,
    re.VERBOSE,
)


class Marker(NamedTuple):
    """A number before a heading or item; ``start`` to ``end`` without the blank behind it."""

    style: str
    number: int
    start: int
    end: int


def marker_at(match: str, position: int) -> Marker | None:
    """The number that begins at ``position``, if one does."""
    found = MARKER.match(match, position)
    if found is None:
        return None
    style = found.lastgroup or "digit"
    digits = found["numbered"] if found["numbered"] else found[style]
    number = ord(digits) - CIRCLED_ONE + 1 if style == "circled" else read_number(digits)
    return Marker(style, number, found.start(), found.end())


def read_number(digits: str) -> int:
    """A number in ASCII digits or Chinese numerals (十一, 二十, 一百零三); 0 where it is none."""
    if digits.isascii() and digits.isdigit():
        return int(digits)
    total = current = 0
    for character in digits:
        if character in HAN_UNITS:
            total += (current or 1) * HAN_UNITS[character]
            current = 0
        else:
            current = current * 10 + HAN_DIGITS.get(character, 0)
    return total + current
