"""Tables and columns as data.

Everything that depends on the schema (Arrow schemas, the DDL with its constraints and comments, the codebook,
the checks of types, keys and enumerations) is derived from these two classes; nothing else says what a table looks
like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "real", "boolean", "date", "timestamp", "text list", "counts"]
"""``counts`` maps a name to a number of rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``english`` and ``chinese`` are its comment, ``unit`` what its numbers are counted in."""

    name: str
    type: ColumnType
    english: str
    chinese: str
    nullable: bool = True
    values: tuple[str, ...] = ()
    """The only values a text column may take."""
    references: str | None = None
    """The table whose key this column holds."""
    unit: str | None = None
    check: str | None = None
    """What is true of every row, as SQL."""

    @property
    def comment(self) -> str:
        return f"{self.english} {self.chinese}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``key`` is its primary key and the order of its rows, ``group`` the family it belongs to."""

    name: str
    group: str
    english: str
    chinese: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    checks: tuple[str, ...] = ()
    """What is true of every row and concerns several columns, as SQL."""
    varies: bool = False
    """Whether the rows depend on the time of the build."""

    @property
    def comment(self) -> str:
        return f"{self.english} {self.chinese}"

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def identifier(name: str, english: str, chinese: str) -> Column:
    """The key column of a table."""
    return Column(name, "text", english, chinese, nullable=False)


def link(name: str, table: str, english: str, chinese: str, *, nullable: bool = False) -> Column:
    """A column that holds the key of another table."""
    return Column(name, "text", english, chinese, nullable=nullable, references=table)


def document_link() -> Column:
    """The document a row was read from."""
    return link("document_id", "documents", "Document the row was read from.", "该行所出自的文件。")


def provenance(*, corrected: bool = True) -> tuple[Column, ...]:
    """Where in ``documents.text`` a row was read: ``evidence = text[char_start:char_end]``.

    ``corrected`` adds the correction that the row carries.
    """
    place = (
        Column(
            "char_start",
            "integer",
            "Offset of the first character of the evidence in documents.text, counted from 0.",
            "证据首字符在 documents.text 中的位置，自 0 起。",
            nullable=False,
            unit="characters",
            check="char_start >= 0",
        ),
        Column(
            "char_end",
            "integer",
            "Offset behind the last character of the evidence in documents.text.",
            "证据末字符之后的位置。",
            nullable=False,
            unit="characters",
        ),
        Column(
            "evidence",
            "text",
            "The raw text of the source from char_start to char_end, as received.",
            "原文中 char_start 至 char_end 的文字，未经修饰。",
            nullable=False,
        ),
    )
    correction = Column(
        "correction_id",
        "text",
        "Reviewed correction that changed the row (table corrections); NULL where it is as read.",
        "改动该行的人工校正（见 corrections 表）；未校正则为空。",
    )
    return (*place, correction) if corrected else place


PROVENANCE_CHECK = "char_end > char_start AND length(evidence) = char_end - char_start"
"""SQL that is true of every row with provenance columns."""
