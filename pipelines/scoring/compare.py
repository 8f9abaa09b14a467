"""Compare the rows of a document with its annotations.

The rules of comparison: an annotated quantity is found where a row overlaps it (the row that overlaps most, each row
once); rows that overlap neither a metric nor an optional annotation, inside the annotated spans, are false. Texts are
compared without white space; places may be named in short or in full; a subject is right where it holds the
annotation's keywords.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.scoring.annotations import Annotations, Entry, Kind
from pipelines.text.script import for_matching

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
BLANK = re.compile(r"[\s\u3000\xa0]+")
INDICATOR_FIELDS = (
    "category",
    "name",
    "unit",
    "base_year",
    "base_value",
    "target_year",
    "target_value",
    "target_comparator",
    "target_kind",
    "growth_value",
    "nature",
    "desired_direction",
)


@dataclass(slots=True)
class Comparison:
    """How many annotated entries were found and right, field by field, and what was wrong, in words."""

    kind: Kind
    expected: int = 0
    found: int = 0
    false: int = 0
    right: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def count(self, name: str, right: bool, error: str) -> None:
        """Count one comparison of a field; ``error`` says what is wrong."""
        self.right[name] = self.right.get(name, 0) + right
        if not right:
            self.errors.append(f"{name}: {error}")


def squash(text: object) -> str:
    """A text without white space and closing marks, in one script, for comparison."""
    return for_matching(BLANK.sub("", str(text if text is not None else "")), "Hans").rstrip("。；").replace("％", "%")


def same_number(left: object, right: object) -> bool:
    """Whether two numbers are the same but for the noise of binary fractions; None only equals None."""
    if left is None or right is None:
        return left is None and right is None
    return abs(float(str(left)) - float(str(right))) <= 1e-9 * max(1.0, abs(float(str(right))))


def same_place(left: object, right: object) -> bool:
    """Whether one name is the other's end: 海州区, 连云港市海州区."""
    one, other = squash(left), squash(right)
    return one == other or (bool(one and other) and (one.endswith(other) or other.endswith(one)))


def compare(annotations: Annotations, rows: Rows, simplify: Callable[[str], str] = str) -> Comparison:
    """Compare the rows of one document with ``annotations``; ``simplify`` brings texts of the source to one script."""
    comparison = Comparison(annotations.kind)
    reader = {
        "quantities": _quantities,
        "tasks": _tasks,
        "projects": _projects,
        "indicators": _indicators,
    }[annotations.kind]
    reader(annotations, rows, comparison, simplify)
    return comparison


def _quantities(annotations: Annotations, rows: Rows, comparison: Comparison, simplify: Callable[[str], str]) -> None:
    predicted = sorted(rows["quantities"], key=lambda row: int(row["char_start"]))
    used: set[int] = set()
    optional: list[Entry] = []
    for entry in annotations.entries:
        if entry["label"] == "optional":
            optional.append(entry)
        if entry["label"] != "metric":
            continue
        comparison.expected += 1
        overlaps = [
            (min(row["char_end"], entry["end"]) - max(row["char_start"], entry["start"]), -index)
            for index, row in enumerate(predicted)
            if index not in used and row["char_start"] < entry["end"] and row["char_end"] > entry["start"]
        ]
        if not overlaps:
            comparison.errors.append(f"missed: {entry['start']} {squash(entry.get('text'))}")
            continue
        index = -max(overlaps)[1]
        used.add(index)
        comparison.found += 1
        _quantity(entry, predicted[index], comparison, simplify)
    for index, row in enumerate(predicted):
        inside = any(start <= row["char_start"] < end for start, end in annotations.spans)
        if index in used or not inside:
            continue
        if not any(row["char_start"] < entry["end"] and row["char_end"] > entry["start"] for entry in optional):
            comparison.false += 1
            comparison.errors.append(f"false: {row['char_start']} {row['text']} {row['subject']}")


def _quantity(entry: Entry, row: Mapping[str, Any], comparison: Comparison, simplify: Callable[[str], str]) -> None:
    def same(left: object, right: object) -> bool:
        return squash(simplify(str(left or ""))) == squash(simplify(str(right or "")))

    subject = squash(simplify(str(row["subject"] or "")))
    checks = {
        "value": same_number(row["value_base"], entry["value_base"]),
        "value_max": same_number(row["value_max"], entry.get("value_max")),
        "unit": same(row["unit_base"], entry["unit_base"]),
        "comparator": row["comparator"] == entry["comparator"],
        "years": (row["year_from"], row["year_to"]) == (entry["year_from"], entry["year_to"]),
        "period_text": same(row["period_text"], entry["period_text"]),
        "role": row["role"] == entry["role"],
        "place": same_place(simplify(str(row["place"] or "")), simplify(str(entry["place"] or ""))),
        "subject": all(squash(simplify(keyword)) in subject for keyword in entry["keywords"]),
    }
    for name, right in checks.items():
        comparison.count(name, right, f"{entry['start']} {row['text']}: {_got(name, row, entry)}")


def _got(name: str, row: Mapping[str, Any], entry: Entry) -> str:
    got = {"value": row["value_base"], "unit": row["unit_base"], "years": (row["year_from"], row["year_to"])}
    want = {
        "value": entry["value_base"],
        "unit": entry["unit_base"],
        "years": (entry["year_from"], entry["year_to"]),
        "subject": entry["keywords"],
    }
    return f"{got.get(name, row.get(name))!r}, annotated {want.get(name, entry.get(name))!r}"


def _parties(rows: Rows) -> dict[str, dict[str, list[str]]]:
    """For each task its leaders, lead units and joint units by name, in the order printed."""
    names = {row["organization_id"]: row["name"] for row in rows["organizations"]}
    names |= {row["leader_id"]: row["name"] for row in rows["leaders"]}
    parties: dict[str, dict[str, list[str]]] = {}
    for row in sorted(rows["task_assignments"], key=lambda row: (row["task_id"], row["role"], row["position"])):
        name = names[row["leader_id"] or row["organization_id"]]
        parties.setdefault(row["task_id"], {}).setdefault(row["role"], []).append(name)
    return parties


def _tasks(annotations: Annotations, rows: Rows, comparison: Comparison, simplify: Callable[[str], str]) -> None:
    parties = _parties(rows)
    for entry in annotations.entries:
        comparison.expected += 1
        start = entry.get("text_start", entry.get("start"))
        row = next((row for row in rows["tasks"] if start is not None and abs(row["char_start"] - start) <= 2), None)
        if row is None:
            comparison.errors.append(f"missed: task {entry.get('number')} at {start}")
            continue
        comparison.found += 1
        named = parties.get(row["task_id"], {})
        lead, joint = named.get("lead_unit", []), named.get("joint_unit", [])
        checks: dict[str, tuple[object, object]] = {}
        if "text" in entry:
            checks["text"] = (squash(row["text"]), squash(entry["text"]))
        if "units" in entry:
            checks["units"] = (lead + joint, entry["units"])
        else:
            checks["lead_units"] = (lead, entry["lead_units_full"])
            checks["joint_units"] = (joint, entry["co_units_full"])
        if "lead_leaders" in entry:
            checks["leaders"] = (named.get("lead_leader", []), entry["lead_leaders"])
        for name, (got, want) in checks.items():
            comparison.count(name, got == want, f"task {entry.get('number')}: {got!r}, annotated {want!r}")


def _projects(annotations: Annotations, rows: Rows, comparison: Comparison, simplify: Callable[[str], str]) -> None:
    index = {(squash(row["box_title"]), int(row["item_number"])): row for row in rows["projects"]}
    for entry in annotations.entries:
        comparison.expected += 1
        row = index.get((squash(entry["box"]), entry["item"]))
        if row is None:
            comparison.errors.append(f"missed: {entry['box']} {entry['item']}")
            continue
        comparison.found += 1
        for name in ("name", "description"):
            right = squash(row[name]) == squash(entry[name])
            comparison.count(name, right, f"{entry['item']}: {row[name]!r}")


def _indicators(annotations: Annotations, rows: Rows, comparison: Comparison, simplify: Callable[[str], str]) -> None:
    by_position = {row["position"]: row for row in rows["indicators"]}
    for entry in annotations.entries:
        comparison.expected += 1
        row = by_position.get(entry["position"])
        if row is None:
            comparison.errors.append(f"missed: {entry['position']} {entry['name']}")
            continue
        comparison.found += 1
        for name in INDICATOR_FIELDS:
            if name not in entry:
                continue
            numeric = name.endswith(("value", "year"))
            right = same_number(row[name], entry[name]) if numeric else squash(row[name]) == squash(entry[name])
            comparison.count(name, right, f"{entry['name']}: {row[name]!r}, annotated {entry[name]!r}")
    comparison.false = max(0, len(by_position) - comparison.expected) if not annotations.spans else 0
