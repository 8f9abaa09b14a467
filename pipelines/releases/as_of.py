"""Table macros of the release's database that answer as of an earlier release: ``FROM
quantities_as_of('2026.11.21')``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipelines.releases.differences import SKIPPED
from pipelines.schema.ddl import DUCKDB_TYPES
from pipelines.schema.model import Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES

ORDER = (
    "CREATE MACRO release_order(version) AS "
    "left(version, 10) || lpad(CASE WHEN length(version) > 10 THEN substr(version, 12) ELSE '1' END, 9, '0')"
)
"""2026.11.21 comes before 2026.11.21.2, and that before 2026.11.21.10: words that sort as the releases do.

Not lists of numbers: DuckDB (1.5) compares a column that is cast to such a list with a constant one as lists of words.
"""
GIVEN = (
    "CREATE MACRO release_given(version) AS CASE WHEN version IN (SELECT r.version FROM releases r) "
    "THEN release_order(version) ELSE error('there is no release ' || version || ': see the table releases') END"
)
"""Where a release stands in that order; asking for one that was never made is an error, not an empty answer."""


def macros() -> Iterator[str]:
    """The statements that make the macros."""
    yield ORDER
    yield GIVEN
    for name, table in TABLES.items():
        if name not in SKIPPED:
            yield _macro(table)
            said = f"{table.english} As they were in the release given: FROM {name}_as_of('2026.11.21')."
            yield f"COMMENT ON MACRO TABLE {named(f'{name}_as_of')} IS {quoted(said)}"


def _macro(table: Table) -> str:
    types = {column.name: DUCKDB_TYPES[column.type] for column in table.columns}
    types["first_release"] = "VARCHAR"
    structure = json.dumps({name: ["VARCHAR"] if kind == "VARCHAR[]" else kind for name, kind in types.items()})
    former = ", ".join(
        f"said.{named(column.name)}" + (f"::{DUCKDB_TYPES[column.type]}" if column.type == "date" else "")
        for column in table.columns
    )
    plain = ", ".join(
        f"{named(column.name)}::VARCHAR AS {named(column.name)}" if column.values else named(column.name)
        for column in table.columns
    )
    at = "release_given(release)"
    return (
        f"CREATE MACRO {named(f'{table.name}_as_of')}(release) AS TABLE "
        f"SELECT {plain}, first_release, last_release FROM {named(table.name)} "
        f"WHERE release_order(unchanged_since) <= {at} "
        f"UNION ALL SELECT {former}, coalesce(said.first_release, first_release), last_release FROM ("
        f'SELECT json_transform("row", {quoted(structure)}) AS said, first_release, last_release FROM former_rows '
        f'WHERE "table" = {quoted(table.name)} AND release_order(first_release) <= {at} '
        f"AND release_order(last_release) >= {at})"
    )
