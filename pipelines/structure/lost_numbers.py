"""Give headings that lost their number their place among their siblings.

Between 第八章 and 第二节 one number is missing, and one line stands there as a heading does: 加强民主法治建设 is the
section that lost its number. Lines that no gap accounts for are headings without number, below all others; short
sentences that no gap accounts for are no headings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.structure.numbering import RANK, Marker
from pipelines.structure.section_tree import STOPPED, UNNUMBERED, Heading

LOWEST_RANK = RANK["bracket_han"]
"""Items below （一） are counted anew too often for a gap to mean anything."""

FARTHEST_PARENT = 300
"""Headings looked back for the one that a heading stands in."""

RARE = 8
"""Where not one heading in eight stands without number, one that does has lost it."""


def find_lost_numbers(match: str, headings: Sequence[Heading], seen: Sequence[Marker]) -> list[Heading]:
    """``headings`` with those that lost their number given their rank; ``seen`` are numbers that no heading has."""
    candidates = [heading for heading in headings if heading.rank >= UNNUMBERED]
    if not candidates:
        return list(headings)
    plain = sum(heading.rank == UNNUMBERED for heading in candidates)
    rare = plain * RARE <= len(headings) - len(candidates)
    entries = [heading for heading in headings if heading.rank < UNNUMBERED]
    for rank in sorted({heading.rank for heading in entries if heading.rank <= LOWEST_RANK}):
        chosen = _fill_gaps(_in_order([*entries, *candidates]), rank, seen, rare)
        entries += chosen
        candidates = _without(candidates, chosen)
    if rare:
        chosen = _last_siblings(match, _in_order(entries), candidates)
        entries += chosen
        candidates = _without(candidates, chosen)
    return _in_order([*entries, *(heading for heading in candidates if heading.rank == UNNUMBERED)])


def _in_order(headings: Sequence[Heading]) -> list[Heading]:
    return sorted(headings, key=lambda heading: heading.start)


def _without(candidates: Sequence[Heading], chosen: Sequence[Heading]) -> list[Heading]:
    starts = {heading.start for heading in chosen}
    return [heading for heading in candidates if heading.start not in starts]


def _fill_gaps(counted: Sequence[Heading], rank: int, seen: Sequence[Marker], rare: bool) -> list[Heading]:
    """The candidates that fill the gaps in the numbers of ``rank``."""
    chosen: list[Heading] = []
    unread = {marker.start: marker.number for marker in seen if RANK[marker.style] == rank}
    starts = sorted(unread)
    last = place = 0
    between: list[Heading] = []
    for index, heading in enumerate(counted):
        while place < len(starts) and starts[place] < heading.start:
            last, between = unread[starts[place]], []
            place += 1
        if heading.rank >= UNNUMBERED:
            begins = _begins_count(counted, index, rank)
            between.append(heading._replace(lost_number=begins))
        elif heading.rank < rank:
            last, between = 0, []
        elif heading.rank == rank and heading.number is not None:
            for offset, lost in enumerate(_choose(between, heading.number - last - 1, rare), 1):
                chosen.append(lost._replace(kind=heading.kind, rank=rank, number=last + offset, lost_number=True))
            last, between = heading.number, []
    return chosen


def _begins_count(counted: Sequence[Heading], index: int, rank: int) -> bool:
    """Whether the next number behind a candidate is the first of a lower style, as behind a heading of ``rank``."""
    following = next((heading for heading in counted[index + 1 : index + 6] if heading.rank < UNNUMBERED), None)
    return following is not None and following.rank > rank and following.number == 1


def _choose(between: Sequence[Heading], gap: int, rare: bool) -> Sequence[Heading]:
    """The ``gap`` of the candidates that lost their number; none where they cannot be told from other lines."""
    if gap <= 0:
        return []
    plain = [heading for heading in between if heading.rank == UNNUMBERED]
    opening = [heading for heading in plain if heading.lost_number]
    if len(opening) == gap:
        return opening
    if len(plain) == gap or (len(plain) > gap and rare):
        return plain[:gap]
    stopped = [heading for heading in between if heading.rank == STOPPED]
    return stopped if len(stopped) == gap and not plain else []


def _last_siblings(match: str, entries: Sequence[Heading], candidates: Sequence[Heading]) -> list[Heading]:
    """Lines behind the last of their siblings, where no count shows a gap."""
    numbered = [heading for heading in entries if heading.rank <= LOWEST_RANK and heading.number is not None]
    starts = [heading.start for heading in numbered]
    usual = _usual_lengths(numbered)
    chosen: list[Heading] = []
    for candidate in candidates:
        place = bisect_left(starts, candidate.start)
        after = numbered[place] if place < len(numbered) else None
        models = _open_headings(numbered, place, after.rank if after is not None else -1)
        models = [model for model in models if _is_stopped(match, model) == (candidate.rank == STOPPED)]
        if models:
            model = min(models, key=lambda model: abs(usual[model.rank] - len(candidate.title)))
            chosen.append(candidate._replace(kind=model.kind, rank=model.rank, lost_number=True))
    return chosen


def _open_headings(numbered: Sequence[Heading], place: int, above: int) -> list[Heading]:
    """The last heading before ``place`` and those it stands in (第三节, 第九章), down from the rank ``above``."""
    result: list[Heading] = []
    for heading in reversed(numbered[max(0, place - FARTHEST_PARENT) : place]):
        if heading.rank <= above:
            break
        if not result or heading.rank < result[-1].rank:
            result.append(heading)
    return result


def _is_stopped(match: str, heading: Heading) -> bool:
    """Whether a heading is a sentence on a line of its own: （一）指导思想。"""
    return match[heading.end - 1] == "。" and match[heading.end : heading.end + 1] in ("\n", "")


def _usual_lengths(numbered: Sequence[Heading]) -> dict[int, float]:
    """The mean length of the titles of each rank."""
    lengths: dict[int, list[int]] = {}
    for heading in numbered:
        lengths.setdefault(heading.rank, []).append(len(heading.title))
    return {rank: sum(found) / len(found) for rank, found in lengths.items()}
