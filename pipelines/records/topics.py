"""What a figure of a governance article is about."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OTHER = "other"
STRONG = 3
IN_SUBJECT, NEAR, IN_SENTENCE, IN_HEADING = 4, 2, 1, 1
CLAUSE_END = re.compile("[，；：。]")


class Topic(NamedTuple):
    """A topic and the words that speak for it, each with its weight."""

    name: str
    weights: tuple[tuple[str, int], ...]


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of ``vocabulary/topics.toml`` in their order."""
    content = tomllib.loads(files("pipelines.vocabulary").joinpath("topics.toml").read_text(encoding="utf-8"))
    return tuple(
        Topic(name, tuple((word, STRONG) for word in entry["strong"]) + tuple((word, 1) for word in entry["words"]))
        for name, entry in content.items()
    )


def topic_of(subject: str, text: str, sentence: str, heading: str) -> str:
    """The topic with the most weight of words; ``other`` where none has any.

    All in Simplified script. ``text`` is the figure as it stands in ``sentence``; words of its clause are near it, so
    that the figures of a clause (17个部门61项工作统一纳入网格) have one topic unless their subjects speak for several.
    """
    near = _clause_of(text, sentence)
    said = f"{subject}\n{sentence}"
    best, most = OTHER, 0
    for topic in topics():
        spoken = [(word, weight) for word, weight in topic.weights if word in said]
        if not spoken:
            continue  # a heading decides between topics, and gives none
        total = sum(
            weight * (IN_SUBJECT * (word in subject) + NEAR * (word in near) + IN_SENTENCE * (word in sentence))
            for word, weight in spoken
        )
        total += sum(IN_HEADING * weight for word, weight in topic.weights if word in heading)
        if total > most:
            best, most = topic.name, total
    return best


def _clause_of(text: str, sentence: str) -> str:
    """The clause of ``sentence`` in which the figure stands."""
    at = max(sentence.find(text), 0)
    begin = max((mark.end() for mark in CLAUSE_END.finditer(sentence, 0, at)), default=0)
    end = CLAUSE_END.search(sentence, at + len(text))
    return sentence[begin : end.start() if end else len(sentence)]
