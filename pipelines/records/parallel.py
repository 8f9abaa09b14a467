"""Find documents that say the same in another script or layout.

Two documents are compared by a sample of their wording: the passages of ten characters that follow certain frequent
characters, in Simplified script without punctuation, blanks and letters. Of each document the passages with the
smallest checksums are kept, the same number for every document, so that thousands can be compared at once; the share of
these that two documents have in common estimates the share of their wording.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.text.script import for_matching

NO_WORDING = re.compile("[^\u3400-\u9fff0-9]+")
PASSAGE = re.compile("(?=([的和中人].{9}))")
SAMPLE = 64
FEWEST = 8
"""A text with fewer passages is too short to be told from another one by them."""
LOOKED_UP = 6
"""Of texts that share at least :data:`SAME` of their wording, all but one in two hundred pairs share one of so many
smallest checksums; looking up all of them would compare each text with every one that has some phrase of it."""
SAME = 0.6
"""An article and its conversion into the other script share 0.95 of them, different documents at most 0.02."""


def sample(text: str, script: str) -> tuple[int, ...]:
    """The smallest checksums of the passages of a text, sorted."""
    wording = NO_WORDING.sub("", for_matching(text, script))
    return tuple(sorted({zlib.crc32(passage.encode()) for passage in PASSAGE.findall(wording)})[:SAMPLE])


def wording_rows(documents: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """For rows of ``documents``: document_id, script and the sample of the text."""
    return [
        {
            "document_id": row["document_id"],
            "script": row["script"],
            "sample": list(sample(str(row["text"]), str(row["script"]))),
        }
        for row in documents
    ]


def parallel_documents(wordings: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """For each document that repeats another one, that other one.

    ``wordings`` are those of :func:`wording_rows`, or rows of ``documents``. The first of those that say the same
    stands for all: Simplified script before Traditional, then by name.
    """
    order = sorted(wordings, key=lambda row: (str(row["script"]), str(row["document_id"])))
    samples: dict[str, tuple[int, ...]] = {str(row["document_id"]): _sample_of(row) for row in order}
    having: dict[int, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for name, own in samples.items():
        if len(own) < FEWEST:
            continue
        shared = Counter(other for checksum in own[:LOOKED_UP] for other in having[checksum])
        for other, _ in shared.most_common(3):
            if _share(own, samples[other]) >= SAME:
                found[name] = found.get(other, other)
                break
        if name not in found:
            for checksum in own[:LOOKED_UP]:
                having[checksum].append(name)
    return found


def _sample_of(row: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(row["sample"]) if "sample" in row else sample(str(row["text"]), str(row["script"]))


def _share(one: Iterable[int], other: Iterable[int]) -> float:
    """The estimated share of common passages: of the smallest checksums of both, how many both have."""
    first, second = set(one), set(other)
    smallest = sorted(first | second)[:SAMPLE]
    return sum(checksum in first and checksum in second for checksum in smallest) / len(smallest)
