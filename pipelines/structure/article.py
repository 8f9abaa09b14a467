"""The headings of articles: lines of their own, often two that belong together, and sentences that open a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.structure.headings import FIGURE, FURNITURE, UNNUMBERED, Heading, lead_sentences
from pipelines.structure.lines import ENDS_SENTENCE, Line, clean
from pipelines.text.repaired import RepairedText

LONGEST_LINE = 28
LONGEST_TOGETHER = 3
TOPIC = re.compile(r"[\u4e00-\u9fff“”‘’·A-Za-z+—]{4,20}。(?=[^\n]{20}|\n|$)")
"""发挥基层党组织轴心作用。构建…: the topic of a paragraph of a page that sets its topics in bold."""
NAMES_NOTHING = re.compile(
    r"[是也说]|(?<![行作人])为(?![民老])|(?<![国公私共所])有(?![序效力机爱])|就(?![业医近])|(?<!首)都(?!市)|了(?!解)|(?<!街)道。"
)
"""What a verb says names no topic; 深化街道体制改革 and 深化国有企业改革 name one."""


def read_article_headings(text: RepairedText, lines: Sequence[Line], *, page: bool) -> list[Heading]:
    """The headings of an article or, with ``page``, of all articles of a newspaper page."""
    headings = _own_lines(text, lines)
    taken = {heading.start for heading in headings}
    if page:
        headings += _topics(text, [line for line in lines if line.start not in taken], bool(headings))
    else:
        headings += lead_sentences(text, [line for line in lines if line.start not in taken])
    return sorted(headings, key=lambda heading: heading.start)


def _own_lines(text: RepairedText, lines: Sequence[Line]) -> list[Heading]:
    """Short lines without a full stop before a paragraph; two or three in a row are one heading."""
    groups: list[Sequence[Line]] = []
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and _is_heading_line(text.match, lines[last]):
            last += 1
        if 0 < last - index <= LONGEST_TOGETHER and last < len(lines):
            groups.append(lines[index:last])
        index = max(last, index + 1)
    # Where headings have two lines, one alone is the torn first line of a paragraph: 射阳县充分延伸城市治理党 / 建触角.
    if sum(len(group) > 1 for group in groups) * 2 > len(groups):
        groups = [group for group in groups if len(group) > 1]
    headings: list[Heading] = []
    for group in groups:
        start, end = group[0].start, group[-1].end
        title = clean(text.text[start:end])
        headings.append(Heading("heading", UNNUMBERED, None, None, title, start, start, end))
    return headings


def _is_heading_line(match: str, line: Line) -> bool:
    length = line.end - line.start
    if (
        not 3 <= length <= LONGEST_LINE
        or match[line.end - 1] in ENDS_SENTENCE
        or match[line.end - 1] == "”" == match[line.start]
    ):
        return False
    if match.find("。", line.start, line.end) >= 0:
        return False
    return not (FURNITURE.match(match, line.start) or FIGURE.search(match, line.start, line.end))


def _topics(text: RepairedText, lines: Sequence[Line], under_heading: bool) -> list[Heading]:
    """Sentences that name the topic of their paragraph, where most paragraphs between headings have one."""
    match = text.match
    rank = UNNUMBERED + 1 if under_heading else UNNUMBERED
    topics: list[Heading] = []
    for line in lines:
        found = TOPIC.match(match, line.start)
        if found is None or found.end() > line.end or NAMES_NOTHING.search(found.group()):
            continue
        title = clean(text.text[line.start : found.end()])
        topics.append(Heading("heading", rank, None, None, title, line.start, line.start, found.end()))
    return topics if len(topics) >= 3 else []
