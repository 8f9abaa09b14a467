"""Hand-read annotation files: one line of JSON an entry, named ``DOCUMENT[.PART].KIND.jsonl``.

The folder says what a file is for: below a folder whose name begins with ``evaluation`` no rule was made from it, all
others were used while rules were written. A text that the project may keep stands beside its annotations as
``DOCUMENT.txt``; other documents are found by their name in the dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Kind = Literal["quantities", "tasks", "projects", "indicators"]
KINDS: tuple[Kind, ...] = ("quantities", "tasks", "projects", "indicators")
Entry = dict[str, Any]
OWN = Path(__file__).parents[2] / "tests" / "gold"
"""The project's own annotations, wherever a build is started; an installed wheel has none."""


@dataclass(slots=True)
class Annotations:
    """What was annotated of one document: entries of one kind, and the spans of its text they cover completely."""

    document: str
    kind: Kind
    split: Literal["development", "evaluation"]
    entries: list[Entry] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    text_file: Path | None = None


class UnreadableAnnotations(ValueError):
    """An annotation file that is no list of JSON objects; the message names file and line."""


def read_annotations(folder: Path) -> list[Annotations]:
    """All annotations below ``folder``, by document and kind; files of the same document and kind are put together."""
    found: dict[tuple[str, Kind], Annotations] = {}
    for path in sorted(folder.rglob("*.jsonl")):
        document, *_, kind = path.name.removesuffix(".jsonl").split(".")
        named = next((known for known in KINDS if known == kind), None)
        if named is None:
            continue
        split = _split(path.relative_to(folder).parts[:-1])
        entry = found.setdefault((document, named), Annotations(document, named, split))
        entries = list(_lines(path))
        entry.entries.extend(entries)
        starts = [item["start"] for item in entries if "start" in item]
        if starts:
            entry.spans.append((min(starts), max(item["end"] for item in entries if "end" in item)))
        beside = path.with_name(f"{document}.txt")
        if beside.exists():
            entry.text_file = beside
    return [found[key] for key in sorted(found)]


def _split(folders: Sequence[str]) -> Literal["development", "evaluation"]:
    return "evaluation" if any(name.startswith("evaluation") for name in folders) else "development"


def _lines(path: Path) -> Iterator[Entry]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableAnnotations(
                f"{path}, line {number}: {error}; one JSON object a line is expected"
            ) from error
        if not isinstance(entry, dict):
            raise UnreadableAnnotations(f"{path}, line {number}: not a JSON object")
        yield entry
