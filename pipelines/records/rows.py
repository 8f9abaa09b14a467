"""What all rows have in common: where they were read, their cleaned words, their ids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from pipelines.text.repaired import RepairedText

Row = dict[str, object]
"""A row keyed by column names; a missing key is NULL."""

LINE_END = re.compile(r"\s*\n\s*")
LATIN_END = re.compile(r"[A-Za-z0-9]$")
LATIN_BEGIN = re.compile(r"[A-Za-z0-9]")
CLOSING = "。；;"


def provenance(text: RepairedText, start: int, end: int) -> Row:
    """``char_start``, ``char_end`` and ``evidence`` of a span of the repaired text."""
    start = min(max(start, 0), max(len(text.text) - 1, 0))
    end = min(max(end, start + 1), len(text.text))
    raw_start, raw_end = text.raw_span(start, end)
    return raw_provenance(text, raw_start, raw_end)


def raw_provenance(text: RepairedText, start: int, end: int) -> Row:
    """The same for a span of the raw text."""
    return {"char_start": start, "char_end": end, "evidence": text.raw[start:end]}


def cleaned(words: str) -> str:
    """Words of the repaired text as a value: one line, no outer blanks, no closing 。 or ；."""
    if "\n" in words:
        words = _one_line(words)
    return words.strip().rstrip(CLOSING).rstrip()


def _one_line(words: str) -> str:
    pieces = [piece for piece in LINE_END.split(words) if piece]
    joined = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        blank = " " if LATIN_END.search(joined) and LATIN_BEGIN.match(piece) else ""
        joined += blank + piece
    return joined


class Identifiers:
    """Makes the ids of one document's rows.

    Rows that the source numbers use its number, as long as it is unique; the others are named by a digest of their
    section and wording, counted where the same words occur again, so that an edit elsewhere leaves them alone.
    """

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self._occurrences: Counter[str] = Counter()
        self._numbered: set[str] = set()

    def numbered(self, number: str, kind: str, *words: str) -> str:
        """``document:number``; where that number is taken already, an id by wording."""
        identifier = f"{self.document_id}:{number}"
        if identifier in self._numbered:
            return self.worded(kind, *words)
        self._numbered.add(identifier)
        return identifier

    def worded(self, kind: str, *words: str) -> str:
        """``document:kind:digest`` of the words and of how often they occurred before."""
        wording = "\x1f".join((kind, *words))
        self._occurrences[wording] += 1
        occurrence = self._occurrences[wording]
        digest = hashlib.blake2b(f"{wording}\x1f{occurrence}".encode("utf-8", "replace"), digest_size=6).hexdigest()
        return f"{self.document_id}:{kind}:{digest}"
