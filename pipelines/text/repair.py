"""Repair the layout of a text: wrapped lines, newspaper columns, stray blanks, page marks."""

from __future__ import annotations

import re

from pipelines.text.measured_lines import measure
from pipelines.text.repaired import RemovedPassage, RepairedText
from pipelines.text.script import for_matching, script_of
from pipelines.text.wrapping import column_ends, joined_lines

BLANKS = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\ue5e5\ue5f1]+")
"""Blanks of every width, line ends, invisible marks."""
# Each begins with a plain character, so that looking for them costs little; behind it what stands before it is told.
MARKS = (
    re.compile(  # — ２ —, - 3 -
        r"[—–－-](?<!\S[—–－-])[—–－-]? [^\S\n]* [0-9０-９]{1,4} [^\S\n]* [—–－-]{1,2} (?=[^\S\n]*$)",
        re.VERBOSE | re.MULTILINE,
    ),
    re.compile(
        r"""
        第 (?<!\S第) [^\S\n]* [0-9０-９]{1,4} [^\S\n]* 页
        (?: [^\S\n]* [，,/／]? [^\S\n]* 共 [^\S\n]* [0-9０-９]{1,4} [^\S\n]* 页 )? (?=[^\S\n]*$)
        """,
        re.VERBOSE | re.MULTILINE,
    ),
    re.compile(r"[（(](?:下转|上接|下轉|上接)[^（）()\n]{1,12}版?[）)]"),  # （下转B5版）
)
PAGE_MARK = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060\ue5e5\ue5f1](?:[^\n]*[^\s])?")
LETTER = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
DIGIT = re.compile(r"[0-9０-９]")
LATIN_BEFORE = re.compile(r"[A-Za-z0-9]+$")
LATIN_BEHIND = re.compile(r"[A-Za-z0-9]+")
DAY = re.compile(r"[-/.][0-9]{1,2}$")
TIME = re.compile(r"[0-9]{1,2}[:：][0-9]{2}(?![0-9])")
"""2023-01-29 / 10:13: the one place where a number that begins a line goes on from none."""
INLINE_BLANKS = (" ", "\t", "\u3000", "\xa0")
LONGEST_WORD = 24
NEARBY = 3000
"""Characters looked through for the same word, so that a long English text takes no longer a line than a short one."""


def repair(raw: str) -> RepairedText:
    """Repair the layout of ``raw``; linear in its length, never raises."""
    gaps = _gaps(raw)
    lines, breaks = measure(raw, gaps)
    joined = joined_lines(raw, lines)
    ended = column_ends(raw, lines, joined)
    columns: list[int] = []
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
        if line in ended:
            columns.append(length)
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
    return RepairedText(raw, text, for_matching(text, script), script, starts, origins, removed, columns)


def _gaps(raw: str) -> list[tuple[int, int]]:
    """Where blanks and page marks stand, what touches taken together."""
    gaps = [match.span() for match in BLANKS.finditer(raw)]
    marks = [match.span() for mark in MARKS for match in mark.finditer(raw)]
    if not marks:
        return gaps
    joined: list[tuple[int, int]] = []
    for start, end in sorted(gaps + marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _inner_blank(raw: str, start: int, end: int, *, wrapped: bool) -> str:
    """What stands for a gap inside a paragraph: a blank between Latin words or numbers, else nothing."""
    if start == 0 or end >= len(raw):
        return ""
    before, after = raw[start - 1], raw[end]
    if LETTER.match(before) and LETTER.match(after):
        return "" if wrapped and _breaks_name(raw, start, end) else " "
    if DIGIT.match(after) and (DIGIT.match(before) or before in ".．"):
        return " " if not wrapped or (TIME.match(raw, end) and DAY.search(raw, max(0, start - 3), start)) else ""
    return ""


def _breaks_name(raw: str, start: int, end: int) -> bool:
    """Whether a line was broken inside a Latin name and not between two words.

    Capitals and figures on both sides make one name (加强P / M2.5和臭氧, I / Pv6); so do letters that stand together
    not far from there. Smart / City are two words, and so is what a blank stood between.
    """
    if any(mark in raw[start:end] for mark in INLINE_BLANKS):
        return False
    first = LATIN_BEFORE.search(raw, max(0, start - LONGEST_WORD), start)
    last = LATIN_BEHIND.match(raw, end, end + LONGEST_WORD)
    if first is None or last is None:
        return False
    name = first.group() + last.group()
    if first.group().isupper() and (last.group().isupper() or len(first.group()) == 1):
        return True
    near = raw[max(0, start - NEARBY) : end + NEARBY]
    return name in near and re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", near) is not None
