"""Repaired text with an exact map back to the characters as received."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RemovedPassage:
    """Raw characters that the repair left out: a page mark, a note that a text goes on elsewhere."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A document's text with its layout repaired.

    ``raw`` is the text as received. ``text`` is the repaired text in the source's own script and digits: one paragraph
    a line (``\\n``), no blanks between Chinese characters, page marks left out. ``match`` has the same length and is
    what rules look at: Simplified script, ASCII digits and letters, Chinese punctuation (，；：（）“”). ``starts`` and
    ``origins`` hold where each stretch copied without change begins in ``text`` and in ``raw``.
    """

    raw: str
    text: str
    match: str
    script: str
    starts: list[int]
    origins: list[int]
    removed: list[RemovedPassage] = field(default_factory=list)
    column_ends: list[int] = field(default_factory=list)
    """Offsets of ``text`` at which a column ended inside a sentence, and the next one goes on."""

    def to_raw(self, offset: int) -> int:
        """The offset in ``raw`` of the character at ``offset`` of ``text``."""
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of ``raw`` from the first to the last character of ``text[start:end]``."""
        return self.to_raw(start), self.to_raw(end - 1) + 1

    def from_raw(self, offset: int) -> int:
        """The offset in ``text`` of the raw character at ``offset``, or of the next one that was kept."""
        index = bisect_right(self.origins, offset) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(self.starts[index] + max(0, offset - self.origins[index]), end)
