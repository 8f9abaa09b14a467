"""The value of a numeral: digits, Chinese numerals, fractions.

>>> numeral_value("1,200.5")
1200.5
>>> numeral_value("两千三百")
2300
>>> numeral_value("三分之一") == 1 / 3
True
>>> numeral_value("三亿五千万")
350000000
>>> numeral_value("十二点六")
12.6
>>> numeral_value("数千") is None
True
"""

from __future__ import annotations

import re
from decimal import Decimal

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


EXACT = 2**53
"""Integers beyond are floats: a column of floats holds no others."""
GROUPING = re.compile("[,， ]")
SCALED = re.compile("(?P<hundreds>[0-9]+亿)?(?P<tens>[0-9]+万)?(?P<rest>[0-9]+千?)?")
"""2万4186, 2万4千, 3亿5000万: the parts of a numeral in digits with 万 and 亿 inside."""


def scale_of(text: str) -> int:
    """The multiplier that 万, 亿 or a run of them stands for; 1 for the empty string."""
    return SCALES.get(text, 1)


def numeral_value(text: str) -> float | int | None:
    """The number that ``text`` says, or None where it says none (数千, 几十)."""
    value = _numeral_value(text)
    return float(value) if value is not None and value > EXACT else value


def _numeral_value(text: str) -> float | int | None:
    if text[:1] in "0123456789":
        if "万" in text or "亿" in text:
            return _scaled_value(text)
        if "/" in text:
            whole, _, part = text.partition("/")
            return float(whole.replace(",", "")) / int(part) if int(part) else None
        plain = GROUPING.sub("", text)
        return float(plain) if "." in plain else int(plain)
    if "分之" in text:
        whole, _, part = text.partition("分之")
        below, above = chinese_value(whole), numeral_value(part)
        return above / below if below and above is not None else None
    if text == "半":
        return 0.5
    if "点" in text:
        whole, _, tenths = text.partition("点")
        value = chinese_value(whole)
        if value is None or not tenths or any(character not in DIGITS for character in tenths):
            return None
        return float(f"{value}." + "".join(str(DIGITS[character]) for character in tenths))
    return chinese_value(text)


def _scaled_value(text: str) -> int | None:
    found = SCALED.fullmatch(text)
    if found is None:
        return None
    hundreds, tens, rest = (int((part or "0").rstrip("千万亿")) for part in found.groups())
    return hundreds * 10**8 + tens * 10**4 + (rest * 1000 if text.endswith("千") else rest)


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral: 三十 30, 两千三百 2300, 两万三 23000, 二〇三五 2035, 百 100, 十五万 150000."""
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
        elif character == "亿":
            total = (total + section + digit or 1) * 10**8
            section = digit = 0
        elif character == "万":
            above = total - total % 10**8  # 三亿五千万
            below = total - above + section + digit
            total = above + below * 10**4 if below else (above or 1) * 10**4
            section = digit = 0
        else:
            return None
    if digit and text[-2] in "百千万亿":
        digit *= (POWERS | {"万": 10**4, "亿": 10**8})[text[-2]] // 10  # 两万三
    return total + section + digit


def multiplied(value: float | int | None, scale: int) -> float | int | None:
    """``value`` times ``scale`` in decimal, as it is printed: 287.6 times 100000000 is 28760000000."""
    if value is None or scale == 1:
        return value
    product = Decimal(repr(value)) * scale
    whole = product == product.to_integral_value() and abs(product) <= EXACT
    return int(product) if whole else float(product)
