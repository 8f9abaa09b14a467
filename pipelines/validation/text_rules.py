"""Rules that walk through the texts; each yields the number of a row (0, 1, ...) and what is wrong with it.

They are plain Python: a slice of a text costs the same wherever it lies, which the substring of a database does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pipelines.quantities.comparators import COMPARATOR_AFTER, COMPARATOR_BEFORE
from pipelines.records.accounts import DIGITS
from pipelines.schema.model import Table
from pipelines.schema.quantities import COMPARATORS
from pipelines.text.script import to_simplified
from pipelines.validation.numbering import number_lost, number_skipped
from pipelines.validation.tables import Tables
from pipelines.vocabulary import alternatives

Found = Iterator[tuple[int, str]]
Rule = Callable[[Tables, Table], Found]

SHOWN = 30
"""Characters of a text shown in what was found."""

WORDING = {"task_assignments": "party_text"}
"""The column of cleaned words of a table; ``text`` where it is not named."""

LAYOUT = re.compile(r"[\s\u200b\ufeff]+")
SCALE = re.compile("^(?:[十百千]?[万亿]?亿|[十百千]?万)")
SAYING: dict[str, list[str]] = {
    name: [word for said in (COMPARATOR_BEFORE, COMPARATOR_AFTER) for word, of in said.items() if of == name]
    for name in COMPARATORS
}
SAYING["ge"] += ["台阶", "关口", "大关"]  # 迈上1000亿台阶, 跨越60亿、70亿两个关口
BEFORE = re.compile(alternatives(" ".join(COMPARATOR_BEFORE)))
AFTER = re.compile(f"(?:{alternatives(' '.join(COMPARATOR_AFTER))})$")
FEW = re.compile("[0-9０-９十百千万亿两][余多来]")
INDEFINITE = re.compile("[数几]|若干|上[百千万]|成[百千]")
TRADITIONAL = re.compile("[餘過內約於萬億數幾]")
ACCOUNTS = {1: "indicator_cells", 2: "quantities", 4: "skipped_numbers", 8: "document_metadata"}
"""The tables that say what a run of digits is, each with a bit."""
SPAN = ("document_id", "char_start", "char_end")


def evidence_as_received(tables: Tables, table: Table) -> Found:
    """Rows whose evidence is not the slice of the text."""
    rows = list(_rows(tables, table.name, *SPAN, "evidence"))
    texts = tables.texts if rows else {}
    for number, (document, start, end, evidence) in enumerate(rows):
        text = texts.get(document)
        if text is None:
            yield number, f"no document {document}"
        elif not 0 <= start < end <= len(text):
            yield number, f"{start}–{end} of {len(text)} characters"
        elif text[start:end] != evidence:
            yield number, f"the text has {_shown(text[start:end])}, the row {_shown(str(evidence))}"


def overlapping(tables: Tables, table: Table) -> Found:
    """Rows that begin before an earlier row of the document ends."""
    spans = sorted(
        (document, start, end, number) for number, (document, start, end) in enumerate(_rows(tables, table.name, *SPAN))
    )
    last, reach = None, 0
    for document, start, end, number in spans:
        if document == last and start < reach:
            yield number, f"{start}–{end} begins before {reach}"
        reach = max(reach, end) if document == last else end
        last = document


def reworded(tables: Tables, table: Table) -> Found:
    """Rows whose cleaned words are not those of the evidence in their order."""
    column = WORDING.get(table.name, "text")
    for number, (words, evidence, correction) in enumerate(
        _rows(tables, table.name, column, "evidence", "correction_id")
    ):
        if correction is not None:  # a reviewer says otherwise, see ``corrections``
            continue
        said, source = LAYOUT.sub("", words or ""), LAYOUT.sub("", evidence or "")
        if said != source and not _in_order(said, source):
            yield number, f"{_shown(words or '')}, the evidence has {_shown(evidence or '')}"


def books_closed(tables: Tables, table: Table) -> Found:
    """Documents with a run of digits that lies in no account or in more than one."""
    texts = tables.texts
    # Of each character, the bits of the accounts that hold it.
    held = {document: bytearray(len(text)) for document, text in texts.items()}
    for bit, account in ACCOUNTS.items():
        for document, start, end in _rows(tables, account, *SPAN):
            marks = held.get(document, bytearray())
            there = marks[start:end]
            marks[start:end] = bytes(mark | bit for mark in there) if any(there) else bytes((bit,)) * len(there)
    for number, (document,) in enumerate(_rows(tables, table.name, "document_id")):
        for digits in DIGITS.finditer(texts[document]):
            start, end = digits.span()
            marks = held[document][start:end]
            if marks[0] not in ACCOUNTS or marks.count(marks[0]) < len(marks):
                holders = [account for bit, account in ACCOUNTS.items() if any(mark & bit for mark in marks)]
                yield number, f"{digits.group()} at {start}: {' and '.join(holders) or 'nowhere'}"


def comparator_as_printed(tables: Tables, table: Table) -> Found:
    """Rows whose comparator is none of those that the qualifiers of the figure say.

    A figure without qualifiers is ``eq``, or has what its sentence says of several figures (至少3名教师、2名医生).
    """
    columns = ("comparator", "text", "value", "value_max", "sentence", "correction_id")
    for number, (comparator, text, value, upper, sentence, correction) in enumerate(
        _rows(tables, table.name, *columns)
    ):
        said = _comparators(to_simplified(text) if TRADITIONAL.search(text) else text)
        if comparator == "range":
            agrees = upper is not None
        elif said:
            agrees = comparator in said
        else:
            agrees = comparator == "eq" or (comparator == "approx" and value is None)
            agrees = agrees or any(word in to_simplified(sentence) for word in SAYING.get(comparator, ()))
        if not agrees and correction is None:
            yield number, f"{comparator}, printed {text}"


def _comparators(text: str) -> set[str]:
    """What the qualifiers in front of a figure, behind it, and inside it (20余万人) say."""
    said: set[str] = set()
    rest = text
    while found := BEFORE.match(rest):
        said.add(COMPARATOR_BEFORE[found.group()])
        rest = rest[found.end() :]
    if found := AFTER.search(rest):
        said.add(COMPARATOR_AFTER[found.group()])
    if FEW.search(rest):
        said.add("gt")
    if INDEFINITE.search(rest):
        said.add("approx")
    return said


def scale_left_in_unit(tables: Tables, table: Table) -> Found:
    """Rows whose base unit is not their unit without 万 and 亿."""
    units = list(_rows(tables, table.name, "unit", "unit_base"))
    wrong = {pair for pair in set(units) if not _scaled(*pair)}
    for number, (unit, base) in enumerate(units):
        if (unit, base) in wrong:
            yield number, f"{unit} → {base}"


def _scaled(unit: str | None, base: str | None) -> bool:
    if base is not None and SCALE.match(base):
        return False
    if unit is None:
        return True
    bare = SCALE.sub("", to_simplified(unit).replace("％", "%"))
    return base == bare or not bare or (bare[0] in "百千" and base == bare[1:])  # 5千多亩, but 5千瓦


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        evidence_as_received,
        overlapping,
        reworded,
        books_closed,
        comparator_as_printed,
        scale_left_in_unit,
        number_lost,
        number_skipped,
    )
}


def _rows(tables: Tables, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    read = tables.read(name, columns)
    return zip(*(read[column].to_pylist() for column in columns), strict=True)


def _in_order(words: str, source: str) -> bool:
    """Whether the characters of ``words`` stand in ``source`` in their order."""
    rest = iter(source)
    return all(character in rest for character in words)


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
