"""Read how a document is built: its genre, what it says of itself, its sections, tables, boxes and tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from pipelines.structure.article import read_article_headings
from pipelines.structure.document_place import Place, find_place, find_town
from pipelines.structure.front_matter import FrontMatter, find_front_matter
from pipelines.structure.genre import recognise_genre
from pipelines.structure.headings import Heading
from pipelines.structure.lines import Line, split_lines
from pipelines.structure.metadata import read_metadata
from pipelines.structure.model import NARRATIVE, Genre, MetadataField, Passage, Structure
from pipelines.structure.newspaper import ARTICLE_RANK, Article, find_articles, read_page
from pipelines.structure.notice import read_tasks
from pipelines.structure.numbering import marker_at
from pipelines.structure.passages import assemble_passages
from pipelines.structure.plan import add_sections, read_plan
from pipelines.structure.regions import common_parent
from pipelines.text.repaired import RepairedText

SURE = 0.6
"""Below this confidence what is known of the document's genre counts more than what its text looks like."""
MOST_PARTS_OF_AN_ARTICLE = 4


def read_structure(text: RepairedText, known: Mapping[str, str] | None = None) -> Structure:
    """All that can be told of a document before its quantities are read; never raises.

    ``known`` is what is known from elsewhere (title, genre, region_code, …). The text itself wins where it says
    something.
    """
    known = known or {}
    lines = split_lines(text)
    front = find_front_matter(text, lines)
    articles = _articles(text, lines)
    genre, confidence = recognise_genre(text, lines, front, len(articles))
    told = known.get("genre")
    if told in get_args(Genre) and confidence < SURE:
        genre = next(name for name in get_args(Genre) if name == told)
    structure = Structure(genre, confidence, "全国", None)
    structure.fields = read_metadata(text, lines, front, genre)
    place = _place(text, lines, front, articles, structure, known)
    named_in_full = place.end - place.start == len(place.name)
    structure.place = text.text[place.start : place.end] if named_in_full else place.name
    structure.region_code = place.code
    if place.end:
        structure.fields.append(MetadataField("region_name", structure.place, place.start, place.end))
    structure.passages += [Passage("metadata", start, end) for start, end in front.spans]
    _read_genre(text, _body(lines, front), articles, structure, known.get("title"))
    assemble_passages(text.match, structure)
    return structure


def _read_genre(
    text: RepairedText,
    lines: Sequence[Line],
    articles: Sequence[Article],
    structure: Structure,
    known_title: str | None,
) -> None:
    """Add what documents of this genre are made of; ``lines`` are those of the text itself."""
    end = lines[-1].end if lines else len(text.text)
    if structure.genre == "task_notice":
        read_tasks(text, structure)
        if not structure.sections:
            read_plan(text, lines, structure)
    elif structure.genre in ("plan", "work_report"):
        read_plan(text, lines, structure)
    elif structure.genre == "newspaper_page" and len(articles) > 1:
        page = read_page(text, lines, articles)
        outside = [line for line in lines if line.start not in {article.start for article in articles}]
        add_sections(text, structure, page.headings + read_article_headings(text, outside, page=True), end)
        sections = [place for place, section in enumerate(structure.sections) if section.kind == "article"]
        structure.passages += [
            Passage("heading", start, end, None if owner is None else sections[owner])
            for start, end, owner in page.garbled
        ]
        structure.defects += page.defects
    else:
        headings = read_article_headings(text, lines, page=False)
        if title := structure.value("title") or known_title:
            headings.insert(0, Heading("article", ARTICLE_RANK, None, None, title, 0, 0, 0))
        add_sections(text, structure, headings, end)


def _articles(text: RepairedText, lines: Sequence[Line]) -> list[Article]:
    """The articles of a page; documents with numbered parts are none."""
    parts = 0
    for line in lines:
        marker = marker_at(text.match, line.start)
        parts += marker is not None and marker.style in ("chapter", "section", "han", "bracket_han")
        if parts > MOST_PARTS_OF_AN_ARTICLE:
            return []
    return find_articles(text, lines)


def _body(lines: Sequence[Line], front: FrontMatter) -> list[Line]:
    """The lines of the text itself, without those of the front and back matter."""
    body: list[Line] = []
    spans = iter(front.spans)
    span = next(spans, None)
    for line in lines:
        start, end = line
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is not None and span[0] <= start < span[1]:
            start = span[1]
        elif span is not None and start < span[0] < end:
            end = span[0]
        if start < end:
            body.append(Line(start, end))
    return body


def _place(
    text: RepairedText,
    lines: Sequence[Line],
    front: FrontMatter,
    articles: Sequence[Article],
    structure: Structure,
    known: Mapping[str, str],
) -> Place:
    """The area of the document; of a page about several counties what they are all part of."""
    if structure.genre == "newspaper_page":
        codes = [article.code for article in articles if article.code]
        parent = common_parent(codes)
        if parent is None and len(codes) > 1:
            return Place("全国", None, 0, 0)  # 桐乡市, 安远县 and 良庆区: cases from all over the country
        if parent is not None:
            at = text.match.find(parent.name)
            return Place(parent.name, parent.code, max(at, 0), at + len(parent.name) if at >= 0 else 0)
    named = [(entry.start, entry.end) for entry in structure.fields if entry.name in ("title", "issuer")]
    leading: list[tuple[int, int]] = []
    if structure.genre not in NARRATIVE:
        named += [(line.start, line.end) for line in lines[: front.header]]
        leading = named
    headline = next(((entry.start, entry.end) for entry in structure.fields if entry.name == "title"), (0, 0))
    place = find_place(text.match, leading, known.get("region_code"), headline)
    return next((town for start, end in named if (town := find_town(text.match, start, end, place))), place)
