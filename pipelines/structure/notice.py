"""Task notices: parts, sections, tasks and who answers for them.

A task is what responsibilities stand behind (（牵头单位：区发改局）), whether it has a number or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.structure.headings import build_sections
from pipelines.structure.lines import clean
from pipelines.structure.model import Defect, Party, Passage, Structure, Task
from pipelines.structure.notice_items import read_items
from pipelines.structure.notice_outline import Outline, TaskGroup, number_text, read_outline, without_note
from pipelines.structure.notice_table import TableTask, read_table
from pipelines.structure.parties import read_parties, states_order_rule
from pipelines.structure.responsibilities import Responsibilities, find_responsibilities
from pipelines.text.repaired import RepairedText

AREA_END = re.compile(r"(?:自治区|自治州|自治县|自治旗|[省市区县旗州盟])$")


def read_tasks(text: RepairedText, structure: Structure) -> None:
    """Add the parts, sections, tasks, parties, passages and defects of a task notice to ``structure``.

    Sections are added only where the structure has none yet. Does nothing to a text without responsibilities.
    """
    found = find_responsibilities(text)
    table = read_table(text)
    if table:
        start, end = table[0].wording.start, max(_row_end(row) for row in table)
        found = [entry for entry in found if entry.end <= start or entry.start >= end]
    if found:
        _read_items(text, structure, found)
    if table:
        _read_rows(text, structure, table)


def count_tasks(text: RepairedText) -> int:
    """How many responsibilities a text prints: two or more make it a notice of tasks, whatever its title says."""
    return sum(entry.names_party for entry in find_responsibilities(text)) + len(read_table(text))


def _read_items(text: RepairedText, structure: Structure, found: Sequence[Responsibilities]) -> None:
    """Add the tasks that stand in paragraphs."""
    outline = read_outline(text, read_items(text, found))
    sections = _add_sections(text, structure, outline)
    numbers = _numbers(outline.groups)
    places = _places(structure)
    first_leads = states_order_rule(text.match)
    for group, number in zip(outline.groups, numbers, strict=True):
        entries = [entry for item in group.items for entry in item.responsibilities]
        own = read_parties(text, entries, first_leads=first_leads, places=places)
        inherited = _inherited(text, outline, group, own, first_leads, places)
        start, end = _span(group)
        section = _section_of(structure, sections, group, start)
        task = Task(
            number=number,
            number_text=number_text(text, group.marker),
            section=section,
            part=_title_of(text, structure, section, top=True),
            section_title=_title_of(text, structure, section, top=False),
            start=start,
            end=end,
            parties=_without_repeats(own + inherited),
        )
        structure.tasks.append(task)
        _add_passages(structure, group, len(structure.tasks) - 1, section)
        _add_defects(text, structure, group, task)


def _read_rows(text: RepairedText, structure: Structure, table: Sequence[TableTask]) -> None:
    """Add the tasks that are rows of a table."""
    places = _places(structure)
    first_leads = states_order_rule(text.match)
    numbers = [
        int(re.sub(r"\D", "", text.match[row.number.start : row.number.end])) if row.number else None for row in table
    ]
    unique = len(set(numbers)) == len(numbers) and not any(task.number in numbers for task in structure.tasks)
    category: str | None = None
    for row, number in zip(table, numbers, strict=True):
        category = clean(text.text[row.category.start : row.category.end]) if row.category else category
        end = row.wording.end
        while end > row.wording.start and text.match[end - 1] in "。；":
            end -= 1
        parties = read_parties(text, row.responsibilities, first_leads=first_leads, places=places)
        place = len(structure.tasks)
        structure.tasks.append(
            Task(
                number=number if unique else None,
                number_text=text.text[row.number.start : row.number.end] if row.number else None,
                section=None,
                part=category,
                section_title=None,
                start=row.wording.start,
                end=end,
                parties=_without_repeats(parties),
            )
        )
        if row.number:
            structure.passages.append(
                Passage("number", row.number.start, row.number.end, task=place, reason="list_number")
            )
        structure.passages.append(Passage("task", row.wording.start, row.wording.end, task=place))
        for entry in row.responsibilities:
            structure.passages.append(Passage("responsibilities", entry.start, entry.end, task=place))


def _row_end(row: TableTask) -> int:
    return max([row.wording.end, *(entry.end for entry in row.responsibilities)])


def _add_sections(text: RepairedText, structure: Structure, outline: Outline) -> dict[int, int]:
    """Add the headings as sections; gives the section of each heading by the heading's place in ``reading``."""
    if structure.sections or not outline.headings:
        return {}
    last = outline.groups[-1].items[-1].end if outline.groups else 0
    end = last if last > outline.headings[-1].start else len(text.text)
    structure.sections.extend(build_sections(outline.headings, end))
    order = sorted(range(len(outline.headings)), key=lambda i: (outline.headings[i].start, outline.headings[i].rank))
    sections = {place: position for position, place in enumerate(order)}
    for place, heading in enumerate(outline.headings):
        section = sections[place]
        if heading.title_start > heading.start:
            structure.passages.append(
                Passage("number", heading.start, heading.title_start, section=section, reason="heading_number")
            )
        if heading.end > heading.title_start:
            structure.passages.append(Passage("heading", heading.title_start, heading.end, section=section))
        for entry in outline.heading_items[place].responsibilities:
            structure.passages.append(Passage("responsibilities", entry.start, entry.end, section=section))
        if heading.lost_number:
            treatment = f"the number is missing; read as number {heading.number} of its siblings"
            structure.defects.append(Defect("heading_number_lost", treatment, heading.start, heading.end))
    return sections


def _span(group: TaskGroup) -> tuple[int, int]:
    """The wording of a task; a list (1. 2. 3.) that makes up one task keeps its numbers."""
    first = group.items[0]
    several = sum(item.marker is not None for item in group.items) > 1
    start = first.start if several else first.wording_start
    return start, max(start, group.items[-1].wording_end)


def _section_of(structure: Structure, sections: dict[int, int], group: TaskGroup, start: int) -> int | None:
    if sections:
        return sections[group.heading] if group.heading is not None else None
    inside = [place for place, section in enumerate(structure.sections) if section.start <= start < section.end]
    return max(inside, key=lambda place: structure.sections[place].level, default=None)


def _title_of(text: RepairedText, structure: Structure, section: int | None, *, top: bool) -> str | None:
    """The printed heading, with its number, of the part a task stands in, or of the section below it."""
    if section is None:
        return None
    if not top and structure.sections[section].parent is None:
        return None
    while top and (parent := structure.sections[section].parent) is not None:
        section = parent
    found = structure.sections[section]
    return without_note(text, found.heading_start, found.heading_end)


def _numbers(groups: Sequence[TaskGroup]) -> list[int | None]:
    """The numbers of the tasks, where they are unique in the document; a style that counts anew gives none."""
    by_style: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        if group.marker is not None:
            by_style.setdefault(group.marker.style, []).append(place)
    numbers: list[int | None] = [None] * len(groups)
    taken: set[int] = set()
    for places in sorted(by_style.values(), key=len, reverse=True):
        wanted = {place: marker.number for place in places if (marker := groups[place].marker)}
        fresh = set(wanted.values()) - taken
        if (len(places) - len(fresh)) * 10 > len(places):
            continue
        for place, number in wanted.items():
            if number not in taken:
                numbers[place] = number
                taken.add(number)
    return numbers


def _places(structure: Structure) -> list[str]:
    """Names of the document's area without the word for its level: 海州 of 海州区."""
    names = [structure.place, structure.value("region_name") or ""]
    return [AREA_END.sub("", name) for name in names if len(AREA_END.sub("", name)) > 1]


def _inherited(
    text: RepairedText,
    outline: Outline,
    group: TaskGroup,
    own: Sequence[Party],
    first_leads: bool,
    places: Sequence[str],
) -> list[Party]:
    """Parties printed once behind the heading, for the roles that the task itself does not name."""
    above = outline.answering(group.heading)
    if above is None:
        return []
    roles = {party.role for party in own}
    entries = above.responsibilities
    return [
        party
        for party in read_parties(text, entries, first_leads=first_leads, places=places)
        if not own or (party.role == "lead_leader" and party.role not in roles)
    ]


def _without_repeats(parties: Sequence[Party]) -> list[Party]:
    """Each body once in a role: some notices print one twice."""
    seen: set[tuple[str, str]] = set()
    kept: list[Party] = []
    for party in parties:
        if (party.role, party.name) not in seen:
            seen.add((party.role, party.name))
            kept.append(party)
    return kept


def _add_passages(structure: Structure, group: TaskGroup, task: int, section: int | None) -> None:
    for item in group.items:
        if item.marker and item.wording_start > item.start:
            structure.passages.append(
                Passage("number", item.start, item.wording_start, section=section, task=task, reason="list_number")
            )
        begin = item.wording_start
        for entry in item.responsibilities:
            if entry.start > begin:
                structure.passages.append(Passage("task", begin, entry.start, section=section, task=task))
            structure.passages.append(Passage("responsibilities", entry.start, entry.end, section=section, task=task))
            begin = max(begin, entry.end)
        if item.end > begin:
            structure.passages.append(Passage("task", begin, item.end, section=section, task=task))


def _add_defects(text: RepairedText, structure: Structure, group: TaskGroup, task: Task) -> None:
    for item in group.items:
        for entry in item.responsibilities:
            if entry.bracket_lost:
                treatment = "the closing bracket is missing; the responsibilities are read to the end of the line"
                structure.defects.append(Defect("bracket_lost", treatment, entry.start, entry.end))
    quote = _unpaired_quote(text.match, task.start, task.end)
    if quote is not None:
        treatment = "a quotation mark without its partner; the words are left as printed"
        structure.defects.append(Defect("quote_lost", treatment, quote, quote + 1))


QUOTE = re.compile("[“”]")


def _unpaired_quote(match: str, start: int, end: int) -> int | None:
    """The first quotation mark without its partner: 以社区+”为路径."""
    opening: int | None = None
    for found in QUOTE.finditer(match, start, end):
        if found.group() == "“":
            if opening is not None:
                return opening
            opening = found.start()
        elif opening is None:
            return found.start()
        else:
            opening = None
    return opening
