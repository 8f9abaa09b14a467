"""What the words around a number make of it: 不少于 at least, 不足 less than, 左右 about."""

from __future__ import annotations

from pipelines.quantities.model import Comparator
from pipelines.vocabulary import vocabulary

_WORDING = vocabulary("wording")
_OPPOSITE: dict[Comparator, Comparator] = {"gt": "le", "lt": "ge"}


def _words(section: str) -> dict[str, Comparator]:
    return {word: name for name, words in _WORDING[section].items() for word in words.split()}


_PLAIN = _words("qualifiers_before")
NEGATED: dict[str, Comparator] = {
    negation + word: _OPPOSITE[_PLAIN[word]]
    for negation in _WORDING["qualifiers_negated"]["negations"].split()
    for word in _WORDING["qualifiers_negated"]["of"].split()
}
"""配套比例不得低于30% is at least 30%, 耕地未突破 at most."""
COMPARATOR_BEFORE = _PLAIN | NEGATED
COMPARATOR_AFTER = _words("qualifiers_after")
