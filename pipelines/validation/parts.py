"""How large tables are divided into parts that are checked one by one.

The tables are put together from pieces, each the rows of some documents, and each piece lies in the files as row groups
of its own. A part is a few pieces: the row groups of each table that hold the rows of the same documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.validation.digests import digests

LARGE = 1_000
"""Documents from which on tables are checked in parts."""
OF_ONE_DOCUMENT = frozenset(
    {
        *("documents", "document_metadata", "sections", "indicators", "indicator_cells", "projects", "tasks"),
        *("task_assignments", "quantities", "governance_metrics", "skipped_numbers", "source_defects"),
    }
)
"""Tables whose rows belong to one document and lie in the files piece by piece."""
PIECES_A_PART = 3
"""On average. Great Expectations takes a second a run, whatever it looks at; a part of a changed document is looked at
whole."""
DOCUMENTS_A_PART = 220
"""Pieces that would make a part of more begin the next one, which bounds the memory of a run."""
Signature = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents: the row groups of each table that hold their rows, and the checksum of all those bytes."""

    groups: dict[str, tuple[int, ...]]
    checksum: str


def is_large(folder: Path) -> bool:
    """Whether the tables of ``folder`` are to be checked in parts."""
    try:
        return bool(pq.read_metadata(folder / "documents.parquet").num_rows >= LARGE)
    except (OSError, ValueError):
        return False


def parts_of(folder: Path) -> list[Part] | None:
    """The parts of the files; None where row groups hold rows of documents of several parts."""
    return _parts(folder, signature(folder))


def signature(folder: Path) -> Signature:
    """What tells the files from others of the same names."""
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.parquet")))


@lru_cache(maxsize=1)
def _parts(folder: Path, state: Signature) -> list[Part] | None:
    footers = {name: pq.read_metadata(folder / f"{name}.parquet") for name in sorted(OF_ONE_DOCUMENT)}
    ranges = {name: _ranges(footers[name]) for name in footers}
    documents = ranges["documents"]
    if any(before[1] >= behind[0] for before, behind in pairwise(documents)):
        return None
    groups: list[dict[str, list[int]]] = [{name: [] for name in footers} for _ in documents]
    for name, listed in ranges.items():
        at = 0
        for number, (first, last) in enumerate(listed):
            while at < len(documents) and documents[at][1] < first:
                at += 1
            if at == len(documents) or not (documents[at][0] <= first and last <= documents[at][1]):
                return None
            groups[at][name].append(number)
    sizes = [footers["documents"].row_group(number).num_rows for number in range(len(documents))]
    together = _together([first for first, _ in documents], sizes)
    known = {name: digests(folder / f"{name}.parquet").groups for name in footers}
    return [
        _part({name: tuple(number for piece in pieces for number in groups[piece][name]) for name in footers}, known)
        for pieces in together
    ]


def _part(groups: dict[str, tuple[int, ...]], known: Mapping[str, Sequence[str]]) -> Part:
    named = "\n".join(f"{name} {known[name][number]}" for name, numbers in groups.items() for number in numbers)
    return Part(groups, hashlib.sha256(named.encode()).hexdigest())


def _together(firsts: Sequence[str], sizes: Sequence[int]) -> list[list[int]]:
    """The numbers of the pieces of each part, from the first document and the number of documents of each piece.

    A part begins at each piece whose first document says so by its digest, so that a document that is added or removed
    moves the bounds of the parts near to it alone.
    """
    parts: list[list[int]] = []
    documents = 0
    for number, (first, size) in enumerate(zip(firsts, sizes, strict=True)):
        if not parts or _begins_part(first) or documents + size > DOCUMENTS_A_PART:
            parts.append([])
            documents = 0
        parts[-1].append(number)
        documents += size
    return parts


def _begins_part(document_id: str) -> bool:
    digest = hashlib.blake2b(b"part " + document_id.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % PIECES_A_PART == 0


def _ranges(footer: pq.FileMetaData) -> list[tuple[str, str]]:
    """The first and last document of each row group."""
    column = footer.schema.names.index("document_id")
    found = []
    for number in range(footer.num_row_groups):
        statistics = footer.row_group(number).column(column).statistics
        found.append((str(statistics.min), str(statistics.max)))
    return found
