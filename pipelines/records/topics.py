"""What a figure of a governance article is about."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OTHER = "other"
STRONG = 3
IN_SUBJECT, NEAR, IN_SENTENCE, IN_HEADING = 4, 2, 1, 1
NEAR_CHARACTERS = 14


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

    All in Simplified script. ``text`` is the figure as it stands in ``sentence``.
    """
    at = max(sentence.find(text), 0)
    near = sentence[max(0, at - NEAR_CHARACTERS) : at + len(text) + NEAR_CHARACTERS]
    best, most = OTHER, 0
    for topic in topics():
        weight = sum(
            weight
            * (
                IN_SUBJECT * (word in subject)
                + NEAR * (word in near)
                + IN_SENTENCE * (word in sentence)
                + IN_HEADING * (word in heading)
            )
            for word, weight in topic.weights
        )
        if weight > most:
            best, most = topic.name, weight
    return best
