"""Bring text to one script and one width for matching, character for character.

What is stored is always the source's own wording; only rules look at the converted text. Every conversion keeps the
number of characters, so an offset in one is an offset in the other.
"""

from __future__ import annotations

import re
from functools import cache

TRADITIONAL = re.compile("[們個國產會業區與為發經濟務實際來時說過這對動開關門間]")
SIMPLIFIED = re.compile("[们个国产会业区与为发经济务实际来时说过这对动开关门间]")

FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
FULL_WIDTH_TABLE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}

SINGLE_CHARACTERS = (
    ("％", "%"),
    ("﹪", "%"),
    ("．", "."),
    ("＋", "+"),
    ("／", "/"),
    ("〈", "《"),
    ("〉", "》"),
    ("「", "“"),
    ("」", "”"),
    ("『", "‘"),
    ("』", "’"),
    ("〝", "“"),
    ("〞", "”"),
    ("(", "（"),
    (")", "）"),
    ("﹙", "（"),
    ("﹚", "）"),
    (";", "；"),
    ("?", "？"),
    ("!", "！"),
    ("∶", ":"),
    ("﹕", ":"),
    ("﹣", "-"),
    ("－", "-"),
    ("−", "-"),
    ("–", "—"),
    ("─", "—"),
    ("━", "—"),
    ("∼", "～"),
    ("~", "～"),
    ("〜", "～"),
)

# A comma or colon between digits belongs to the number (1,200 or 6.1:28.6); elsewhere it is punctuation.
PUNCTUATION_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
PUNCTUATION_COLON = re.compile(r":(?![0-9])|(?<![0-9]):")


def script_of(text: str) -> str:
    """``Hant`` where characters that exist only in Traditional script prevail, else ``Hans``."""
    sample = text[:20000]
    return "Hant" if len(TRADITIONAL.findall(sample)) > len(SIMPLIFIED.findall(sample)) else "Hans"


def for_matching(text: str, script: str) -> str:
    """Simplified script, ASCII digits and letters, Chinese punctuation; as many characters as ``text``."""
    if script == "Hant":
        text = to_simplified(text)
    text = half_width(text)
    for given, wanted in SINGLE_CHARACTERS:
        if given in text:
            text = text.replace(given, wanted)
    if "," in text:
        text = PUNCTUATION_COMMA.sub("，", text)
    if ":" in text:
        text = PUNCTUATION_COLON.sub("：", text)
    return text


def half_width(text: str) -> str:
    """``text`` with ASCII digits and letters for full-width ones."""
    return text.translate(FULL_WIDTH_TABLE) if FULL_WIDTH.search(text) else text


def to_simplified(text: str) -> str:
    """Convert Taiwan or mainland Traditional script to Simplified, character for character."""
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    single = [_converter().convert(character) for character in text]
    return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))


def to_traditional(text: str) -> str:
    """Convert Simplified to Traditional script, character for character."""
    converted = _converter("s2tw").convert(text)
    return converted if len(converted) == len(text) else text


class _Converter:
    """The one call of OpenCC that is used, typed."""

    def __init__(self, conversion: str) -> None:
        from opencc import OpenCC

        self._opencc = OpenCC(conversion)

    def convert(self, text: str) -> str:
        return str(self._opencc.convert(text))


@cache
def _converter(conversion: str = "tw2s") -> _Converter:
    return _Converter(conversion)
