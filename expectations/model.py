"""What an expectation is: one rule a table has to meet, as plain data.

An expectation names the Great Expectations type that decides it. Two kinds cover everything the dataset asks:

- a type that looks at a column of the table itself (``expect_column_values_to_be_in_set``);
- ``expect_column_values_to_be_null`` on a column of violations. Each row of the table holds there what is wrong with
  it, or nothing; ``violations`` says how the column is filled: a SELECT that returns the numbers of rows and what was
  found there, or the name of a function of ``pipelines.validation.text_rules`` where the rule walks through a text.
  So a rule may look at any other table, and the failing rows are still rows of its own table.

``error`` is for what cannot be right: the reading contradicts the text, the schema or itself; nothing is published.
``warning`` is for what a person should look at: the source may well say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
VIOLATIONS = "expect_column_values_to_be_null"


@dataclass(frozen=True, slots=True)
class Sql:
    """A SELECT of two columns: ``nth_row`` (0, 1, ...) of a row of the table and what is wrong with it, in a few words.

    Every table is there under its name, with a column ``nth_row`` added. A row may be returned several times.
    """

    query: str


@dataclass(frozen=True, slots=True)
class Function:
    """The name of a function of ``pipelines.validation.text_rules``."""

    name: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """A rule of ``table``; ``english`` and ``chinese`` say it in one sentence each."""

    table: str
    name: str
    columns: tuple[str, ...]
    """The columns it is about."""
    severity: Severity
    english: str
    chinese: str
    type: str = VIOLATIONS
    arguments: Mapping[str, object] = field(default_factory=dict)
    """Arguments of the type besides the column."""
    violations: Sql | Function | None = None
    reads: tuple[str, ...] = ()
    """The other tables it looks at."""


def violation(
    table: str,
    name: str,
    columns: str,
    severity: Severity,
    english: str,
    chinese: str,
    rule: str | Function,
    *reads: str,
) -> Expectation:
    """An expectation on violations; ``columns`` are separated by blanks, ``rule`` is SQL or a function."""
    how = Sql(rule) if isinstance(rule, str) else rule
    return Expectation(table, name, tuple(columns.split()), severity, english, chinese, violations=how, reads=reads)
