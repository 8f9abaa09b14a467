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
COUNTED = ("个", "家", "所", "户", "名", "人")
FEWEST = 10
"""Counts of so many agree by no chance: 18个社区 and 18个城市社区 of one county, in one document, are the same ones."""
Rows = Sequence[Mapping[str, object]]


def governance_rows(documents: Rows, sections: Rows, quantities: Rows) -> list[Row]:
    """One row a figure and place, with the topic of its concept or, without one, of its words.

    What is said twice, or by a document that repeats another, adds none; of a count whose subject is said more or less
    fully the fullest stays. ``parallel_of`` may be missing where only one document is looked at.
    """
    scripts = {
        row["document_id"]: str(row["script"])
        for row in documents
        if row["genre"] in GENRES and row.get("parallel_of") is None
    }
    told = [row for row in quantities if row["document_id"] in scripts]
    if not told:
        return []
    by_id = {row["section_id"]: row for row in sections if row["document_id"] in scripts}
    columns = [column.name for column in GOVERNANCE_METRICS.columns if column.name != "topic"]
    rows: list[Row] = []
    known: set[tuple[object, ...]] = set()
    fuller = _fuller_subjects(told)
    for row in sorted(told, key=lambda row: (str(row["document_id"]), int(str(row["char_start"])))):
        script = scripts[row["document_id"]]
        figure = tuple(row[name] for name in SAME_FIGURE)
        if figure in known or _said_fuller(row, fuller):
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


def _count_of(row: Mapping[str, object]) -> tuple[object, ...] | None:
    """What two rows that count the same things have in common besides their subjects; None for what is no count."""
    value = row["value_base"]
    if row["unit_base"] not in COUNTED or not isinstance(value, int | float) or value < FEWEST:
        return None
    return (row["document_id"], *(row[name] for name in SAME_FIGURE if name != "subject"))


def _fuller_subjects(quantities: Rows) -> dict[tuple[object, ...], set[str]]:
    """The subjects of the same counts of a document."""
    found: dict[tuple[object, ...], set[str]] = {}
    for row in quantities:
        count = _count_of(row)
        if count is not None:
            found.setdefault(count, set()).add(str(row["subject"]))
    return found


def _said_fuller(row: Mapping[str, object], subjects: Mapping[tuple[object, ...], set[str]]) -> bool:
    """Whether the document says the same count with more words before what is counted: 社区, 城市社区."""
    count, subject = _count_of(row), str(row["subject"])
    return count is not None and any(other != subject and other.endswith(subject) for other in subjects[count])


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
