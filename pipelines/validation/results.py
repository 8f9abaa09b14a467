"""What came of an expectation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from expectations.model import Expectation
from pipelines.records.rows import Row

EXAMPLES = 100
"""Failing rows kept of an expectation."""


@dataclass(frozen=True, slots=True)
class Result:
    """Whether the rows of a table meet an expectation; ``examples`` are keys of failing rows with what was found."""

    table: str
    expectation: str
    success: bool
    observed: str
    unexpected: int
    examples: tuple[tuple[str, str], ...] = ()

    def as_data(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, object]) -> Result:
        examples = tuple((str(key), str(detail)) for key, detail in data["examples"])  # type: ignore[attr-defined]
        return cls(**{**data, "examples": examples})  # type: ignore[arg-type]


def validation_rows(results: Sequence[Result], expectations: Sequence[Expectation], run_id: str) -> list[Row]:
    """The rows of ``validations``."""
    rules = {(rule.table, rule.name): rule for rule in expectations}
    rows: list[Row] = []
    for result in results:
        rule = rules[result.table, result.expectation]
        rows.append(
            {
                "run_id": run_id,
                "table": result.table,
                "expectation": result.expectation,
                "column": ", ".join(rule.columns) or None,
                "severity": rule.severity,
                "meaning_en": rule.english,
                "meaning_zh": rule.chinese.rstrip("。"),
                "success": result.success,
                "observed_value": result.observed,
                "unexpected_count": result.unexpected,
                "examples": [key for key, _ in result.examples],
                "details": [detail for _, detail in result.examples],
            }
        )
    return rows


def failures(results: Sequence[Result], expectations: Sequence[Expectation]) -> list[tuple[Expectation, Result]]:
    """The expectations of severity error that were not met, with what was found."""
    rules = {(rule.table, rule.name): rule for rule in expectations}
    listed = [(rules[result.table, result.expectation], result) for result in results if not result.success]
    return [(rule, result) for rule, result in listed if rule.severity == "error"]


def in_words(rule: Expectation, result: Result) -> str:
    """A failure in one line: ``tasks.no_number_lost: 1 row (...:018: number 17 is printed and missing): each ...``."""
    shown = "; ".join(f"{key}: {detail}" if detail else key for key, detail in result.examples[:3])
    more = f" and {result.unexpected - 3} more" if result.unexpected > 3 else ""
    where = f" ({shown}{more})" if shown else ""
    return f"{rule.table}.{rule.name}: {result.observed}{where}. Expected: {rule.english}"
