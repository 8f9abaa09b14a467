"""Run the suite of one table on the files of a build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from expectations.model import VIOLATIONS, Expectation, Function, Sql
from expectations.schema import described
from expectations.suites import SUITES, read_by
from pipelines.schema.tables import TABLES
from pipelines.validation.deciding import ask
from pipelines.validation.questions import Asked, Outcome, Question, Violations
from pipelines.validation.results import EXAMPLES, Result
from pipelines.validation.tables import Tables
from pipelines.validation.text_rules import RULES

COLUMNS = "columns_as_defined"
Waiting = Callable[[], list[Result]]
"""Waits for the results of what was asked."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of some rules of a table; ``keys`` are the columns that name its rows."""

    rules: tuple[Expectation, ...]
    keys: pa.Table
    question: Question

    def results(self, outcomes: dict[str, Outcome]) -> list[Result]:
        """The results in the order of the rules."""
        found = self.question.violations
        return [
            _result(rule, outcomes[rule.name], self.keys, found.get(violations_column(rule.name), {}))
            for rule in self.rules
        ]


def ask_suite(tables: Tables, name: str) -> Waiting:
    """Find what is wrong with a table and have it decided; what is returned waits for the results."""
    rules = SUITES[name]
    fault = tables.fault(name)
    broken = fault or next((f"{other}: {why}" for other in read_by(name) if (why := tables.fault(other))), None)
    if broken is None:
        return ask_rules(tables, name, rules)
    columns = Result(name, COLUMNS, fault is None, fault or "as defined", int(fault is not None))
    undecided = [
        columns if rule.name == COLUMNS else Result(name, rule.name, False, f"not decided: {broken}", 1)
        for rule in rules
    ]
    return lambda: undecided


def ask_rules(tables: Tables, name: str, rules: Sequence[Expectation]) -> Waiting:
    """The same of some rules of a table whose files can be read."""
    if not rules:
        return list
    asking = asking_of(tables, name, rules)
    outcomes = ask(asking.question)
    return lambda: asking.results(outcomes())


def asking_of(tables: Tables, name: str, rules: Sequence[Expectation]) -> Asking:
    """What is to be asked of some rules of a table: here their violations are found."""
    key = TABLES[name].key
    own = dict.fromkeys(column for rule in rules if rule.type != VIOLATIONS for column in rule.columns)
    read = tables.read(name, dict.fromkeys((*key, *own)))
    described_too = any(rule.name == COLUMNS for rule in rules)
    question = Question(
        read.num_rows,
        tuple(described(*column) for column in tables.columns(name)) if described_too else (),
        read.select(list(own)),
        {violations_column(rule.name): violations(tables, rule) for rule in rules if rule.type == VIOLATIONS},
        tuple(asked_of(tables, rule) for rule in rules),
    )
    # The run is the same in all rows of a build.
    return Asking(tuple(rules), read.select([column for column in key if column != "run_id"]), question)


def named_rows(keys: pa.Table, rows: Sequence[int]) -> list[str]:
    """The keys of some rows in words."""
    taken = keys.take(pa.array(rows, pa.int64()))
    return [" ".join(map(str, row)) for row in zip(*(column.to_pylist() for column in taken.columns), strict=True)]


def asked_of(tables: Tables, rule: Expectation) -> Asked:
    """What the library is asked of a rule."""
    arguments = {word: _value(tables, rule, value) for word, value in rule.arguments.items()}
    if rule.type == VIOLATIONS:
        return Asked(rule.name, rule.type, violations_column(rule.name), arguments)
    return Asked(rule.name, rule.type, rule.columns[0] if len(rule.columns) == 1 else None, arguments)


def violations_column(rule: str) -> str:
    """The name of the column of violations of a rule."""
    return f"violations of {rule}"


def _value(tables: Tables, rule: Expectation, value: object) -> object:
    """An argument; one that is a SELECT is what it returns."""
    return tables.query(value.query, (rule.table, *rule.reads))[0][0] if isinstance(value, Sql) else value


def violations(tables: Tables, rule: Expectation) -> Violations:
    """What is wrong by number of row; several findings of a row are joined."""
    if isinstance(rule.violations, Function):
        rows = RULES[rule.violations.name](tables, TABLES[rule.table])
    else:
        assert isinstance(rule.violations, Sql)
        rows = (
            (int(str(number)), str(found))
            for number, found in tables.query(rule.violations.query, (rule.table, *rule.reads))
        )
    found: dict[int, str] = {}
    for number, words in sorted(set(rows)):
        found[number] = f"{found[number]}; {words}" if number in found else words
    return found


def _result(rule: Expectation, outcome: Outcome, keys: pa.Table, found: Violations) -> Result:
    if rule.name == COLUMNS:
        return columns_result(rule, outcome)
    if rule.type == "expect_table_row_count_to_equal":
        return Result(rule.table, rule.name, outcome.success, f"{keys.num_rows:,} rows", int(not outcome.success))
    rows = sorted(set(outcome.rows))
    shown = rows[:EXAMPLES]
    named = named_rows(keys, shown) if shown else []
    examples = [(key, found.get(number, "")) for key, number in zip(named, shown, strict=True)]
    return rows_result(rule, outcome, keys.num_rows, len(rows), examples)


def columns_result(rule: Expectation, outcome: Outcome) -> Result:
    """The result of the check of the columns."""
    observed = "as defined" if outcome.success else "not as defined"
    return Result(rule.table, rule.name, outcome.success, observed, int(not outcome.success))


def rows_result(
    rule: Expectation, outcome: Outcome, rows: int, unexpected: int, examples: Sequence[tuple[str, str]]
) -> Result:
    """The result of a check of ``rows`` rows, ``unexpected`` of which do not meet it."""
    observed = f"{unexpected:,} of {rows:,} rows" if unexpected else f"{rows:,} rows"
    found = max(unexpected, int(not outcome.success))
    return Result(rule.table, rule.name, outcome.success, observed, found, tuple(examples))
