"""The gate that publishing passes: what is about to be published is checked as it lies there, whoever starts it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from expectations.suites import SUITES
from pipelines.schema.arrow import arrow_table
from pipelines.schema.quality import VALIDATIONS
from pipelines.storage.combine import in_order
from pipelines.storage.files import read_parquet, write_parquet, written
from pipelines.storage.names import PAGE, PARQUET
from pipelines.storage.warehouse import Warehouse
from pipelines.validation.page import page
from pipelines.validation.record import ask_ahead, check_table, check_tables, is_recorded
from pipelines.validation.results import Result, failures, in_words, validation_rows

RULES = [rule for suite in SUITES.values() for rule in suite]


def check_staged_table(warehouse: Warehouse, name: str) -> list[Result]:
    """The results of the suite of a staged table.

    Where they are to be made and all tables are staged, all that is to be checked is begun, and the database.
    """
    before = _before(warehouse)
    if not is_recorded(warehouse.staged, name, before, warehouse.checks) and warehouse.all_staged():
        warehouse.begin_database()
        ask_ahead(warehouse.staged, before, warehouse.checks)
    return check_table(warehouse.staged, name, before, warehouse.checks)


def staged_validations(warehouse: Warehouse) -> pa.Table:
    """The table ``validations`` of the staged tables."""
    results = check_tables(warehouse.staged, _before(warehouse), warehouse.checks)
    return validations_table(warehouse.staged, results)


def problems(warehouse: Warehouse, build: Path) -> list[str]:
    """What forbids to publish the folder ``build``, one expectation a line; completes it with ``validations`` and page.

    Where anything does, the page is written beside what stays published.
    """
    parquet = build / PARQUET
    results = check_tables(parquet, _before(warehouse), warehouse.checks)
    failed = failures(results, RULES)
    if failed:
        _refuse(warehouse, parquet, results)
    else:
        write_parquet(validations_table(parquet, results), parquet / f"{VALIDATIONS.name}.parquet")
        (build / PAGE).write_text(page(parquet, results, RULES), encoding="utf-8")
    return [in_words(*failure) for failure in failed]


def staged_problems(warehouse: Warehouse) -> list[str]:
    """The same of the staged tables, for a build that ended before its publishing step."""
    results = check_tables(warehouse.staged, _before(warehouse), warehouse.checks)
    failed = failures(results, RULES)
    if failed:
        _refuse(warehouse, warehouse.staged, results)
    return [in_words(*failure) for failure in failed]


def problems_in(parquet: Path) -> list[str]:
    """What forbids to publish the Parquet files of a folder, whatever was recorded of them."""
    return [in_words(*failure) for failure in failures(check_tables(parquet, None, None), RULES)]


def validations_table(parquet: Path, results: Sequence[Result]) -> pa.Table:
    """The results as the table ``validations``, with the run that read the documents."""
    runs = read_parquet(parquet / "ingestions.parquet")["run_id"].to_pylist()
    return in_order(VALIDATIONS, arrow_table(VALIDATIONS, validation_rows(results, RULES, runs[0] if runs else "none")))


def _before(warehouse: Warehouse) -> Path | None:
    published = warehouse.published()
    return published / PARQUET if published else None


def _refuse(warehouse: Warehouse, parquet: Path, results: Sequence[Result]) -> None:
    with written(warehouse.refused) as path:
        path.write_text(page(parquet, results, RULES), encoding="utf-8")
