"""Check large tables part by part: what holds for each document by itself is checked a few hundred documents at a time.

Great Expectations looks at frames in memory, and those of thousands of documents do not fit. So what is wrong with the
rows of one document alone is looked for in the row groups of one part (see ``parts``) after the other, by all cores,
and what was found is kept with the checksum of exactly those bytes. Great Expectations decides what it looks at
itself (keys, known values) part by part, and once for all parts what was found by the rules of violations: the rows
that violate none need not be shown to it. Rules that compare documents are run on the whole tables, as always.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.model import VIOLATIONS, Expectation, Function, Sql
from expectations.schema import described
from expectations.suites import SUITES
from pipelines.incremental.pool import cores
from pipelines.storage.files import written
from pipelines.validation.deciding import Submitted, ask, begin, decided
from pipelines.validation.parts import OF_ONE_DOCUMENT, Part, Signature, parts_of, signature
from pipelines.validation.questions import Outcome, Question
from pipelines.validation.results import EXAMPLES, Result
from pipelines.validation.suite import (
    COLUMNS,
    Asking,
    Waiting,
    asked_of,
    asking_of,
    columns_result,
    named_rows,
    rows_result,
    violations,
    violations_column,
)
from pipelines.validation.tables import Tables

ACROSS = ("documents", "governance_metrics")
"""Tables whose rows are compared with those of other documents: their rules look at the whole, but for functions and
those of :data:`OF_A_ROW`."""
OF_A_ROW = frozenset(
    {"rows_well_formed", "columns_as_defined", "traceable_to_its_quantity", "from_an_article", "enough_read"}
)
FEW = 2
"""Missing parts up to which this process looks at them alone, while another one loads the library."""
AHEAD = 2
"""Parts given to a process at once, so that it need not wait for the next."""
UNDECIDED = 1
"""Parts this process has looked at that wait to be decided: their keys are held in memory."""
MOST_KEPT = 1_000
"""Results of parts that are kept for later builds."""


@dataclass(slots=True)
class Found:
    """What was found in a part: results of what the library looks at itself, and the violating rows (key, words) by
    table and rule, where there are any."""

    results: list[Result]
    violations: dict[str, dict[str, list[tuple[str, str]]]]

    def as_data(self) -> dict[str, object]:
        return {"results": [result.as_data() for result in self.results], "violations": self.violations}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Found:
        violations = {
            table: {rule: [(str(key), str(words)) for key, words in rows] for rule, rows in found.items()}
            for table, found in data["violations"].items()
        }
        return cls([Result.from_data(entry) for entry in data["results"]], violations)


def by_part(rule: Expectation) -> bool:
    """Whether a rule looks at rows of one document alone."""
    if rule.table not in OF_ONE_DOCUMENT or rule.type == "expect_table_row_count_to_equal":
        return False
    if not {rule.table, *rule.reads} <= OF_ONE_DOCUMENT or any(isinstance(v, Sql) for v in rule.arguments.values()):
        return False
    if rule.table in ACROSS:
        return rule.name in OF_A_ROW or isinstance(rule.violations, Function)
    return not (isinstance(rule.violations, Sql) and "before_" in rule.violations.query)


def results_by_part(folder: Path, records: Path | None, version: str) -> dict[tuple[str, str], Result] | None:
    """The results of the rules of one document by table and name; None where the files do not lie in parts.

    ``version`` stands for the rules; results of parts that did not change are taken from ``records``.
    """
    return _results_by_part(folder, records, version, signature(folder))


def few_to_check(folder: Path, records: Path | None, version: str) -> bool:
    """Whether the results of nearly all parts were there when these files were first asked about."""
    return _few_to_check(folder, records, version, signature(folder))


@lru_cache(maxsize=1)
def _few_to_check(folder: Path, records: Path | None, version: str, state: Signature) -> bool:
    parts = parts_of(folder)
    kept = records / "parts" if records else None
    return parts is not None and sum(_recorded(kept, part, version) is None for part in parts) <= FEW


@lru_cache(maxsize=1)
def _results_by_part(
    folder: Path, records: Path | None, version: str, state: Signature
) -> dict[tuple[str, str], Result] | None:
    parts = parts_of(folder)
    if parts is None:
        return None
    kept = records / "parts" if records else None
    found: dict[str, Found] = {}
    for part in parts:
        known = _recorded(kept, part, version)
        if known is not None:
            found[part.checksum] = known
    missing = [part for part in parts if part.checksum not in found]
    for part, new in _checked(folder, missing):
        found[part.checksum] = new
        _record(kept, part, version, new)
    if kept is not None:
        _remove_oldest(kept)
    return _merged(folder, [found[part.checksum] for part in parts])


def _checked(folder: Path, parts: Sequence[Part]) -> Iterator[tuple[Part, Found]]:
    """The parts with what was found.

    One process for each other core checks parts from the beginning on. This one takes them from the end, and has them
    decided there: copies of the library take much memory, and what is wrong is found without it.
    """
    others = cores() - 1 if len(parts) > FEW else 0
    begin(max(1, others))
    waiting = deque(parts)
    running: list[tuple[Part, Submitted[Found]]] = []
    own: deque[tuple[Part, Callable[[], Found]]] = deque()
    while waiting:
        while waiting and len(running) < AHEAD * others:
            part = waiting.popleft()
            running.append((part, Submitted(_check, folder, part)))
        if waiting:
            part = waiting.pop()
            own.append((part, _ask(folder, part)))
        if len(own) > UNDECIDED:
            part, found_here = own.popleft()
            yield part, found_here()
        done = [entry for entry in running if entry[1].done()]
        running = [entry for entry in running if entry not in done]
        yield from ((part, found.result()) for part, found in done)
    yield from ((part, found.result()) for part, found in running)
    yield from ((part, found_here()) for part, found_here in own)


def _check(folder: Path, part: Part) -> Found:
    """What is found in a part, in a process that has the library."""
    return _ask(folder, part, lambda question: partial(decided, question))()


def _ask(
    folder: Path, part: Part, ask: Callable[[Question], Callable[[], dict[str, Outcome]]] = ask
) -> Callable[[], Found]:
    """Find what is wrong in a part, from its rows alone; what is returned waits for the rest."""
    violating: dict[str, dict[str, list[tuple[str, str]]]] = {}
    waiting: list[Waiting] = []
    tables = Tables(folder, held={name: _rows(folder, name, part.groups[name]) for name in OF_ONE_DOCUMENT})
    for name in sorted(OF_ONE_DOCUMENT):
        rules = [rule for rule in SUITES[name] if by_part(rule)]
        asking = asking_of(tables, name, [rule for rule in rules if not _once(rule)])
        waiting.append(partial(_results, asking, ask(asking.question)))
        violating[name] = {
            rule.name: list(zip(named_rows(asking.keys, list(rows)), rows.values(), strict=True))
            for rule in rules
            if rule.type == VIOLATIONS and (rows := violations(tables, rule))
        }
    del tables
    pa.default_memory_pool().release_unused()
    return lambda: Found([result for results in waiting for result in results()], violating)


def _rows(folder: Path, name: str, groups: Sequence[int]) -> pa.Table:
    """The rows of some row groups of a table."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        return file.read_row_groups(list(groups)) if groups else file.schema_arrow.empty_table()


def _results(asking: Asking, outcomes: Callable[[], dict[str, Outcome]]) -> list[Result]:
    return asking.results(outcomes())


def _once(rule: Expectation) -> bool:
    """Whether a rule by part is decided once for all parts."""
    return rule.type == VIOLATIONS or rule.name == COLUMNS


def _merged(folder: Path, parts: Sequence[Found]) -> dict[tuple[str, str], Result]:
    """One result a rule from what was found in all parts."""
    listed: dict[tuple[str, str], list[Result]] = {}
    for part in parts:
        for result in part.results:
            listed.setdefault((result.table, result.expectation), []).append(result)
    tables = Tables(folder)
    rows = {name: pq.read_metadata(tables.file(name)).num_rows for name in OF_ONE_DOCUMENT}
    merged = {key: _one(results, rows[key[0]]) for key, results in listed.items()}
    waiting = [_ask_once(tables, name, rows[name], parts) for name in sorted(OF_ONE_DOCUMENT)]
    for results in waiting:
        merged |= {(result.table, result.expectation): result for result in results()}
    return merged


def _ask_once(tables: Tables, name: str, size: int, parts: Sequence[Found]) -> Waiting:
    """Have the columns of a table decided, and what violates its rules in any part.

    The frame has as many violating rows of each rule as its result shows: more of them would not be another outcome.
    """
    rules = [rule for rule in SUITES[name] if by_part(rule) and _once(rule)]
    violating = {
        rule.name: [row for part in parts for row in part.violations.get(name, {}).get(rule.name, ())]
        for rule in rules
        if rule.type == VIOLATIONS
    }
    columns = {
        violations_column(rule): {nth: words for nth, (_, words) in enumerate(rows[:EXAMPLES])}
        for rule, rows in violating.items()
    }
    described_columns = tuple(described(*column) for column in tables.columns(name))
    asked = tuple(asked_of(tables, rule) for rule in rules)
    height = max((len(column) for column in columns.values()), default=0)
    outcomes = ask(Question(height, described_columns, pa.table({}), columns, asked))

    def result(rule: Expectation, outcome: Outcome) -> Result:
        if rule.name == COLUMNS:
            return columns_result(rule, outcome)
        found = [] if outcome.success else violating[rule.name]
        return rows_result(rule, outcome, size, len(found), found[:EXAMPLES])

    def results() -> list[Result]:
        found = outcomes()
        return [result(rule, found[rule.name]) for rule in rules]

    return results


def _one(results: Sequence[Result], rows: int) -> Result:
    first = next((result for result in results if not result.success), results[0])
    unexpected = sum(result.unexpected for result in results)
    observed = f"{unexpected:,} of {rows:,} rows" if unexpected else f"{rows:,} rows"
    examples = [example for result in results for example in result.examples][:EXAMPLES]
    return Result(first.table, first.expectation, first.success, observed, unexpected, tuple(examples))


def _recorded(kept: Path | None, part: Part, version: str) -> Found | None:
    if kept is None:
        return None
    try:
        data = json.loads((kept / f"{part.checksum}.json").read_text(encoding="utf-8"))
        return Found.from_data(data) if data["version"] == version else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _record(kept: Path | None, part: Part, version: str, found: Found) -> None:
    if kept is None:
        return
    kept.mkdir(parents=True, exist_ok=True)
    with written(kept / f"{part.checksum}.json", flushed=False) as path:
        path.write_text(json.dumps({"version": version, **found.as_data()}, ensure_ascii=False), encoding="utf-8")


def _remove_oldest(kept: Path) -> None:
    files = sorted(kept.glob("*.json"), key=lambda path: path.stat().st_mtime) if kept.is_dir() else []
    for path in files[:-MOST_KEPT]:
        path.unlink(missing_ok=True)
