"""Why a cell changed: its document changed, a reviewer corrected it, or the parser reads it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipelines.releases.differences import Change


def with_causes(
    changes: Iterable[Change], before: Mapping[str, str], after: Mapping[str, str], *, same_parser: bool
) -> Iterator[tuple[Change, str]]:
    """Each change with its cause.

    ``before`` and ``after`` give the checksum of each document by document_id. Where a document changed, its changes
    are put down to that, whatever else changed; what a row without a document says (a region, an organization, a
    comparison of documents) follows from the documents, so it is put down to them if any changed.
    """
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    listed = list(changes)
    some_corrected = any(change.corrected for change in listed)
    for change in listed:
        if change.document_id in changed:
            cause = "source"
        elif change.corrected:
            cause = "correction"
        elif change.document_id is not None and not same_parser:
            cause = "parser"
        elif changed:
            cause = "source"
        elif some_corrected and same_parser:
            cause = "correction"
        else:
            # The entry of the document in sources.toml is part of the source.
            cause = "source" if same_parser else "parser"
        yield change, cause
