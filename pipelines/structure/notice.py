"""Task notices: parts, sections, tasks and who answers for them.

A task is what responsibilities stand behind (（牵头单位：区发改局）), whether it has a number or not. What has a number and
no responsibilities is a heading where tasks stand below it, and a task without a party where its neighbours have one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.structure.headings import UNNUMBERED, Heading, build_sections
from pipelines.structure.lines import clean
from pipelines.structure.model import Defect, Party, Passage, SectionKind, Structure, Task
from pipelines.structure.notice_items import Item, read_items
from pipelines.structure.notice_table import TableTask, read_table
from pipelines.structure.numbering import RANK, Marker
from pipelines.structure.responsibilities import (
    Responsibilities,
    find_responsibilities,
    read_parties,
    states_order_rule,
)
from pipelines.text.repaired import RepairedText

LONGEST_HEADING = 60
LONGEST_RUN_IN = 40
ENDS_SENTENCE = "。；！？：，、…"
FIRST_SENTENCE = re.compile(r"[^。：；！？\n]{2,40}。")
ATTACHMENT = re.compile(r"附(?:件|表|录)[0-9一二三四五六七八九十]{0,2}[：.、]?")
# （按区委区政府确定的考核指标进行分解）, （共12项）: said about a part, not its title.
NOTE = re.compile(r"[（〔【(\[][^（）〔〕【】()\n]*[）〕】)\]]$")
IS_NOTE = re.compile(
    r".(?:按|共|以下|由|注|含|详见|见|列第|责任|牵头|分管|合计|[0-9一二三四五六七八九十]{1,3}[项条个大])"
)
AREA_END = re.compile(r"(?:自治区|自治州|自治县|自治旗|[省市区县旗州盟])$")


@dataclass(slots=True)
class _Group:
    """The items that make up one task, under one heading."""

    items: list[Item]
    heading: int | None
    marker: Marker | None
    marker_of_heading: bool = False


@dataclass(slots=True)
class _Reading:
    """What the walk over the items finds."""

    headings: list[Heading] = field(default_factory=list)
    heading_items: list[Item] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    without_party: list[_Group] = field(default_factory=list)
    direct: dict[str, float] = field(default_factory=dict)
    """For each style of number the share of its items that have responsibilities in their own paragraph."""


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


def _read_items(text: RepairedText, structure: Structure, found: Sequence[Responsibilities]) -> None:
    """Add the tasks that stand in paragraphs."""
    items = read_items(text, found)
    reading = _walk(text, items)
    sections = _add_sections(text, structure, reading)
    groups = sorted(reading.groups + _lost_parties(reading), key=lambda group: group.items[0].start)
    numbers = _numbers(groups)
    places = _places(structure)
    first_leads = states_order_rule(text.match)
    for group, number in zip(groups, numbers, strict=True):
        entries = [entry for item in group.items for entry in item.responsibilities]
        own = read_parties(text, entries, first_leads=first_leads, places=places)
        inherited = _inherited(text, reading, group, own, first_leads, places)
        start, end = _span(group)
        section = _section_of(structure, sections, group, start)
        task = Task(
            number=number,
            number_text=_number_text(text, group.marker),
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


def _walk(text: RepairedText, items: Sequence[Item]) -> _Reading:
    """Tell headings, tasks and prose apart."""
    match = text.match
    shares, direct = _shares(items)
    reading = _Reading(direct=direct)
    open_: list[tuple[int, int]] = []  # rank and place of the headings not yet closed
    pending: list[Item] = []
    lacking: list[Item] = []  # all since the last heading or responsibilities
    for index, item in enumerate(items):
        if item.marker:
            while open_ and open_[-1][0] >= item.rank:
                open_.pop()
        heading = _heading(text, items, index, open_, reading)
        if heading is not None:
            while open_ and open_[-1][0] >= heading.rank:
                open_.pop()
            _flush(reading, pending, open_)
            pending, lacking = [], []
            reading.headings.append(heading)
            reading.heading_items.append(item)
            open_.append((heading.rank, len(reading.headings) - 1))
            continue
        parent = open_[-1][1] if open_ else None
        if item.marker and shares.get(item.marker.style, 0.0) > 0.5:
            _flush(reading, pending, open_)
            pending = []
        elif (item.marker and pending and pending[0].rank > item.rank) or ATTACHMENT.match(match, item.start):
            pending = []
        if not item.responsibilities:
            pending.append(item)
            lacking.append(item)
            continue
        if item.apart and any(_same_list(other, item) for other in lacking):
            # 1. 2. 3., then 责任单位：… on a line of its own: said once for the list.
            pending = lacking
            reading.without_party = [group for group in reading.without_party if group.items[0] not in lacking]
        group = _wording(match, items, index, pending, parent is not None)
        pending, lacking = [], []
        several = sum(other.marker is not None for other in group) > 1
        marker = None if several else group[0].marker
        alone = marker is None and parent is not None and _only_task(items, index, reading, parent)
        if alone and parent is not None:
            marker = reading.heading_items[parent].marker
        reading.groups.append(_Group(group, parent, marker, alone))
    _flush(reading, pending, open_)
    return reading


def _shares(items: Sequence[Item]) -> tuple[dict[str, float], dict[str, float]]:
    """For each style of number the share of its items that have responsibilities, headings left aside: behind them
    or behind the paragraphs that follow, and in their own paragraph."""
    owning: Counter[str] = Counter()
    direct: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for index in _with_neighbours(items):
        item = items[index]
        if item.marker is None:
            continue
        following = index
        while not items[following].responsibilities and following + 1 < len(items) and not items[following + 1].marker:
            following += 1
        owns = bool(items[following].responsibilities)
        if owns or following + 1 >= len(items) or items[following + 1].rank <= item.rank:
            total[item.marker.style] += 1
            owning[item.marker.style] += owns
            direct[item.marker.style] += bool(item.responsibilities) and not item.apart
    return {s: owning[s] / n for s, n in total.items()}, {s: direct[s] / n for s, n in total.items()}


def _with_neighbours(items: Sequence[Item]) -> range:
    """The items from the first to the last that has responsibilities, with the earlier ones of the first one's list."""
    inside = [index for index, item in enumerate(items) if item.responsibilities]
    if not inside:
        return range(0)
    first = inside[0]
    while first > 0 and items[first - 1].rank >= items[inside[0]].rank:
        first -= 1
    return range(first, inside[-1] + 1)


def _heading(
    text: RepairedText, items: Sequence[Item], index: int, open_: Sequence[tuple[int, int]], reading: _Reading
) -> Heading | None:
    """The heading that an item is, if it is one."""
    match, item = text.match, items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    title_end = item.wording_end
    title = match[item.wording_start : title_end]
    short = 1 < len(title) <= LONGEST_HEADING and not re.search("[。；！？]", title)
    stopped = title_end < item.end and match[title_end] in ENDS_SENTENCE
    if item.marker is None:
        return _unnumbered(text, items, index, open_, reading) if short and not stopped else None
    if after is None:
        return None
    deeper = after.marker is not None and after.rank > item.rank
    if item.responsibilities:
        # （一）工业经济（牵头领导：…）, then 1. 2. 3.: said once for all that stand below.
        if not (short and deeper and not stopped):
            return None
        return _numbered(text, item, title_end)
    if after.marker is None and short and after.responsibilities and reading.direct.get(item.marker.style, 0.0) > 0.5:
        return None  # the line of a task was broken
    if after.marker is None and short and not stopped:
        return _numbered(text, item, title_end)
    if after.marker is None and short and item.rank <= RANK["bracket_han"]:
        return _numbered(text, item, title_end)
    if deeper and short:
        return _numbered(text, item, title_end)
    if deeper and _party_below(items, index):
        sentence = FIRST_SENTENCE.match(match, item.wording_start, item.end)
        return _numbered(text, item, sentence.end() - 1 if sentence else item.wording_start)
    if short and not stopped and item.rank <= RANK["han"]:
        return _numbered(text, item, title_end)
    return None


def _party_below(items: Sequence[Item], index: int) -> bool:
    """Whether an item of lower rank below this one has responsibilities."""
    for item in items[index + 1 :]:
        if item.marker and item.rank <= items[index].rank:
            return False
        if item.marker and item.responsibilities:
            return True
    return False


def _numbered(text: RepairedText, item: Item, title_end: int) -> Heading:
    marker = item.marker
    assert marker is not None
    kind: SectionKind = "heading"
    if marker.style in ("part", "chapter", "section"):
        kind = marker.style  # type: ignore[assignment]
    elif marker.style in ("han", "bracket_han"):
        kind = "part" if marker.style == "han" else "section"
    title = _without_note(text, item.wording_start, title_end)
    end = item.responsibilities[0].start if item.responsibilities else title_end
    return Heading(
        kind,
        item.rank,
        marker.number,
        _number_text(text, marker),
        title,
        marker.start,
        item.wording_start,
        max(end, marker.end),
    )


def _unnumbered(
    text: RepairedText, items: Sequence[Item], index: int, open_: Sequence[tuple[int, int]], reading: _Reading
) -> Heading | None:
    """A line of its own behind a task or heading and before a number: 坚持筑生态之基…绿色首城."""
    item = items[index]
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if item.responsibilities or before is None or after is None or after.marker is None:
        return None
    if not before.responsibilities and (not reading.heading_items or reading.heading_items[-1] is not before):
        return None
    sibling = None
    for rank, place in reversed(open_):
        heading = reading.headings[place]
        following = next((other for other in items[index + 1 :] if other.marker and other.rank <= rank), None)
        if heading.number is None or rank >= after.rank:
            continue
        counted = following is not None and following.rank == rank and following.marker is not None
        if counted and following is not None and following.marker and following.marker.number == heading.number + 2:
            sibling = heading
            break
    title = clean(text.text[item.wording_start : item.wording_end])
    if sibling is not None:
        number = (sibling.number or 0) + 1
        return Heading(
            sibling.kind,
            sibling.rank,
            number,
            None,
            title,
            item.start,
            item.wording_start,
            item.wording_end,
            lost_number=True,
        )
    return Heading("heading", UNNUMBERED, None, None, title, item.start, item.wording_start, item.wording_end)


def _without_note(text: RepairedText, start: int, end: int) -> str:
    title = clean(text.text[start:end])
    if (note := NOTE.search(title)) and IS_NOTE.match(title, note.start()):
        title = title[: note.start()]
    return title


def _wording(match: str, items: Sequence[Item], index: int, pending: Sequence[Item], under_heading: bool) -> list[Item]:
    """The items that the responsibilities of ``items[index]`` stand behind."""
    group = [*pending, items[index]]
    if any(item.marker for item in group):
        while group[0].marker is None and len(group) > 1 and not under_heading:
            group.pop(0)
        return group
    if not under_heading:
        return group[-1:]
    while len(group) > 1 and match[group[0].end - 1] in "：:":  # 重点抓好以下工作：
        group.pop(0)
    if _several_below(items, index):
        return group[-1:]
    return group


def _several_below(items: Sequence[Item], index: int) -> bool:
    """Whether the heading above an unnumbered paragraph has more unnumbered paragraphs with responsibilities."""
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(items) and items[other].marker is None:
            if items[other].responsibilities:
                return True
            other += step
    return False


def _only_task(items: Sequence[Item], index: int, reading: _Reading, parent: int) -> bool:
    """Whether an unnumbered task is all that stands below its heading."""
    heading = reading.heading_items[parent]
    if heading.marker is None or (items[index].marker is None and _several_below(items, index)):
        return False
    following = next((item for item in items[index + 1 :] if item.marker), None)
    first = all(group.heading != parent for group in reading.groups)
    return first and (following is None or following.rank <= heading.rank)


def _same_list(item: Item, other: Item) -> bool:
    return item.marker is not None and other.marker is not None and item.marker.style == other.marker.style


def _flush(reading: _Reading, pending: Sequence[Item], open_: Sequence[tuple[int, int]]) -> None:
    """Keep what has a number and no responsibilities: it may be a task that lost them."""
    marked = [item for item in pending if item.marker]
    if len(marked) == 1:
        group = list(pending[pending.index(marked[0]) :])
        reading.without_party.append(_Group(group, open_[-1][1] if open_ else None, marked[0].marker))


def _lost_parties(reading: _Reading) -> list[_Group]:
    """Numbered items without responsibilities among tasks of the same heading and style that have them."""
    counts = Counter((group.heading, group.marker.style) for group in reading.groups if group.marker)
    lacking = Counter((group.heading, group.marker.style) for group in reading.without_party if group.marker)
    kept: list[_Group] = []
    for group in reading.without_party:
        if group.marker is None:
            continue
        key = (group.heading, group.marker.style)
        covered = group.heading is not None and bool(reading.heading_items[group.heading].responsibilities)
        if covered or counts[key] > lacking[key]:
            kept.append(group)
    return kept


def _add_sections(text: RepairedText, structure: Structure, reading: _Reading) -> dict[int, int]:
    """Add the headings as sections; gives the section of each heading by the heading's place in ``reading``."""
    if structure.sections or not reading.headings:
        return {}
    last = reading.groups[-1].items[-1].end if reading.groups else 0
    end = last if last > reading.headings[-1].start else len(text.text)
    structure.sections.extend(build_sections(reading.headings, end))
    order = sorted(range(len(reading.headings)), key=lambda i: (reading.headings[i].start, reading.headings[i].rank))
    sections = {place: position for position, place in enumerate(order)}
    for place, heading in enumerate(reading.headings):
        section = sections[place]
        if heading.title_start > heading.start:
            structure.passages.append(
                Passage("number", heading.start, heading.title_start, section=section, reason="heading_number")
            )
        if heading.end > heading.title_start:
            structure.passages.append(Passage("heading", heading.title_start, heading.end, section=section))
        for entry in reading.heading_items[place].responsibilities:
            structure.passages.append(Passage("responsibilities", entry.start, entry.end, section=section))
        if heading.lost_number:
            treatment = f"the number is missing; read as number {heading.number} of its siblings"
            structure.defects.append(Defect("heading_number_lost", treatment, heading.start, heading.end))
    return sections


def _span(group: _Group) -> tuple[int, int]:
    """The wording of a task; a list (1. 2. 3.) that makes up one task keeps its numbers."""
    first = group.items[0]
    several = sum(item.marker is not None for item in group.items) > 1
    start = first.start if several else first.wording_start
    return start, max(start, group.items[-1].wording_end)


def _section_of(structure: Structure, sections: dict[int, int], group: _Group, start: int) -> int | None:
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
    return _without_note(text, found.heading_start, found.heading_end)


def _numbers(groups: Sequence[_Group]) -> list[int | None]:
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


def _number_text(text: RepairedText, marker: Marker | None) -> str | None:
    return text.text[marker.start : marker.end].rstrip("、.．，：") if marker else None


def _places(structure: Structure) -> list[str]:
    """Names of the document's area without the word for its level: 海州 of 海州区."""
    names = [structure.place, structure.value("region_name") or ""]
    return [AREA_END.sub("", name) for name in names if len(AREA_END.sub("", name)) > 1]


def _inherited(
    text: RepairedText, reading: _Reading, group: _Group, own: Sequence[Party], first_leads: bool, places: Sequence[str]
) -> list[Party]:
    """Parties printed once behind the heading, for the roles that the task itself does not name."""
    if group.heading is None:
        return []
    roles = {party.role for party in own}
    entries = reading.heading_items[group.heading].responsibilities
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


def _add_passages(structure: Structure, group: _Group, task: int, section: int | None) -> None:
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


def _add_defects(text: RepairedText, structure: Structure, group: _Group, task: Task) -> None:
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
