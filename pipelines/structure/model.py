"""What the structure of a document is made of.

All offsets are half-open spans of ``RepairedText.text`` (and ``.match``, which has the same length); only the records
turn them into offsets of the text as received. A document's passages cover its repaired text from begin to end without
overlap: every character belongs to exactly one use, so that every number has a place where it is accounted for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Genre = Literal["plan", "task_notice", "work_report", "article", "newspaper_page"]
NARRATIVE = frozenset[Genre](("article", "newspaper_page"))
"""Genres that tell of several places, one after the other, and have no parts and numbers of their own."""
SectionKind = Literal["article", "part", "chapter", "section", "heading", "box"]
PassageKind = Literal["prose", "heading", "box", "task", "responsibilities", "indicator_table", "metadata", "number"]
PartyRole = Literal["lead_leader", "lead_unit", "joint_unit"]


@dataclass(slots=True)
class MetadataField:
    """Something the document says of itself: title, doc_number, index_number, issuer, signed_on, published_on,
    publication, period_from, period_to, region_name. ``value`` is the cleaned text, a date as YYYY-MM-DD."""

    name: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Section:
    """A section; ``parent`` is its parent's place in ``Structure.sections``. ``start`` to ``end`` is the whole section,
    ``heading_start`` to ``heading_end`` its heading (both equal to ``start`` where an article lost its headline)."""

    kind: SectionKind
    level: int
    parent: int | None
    number_text: str | None
    title: str
    start: int
    end: int
    heading_start: int
    heading_end: int
    place: str | None = None
    """The area an article of a newspaper page is about (建湖县), where the article says it."""


@dataclass(slots=True)
class Passage:
    """A stretch of text with one use.

    ``prose``, ``box`` and ``task`` passages are searched for quantities. ``number`` is a list number, ``reason`` says
    of which kind (list_number, heading_number). ``section``, ``task``, ``project`` are places in the lists of the
    structure.
    """

    kind: PassageKind
    start: int
    end: int
    section: int | None = None
    task: int | None = None
    project: int | None = None
    reason: str | None = None


@dataclass(slots=True)
class IndicatorCell:
    """One cell of the indicator table; ``column`` is the field it gives (name, unit, base, target, growth, nature,
    category, number, header)."""

    indicator: int | None
    column: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Indicator:
    """A row of the 主要指标 table; texts cleaned, ``start`` to ``end`` from its name to its last cell."""

    position: int
    name: str
    start: int
    end: int
    category: str | None = None
    unit: str | None = None
    base_year: int | None = None
    base_text: str | None = None
    base_value: float | None = None
    target_year: int | None = None
    target_text: str | None = None
    target_value: float | None = None
    target_comparator: str | None = None
    target_kind: str = "none"
    growth_text: str | None = None
    growth_value: float | None = None
    nature: str | None = None


@dataclass(slots=True)
class BoxItem:
    """A numbered item of a 专栏 box; ``start`` to ``end`` without its number."""

    section: int
    box_number: int
    box_title: str
    item_number: int
    name: str
    description: str
    start: int
    end: int
    components: list[str] | None = None


@dataclass(slots=True)
class Party:
    """Who is named in the responsibilities of a task, as printed and in full."""

    role: PartyRole
    printed: str
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Task:
    """A task of a notice; ``start`` to ``end`` is its wording without number and responsibilities."""

    number: int | None
    number_text: str | None
    section: int | None
    part: str | None
    section_title: str | None
    start: int
    end: int
    parties: list[Party] = field(default_factory=list)


@dataclass(slots=True)
class Defect:
    """Something wrong in the source itself, and how it was read."""

    kind: str
    treatment: str
    start: int
    end: int


@dataclass(slots=True)
class Structure:
    """All that is known of a document before its quantities are read."""

    genre: Genre
    confidence: float
    place: str
    """The area the document is about, short form as printed (海州区, 陕西省); 全国 for a document of the state."""
    region_code: str | None
    fields: list[MetadataField] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    cells: list[IndicatorCell] = field(default_factory=list)
    items: list[BoxItem] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """The first metadata field of that name."""
        return next((entry.value for entry in self.fields if entry.name == name), None)
