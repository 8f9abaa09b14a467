"""``CHANGELOG.md`` of a release: what changed since the one before, readable; those of earlier releases follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipelines.releases.differences import Change

MOST_LISTED = 500
"""Changes listed one by one; the table ``changes`` holds all."""
MOST_OF_A_KIND = 20
"""Rows of a table added or removed that are listed one by one."""
TITLE = "# Changes\n"
NONE: Mapping[str, str] = MappingProxyType({})
CAUSES = {
    "source": "the document changed",
    "parser": "it is read otherwise",
    "correction": "a reviewer corrected it",
}


def changelog(
    version: str,
    before: str | None,
    changes: Sequence[tuple[Change, str]],
    earlier: str = "",
    unread: Mapping[str, str] = NONE,
) -> str:
    """The whole page; ``earlier`` is that of the release before, ``unread`` says by document_id why one that was there
    before cannot be read."""
    lines = [TITLE, f"## {version}\n"]
    if before is None:
        lines.append("The first release.\n")
    elif not changes:
        lines.append(f"No change of the data since {before}.\n")
    else:
        lines.append(f"Since {before}:\n")
        lines += _counts(changes)
        lines += _listed(changes, unread)
    return "\n".join(lines) + "\n" + earlier.removeprefix(TITLE).lstrip("\n")


def _counts(changes: Sequence[tuple[Change, str]]) -> list[str]:
    counts = Counter((change.table, change.layer, change.kind, cause) for change, cause in changes)
    lines = ["| table | what | kind | cause | cells or rows |", "| --- | --- | --- | --- | ---: |"]
    what = {"value": "values", "location": "places and wording", "quality": "quality of reading"}
    for (table, layer, kind, cause), number in sorted(counts.items(), key=lambda item: (item[0][1] != "value", item)):
        lines.append(f"| `{table}` | {what[layer]} | {kind} | {cause}: {CAUSES[cause]} | {number:,} |")
    return [*lines, ""]


def _listed(changes: Sequence[tuple[Change, str]], unread: Mapping[str, str]) -> list[str]:
    values = [(change, cause) for change, cause in changes if change.layer == "value"]
    if not values:
        return ["No value changed, only what is said about values: where they stand, and how well they are read.\n"]
    documents = {change.row_id: change.kind for change, _ in values if change.table == "documents" and _whole(change)}
    lines = []
    for name, kind in sorted(documents.items(), key=str):
        own = [change for change, _ in changes if change.document_id == name and change.kind == kind]
        counts = Counter(change.table for change in own if change.table != "documents")
        why = f" (its file cannot be read: {unread[name]})" if kind == "removed" and name in unread else ""
        lines.append(f"- document {name} {kind}{why}: " + ", ".join(f"{n:,} {table}" for table, n in counts.items()))
    rest = [(change, cause) for change, cause in values if documents.get(change.document_id or "") != change.kind]
    many = Counter((change.table, change.kind, cause) for change, cause in rest if _whole(change))
    for (table, kind, cause), number in sorted(many.items()):
        if number > MOST_OF_A_KIND:
            lines.append(f"- `{table}`: {number:,} rows {kind} ({cause})")
    rest = [
        (change, cause)
        for change, cause in rest
        if not _whole(change) or many[change.table, change.kind, cause] <= MOST_OF_A_KIND
    ]
    lines += [f"- {line(change, cause)}" for change, cause in rest[:MOST_LISTED]]
    if len(rest) > MOST_LISTED:
        lines.append(f"- and {len(rest) - MOST_LISTED:,} more: see the table `changes`")
    return [*lines, ""]


def _whole(change: Change) -> bool:
    return change.column is None


def line(change: Change, cause: str) -> str:
    """A change in a line: ``indicators haizhou:indicator:01 target_value: 1000 → 1100 (source)``."""
    place = f"`{change.table}` {change.row_id}"
    if change.kind == "changed":
        return f"{place} {change.column}: {_plain(change.value_before)} → {_plain(change.value_after)} ({cause})"
    return f"{place} {change.kind}: {_plain(change.value_after or change.value_before)} ({cause})"


def _plain(value: str | None) -> str:
    return "nothing" if value is None else value.replace("\r", "").replace("\n", " ")
