"""``xianzhi check``: check the published files once more, as they lie there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expectations.model import Expectation
from pipelines.command_line.exits import DEFAULT_WAREHOUSE, DONE, FAILED, CommandError
from pipelines.storage.names import PARQUET
from pipelines.storage.warehouse import Warehouse
from pipelines.validation.compare import differences
from pipelines.validation.deciding import begin
from pipelines.validation.gate import RULES
from pipelines.validation.record import check_tables
from pipelines.validation.results import Result, failures

SHOWN = 5
"""Failing rows printed of an expectation."""


def check(folder: Path) -> int:
    """Check the published dataset of a warehouse and print what was found; returns the exit status."""
    warehouse = Warehouse(folder)
    build = warehouse.published()
    if build is None:
        command = "xianzhi build" + ("" if folder == DEFAULT_WAREHOUSE else f" --warehouse {folder}")
        raise CommandError(f"there is no dataset in {folder} yet: `{command}` makes it")

    begin()
    # A build in progress may take the place of this one meanwhile: everything is read from the folder that was found.
    earlier = sorted(path for path in warehouse.builds.iterdir() if path.name < build.name)
    results = check_tables(build / PARQUET, earlier[-1] / PARQUET if earlier else None, None)
    different = differences(build)
    _report(results, different, RULES)
    return FAILED if different or failures(results, RULES) else DONE


def _report(results: Sequence[Result], different: Sequence[str], rules: Sequence[Expectation]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    meanings = {(rule.table, rule.name): rule for rule in rules}
    for result in results:
        if result.success:
            continue
        rule = meanings[result.table, result.expectation]
        style = "bold red" if rule.severity == "error" else "yellow"
        console.print(Text.assemble((rule.severity, style), f"  {rule.table}.{rule.name}: {result.observed}"))
        console.print(Text(f"  {rule.english} {rule.chinese}", style="dim"))
        for key, detail in result.examples[:SHOWN]:
            console.print(Text(f"    {key}  {detail}"))
        if result.unexpected > SHOWN:
            console.print(Text(f"    and {result.unexpected - SHOWN:,} more"))
    for line in different:
        console.print(Text.assemble(("error", "bold red"), f"  {line}"))
    met = sum(result.success for result in results)
    agree = "differ" if different else "hold the same tables"
    console.print(f"{met} of {len(results)} expectations met; the Parquet files and the database {agree}", markup=False)
