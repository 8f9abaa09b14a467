"""The outline of a notice: which of its items are headings, which are tasks, which are prose.

An item with responsibilities is a task. A number without responsibilities is a heading where tasks stand below it, and
a task that lost them where its neighbours have some. What has neither is the wording of the task behind it, or prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.structure.headings import Heading
from pipelines.structure.lines import clean
from pipelines.structure.model import SectionKind
from pipelines.structure.notice_items import ITEM_RANK, UNNUMBERED_RANK, Item
from pipelines.structure.numbering import Marker
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


@dataclass(slots=True)
class TaskGroup:
    """The items that make up one task, under one heading."""

    items: list[Item]
    heading: int | None
    marker: Marker | None
    marker_of_heading: bool = False


@dataclass(slots=True)
class Outline:
    """What the walk over the items finds."""

    headings: list[Heading] = field(default_factory=list)
    heading_items: list[Item] = field(default_factory=list)
    groups: list[TaskGroup] = field(default_factory=list)
    without_party: list[TaskGroup] = field(default_factory=list)
    direct: dict[str, float] = field(default_factory=dict)
    """For each style of number the share of its items that have responsibilities in their own paragraph."""

    def answering(self, heading: int | None) -> Item | None:
        """The item of the nearest heading, from ``heading`` upward, that says who answers for all below it."""
        rank = UNNUMBERED_RANK + 1
        for place in range(heading if heading is not None else -1, -1, -1):
            if self.headings[place].rank < rank:
                rank = self.headings[place].rank
                if self.heading_items[place].responsibilities:
                    return self.heading_items[place]
        return None


def read_outline(text: RepairedText, items: Sequence[Item]) -> Outline:
    """Tell headings, tasks and prose apart."""
    match = text.match
    shares, direct = _shares(items)
    outline = Outline(direct=direct)
    open_: list[tuple[int, int]] = []  # rank and place of the headings not yet closed
    pending: list[Item] = []
    lacking: list[Item] = []  # all since the last heading or responsibilities
    above: int | None = None  # the heading that the pending items stand below
    for index, item in enumerate(items):
        if item.marker:
            while open_ and open_[-1][0] >= item.rank:
                open_.pop()
        heading = _heading(text, items, index, open_, outline)
        if heading is not None:
            while open_ and open_[-1][0] >= heading.rank:
                open_.pop()
            _flush(outline, pending, above)
            pending, lacking = [], []
            outline.headings.append(heading)
            outline.heading_items.append(item)
            open_.append((heading.rank, len(outline.headings) - 1))
            continue
        parent = open_[-1][1] if open_ else None
        if item.marker and shares.get(item.marker.style, 0.0) > 0.5:
            _flush(outline, pending, above)
            pending = []
        elif (item.marker and pending and pending[0].rank > item.rank) or ATTACHMENT.match(match, item.start):
            pending = []
        if not item.responsibilities:
            above = parent
            pending.append(item)
            lacking.append(item)
            continue
        if item.apart and any(_same_list(other, item) for other in lacking):
            # 1. 2. 3., then 责任单位：… on a line of its own: said once for the list.
            pending = lacking
            outline.without_party = [group for group in outline.without_party if group.items[0] not in lacking]
        group = _wording(match, items, index, pending, parent is not None)
        pending, lacking = [], []
        several = sum(other.marker is not None for other in group) > 1
        marker = None if several else group[0].marker
        alone = marker is None and parent is not None and _only_task(items, index, outline, parent)
        if alone and parent is not None:
            marker = outline.heading_items[parent].marker
        outline.groups.append(TaskGroup(group, parent, marker, alone))
    _flush(outline, pending, above)
    outline.groups = sorted(outline.groups + _tasks_without_party(outline), key=lambda group: group.items[0].start)
    return outline


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
    text: RepairedText, items: Sequence[Item], index: int, open_: Sequence[tuple[int, int]], outline: Outline
) -> Heading | None:
    """The heading that an item is, if it is one."""
    match, item = text.match, items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    title_end = item.wording_end
    title = match[item.wording_start : title_end]
    short = 1 < len(title) <= LONGEST_HEADING and not re.search("[。；！？]", title)
    stopped = title_end < item.end and match[title_end] in ENDS_SENTENCE
    if item.marker is None:
        return _unnumbered(text, items, index, open_, outline) if short and not stopped else None
    if after is None:
        return None
    deeper = after.marker is not None and after.rank > item.rank
    if item.responsibilities:
        # （一）工业经济（牵头领导：…）, then 1. 2. 3.: said once for all that stand below.
        if not (short and deeper and not stopped):
            return None
        return _numbered(text, item, title_end)
    if after.marker is None and short and after.responsibilities and outline.direct.get(item.marker.style, 0.0) > 0.5:
        return None  # the line of a task was broken
    if after.marker is None and short and not stopped:
        return _numbered(text, item, title_end)
    if after.marker is None and short and item.rank <= ITEM_RANK["bracket_han"]:
        return _numbered(text, item, title_end)
    if deeper and short:
        return _numbered(text, item, title_end)
    if deeper and _party_below(items, index):
        sentence = FIRST_SENTENCE.match(match, item.wording_start, item.end)
        return _numbered(text, item, sentence.end() - 1 if sentence else item.wording_start)
    if short and not stopped and item.rank <= ITEM_RANK["han"]:
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
    title = without_note(text, item.wording_start, title_end)
    end = item.responsibilities[0].start if item.responsibilities else title_end
    return Heading(
        kind,
        item.rank,
        marker.number,
        number_text(text, marker),
        title,
        marker.start,
        item.wording_start,
        max(end, marker.end),
    )


def _unnumbered(
    text: RepairedText, items: Sequence[Item], index: int, open_: Sequence[tuple[int, int]], outline: Outline
) -> Heading | None:
    """A line of its own behind a task or heading and before a number: 坚持筑生态之基…绿色首城."""
    item = items[index]
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if item.responsibilities or before is None or after is None or after.marker is None:
        return None
    if not before.responsibilities and (not outline.heading_items or outline.heading_items[-1] is not before):
        return None
    sibling = None
    for rank, place in reversed(open_):
        heading = outline.headings[place]
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
    return Heading("heading", after.rank - 1, None, None, title, item.start, item.wording_start, item.wording_end)


def without_note(text: RepairedText, start: int, end: int) -> str:
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


def _only_task(items: Sequence[Item], index: int, outline: Outline, parent: int) -> bool:
    """Whether an unnumbered task is all that stands below its heading."""
    heading = outline.heading_items[parent]
    if heading.marker is None or (items[index].marker is None and _several_below(items, index)):
        return False
    following = next((item for item in items[index + 1 :] if item.marker), None)
    first = all(group.heading != parent for group in outline.groups)
    return first and (following is None or following.rank <= heading.rank)


def _same_list(item: Item, other: Item) -> bool:
    return item.marker is not None and other.marker is not None and item.marker.style == other.marker.style


def _flush(outline: Outline, pending: Sequence[Item], above: int | None) -> None:
    """Keep what has a number and no responsibilities: it may be a task that lost them."""
    marked = [item for item in pending if item.marker]
    if len(marked) == 1:
        group = list(pending[pending.index(marked[0]) :])
        outline.without_party.append(TaskGroup(group, above, marked[0].marker))


def _tasks_without_party(outline: Outline) -> list[TaskGroup]:
    """Numbered items without responsibilities among tasks of the same heading and style that have them."""
    owning: dict[tuple[int | None, str], list[TaskGroup]] = {}
    for group in outline.groups:
        if group.marker:
            owning.setdefault((group.heading, group.marker.style), []).append(group)
    lacking = Counter((group.heading, group.marker.style) for group in outline.without_party if group.marker)
    kept: list[TaskGroup] = []
    for group in outline.without_party:
        if group.marker is None:
            continue
        key = (group.heading, group.marker.style)
        covered = outline.answering(group.heading) is not None
        siblings = owning.get(key, [])
        if covered or (len(siblings) > lacking[key] and _is_among(group, siblings)):
            kept.append(group)
    return kept


def _is_among(group: TaskGroup, siblings: Sequence[TaskGroup]) -> bool:
    """Whether a task stands between its siblings, or has the number behind the last one."""
    start, first, last = group.items[0].start, siblings[0], siblings[-1]
    if first.items[0].start < start < last.items[0].start:
        return True
    follows = group.marker is not None and last.marker is not None and group.marker.number == last.marker.number + 1
    return follows and start > last.items[0].start


def number_text(text: RepairedText, marker: Marker | None) -> str | None:
    return text.text[marker.start : marker.end].rstrip("、.．，：") if marker else None
