"""Cut the page of a newspaper into its articles, and give each its headline.

An article begins where its opening names another place by its full chain: 近年来，江苏省盐城市大丰区聚焦….
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.structure.headings import Heading
from pipelines.structure.headlines import Headline, find_garbled_headlines
from pipelines.structure.lines import Line, clean, stands_alone
from pipelines.structure.model import Defect
from pipelines.structure.regions import code_of, mentions
from pipelines.text.repaired import RepairedText

OPENING = 44
BEFORE_PLACE = re.compile(r"(?:[^，。：；\n]{0,14}，|[^，。：；\n]{0,6})$")
OPENS_REPORT = re.compile(
    r"[（(]?(?:本报讯|本报[^，。\n]{1,8}[讯电]|新华社[^，。\n]{1,14}电|(?:本报)?(?:记者|通讯员)\s?[\u4e00-\u9fff]{2,4}\s?[）)报])"
)
"""本报讯（记者…）: how a report begins that does not open with a place."""
PLACE_HEADLINE = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,20}[区县市旗州盟])：(?!：)")
"""广西壮族自治区南宁市良庆区：“嵌入式”社区绽放团结花"""
ARTICLE_RANK = -1
AROUND = 4
"""Characters shown on each side of a place where a column broke."""
SENTENCE_ENDS = frozenset("。！？；：”")


class Article(NamedTuple):
    """Where an article begins; ``line`` is that line's place among the lines."""

    line: int
    start: int
    place: str | None
    code: str | None
    headline: str | None
    heading_end: int


class Page(NamedTuple):
    """The articles of a page as headings, and its garbled headlines with the place of the article each belongs to."""

    headings: list[Heading]
    garbled: list[tuple[int, int, int | None]]
    defects: list[Defect]


def find_articles(text: RepairedText, lines: Sequence[Line]) -> list[Article]:
    """The articles that begin in a text; a text that is one article gives one or none."""
    articles: list[Article] = []
    for index, line in enumerate(lines):
        article = _article_at(text, lines, index)
        if article is None or (articles and article.place and articles[-1].place == article.place):
            continue
        if article.heading_end == article.start and line.end - line.start < OPENING:
            continue
        articles.append(article)
    return articles


def read_page(text: RepairedText, lines: Sequence[Line], articles: Sequence[Article]) -> Page:
    """The articles with their headlines: those of their own lines, and the garbled ones given to them."""
    garbled = find_garbled_headlines(text, lines)
    given = _give(text, articles, garbled)
    headings: list[Heading] = []
    for place, article in enumerate(articles):
        start = 0 if place == 0 else article.start
        title = article.headline or (given[place].title if place in given else "")
        end = article.heading_end if article.heading_end > article.start else start
        headings.append(Heading("article", ARTICLE_RANK, None, None, title, start, start, end, place=article.place))
    defects = [
        Defect("headline_garbled", f"read as {headline.title}", headline.start, headline.end) for headline in garbled
    ]
    defects += _doubled(garbled)
    defects += _broken_columns(text, garbled)
    owners = {(headline.start, headline.end): place for place, headline in given.items()}
    spans = [(start, end, owners.get((start, end))) for start, end in sorted({headline[2:] for headline in garbled})]
    return Page(headings, spans, defects)


def _doubled(garbled: Sequence[Headline]) -> list[Defect]:
    """What came through twice, once for each stretch that headlines were read from."""
    stretches = sorted({(headline.start, headline.end) for headline in garbled})
    return [Defect("text_doubled", "every part of it came through twice and is read once", *span) for span in stretches]


def _broken_columns(text: RepairedText, garbled: Sequence[Headline]) -> list[Defect]:
    """Where a column ends inside a sentence, at the foot of the page or at headlines that belong elsewhere."""
    blocks: list[tuple[int, int]] = []
    for start, end in sorted({(headline.start, headline.end) for headline in garbled}):
        if blocks and not text.text[blocks[-1][1] : start].strip():
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    defects = [
        Defect("column_break", "the sentence goes on in the next column", max(at - AROUND, 0), at + AROUND)
        for at in text.column_ends
        if not any(start - 1 <= at <= end + 1 for start, end in blocks)
    ]
    for start, end in blocks:
        before = text.match[max(start - 2, 0) : start].strip()
        if before and before[-1] not in SENTENCE_ENDS and text.match[end:].strip():
            treatment = "headlines stand inside a sentence and are taken out of it"
            defects.append(Defect("column_break", treatment, start, end))
    return defects


def _article_at(text: RepairedText, lines: Sequence[Line], index: int) -> Article | None:
    """The article that begins at a line, with the place its opening or headline names."""
    match, line = text.match, lines[index]
    named = PLACE_HEADLINE.match(match, line.start, line.end)
    if named is not None and stands_alone(match, line) and (places := mentions(match, *named.span("place"))):
        _, start, end = places[-1]
        title = clean(text.text[line.start : line.end])
        return Article(index, line.start, text.text[start:end], code_of(match[start:end], match), title, line.end)
    if OPENS_REPORT.match(match, line.start, line.end):
        return _report_at(text, lines, index)
    chain = mentions(match, line.start, min(line.end, line.start + OPENING))
    if not chain or not BEFORE_PLACE.match(match[line.start : chain[0].start]):
        return None
    last = 0
    while last + 1 < len(chain) and chain[last + 1].start == chain[last].end:
        last += 1
    if chain[last].name == chain[0].name:
        return None  # one name alone, or a garbled headline: 大丰区大丰区：：…
    place = text.text[chain[last].start : chain[last].end]
    return Article(index, line.start, place, code_of(chain[last].name, match), None, line.start)


def _report_at(text: RepairedText, lines: Sequence[Line], index: int) -> Article:
    """The report that begins at a line; its headline is the short lines above it."""
    match, line = text.match, lines[index]
    first = index
    while first > 0 and index - first < 2 and stands_alone(match, lines[first - 1]):
        first -= 1
    named = mentions(match, lines[first].start, min(line.end, line.start + 2 * OPENING))
    place, code = None, None
    if named:
        place, code = text.text[named[-1].start : named[-1].end], code_of(named[-1].name, match)
    if first == index:
        return Article(index, line.start, place, code, None, line.start)
    start, end = lines[first].start, lines[index - 1].end
    return Article(first, start, place, code, clean(text.text[start:end]), end)


def _give(text: RepairedText, articles: Sequence[Article], headlines: Sequence[Headline]) -> dict[int, Headline]:
    """The article each headline belongs to: the one about its place, else the one that shares most of its wording."""
    ends = [article.start for article in articles[1:]] + [len(text.text)]
    given: dict[int, Headline] = {}
    for headline in headlines:
        scores: list[int] = []
        for article, end in zip(articles, ends, strict=True):
            body = text.text[article.start : end]
            pairs = {headline.title[i : i + 2] for i in range(len(headline.title) - 1)}
            about = headline.place is not None and headline.place == article.place
            scores.append(1000 * about + sum(body.count(pair) > 0 for pair in pairs))
        if scores and max(scores) > 0:
            given.setdefault(scores.index(max(scores)), headline)
    return given
