"""Find the concept of a wording: a look-up of the whole of it.

A wrong link is worse than none. There is no search for words within a wording and no likeness: what is not in the
vocabulary has no concept.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipelines.concepts.units import compatible
from pipelines.concepts.vocabulary import Concept, concepts
from pipelines.concepts.wording import same_wording, shortened

CHANGE = "个百分点"


@cache
def index() -> dict[str, Concept]:
    """The concept of each wording; raises ValueError where two concepts claim the same one."""
    found: dict[str, Concept] = {}
    for concept in concepts().values():
        for wording in concept.wordings:
            other = found.setdefault(same_wording.__wrapped__(wording), concept)
            if other is not concept:
                raise ValueError(f"{wording} is a wording of both {other.concept_id} and {concept.concept_id}")
    return found


@lru_cache(maxsize=65536)
def concept_named(words: str, place: str = "") -> Concept | None:
    """The concept whose name or synonym is ``words`` (Simplified script), whatever the unit.

    ``place`` is the area the document is about (海州区), which may stand before the name.
    """
    wordings = index()
    for form in shortened(same_wording(words), same_wording(place)):
        concept = wordings.get(form)
        if concept is not None:
            return concept
    return None


def concept_of(words: str, unit_base: str | None, place: str = "") -> Concept | None:
    """The concept that ``words`` name and that a figure in ``unit_base`` (without 万 and 亿) can be one of, or None.

    A figure in percentage points is a change of a share and not the share itself.
    """
    concept = concept_named(words, place)
    if concept is None or not compatible(unit_base, concept.unit_base):
        return None
    if unit_base == CHANGE and concept.unit_base != CHANGE:
        return None
    return concept
