"""Vocabulary: what the language of plans, notices and reports calls things. Data, reviewed as a diff."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of ``pipelines/vocabulary/NAME.toml``."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


def unless_followed(words: str) -> str:
    """A pattern for any of the words; of 在~职岗 the word 在 where neither 职 nor 岗 follows."""
    pairs = sorted((entry.partition("~") for entry in words.split()), key=lambda pair: -len(pair[0]))
    return "|".join(re.escape(word) + (f"(?![{after}])" if after else "") for word, _, after in pairs)


def unless_preceded(words: str) -> str:
    """A pattern for any of the words; of 人户~均 the word 均 where neither 人 nor 户 stands before."""
    pairs = [entry.rpartition("~") for entry in words.split()]
    return "|".join((f"(?<![{before}])" if before else "") + re.escape(word) for before, _, word in pairs)
