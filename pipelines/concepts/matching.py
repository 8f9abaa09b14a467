"""Find the concept of a wording: a look-up of the whole of it.

A wrong link is worse than none. There is no search for words within a wording and no likeness: what is not in the
vocabulary has no concept.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.concepts.units import compatible
from pipelines.concepts.vocabulary import Concept, concepts
from pipelines.concepts.wording import same_wording, shortened

CHANGE = "个百分点"
GROWTH = (
    ("年均增长", "_average_annual_growth"),
    ("年均增速", "_average_annual_growth"),
    ("同比增长", "_growth"),
    ("增长", "_growth"),
    ("增速", "_growth"),
)
"""Words behind a name, and how the id of the concept of its growth ends: what is known by another name grows by it."""
SPAN_IN_NAME = re.compile("年均|累计|较|比[0-9“上年初]|占|增$|新增")


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
    forms = list(shortened(same_wording(words), same_wording(place)))
    named = next((concept for form in forms if (concept := wordings.get(form))), None)
    return named or next((concept for form in forms if (concept := _growth(form))), None)


def _growth(form: str) -> Concept | None:
    """The concept of the growth of what ``form`` names before 增长: 地方一般预算收入|年均增长."""
    for suffix, ending in GROWTH:
        if form.endswith(suffix):
            name = form.removesuffix(suffix)
            grown = index().get(name) if not SPAN_IN_NAME.search(name) else None
            return concepts().get(f"{grown.concept_id}{ending}") if grown else None
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
