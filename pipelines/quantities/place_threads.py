"""What place an article goes on about where a paragraph names none.

An article of one village says its name once and then 村里, 全村 or nothing: 和县西埠镇腰埠村扶贫工作队驻村以来…. An
article of a county tells of one community after another, and 社区 in a paragraph means the one named last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.quantities.place_names import FINE, INTRODUCED
from pipelines.quantities.places import KnownNames, Place, read_places
from pipelines.structure.model import Structure

BLANKS = " \u3000"
SENTENCE = re.compile("[。！？]")
LEAD = 60
"""Characters within which an article that is about one village names it."""
HEADLINE = 40
"""Characters of a line without a full stop that opens an article."""
ABOVE = re.compile("[全我][县区市省州盟旗国]|该[县区市省州盟旗]|县委|区委|市委|省委")
BARE = {
    "村": re.compile("[该全我本]村|村里|村内|村中|村集体|村民|村“?两委|村党|村支"),
    "社区": re.compile(r"[该我本]社区|社区里|(?:^|[\n，。；：、“])[\u3000 ]*社区"),
    "嘎查": re.compile(r"[该本]嘎查|(?:^|[\n，。；：、“]|我们)[\u3000 ]*嘎查|牧民|牧户"),
    "镇": re.compile("[该全我本]镇|镇里|镇党委"),
    "乡": re.compile("[该全我本]乡|乡里|乡党委"),
    "街道": re.compile(r"[该我本]街道|(?:^|[\n，。；“])[\u3000 ]*街道"),
}


class Threads(NamedTuple):
    """For each line of the narrative parts: where it starts, and the place it goes on about (None: its document's)."""

    starts: list[int]
    places: list[Place | None]

    def at(self, position: int) -> Place | None:
        """The place of the line that holds ``position``."""
        index = bisect_right(self.starts, position) - 1
        return self.places[index] if index >= 0 else None


NO_THREADS = Threads([], [])


def read_threads(text: str, structure: Structure, known: KnownNames) -> Threads:
    """The places that the lines of all articles of a document are about without naming one."""
    starts: list[int] = []
    places: list[Place | None] = []
    for start, end, titles, larger in _articles(structure, len(text)):
        named = read_places(text, start, end, known)
        topic = _topic(text, start, end, titles, named, known)
        last, referred = topic, False
        for line_start, line_end in _lines(text, start, end):
            own = _within(named, line_start, line_end)
            above = bool(ABOVE.search(text, line_start, line_end)) or any(
                text.find(name, line_start, line_end) >= 0 for name in larger
            )
            fine = [place for place in own if place.rank >= FINE]
            if introduced := _introduced(text, line_start, own):
                last, referred = introduced, True
                starts.append(line_start)
                places.append(topic or last)
                continue  # each line on one village: 孟王村位于大杨镇北部…
            referred = last is not None and (
                _refers(text, line_start, line_end, last) or (referred and not above and not fine)
            )
            starts.append(line_start)
            places.append(topic or (last if referred else None))
            if fine:
                last = fine[-1]
            elif own or above:
                last = topic  # 地处黄土高原…的榆林市，近年来: the article turns to the county again
    return Threads(starts, places)


def _within(named: list[Place], start: int, end: int) -> list[Place]:
    """The places that are named between ``start`` and ``end``."""
    return named[bisect_left(named, start, key=_start) : bisect_left(named, end, key=_start)]


def _start(place: Place) -> int:
    return place.start


def _introduced(text: str, line_start: int, own: list[Place]) -> Place | None:
    """The town or village that a line opens with and introduces, at the end of the chain of names."""
    chain = own[:1]
    for place in own[1:]:
        if place.start != chain[-1].end:
            break
        chain.append(place)
    if not chain or chain[-1].rank < FINE or text[line_start : chain[0].start].strip(BLANKS):
        return None
    return chain[-1] if INTRODUCED.match(text, chain[-1].end) else None


def _articles(structure: Structure, size: int) -> Iterator[tuple[int, int, list[tuple[int, int]], list[str]]]:
    """The articles of a document: start, end, the spans of their headlines and the names of their own areas."""
    articles = [section for section in structure.sections if section.kind == "article"]
    title = [(field.start, field.end) for field in structure.fields if field.name == "title"]
    if len(articles) < 2:
        headlines = title + [(section.heading_start, section.heading_end) for section in articles]
        yield 0, size, headlines, [structure.place]
        return
    for section in articles:
        places = [section.place] if section.place else [structure.place]
        yield section.start, section.end, [(section.heading_start, section.heading_end)], places


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _topic(
    text: str, start: int, end: int, titles: list[tuple[int, int]], named: list[Place], known: KnownNames
) -> Place | None:
    """The one village, community or town an article is about: the one its headline or its first sentence names, unless
    it tells as much of others or of the whole county."""
    spans = [*titles, _headline(text, start, end)]
    counts = Counter(place.name for place in named)
    in_title = [
        place
        for place in named
        if place.rank >= FINE and place.name in known.names and any(a <= place.start < b for a, b in spans)
    ]
    if in_title:
        place: Place | None = in_title[-1]
    else:
        body = max([start, *(b for a, b in spans if start <= a and b <= end)])
        place = _lead(text, body, end, named, counts)
    lines = _lines(text, start, end)
    told = {introduced.name for a, b in lines if (introduced := _introduced(text, a, _within(named, a, b)))}
    first = next((other for other in named if other.name in told), None)
    if first is not None and len(told) == 1 and "\n" not in text[named[0].start : first.start]:
        return first  # 观堂镇郭庄村地处观堂镇西北方向
    if place is None:
        return None
    ranks = {other.name: other.rank for other in named}
    rivals = [name for name in counts if ranks[name] >= FINE and not place.name.endswith(name)]
    return place if all(counts[place.name] >= counts[name] for name in rivals) else None


def _lead(text: str, start: int, end: int, named: list[Place], counts: Counter[str]) -> Place | None:
    """The place at the end of the chain of names in the first sentence, if the article is about no larger area."""
    stop = SENTENCE.search(text, start, end)
    limit = min(start + LEAD, stop.start() if stop else end)
    lead = [place for place in named if start <= place.start < limit]
    if not lead or lead[-1].rank < FINE or (len(lead) < 2 and counts[lead[-1].name] < 2):
        return None
    often = counts[lead[-1].name]
    above = sum(1 for _ in ABOVE.finditer(text, start, end))
    if above >= often or any(counts[place.name] > often for place in named if place.rank < FINE):
        return None
    return lead[-1]


def _headline(text: str, start: int, end: int) -> tuple[int, int]:
    """The first line, where it is short and no sentence."""
    stop = text.find("\n", start, end)
    if stop < 0 or stop - start > HEADLINE or "。" in text[start:stop]:
        return start, start
    return start, stop


def _refers(text: str, start: int, end: int, place: Place) -> bool:
    """Whether a line speaks of 社区 or 村里 without a name."""
    return any(
        place.name.endswith(kind) and pattern.search(text, max(start - 1, 0), end) for kind, pattern in BARE.items()
    )
