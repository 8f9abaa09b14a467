"""Find the headings of a plan or report: with a number, before their text, and those that lost their number.

- ``第三章`` and its title may stand on two lines;
- ``（一）加大结构调整力度。加快淘汰…``: the first sentence is the heading of what follows on its line;
- ``加强民主法治建设`` between 第八章 and 第二节: a line that stands as its siblings do lost its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipelines.structure.lines import Line, clean, stands_alone
from pipelines.structure.lost_numbers import find_lost_numbers
from pipelines.structure.model import SectionKind
from pipelines.structure.numbering import RANK, Marker, marker_at
from pipelines.structure.periods import FIVE_YEARS
from pipelines.structure.section_tree import STOPPED, UNNUMBERED, Heading, build_sections
from pipelines.text.repaired import RepairedText

__all__ = ["UNNUMBERED", "Heading", "build_sections", "lead_sentences", "read_headings"]

REPORT_PART = re.compile(
    rf"(?:[^。；]{{0,8}}(?:(?:19|20)[0-9]{{2}}年|过去[一三四五]?年|{FIVE_YEARS}|今后五年|未来五年)[^。；]{{0,16}})"
    r"(?:回顾|总结|安排|任务|目标|建议|打算|思路|部署)"
)
"""2025年和“十四五”工作回顾: the part of a report, where it has no number of its own and its sections have 一、."""
LONGEST_RUN_IN = 40

OPENING_LINES = 8
"""Lines in which the first numbered section of such a part begins."""
PART_RANK = -1
"""Above all numbered headings."""
NAMED_PARTS = frozenset(["序言", "前言", "引言", "导言", "序", "结语", "结束语", "附则", "总则", "绪论"])
FIGURE = re.compile(r"[0-9.]+(?:%|‰|[万亿]|个百分点|元|[人户个家所项座公平米亩吨])")
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:[—-](?:19|20)?[0-9]{2})?年?")
DIGIT = re.compile(r"[0-9]")
FIRST_SENTENCE = re.compile(r"[^。：；\n]{2,40}[。]")
LEAD_SENTENCE = re.compile(r"[^。！？：；，、\n0-9]{4,22}。(?=[^\n]{20})")
TOPIC_LINE = re.compile(r"[^。，；：！？\n]{3,30}。")
FURNITURE = re.compile(r"专栏|附件|附表|图[0-9]|表[0-9]|注[：:]|[（(]|——|[—\-·•>]|[0-9.%]+$")


def read_headings(text: RepairedText, lines: Sequence[Line]) -> list[Heading]:
    """The headings among ``lines``, in their order."""
    match = text.match
    markers = [marker_at(match, line.start) for line in lines]
    styles = {marker.style for marker in markers if marker is not None}
    found: list[Heading] = []
    seen: list[Marker] = []
    taken = -1
    for index, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        if index <= taken:
            continue
        if marker is None:
            if heading := _unnumbered(text, lines, markers, index):
                found.append(heading)
            continue
        title_line = line
        if marker.end == line.end and _title_follows(match, lines, markers, index):
            title_line = lines[index + 1]
            taken = index + 1
        if _is_list_item(match, lines, markers, index):
            continue
        end = _heading_end(match, marker, line, title_line)
        if end is not None:
            found.append(_numbered(text, marker, title_line, end, styles))
        else:
            seen.append(marker)
    return find_lost_numbers(match, found, seen)


def lead_sentences(text: RepairedText, lines: Sequence[Line]) -> list[Heading]:
    """Headings that open their paragraph: 抓县域经济治理做强带动力。坚持发展第一要务…

    Only where the text makes a system of them: at least three paragraphs that begin with the same character.
    """
    match = text.match
    leads = [(line, found) for line in lines if (found := LEAD_SENTENCE.match(match, line.start))]
    firsts = [match[line.start] for line, _ in leads]
    headings: list[Heading] = []
    for (line, found), first in zip(leads, firsts, strict=True):
        if firsts.count(first) >= 3 and first not in "一二三四五六七八九十第":
            title = clean(text.text[line.start : found.end()])
            headings.append(Heading("heading", UNNUMBERED, None, None, title, line.start, line.start, found.end()))
    return headings


def _numbered(text: RepairedText, marker: Marker, line: Line, end: int, styles: Set[str]) -> Heading:
    title_start = line.start if line.start > marker.end else marker.end
    while title_start < end and text.match[title_start] in "\n ：、":
        title_start += 1
    kind: SectionKind = "heading"
    if marker.style in ("part", "chapter", "section"):
        kind = marker.style  # type: ignore[assignment]
    elif not styles & {"chapter", "section"}:
        high: dict[str, SectionKind] = {"han": "section" if "part" in styles else "part", "bracket_han": "section"}
        kind = high.get(marker.style, "heading")
    number_text = text.text[marker.start : marker.end].rstrip("、.．")
    title = clean(text.text[title_start:end])
    return Heading(kind, RANK[marker.style], marker.number, number_text, title, marker.start, title_start, end)


def _heading_end(match: str, marker: Marker, line: Line, title_line: Line) -> int | None:
    """Where the heading with this number ends; None where its line is no heading but an item of a list."""
    if title_line is not line:
        return title_line.end
    if marker.end == line.end:
        return line.end if marker.style in ("part", "chapter", "section") else None
    low = RANK[marker.style] > RANK["bracket_han"]
    title = match[marker.end : line.end]
    if len(title) <= LONGEST_RUN_IN + 20 and title[-1] not in "。；，：！？":
        if _states_figures(title, low) or (low and len(title) > LONGEST_RUN_IN):
            return None
        return line.end
    sentence = FIRST_SENTENCE.match(match, marker.end, line.end)
    if sentence is None or _states_figures(sentence.group(), low):
        return None
    if low and sentence.end() < line.end:
        return None  # "1.工业：…": the number of an item, not of a section
    return sentence.end()


def _states_figures(title: str, low: bool) -> bool:
    """Whether a title states figures, so that it is a target (1.地区生产总值增长7.5%) and must be read as one."""
    if FIGURE.search(title):
        return True
    return low and DIGIT.search(YEAR.sub("", title)) is not None


def _title_follows(match: str, lines: Sequence[Line], markers: Sequence[Marker | None], index: int) -> bool:
    """Whether the title of a number that stands alone is the next line."""
    if index + 1 >= len(lines) or markers[index + 1] is not None:
        return False
    return stands_alone(match, lines[index + 1])


def _is_list_item(match: str, lines: Sequence[Line], markers: Sequence[Marker | None], index: int) -> bool:
    """Whether a low number is one of a list: its neighbour lines have the next or last number of the style."""
    marker = markers[index]
    if marker is None or RANK[marker.style] <= RANK["bracket_han"]:
        return False
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(lines):
            other = markers[neighbour]
            if other is not None and other.style == marker.style and abs(other.number - marker.number) == 1:
                return True
    return index + 1 >= len(lines) or match[lines[index].end - 1] in "。；"


def _unnumbered(
    text: RepairedText, lines: Sequence[Line], markers: Sequence[Marker | None], index: int
) -> Heading | None:
    """A line of its own before a paragraph or a lower heading."""
    match, line = text.match, lines[index]
    alone = stands_alone(match, line)
    stopped = not alone and TOPIC_LINE.fullmatch(match, line.start, line.end) is not None
    if not (alone or stopped) or index + 1 >= len(lines):
        return None
    title = match[line.start : line.end].rstrip("。")
    named = title in NAMED_PARTS
    if "。" in title:
        return None
    if not named and (FURNITURE.match(match, line.start) or DIGIT.search(YEAR.sub("", title))):
        return None
    after = lines[index + 1]
    if markers[index + 1] is None and match[after.end - 1] not in "。：；！？”" and not named and _is_short(after):
        return None
    rank = RANK["chapter"] if named else STOPPED if stopped else UNNUMBERED
    following = next((marker for marker in markers[index + 1 : index + OPENING_LINES] if marker is not None), None)
    if (
        following is not None
        and following.style in ("han", "bracket_han")
        and following.number == 1
        and REPORT_PART.fullmatch(title)
    ):
        rank = PART_RANK
    kind: SectionKind = "chapter" if named else "heading"
    return Heading(kind, rank, None, None, clean(text.text[line.start : line.end]), line.start, line.start, line.end)


def _is_short(line: Line) -> bool:
    return line.end - line.start <= LONGEST_RUN_IN
