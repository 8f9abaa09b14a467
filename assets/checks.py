"""The expectations as asset checks: one step a table, and one check that blocks publishing.

Tables are compared with each other both ways, so no table's check can go before the other table's. What blocks is
therefore one check of ``validations``, which gathers all results: publishing stands behind it, every table is checked
and every finding shown, whatever failed first.
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.order import AFTER_ALL_TABLES
from assets.staging import Folders
from expectations.model import Expectation
from expectations.suites import CHECKED, SUITES, read_by
from pipelines.progress import report
from pipelines.schema.quality import VALIDATIONS
from pipelines.validation.gate import check_staged_table, staged_problems
from pipelines.validation.results import Result

SEVERITY = {"error": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}
SHOWN = 20


def table_checks(name: str) -> dg.AssetChecksDefinition:
    """The checks of a table: the suite of its expectations as one step."""
    rules = {rule.name: rule for rule in SUITES[name]}
    others = [dg.AssetKey(other) for other in read_by(name) if other != name]

    @dg.multi_asset_check(
        name=f"check_{name}",
        description=f"What is expected of {name}. 对 {name} 的期望。",
        op_tags=AFTER_ALL_TABLES,
        specs=[
            dg.AssetCheckSpec(
                rule.name,
                asset=dg.AssetKey(name),
                description=f"{rule.english} {rule.chinese}",
                additional_deps=others,
                metadata={"type": rule.type, "columns": ", ".join(rule.columns)},
            )
            for rule in rules.values()
        ],
    )
    def checks(folders: Folders) -> Iterator[dg.AssetCheckResult]:
        report(f"checking {name}")
        with folders.building() as warehouse:
            results = check_staged_table(warehouse, name)
        for result in results:
            yield _check_result(rules[result.expectation], result)

    return checks


def _check_result(rule: Expectation, result: Result) -> dg.AssetCheckResult:
    lines = [f"- `{key}` {detail}" for key, detail in result.examples[:SHOWN]]
    metadata: dict[str, dg.MetadataValue] = {"observed": dg.MetadataValue.text(result.observed)}
    if lines:
        metadata["rows"] = dg.MetadataValue.md("\n".join(lines))
    return dg.AssetCheckResult(
        passed=result.success,
        asset_key=dg.AssetKey(result.table),
        check_name=result.expectation,
        severity=SEVERITY[rule.severity],
        metadata=metadata,
    )


@dg.asset_check(
    asset=dg.AssetKey(VALIDATIONS.name),
    blocking=True,
    description="No expectation of severity error fails; otherwise nothing is published. "
    "凡有错误级期望未满足，即不予发布。",
)
def nothing_forbids_publishing(folders: Folders) -> dg.AssetCheckResult:
    with folders.building() as warehouse:
        found = staged_problems(warehouse)
    return dg.AssetCheckResult(
        passed=not found, metadata={"problems": dg.MetadataValue.md("\n".join(f"- {line}" for line in found) or "none")}
    )


CHECKS = [*(table_checks(name) for name in CHECKED), nothing_forbids_publishing]
