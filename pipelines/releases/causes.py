"""Why a cell changed: its document changed, a reviewer corrected it, or the parser reads it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipelines.releases.differences import Change

VOCABULARY = frozenset({"concepts"})
"""Tables that come with the parser, not from documents."""
ENTRY = frozenset({"file", "rights"})
"""Columns of documents that only sources.toml and the folder fill, whatever parser reads the text."""


def with_causes(
    changes: Iterable[Change], before: Mapping[str, str], after: Mapping[str, str], *, same_parser: bool
) -> Iterator[tuple[Change, str]]:
    """Each change with its cause.

    ``before`` and ``after`` give the checksum of each document by document_id. Where a document changed, its changes
    are put down to that, whatever else changed; so are those of a row that compares it with another one. What a row
    without a document says (a region, an organization) follows from the documents, so it is put down to them if any
    changed; but a concept is vocabulary, which comes with the parser.
    """
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    listed = list(changes)
    corrected = {change.document_id for change in listed if change.corrected}
    for change in listed:
        # The entry of a document in sources.toml is part of the source; no correction is of the table of documents.
        otherwise = "source" if same_parser else "parser"
        entry = change.table == "documents" and (same_parser or change.column in ENTRY)
        if entry or changed.intersection(change.documents):
            cause = "source"
        elif change.corrected:
            cause = "correction"
        elif change.documents:
            cause = "correction" if same_parser and corrected.intersection(change.documents) else otherwise
        elif changed and (same_parser or change.table not in VOCABULARY):
            cause = "source"
        elif corrected and same_parser:
            cause = "correction"
        else:
            cause = otherwise
        yield change, cause
