"""Rows of ``governance_metrics``: the figures of governance articles and pages by topic."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipelines.concepts.vocabulary import concepts
from pipelines.records.rows import Row
from pipelines.records.topics import topic_of
from pipelines.schema.quantities import GOVERNANCE_METRICS
from pipelines.text.script import for_matching

GENRES = ("article", "newspaper_page")
SAME_FIGURE = (
    *("region_code", "place", "subject", "value_base", "value_max_base", "unit_base", "comparator"),
    *("year_from", "year_to", "role"),
)
"""Rows that agree in these say the same of the same place: 全县18个社区 said twice is one figure."""
Rows = Sequence[Mapping[str, object]]


def governance_rows(documents: Rows, sections: Rows, quantities: Rows) -> list[Row]:
    """One row a figure and place, with the topic of its concept or, without one, of its words.

    What is said twice, or by a document that repeats another, adds none. ``parallel_of`` may be missing where only one
    document is looked at.
    """
    scripts = {
        row["document_id"]: str(row["script"])
        for row in documents
        if row["genre"] in GENRES and row.get("parallel_of") is None
    }
    by_id = {row["section_id"]: row for row in sections if row["document_id"] in scripts}
    columns = [column.name for column in GOVERNANCE_METRICS.columns if column.name != "topic"]
    rows: list[Row] = []
    known: set[tuple[object, ...]] = set()
    for row in sorted(quantities, key=lambda row: (str(row["document_id"]), int(str(row["char_start"])))):
        script = scripts.get(row["document_id"])
        figure = tuple(row[name] for name in SAME_FIGURE)
        if script is None or figure in known:
            continue
        known.add(figure)
        concept = concepts().get(str(row.get("concept_id")))
        if concept is not None:
            rows.append({**{name: row.get(name) for name in columns}, "topic": concept.topic})
            continue
        words = (str(row["subject"]), str(row["text"]), str(row["sentence"]), _headings(row["section_id"], by_id))
        subject, text, sentence, heading = (for_matching(part, script) for part in words)
        topic = topic_of(subject, text, sentence, heading)
        rows.append({**{name: row.get(name) for name in columns}, "topic": topic})
    return rows


def figure_of(row: Mapping[str, object]) -> str:
    """A digest of what a row says: rows that say the same of the same place have the same one."""
    said = repr(tuple(row.get(name) for name in SAME_FIGURE))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _headings(section_id: object, sections: Mapping[object, Mapping[str, object]]) -> str:
    """The title of a section and those above it."""
    titles: list[str] = []
    while section_id is not None and section_id in sections:
        titles.append(str(sections[section_id]["title"]))
        section_id = sections[section_id]["parent_section_id"]
    return " ".join(titles)
