"""The value of a numeral: digits, Chinese numerals, fractions.

>>> numeral_value("1,200.5")
1200.5
>>> numeral_value("两千三百")
2300
>>> numeral_value("三分之一") == 1 / 3
True
>>> numeral_value("数千") is None
True
"""

from __future__ import annotations

import re

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
POWERS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
SCALES |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "亿万": 10**12}


GROUPING = re.compile("[,， ]")


def scale_of(text: str) -> int:
    """The multiplier that 万, 亿 or a run of them stands for; 1 for the empty string."""
    return SCALES.get(text, 1)


def numeral_value(text: str) -> float | int | None:
    """The number that ``text`` says, or None where it says none (数千, 几十)."""
    if text[:1] in "0123456789":
        if "万" in text:
            whole, _, rest = text.partition("万")
            return int(whole) * 10**4 + int(rest)
        if "/" in text:
            whole, _, part = text.partition("/")
            return float(whole.replace(",", "")) / int(part) if int(part) else None
        plain = GROUPING.sub("", text)
        return float(plain) if "." in plain else int(plain)
    if "分之" in text:
        whole, _, part = text.partition("分之")
        below, above = chinese_value(whole), chinese_value(part)
        return above / below if below and above is not None else None
    if text == "半":
        return 0.5
    return chinese_value(text)


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral: 三十 30, 两千三百 2300, 二〇三五 2035, 百 100, 十五万 150000."""
    if not text:
        return None
    if all(character in DIGITS for character in text):
        value = 0
        for character in text:
            value = value * 10 + DIGITS[character]
        return value
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in POWERS:
            section += (digit or 1) * POWERS[character]
            digit = 0
        elif character in "万亿":
            total = (total + (section + digit or 1)) * (10**4 if character == "万" else 10**8)
            section = digit = 0
        else:
            return None
    return total + section + digit


def tidy(value: float | int | None) -> float | int | None:
    """A float that is a whole number as an integer; products of decimals rounded to the digits they can have."""
    if value is None or isinstance(value, int):
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded


def multiplied(value: float | int | None, scale: int) -> float | int | None:
    """``value`` times ``scale`` without the noise of binary fractions: 1.53 times 10000 is 15300."""
    if value is None:
        return None
    if scale == 1:
        return value
    return tidy(round(value * scale, 6)) if isinstance(value, float) else value * scale
