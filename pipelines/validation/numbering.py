"""Gaps in a numbering: whether the reading lost a number or the source skips it.

Only one thing is surely a fault of the reading: between two rows the text prints the missing number in their style, as
the beginning of an item that no row and no heading holds; of a task also who answers for it, which no other task was
given. All else is a finding: the source skips the number, or prints it where it may well mean something else (a heading
that counts in the style of the tasks, 1. 2. 3. inside a task).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipelines.schema.model import Table
from pipelines.structure.numbering import CIRCLED_ONE, HAN_DIGITS
from pipelines.validation.tables import Tables

Found = Iterator[tuple[int, str]]

NUMBER = {"tasks": "number", "projects": "item_number"}
GROUP = {"tasks": "document_id", "projects": "section_id"}
"""The column of the number, and of what counts on from 1."""

AT_MOST = 20
"""Missing numbers looked at in one gap: a wider one is a misread number and found by the first."""
LONGEST_MARKER = 12
LONGEST_ITEM = 3000

HAN = "一二三四五六七八九十百零"
NUMERAL = rf"(?P<digits>[0-9]{{1,4}})|(?P<han>[{HAN}]{{1,5}})|(?P<circled>[①-⑳])"
MARKER = rf"(?P<open>[（(【]?)第?(?:{NUMERAL})项?(?P<close>[)）】]?)"
MARKER_BEFORE = re.compile(rf"{MARKER}[.．、,，:：\s]*$")
MARKER_AT_HEAD = re.compile(rf"{MARKER}[.．、,，:：\s]")
ITEM_BEGINS = r"(?:(?:^|(?<=[\n\r。；;）)]))\s*)"
BODY = "(?:局|委|办|厅|部|室|会|院|署|中心|政府|集团|公司|[镇乡]|街道)"
NAMES_PARTY = re.compile(
    rf"(?:牵头|责任|主办|承办)(?:单位|部门)[:：】][^:：;；。\n]{{1,20}}?{BODY}|{BODY}(?:按[^，。；]{{0,8}})?(?:牵头|负责)"
)


class _Row(NamedTuple):
    nth: int
    number: int
    start: int
    end: int


class Gap(NamedTuple):
    """A number that is missing before a row, and where the text prints it, if it does."""

    nth: int
    missing: int
    printed: int | None
    lost: bool


def number_lost(tables: Tables, table: Table) -> Found:
    """The rows before which the reading surely lost a number."""
    for gap in gaps(tables, table):
        if gap.lost:
            yield gap.nth, f"number {gap.missing} is printed and missing"


def number_skipped(tables: Tables, table: Table) -> Found:
    """The rows before which a number is missing, and those that stand before a row of a lower number."""
    for gap in gaps(tables, table):
        if gap.printed is None:
            yield gap.nth, f"number {gap.missing} is not in the source"
        elif not gap.lost:
            yield gap.nth, f"number {gap.missing} is printed, but read as a heading or as part of another row"
    for _, rows in _groups(tables, table):
        for lower, row in pairwise(rows):
            if row.start < lower.start:
                yield row.nth, f"number {row.number} stands before number {lower.number}"


def gaps(tables: Tables, table: Table) -> list[Gap]:
    """The gaps in the numbering of a table, looked for once for both rules."""
    return tables.once(f"gaps of {table.name}", lambda: list(_gaps(tables, table)))


def _groups(tables: Tables, table: Table) -> Iterator[tuple[tuple[str, str], list[_Row]]]:
    """The rows of each document and group, by number."""
    columns = ("document_id", GROUP[table.name], NUMBER[table.name], "char_start", "char_end")
    read = tables.read(table.name, dict.fromkeys(columns))
    groups: dict[tuple[str, str], list[_Row]] = {}
    rows = zip(*(read[column].to_pylist() for column in columns), strict=True)
    for nth, (document, group, number, start, end) in enumerate(rows):
        if number is not None:
            groups.setdefault((document, group), []).append(_Row(nth, number, start, end))
    for key, members in groups.items():
        yield key, sorted(members, key=lambda row: (row.number, row.start))


def _gaps(tables: Tables, table: Table) -> Iterator[Gap]:
    spans = _spans(tables, table.name)
    parties = _spans(tables, "task_assignments") if table.name == "tasks" else None
    sections = _spans(tables, "sections")
    for (document, _), rows in _groups(tables, table):
        text = tables.texts.get(document, "")
        begin = max((s for s, e in sections.get(document, []) if s <= rows[0].start < e), default=0)
        if table.name == "tasks":
            begin = min((s for s, e in sections.get(document, []) if s <= rows[0].start < e), default=0)
        earlier = _Row(-1, 0, begin, begin)
        for row in rows:
            for missing in range(earlier.number + 1, min(row.number, earlier.number + 1 + AT_MOST)):
                places = list(_printed(text, missing, row, earlier.start)) if earlier.start < row.start else []
                free = [
                    place
                    for place in places
                    if not _covered(spans.get(document, []), place.end() - 1)
                    and not any(place.start() <= s < place.end() for s, _ in sections.get(document, []))
                ]
                if parties is not None:
                    free = [place for place in free if _names_party(text, place, row.start, parties.get(document, []))]
                yield Gap(row.nth, missing, places[0].start() if places else None, bool(free))
            earlier = row


def _spans(tables: Tables, name: str) -> dict[str, list[tuple[int, int]]]:
    read = tables.read(name, ["document_id", "char_start", "char_end"])
    found: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in zip(*(column.to_pylist() for column in read.columns), strict=True):
        found.setdefault(document, []).append((start, end))
    return {document: sorted(listed) for document, listed in found.items()}


def _covered(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a row holds the character; the spans lie apart."""
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _printed(text: str, missing: int, row: _Row, begin: int) -> Iterator[re.Match[str]]:
    """Where the text prints ``missing`` between ``begin`` and the row, in the style of the row's number."""
    style = MARKER_BEFORE.search(text, max(0, row.start - LONGEST_MARKER), row.start)
    style = style or MARKER_AT_HEAD.match(text, row.start)
    if style is None:
        return
    if style["circled"]:
        numeral, behind = chr(CIRCLED_ONE + missing - 1), ""
    else:
        numeral = f"0?{missing}" if style["digits"] else _han(missing)
        behind = r"\s*[.．、,，:：]?" if style["close"] else r"\s*[.．、,，:： \u3000]"
    wording = rf"{ITEM_BEGINS}{re.escape(style['open'])}第?{numeral}项?{re.escape(style['close'])}{behind}"
    yield from re.compile(wording).finditer(text, begin, row.start)


def _han(number: int) -> str:
    """十二, 一百零三."""
    digits = {value: digit for digit, value in HAN_DIGITS.items() if digit not in "零两"}
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and units:
        words += "零"
    return words + (digits[units] if units else "")


def _names_party(text: str, place: re.Match[str], stop: int, parties: list[tuple[int, int]]) -> bool:
    """Whether the item that begins there says who answers for it, and no task was given those."""
    end = min(stop, place.end() + LONGEST_ITEM)
    if NAMES_PARTY.search(text, place.end(), end) is None:
        return False
    index = bisect_right(parties, (place.end(), 0))
    return index >= len(parties) or parties[index][0] >= end
