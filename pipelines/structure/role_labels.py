"""The labels before those who answer for a task (牵头单位：, 共同责任单位：, 区级牵头领导：) and the roles they give.

A label is modifiers and a head, so that new combinations need no entry: 区级|牵头|责任|单位. Labels are looked for
backwards from their colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from pipelines.structure.lines import has_gap_before
from pipelines.structure.organization_names import alternation, words
from pipelines.text.repaired import RepairedText

Role = Literal["lead_leader", "lead_unit", "joint_unit", "responsible", "beside", "content"]
"""``responsible`` is settled at the end: 责任单位 lead, unless 牵头单位 are named apart. ``beside`` (time limits)
and ``content`` (a part of the wording) name no party."""
PARTY_ROLES = frozenset({"lead_leader", "lead_unit", "joint_unit", "responsible"})

LONGEST_LABEL = 18

_LEVELS = alternation(words("labels", "levels"))
_MODIFIERS = alternation(words("labels", "modifiers"))
_LABEL = rf"""
    (?P<levels> (?:{_LEVELS}){{0,3}}? )
    (?: (?P<unit>   (?:{_MODIFIERS}|[（）、和或及]){{1,5}}? (?:{_LEVELS}){{0,2}}
                    (?:{alternation(words("labels", "unit_heads"))}) )
      | (?P<leader> (?:{_LEVELS}|{_MODIFIERS}){{0,5}}? (?:{alternation(words("labels", "leader_heads"))})
                  | (?:{_MODIFIERS}){{1,3}} (?:{alternation(words("labels", "leader_titles"))}) )
      | (?P<beside>  {alternation(words("labels", "beside"))} )
      | (?P<content> {alternation(words("labels", "content"))} )
    )
"""
LABEL = re.compile(_LABEL, re.VERBOSE)
LABEL_BEFORE = re.compile(rf"{_LABEL} $", re.VERBOSE)
LABEL_ENDS = frozenset(
    word[-1]
    for kind in ("unit_heads", "leader_heads", "leader_titles", "beside", "content")
    for word in words("labels", kind)
)
"""Their last characters: few of the colons of a text stand behind one."""
COLON = re.compile(r"(?<=[\u3400-\u9fff）])[：:]")
HAN = re.compile(r"[\u3400-\u9fff0-9A-Za-z%]")

LEADS = re.compile(alternation(words("labels", "lead")))
JOINS = re.compile(alternation(words("labels", "joint")))
FIRST = re.compile(alternation(words("labels", "first")))


class Label(NamedTuple):
    """A label; ``end`` lies behind its colon. ``apart``: punctuation, a blank or a line end stands before it."""

    start: int
    end: int
    role: Role
    apart: bool


def label_at(match: str, start: int, end: int | None = None) -> tuple[int, Role] | None:
    """Where the label that begins at ``start`` ends (before its colon), and the role it gives."""
    found = LABEL.match(match, start, len(match) if end is None else end)
    return (found.end(), _role(found)) if found else None


def label_role(words_of_label: str) -> Role | None:
    """The role that words give which are a label and nothing else."""
    found = LABEL.fullmatch(words_of_label)
    return _role(found) if found else None


def names_party(words_with_label: str) -> bool:
    """Whether a label of those who answer stands anywhere in some words: 序号 工作任务 牵头单位."""
    return any(_role(found) in PARTY_ROLES for found in LABEL.finditer(words_with_label))


def find_labels(text: RepairedText, start: int, end: int) -> Iterator[Label]:
    """The labels with a colon between ``start`` and ``end``."""
    match = text.match
    position = start
    for colon in COLON.finditer(match, start, end):
        if match[colon.start() - 1] not in LABEL_ENDS:
            continue
        window = match[max(position, colon.start() - LONGEST_LABEL) : colon.start()]
        found = _label_before(window)
        if found is None:
            continue
        length, bare_length, role = found
        begin = colon.start() - length
        apart = begin == start or not HAN.match(match, begin - 1) or has_gap_before(text, begin)
        if not apart:  # 张三|责任单位：, not 张三市|责任单位：
            begin = colon.start() - bare_length
            apart = has_gap_before(text, begin)
        yield Label(begin, colon.end(), role, apart)
        position = colon.end()


@lru_cache(maxsize=8192)
def _label_before(window: str) -> tuple[int, int, Role] | None:
    """The length of the label that ends a stretch, its length without 市, 县, 区 before it, and its role."""
    found = LABEL_BEFORE.search(window)
    if found is None:
        return None
    length = len(window) - found.start()
    return length, length - len(found["levels"]), _role(found)


def _role(found: re.Match[str]) -> Role:
    if found["leader"]:
        return "lead_leader"
    label = found["unit"]
    if not label:
        return "beside" if found["beside"] else "content"
    if LEADS.search(label):
        return "lead_unit"
    if JOINS.search(label):
        return "joint_unit"
    return "lead_unit" if FIRST.search(label) else "responsible"
