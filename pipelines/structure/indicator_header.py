"""The heading of an indicator table: which columns it has, and in which order."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipelines.structure.indicator_cells import words
from pipelines.structure.periods import five_year_span

BLANK = re.compile(r"[\s|]*")
FILLER = re.compile(r"[\s|]*(?:（[^（）\n]{1,14}）|〔[^〔〕\n]{1,10}〕|\[[^\[\]\n]{1,10}\])")
PERIOD = r"(?:20[0-9]{2}[—～-]+20[0-9]{2}年?|“?十[一二三四五六七八九]五”?(?:时期|期间|末)?|五年)"
GROWTH = (
    rf"(?:20[0-9]{{2}}年比20[0-9]{{2}}年|比20[0-9]{{2}}年|较20[0-9]{{2}}年|{PERIOD})?"
    r"(?:年均增长[率速]?|年均增速|年均[增提]?[长高]?|累计(?:增长|变化|提高)?|增长(?:率|幅度)?|增速|增减|增幅|变化)"
    r"(?:值)?(?:（%）|%)?(?:[/／]?[〔\[（]?累计[〕\]）]?)?"
)
YEARLY = (
    r"(?P<year>20[0-9]{2})年?"
    r"(?:\s?（?(?:实际|完成|基期|现状|预计|规划|目标|预期|计划|要求|实绩|初步|末|度|基数)(?:完成)?(?:[值数]|情况|水平|目标)?"
    r"(?:（[^（）]{1,6}）)?）?)*"
)
NAMED_VALUE = (
    r"(?:“?十[一二三四五六七八九]五”?(?:时期|期间|末)?)?(?:规划|发展|预期)?"
    r"(?:目标值?|基期值?|现状值?|基数|实际值?|完成值?|完成数)"
)

FIVE_YEARS = re.compile(r"十(?P<ordinal>[一二三四五六七八九])五")


class Column(NamedTuple):
    """A column: what it gives (an :class:`IndicatorCell` column), its year, and where its heading stands."""

    gives: str
    year: int | None
    text: str
    start: int
    end: int


class Header(NamedTuple):
    """The columns in their order; the table's rows begin at or behind ``end``."""

    columns: list[Column]
    start: int
    end: int

    def has(self, gives: str) -> bool:
        """Whether a column gives that."""
        return any(column.gives == gives for column in self.columns)

    @property
    def values(self) -> list[Column]:
        """The columns that hold values."""
        return [column for column in self.columns if column.gives in ("base", "target", "growth", "value")]


def read_header(match: str, start: int) -> Header | None:
    """The heading of a table that begins at ``start``; None where none does."""
    columns: list[Column] = []
    position = start
    while True:
        position = _skip(match, position)
        found = _heading().match(match, position)
        if found is None:
            break
        columns.append(_column(found))
        position = found.end()
        filler = FILLER.match(match, position)
        position = filler.end() if filler else position
    end = columns[-1].end if columns else start
    header = Header(_with_roles(columns), start, end)
    if not header.has("name") or len(header.values) < 2:
        return None
    return header


@cache
def _heading() -> re.Pattern[str]:
    """The heading of one column; its letters may stand apart (指 标)."""
    named = {key: "|".join(map(_spread, sorted(words("header", key), key=len, reverse=True))) for key in
             ("number", "category", "nature", "name", "unit", "other")}  # fmt: skip
    return re.compile(
        rf"(?P<growth>{GROWTH})|(?P<yearly>{YEARLY})|(?P<named>{NAMED_VALUE})|(?P<number>{named['number']})"
        rf"|(?P<nature>{named['nature']})|(?P<category>{named['category']})|(?P<name>{named['name']})"
        rf"|(?P<unit>{named['unit']})|(?P<other>{named['other']})"
    )


def _spread(word: str) -> str:
    return r"\s?".join(word)


def _skip(match: str, position: int) -> int:
    found = BLANK.match(match, position)
    return found.end() if found else position


def _column(found: re.Match[str]) -> Column:
    gives = next(
        key
        for key in ("growth", "yearly", "named", "number", "nature", "category", "name", "unit", "other")
        if found[key]
    )
    year = int(found["year"]) if found["year"] else None
    if gives in ("yearly", "named"):
        text = found.group()
        gives = "value"
        if any(word in text for word in words("columns", "target")):
            gives = "target"
        elif any(word in text for word in words("columns", "base")):
            gives = "base"
        if year is None and (named := FIVE_YEARS.search(text)):
            year = five_year_span(named["ordinal"])[1]  # “十四五”目标
    return Column(gives, year, found.group(), found.start(), found.end())


def _with_roles(columns: list[Column]) -> list[Column]:
    """Say which of the years are base and target: the last one is aimed at, the last before it is the base."""
    result = list(columns)
    values = [index for index, column in enumerate(result) if column.gives in ("base", "target", "value")]
    targets = [index for index in values if result[index].gives == "target"]
    if not targets and len(values) > 1:
        targets = [max(values, key=lambda index: (result[index].year or 0, index))]
        result[targets[0]] = result[targets[0]]._replace(gives="target")
    for index in targets[:-1]:
        result[index] = result[index]._replace(gives="value")
    bases = [index for index in values if result[index].gives == "base"]
    if not bases:
        bases = (
            [index for index in values if result[index].gives == "value" and index < targets[-1]][-1:]
            if targets
            else []
        )
    if bases and targets and _is_later(result[bases[-1]], result[targets[-1]]):
        bases = []  # 2020年规划目标、2020年完成: a review tells what came of a target, no base to start from
    for index in values:
        if index in bases[-1:]:
            result[index] = result[index]._replace(gives="base")
        elif result[index].gives == "base":
            result[index] = result[index]._replace(gives="value")
    return result


def _is_later(base: Column, target: Column) -> bool:
    """Whether the year of a base is not before that of the target."""
    return base.year is not None and target.year is not None and base.year >= target.year
