"""Run the suite of one table on the files of a build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd

from expectations.model import VIOLATIONS, Expectation, Function, Sql
from expectations.schema import described
from expectations.suites import SUITES, read_by
from pipelines.schema.tables import TABLES
from pipelines.validation.results import EXAMPLES, Result
from pipelines.validation.runner import NUMBER, Entry, Outcome, run
from pipelines.validation.tables import Tables
from pipelines.validation.text_rules import RULES

COLUMNS = "columns_as_defined"
Violations = dict[int, str]


def suite_results(tables: Tables, name: str) -> list[Result]:
    """The results of all expectations of a table, in the order of its suite."""
    rules = SUITES[name]
    fault = tables.fault(name)
    broken = fault or next((f"{other}: {why}" for other in read_by(name) if (why := tables.fault(other))), None)
    if broken is None:
        return rule_results(tables, name, rules)
    columns = Result(name, COLUMNS, fault is None, fault or "as defined", int(fault is not None))
    return [
        columns if rule.name == COLUMNS else Result(name, rule.name, False, f"not decided: {broken}", 1)
        for rule in rules
    ]


def rule_results(tables: Tables, name: str, rules: Sequence[Expectation]) -> list[Result]:
    """The results of some rules of a table whose files can be read."""
    if not rules:
        return []
    key = TABLES[name].key
    own = dict.fromkeys(column for rule in rules if rule.type != VIOLATIONS for column in rule.columns)
    read = tables.read(name, dict.fromkeys((*key, *own)))
    # The run is the same in all rows of a build.
    shown = [column for column in key if column != "run_id"]
    keys = [" ".join(map(str, row)) for row in zip(*(read[column].to_pylist() for column in shown), strict=True)]
    found = {rule.name: _violations(tables, rule) for rule in rules if rule.type == VIOLATIONS}
    described_too = any(rule.name == COLUMNS for rule in rules)
    frame = _frame(tables, name if described_too else None, read.select(list(own)).to_pandas(), found, read.num_rows)
    outcomes = run(frame, [_entry(tables, rule, frame) for rule in rules])
    return [_result(rule, outcomes[rule.name], keys, found.get(rule.name, {})) for rule in rules]


def _frame(
    tables: Tables, name: str | None, own: pd.DataFrame, found: Mapping[str, Violations], size: int
) -> pd.DataFrame:
    """What the suite looks at: an empty column for each column of the file, named by its name and type; the columns
    that expectations look at themselves; one of violations for each other expectation; and the numbers of the rows."""
    columns = [described(*column) for column in tables.columns(name)] if name else []
    described_columns = pd.DataFrame(np.nan, range(size), columns)
    violations = {
        _violations_column(rule): pd.Series([rows.get(number) for number in range(size)], dtype=object)
        for rule, rows in found.items()
    }
    return pd.concat([described_columns, own, pd.DataFrame({**violations, NUMBER: range(size)})], axis=1)


def _entry(tables: Tables, rule: Expectation, frame: pd.DataFrame) -> Entry:
    arguments = {word: _value(tables, rule, value) for word, value in rule.arguments.items()}
    if rule.name == COLUMNS:
        listed = list(map(str, cast("list[str]", arguments["column_list"])))
        rest = list(frame.columns[len(tables.columns(rule.table)) :])
        return rule, None, {"column_list": [*listed, *rest]}
    if rule.type == VIOLATIONS:
        return rule, _violations_column(rule.name), arguments
    return rule, rule.columns[0] if len(rule.columns) == 1 else None, arguments


def _violations_column(rule: str) -> str:
    return f"violations of {rule}"


def _value(tables: Tables, rule: Expectation, value: object) -> object:
    """An argument; one that is a SELECT is what it returns."""
    return tables.query(value.query, (rule.table, *rule.reads))[0][0] if isinstance(value, Sql) else value


def _violations(tables: Tables, rule: Expectation) -> Violations:
    """What is wrong by number of row; several findings of a row are joined."""
    if isinstance(rule.violations, Function):
        rows = RULES[rule.violations.name](tables, TABLES[rule.table])
    else:
        assert isinstance(rule.violations, Sql)
        rows = (
            (int(str(number)), str(found))
            for number, found in tables.query(rule.violations.query, (rule.table, *rule.reads))
        )
    found: Violations = {}
    for number, words in sorted(set(rows)):
        found[number] = f"{found[number]}; {words}" if number in found else words
    return found


def _result(rule: Expectation, outcome: Outcome, keys: list[str], found: Violations) -> Result:
    if rule.name == COLUMNS:
        observed = "as defined" if outcome.success else "not as defined"
        return Result(rule.table, rule.name, outcome.success, observed, int(not outcome.success))
    if rule.type == "expect_table_row_count_to_equal":
        return Result(rule.table, rule.name, outcome.success, f"{len(keys):,} rows", int(not outcome.success))
    rows = sorted(set(outcome.rows))
    observed = f"{len(rows):,} of {len(keys):,} rows" if rows else f"{len(keys):,} rows"
    examples = tuple((keys[number], found.get(number, "")) for number in rows[:EXAMPLES])
    return Result(rule.table, rule.name, outcome.success, observed, max(len(rows), int(not outcome.success)), examples)
