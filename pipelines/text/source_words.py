"""Words that rules put together from matched text, as the source prints them."""

from __future__ import annotations

import re

from pipelines.text.repaired import RepairedText
from pipelines.text.script import to_traditional

HAN_RUN = re.compile("[\u3400-\u9fff]+")


def source_words(text: RepairedText, words: str, start: int, end: int) -> str:
    """``words`` as the source prints them, put together from stretches of ``text.match[start:end]``.

    Words that a rule adds (实现率（社区）) and the stretch does not hold stand as the text prints them elsewhere, else
    in its script.
    """
    pieces: list[str] = []
    position = 0
    while position < len(words):
        found, size = _longest(text.match, words[position:], start, end)
        added = HAN_RUN.match(words, position) if size < 2 else None
        if added:
            elsewhere, longer = _longest(text.match, added.group(), 0, len(text.match))
            if longer > size:
                found, size = elsewhere, longer
        if size:
            pieces.append(text.text[found : found + size])
        else:
            pieces.append(to_traditional(words[position]) if text.script == "Hant" else words[position])
        position += size or 1
    return "".join(pieces)


def _longest(match: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Where the longest beginning of ``words`` stands in ``match[start:end]``, and its length; 0 for none."""
    for size in range(len(words), 0, -1):
        found = match.find(words[:size], start, end)
        if found >= 0:
            return found, size
    return -1, 0
