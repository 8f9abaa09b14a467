"""Dates as documents print them: 2022年1月28日, 2022-01-29 10:13, 二○一一年十二月十五日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipelines.structure.numbering import read_number

HAN_DIGIT = "[〇○零一二三四五六七八九O0]"

DATE = re.compile(
    rf"""
    (?P<year>(?:19|20)[0-9]{{2}}) \s?
    (?: 年 \s?(?P<month>[0-9]{{1,2}}) \s?月 \s?(?P<day>[0-9]{{1,2}}) \s?日
      | (?P<mark>[-/.]) (?P<month2>[0-9]{{1,2}}) (?P=mark) (?P<day2>[0-9]{{1,2}})
    )
    (?: \s? [0-9]{{1,2}}[:：][0-9]{{2}} (?:[:：][0-9]{{2}})? )?
    | (?P<han_year>{HAN_DIGIT}{{4}})年
      (?P<han_month>[一二三四五六七八九十]{{1,2}})月 (?P<han_day>[一二三四五六七八九十]{{1,3}})日
    """,
    re.VERBOSE,
)
HAN_TO_ASCII = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


class Date(NamedTuple):
    """A day as YYYY-MM-DD, and where it is printed (with its time of day, where one is printed)."""

    value: str
    start: int
    end: int


def find_dates(match: str, start: int, end: int) -> Iterator[Date]:
    """The dates between ``start`` and ``end``; days that no calendar has are left out."""
    for found in DATE.finditer(match, start, end):
        if found["han_year"]:
            year = int(found["han_year"].translate(HAN_TO_ASCII))
            month, day = read_number(found["han_month"]), read_number(found["han_day"])
        else:
            year = int(found["year"])
            month, day = int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
        try:
            value = date(year, month, day).isoformat()
        except ValueError:
            continue
        yield Date(value, found.start(), found.end())


def find_date(match: str, start: int, end: int) -> Date | None:
    """The first date between ``start`` and ``end``."""
    return next(find_dates(match, start, end), None)
