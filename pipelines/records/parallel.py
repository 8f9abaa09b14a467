"""Find documents that say the same in another script or layout.

Two documents are compared by a sample of their wording: the passages of ten characters that follow certain frequent
characters, in Simplified script without punctuation, blanks and letters. Of each document the passages with the
smallest checksums are kept, the same number for every document, so that thousands can be compared at once; the share of
these that two documents have in common estimates the share of their wording.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from pipelines.text.script import half_width, to_simplified

NO_WORDING = re.compile("[^\u3400-\u9fff0-9]+")
PASSAGE_BEGINS = re.compile("[的和中人]")
PASSAGE = 10
"""Characters."""
SAMPLE = 64
FEWEST = 8
"""A text with fewer passages is too short to be told from another one by them."""
LOOKED_UP = 6
"""Of texts that share at least :data:`SAME` of their wording, all but one in two hundred pairs share one of so many
smallest checksums; looking up all of them would compare each text with every one that has some phrase of it."""
COMPARED = 3
"""Documents compared with each one: those that share the most of the checksums looked up."""
SAME = 0.6
"""An article and its conversion into the other script share 0.95 of them, different documents at most 0.02."""


def sample(text: str, script: str) -> tuple[int, ...]:
    """The smallest checksums of the passages of a text, sorted."""
    wording = NO_WORDING.sub("", half_width(text))
    if script == "Hant":
        wording = to_simplified(wording)
    last = len(wording) - PASSAGE
    begins = (found.start() for found in PASSAGE_BEGINS.finditer(wording, 0, max(last + 1, 0)))
    return tuple(sorted({zlib.crc32(wording[at : at + PASSAGE].encode()) for at in begins})[:SAMPLE])


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
    names = [str(row["document_id"]) for row in order]
    samples = [_sample_of(row) for row in order]
    sets = [frozenset(own) for own in samples]
    having: dict[int, array[int]] = {}
    found: dict[str, str] = {}
    for number, (name, own) in enumerate(zip(names, samples, strict=True)):
        if len(own) < FEWEST:
            continue
        for other in _likeliest([having[checksum] for checksum in own[:LOOKED_UP] if checksum in having]):
            if _share(sets[number], sets[other]) >= SAME:
                found[name] = found.get(names[other], names[other])
                break
        if name not in found:
            for checksum in own[:LOOKED_UP]:
                having.setdefault(checksum, array("q")).append(number)
    return found


def _likeliest(listed: Sequence[array[int]]) -> list[int]:
    """The numbers that stand in the most lists, at most :data:`COMPARED`; of several, those that come first.

    Thousands of documents with the same phrases make long lists, which NumPy counts.
    """
    if not listed:
        return []
    numbers = np.concatenate([np.frombuffer(part, dtype=np.int64) for part in listed])
    times = np.bincount(numbers)[numbers]
    likeliest: list[int] = []
    for most in range(len(listed), 0, -1):
        # Each stands there ``most`` times, so the first few are among the first few times as many.
        having_most = numbers[times == most][: COMPARED * most].tolist()
        likeliest += [number for number in dict.fromkeys(having_most) if number not in likeliest]
        if len(likeliest) >= COMPARED:
            break
    return likeliest[:COMPARED]


def _sample_of(row: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(row["sample"]) if "sample" in row else sample(str(row["text"]), str(row["script"]))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated share of common passages: of the smallest checksums of both, how many both have."""
    common = one & other
    if len(common) < SAME * min(SAMPLE, len(one) + len(other) - len(common)):
        return 0.0  # too few, however small they are
    smallest = sorted(one | other)[:SAMPLE]
    return sum(map(smallest[-1].__ge__, common)) / len(smallest)
