"""The concepts of ``pipelines/vocabulary/concepts``: what plans, reports and governance articles measure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is measured.

    ``unit_base`` is the unit its figures are counted in (None for an index, or where several are in use),
    ``desired_direction`` whether more or less of the printed number is better (None where neither is), ``standard`` the
    norm or statistical system that defines it, ``synonyms`` the other wordings that mean exactly it.
    """

    concept_id: str
    name_zh: str
    name_en: str
    topic: str
    unit_base: str | None = None
    desired_direction: str | None = None
    standard: str | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """The name and the synonyms."""
        return (self.name_zh, *self.synonyms)


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by id, sorted; raises ValueError where an id stands in two files."""
    found: dict[str, Concept] = {}
    folder = files("pipelines.vocabulary") / "concepts"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".toml"):
            continue
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"{path.name}: the concept {name} stands in another file as well")
            synonyms = tuple(entry.pop("synonyms", ()))
            found[name] = Concept(name, synonyms=synonyms, **entry)
    return dict(sorted(found.items()))


def concept_rows() -> list[dict[str, object]]:
    """Rows of the table ``concepts``, sorted by key."""
    return [
        {
            "concept_id": concept.concept_id,
            "name_zh": concept.name_zh,
            "name_en": concept.name_en,
            "topic": concept.topic,
            "unit_base": concept.unit_base,
            "desired_direction": concept.desired_direction,
            "standard": concept.standard,
            "synonyms": list(concept.synonyms),
        }
        for concept in concepts().values()
    ]
