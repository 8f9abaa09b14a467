"""Read a plan or a report: its sections, its 专栏 boxes and its table of indicators."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipelines.structure.boxes import Box, read_boxes
from pipelines.structure.headings import Heading, build_sections, read_headings
from pipelines.structure.indicator_table import read_indicator_tables
from pipelines.structure.lines import Line
from pipelines.structure.model import Defect, Passage, Structure
from pipelines.structure.numbering import RANK
from pipelines.text.repaired import RepairedText

BOX_RANK = len(RANK) + 10
"""Below every heading: a box is part of the section it stands in."""


def read_plan(text: RepairedText, lines: Sequence[Line], structure: Structure) -> None:
    """Add sections, boxes, indicators and their passages to ``structure``; ``lines`` are those of the text itself."""
    tables = read_indicator_tables(text, lines)
    taken = [(table.start, table.end) for table in tables]
    outside = [line for line in lines if not _is_inside(taken, line.start)]
    headings = read_headings(text, outside)
    boxes = read_boxes(text, outside, headings)
    taken = [(box.start, box.end) for box in boxes]
    headings = [heading for heading in headings if not _is_inside(taken, heading.start)]
    end = lines[-1].end if lines else len(text.text)
    add_sections(text, structure, headings + [_box_heading(box) for box in boxes], end)
    places = {section.start: place for place, section in enumerate(structure.sections) if section.kind == "box"}
    for box in boxes:
        _add_box(text, structure, box, places[box.start])
    for table in tables:
        structure.indicators += table.indicators
        structure.cells += table.cells
        structure.defects += table.defects
        structure.passages.append(Passage("indicator_table", table.start, table.end))


def add_sections(text: RepairedText, structure: Structure, headings: Sequence[Heading], end: int) -> None:
    """Add the sections of ``headings``, the passages of their numbers and titles, the defects of lost numbers.

    ``end`` is where the text itself ends: sources, links and imprints behind it belong to no section.
    """
    ordered = sorted(headings, key=lambda heading: (heading.start, heading.rank))
    first = len(structure.sections)
    structure.sections += build_sections(ordered, end)
    for place, heading in enumerate(ordered, first):
        if heading.title_start > heading.start:
            structure.passages.append(
                Passage("number", heading.start, heading.title_start, place, reason="heading_number")
            )
        if heading.end > heading.title_start:
            structure.passages.append(Passage("heading", heading.title_start, heading.end, place))
        if heading.lost_number:
            treatment = "read as a section without number, as its siblings stand"
            structure.defects.append(Defect("heading_number_lost", treatment, heading.start, heading.end))


def _is_inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether ``position`` is in one of ``spans``, which are in order and apart."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]


def _box_heading(box: Box) -> Heading:
    number = box.number if box.number_text else None
    return Heading(
        "box", BOX_RANK, number, box.number_text, box.title, box.start, box.title_start, box.title_end, until=box.end
    )


def _add_box(text: RepairedText, structure: Structure, box: Box, section: int) -> None:
    """Add the items of a box; what stands between them is text of the box."""
    position = box.title_end
    numbers = {end: start for start, end in box.numbers}
    for item in box.items:
        item.section = section
        structure.items.append(item)
        place = len(structure.items) - 1
        begin = numbers.get(item.start, item.start)
        if text.match[position:begin].strip():
            structure.passages.append(Passage("box", position, begin, section))
        if begin < item.start:
            structure.passages.append(
                Passage("number", begin, item.start, section, project=place, reason="list_number")
            )
        structure.passages.append(Passage("box", item.start, item.end, section, project=place))
        position = item.end
    if text.match[position : box.end].strip():
        structure.passages.append(Passage("box", position, box.end, section))
