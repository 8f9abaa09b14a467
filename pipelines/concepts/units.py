"""Whether a figure can be one of a concept, by their units."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from pipelines.vocabulary import vocabulary

RATIOS = frozenset(["%", "个百分点", "‰"])


@cache
def families() -> dict[str, frozenset[int]]:
    """The families of units that may stand for one another, by unit."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(vocabulary("linking")["units"]["families"]):
        for unit in words.split():
            found[unit].add(number)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


@lru_cache(maxsize=65536)
def compatible(unit: str | None, wanted: str | None) -> bool:
    """Whether a figure in ``unit`` can be one of a concept counted in ``wanted``.

    A concept without a unit is an index, a score or one that several units are in use for: it takes any unit but a
    percentage, which would be a change of it or a share.
    """
    if wanted is None:
        return unit not in RATIOS
    if unit is None:
        return False
    none: frozenset[int] = frozenset()
    return unit == wanted or not families().get(unit, none).isdisjoint(families().get(wanted, none))
