"""Each expectation is met by the five documents, or is one of the known findings, and catches the change made for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from expectations.suites import OF_THE_SUBJECT, SUITES, read_by
from pipelines.records.rows import Row
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.validation.suite import ask_suite
from pipelines.validation.tables import Tables
from tests import mutations
from tests.mutations import Mutation

CHANGES = re.compile(r"\b(?:UPDATE|INTO|DELETE FROM|MOVE) (\w+)")
MERGED = ("regions", "organizations", "leaders", "ingestions")
"""Tables whose rows do not come from one document each."""
Outcomes = dict[str, tuple[bool, int]]


@dataclass(frozen=True)
class Original:
    """The tables as built, and what came of each expectation."""

    parquet: Path
    outcomes: Outcomes

    def count(self, name: str, column: str) -> int:
        """How many rows have a value in a column."""
        content = read_parquet(self.parquet / f"{name}.parquet")
        return int(content.num_rows - content[column].null_count)


@pytest.fixture(scope="module")
def original(warehouse: Path) -> Original:
    parquet = (warehouse / "parquet").resolve()
    return Original(parquet, outcomes(parquet, list(SUITES)))


def outcomes(parquet: Path, suites: list[str], before: Path | None = None) -> Outcomes:
    tables = Tables(parquet, before)
    results = [result for name in suites for result in ask_suite(tables, name)()]
    return {f"{result.table}.{result.expectation}": (result.success, result.unexpected) for result in results}


def mutated(original: Original, sql: str, folder: Path) -> set[str]:
    """Write the tables after ``sql`` into ``folder``, with the counts of ``ingestions`` brought up to date; returns the
    tables that changed."""
    with duckdb.connect() as connection:
        for name in TABLES:
            if name == "ingestions" or re.search(rf"\b{name}\b", sql):
                connection.execute(f"CREATE TABLE {name} AS FROM '{original.parquet}/{name}.parquet'")
        changed = set(CHANGES.findall(sql))
        if "MOVE" in sql and not re.search(r"\bdocuments\b", sql):
            connection.execute(f"CREATE TABLE documents AS FROM '{original.parquet}/documents.parquet'")
        for statement in sql.split(";"):
            connection.execute(_moving(statement.strip()))
        rows = {name: _rows(connection, name) for name in changed | {"ingestions"}}
    if "ingestions" not in changed:
        _recount(rows)
    for name in TABLES:
        if name in rows:
            write_parquet(arrow_table(TABLES[name], rows[name]), folder / f"{name}.parquet")
        else:
            (folder / f"{name}.parquet").symlink_to(original.parquet / f"{name}.parquet")
    return {*changed, "ingestions"}


def _moving(statement: str) -> str:
    """``MOVE table``: give the row ``cell`` the passage from ``start`` to ``stop``, with its evidence."""
    if not statement.startswith("MOVE "):
        return statement
    name = statement.removeprefix("MOVE ")
    return (
        f"UPDATE {name} SET char_end = getvariable('stop'), evidence = (SELECT substring(d.text, "
        f"getvariable('start') + 1, getvariable('stop') - getvariable('start')) FROM documents d "
        f"WHERE d.document_id = {name}.document_id) WHERE {TABLES[name].key[0]} = getvariable('cell')"
    )


def _recount(rows: dict[str, list[Row]]) -> None:
    for row in rows["ingestions"]:
        row["rows_per_table"] = [
            (name, sum(other.get("document_id") == row["document_id"] for other in rows[name]))
            if name in rows and name not in MERGED and counted
            else (name, counted)
            for name, counted in row["rows_per_table"]  # type: ignore[attr-defined]
        ]


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    cursor = connection.execute(f"SELECT * FROM {name}")
    names = [column[0] for column in cursor.description or ()]
    return [
        {c: list(v.items()) if isinstance(v, dict) else v for c, v in zip(names, row, strict=True)}
        for row in cursor.fetchall()
    ]


def changed_outcomes(original: Original, sql: str, folder: Path, only: str | None = None) -> set[str]:
    """The expectations, of all tables or of one, that come to another result after ``sql``."""
    changed = mutated(original, sql, folder)
    suites = [only] if only else [name for name in SUITES if changed & set(read_by(name))]
    found = outcomes(folder, suites)
    return {name for name, outcome in found.items() if outcome != original.outcomes[name]}


def test_the_five_documents_meet_all_expectations_but_the_known_findings(original: Original) -> None:
    failing = {name: count for name, (success, count) in original.outcomes.items() if not success}
    assert failing == {
        # 87.5 -> >80 and 80.3 -> ≥80: floors to hold, below what was reached.
        "indicators.bound_no_worse_than_base": 2,
        # 法治建设满意度, 人均接受公共文化场馆次数, 劳动年龄人口平均受教育年限: the table prints no unit.
        "indicators.unit_present": 3,
    }


@pytest.mark.parametrize("mutation", mutations.OF_THE_SUBJECT, ids=lambda mutation: mutation.expectation)
def test_a_change_is_caught_by_its_expectation(original: Original, mutation: Mutation, tmp_path: Path) -> None:
    assert changed_outcomes(original, mutation.sql, tmp_path) == {mutation.expectation, *mutation.also}


def test_each_expectation_of_the_subject_has_its_change() -> None:
    compared = {"documents.no_collapse", "documents.no_decline"}
    assert {m.expectation for m in mutations.OF_THE_SUBJECT} | compared == {
        f"{r.table}.{r.name}" for r in OF_THE_SUBJECT
    }


# What follows from the schema: the same change for every table it applies to.

LEAVES = {
    "document_metadata": "true",
    "indicator_cells": "true",
    "projects": "project_id NOT IN (SELECT project_id FROM quantities WHERE project_id IS NOT NULL)",
    "task_assignments": "true",
    "quantities": "quantity_id NOT IN (SELECT quantity_id FROM governance_metrics "
    "UNION ALL SELECT left_id FROM crosschecks UNION ALL SELECT right_id FROM crosschecks)",
    "skipped_numbers": "true",
    "source_defects": "true",
}
"""Tables with rows that no other row refers to, and which these are."""


@pytest.mark.parametrize("name", LEAVES)
def test_a_key_given_twice_is_caught(original: Original, name: str, tmp_path: Path) -> None:
    key = TABLES[name].key[0]
    rows = f"(SELECT {key} FROM {name} WHERE {LEAVES[name]} ORDER BY document_id, char_start LIMIT 2)"
    sql = f"UPDATE {name} SET {key} = (SELECT min({key}) FROM {rows}) WHERE {key} IN {rows}"
    assert changed_outcomes(original, sql, tmp_path) == {f"{name}.key_unique"}


SHARED_KEYS = {
    "regions": set(),
    "organizations": {"organizations.names_unique"},
    "leaders": set(),
    "governance_metrics": {"governance_metrics.complete", "governance_metrics.said_once"},
    "ingestions": {"documents.ingested_once"},
}
"""Tables whose rows are referred to: a row given twice, and what else that changes."""


@pytest.mark.parametrize("name", SHARED_KEYS)
def test_a_row_given_twice_is_caught(original: Original, name: str, tmp_path: Path) -> None:
    sql = f"INSERT INTO {name} SELECT * FROM {name} LIMIT 1"
    found = changed_outcomes(original, sql, tmp_path)
    assert f"{name}.key_unique" in found
    assert found <= {f"{name}.key_unique"} | SHARED_KEYS[name]


ENUMERATIONS = [(name, column.name) for name in SUITES for column in TABLES[name].columns if column.values]


@pytest.mark.parametrize(("name", "column"), ENUMERATIONS)
def test_a_value_outside_the_enumeration_is_caught(original: Original, name: str, column: str, tmp_path: Path) -> None:
    key = TABLES[name].key[0]
    sql = (
        f"UPDATE {name} SET {column} = 'else' WHERE {key} = (SELECT max({key}) FROM {name} WHERE {column} IS NOT NULL)"
    )
    assert f"{name}.{column}_known" in changed_outcomes(original, sql, tmp_path, name)


LINKS = [(name, column.name) for name in SUITES for column in TABLES[name].columns if column.references]


@pytest.mark.parametrize(("name", "column"), LINKS)
def test_a_link_that_leads_nowhere_is_caught(original: Original, name: str, column: str, tmp_path: Path) -> None:
    key = TABLES[name].key[-1]
    sql = f"UPDATE {name} SET {column} = 'nowhere' WHERE {key} = (SELECT min({key}) FROM {name} WHERE {column} IS NOT NULL)"
    if original.count(name, column):
        assert f"{name}.links_lead_somewhere" in changed_outcomes(original, sql, tmp_path, name)


PASSAGES = [
    name
    for name in SUITES
    if name != "corrections" and any(column.name == "evidence" for column in TABLES[name].columns)
]


@pytest.mark.parametrize("name", PASSAGES)
def test_evidence_that_is_not_in_the_text_is_caught(original: Original, name: str, tmp_path: Path) -> None:
    key = TABLES[name].key[0]
    sql = f"UPDATE {name} SET evidence = evidence[:-2] || '#' WHERE {key} = (SELECT min({key}) FROM {name})"
    reworded = {
        f"{name}.{rule}" for rule in ("wording_of_the_source", "name_begins_the_item", "components_in_the_item")
    }
    copied = {"governance_metrics.traceable_to_its_quantity", mutations.COPIED}
    found = changed_outcomes(original, sql, tmp_path)
    assert f"{name}.evidence_as_received" in found
    assert found <= {f"{name}.evidence_as_received"} | reworded | copied


CLEANED = [
    ("documents", "title", "'两 行'"),
    ("documents", "text", "''"),
    ("document_metadata", "field", "' '"),
    ("sections", "title", "title || '。'"),
    ("indicators", "name", "name || chr(10) || name"),
    ("indicator_cells", "text", "' ' || text"),
    ("projects", "box_title", "box_title || '；'"),
    ("organizations", "name", "''"),
    ("leaders", "name", "'朱 伟哲'"),
    ("tasks", "text", "text || chr(12288)"),
    ("task_assignments", "party_text", "party_text || ' '"),
    ("quantities", "subject", "subject || '。'"),
    ("quantities", "char_start", "-1"),
    ("governance_metrics", "subject", "subject || '。'"),
    ("skipped_numbers", "reason", "''"),
    ("source_defects", "treatment", "treatment || '。'"),
    ("regions", "name", "'海 州'"),
    ("ingestions", "error", "'an error of a file that is there'"),
]


@pytest.mark.parametrize(("name", "column", "value"), CLEANED)
def test_a_row_that_is_not_well_formed_is_caught(
    original: Original, name: str, column: str, value: str, tmp_path: Path
) -> None:
    key = TABLES[name].key[-1]
    sql = f"UPDATE {name} SET {column} = {value} WHERE {key} = (SELECT max({key}) FROM {name})"
    assert f"{name}.rows_well_formed" in changed_outcomes(original, sql, tmp_path, name)


@pytest.mark.parametrize("name", SUITES)
def test_a_table_of_other_columns_is_caught_and_nothing_else_decided(
    original: Original, name: str, tmp_path: Path
) -> None:
    for table in TABLES:
        (tmp_path / f"{table}.parquet").symlink_to(original.parquet / f"{table}.parquet")
    content = read_parquet(original.parquet / f"{name}.parquet")
    (tmp_path / f"{name}.parquet").unlink()
    write_parquet(content.drop_columns([content.column_names[-1]]), tmp_path / f"{name}.parquet")
    results = ask_suite(Tables(tmp_path), name)()
    assert not any(result.success for result in results)
    assert results[0].expectation == "columns_as_defined"
    assert results[0].observed == "its columns are not those of the schema"
    assert all(result.observed.startswith("not decided") for result in results[1:])


def test_a_loss_against_the_build_before_is_caught(original: Original, tmp_path: Path) -> None:
    """Few of the words that date figures lost: a warning; most of them: an error."""
    dated = (
        "SELECT quantity_id, row_number() OVER (PARTITION BY document_id ORDER BY char_start) AS nth FROM quantities "
        "WHERE period_text IS NOT NULL"
    )
    for expectation, lost in (("documents.no_decline", "nth % 4 = 0"), ("documents.no_collapse", "nth % 10 > 0")):
        folder = tmp_path / expectation
        folder.mkdir()
        mutated(
            original,
            f"UPDATE quantities SET period_text = NULL FROM ({dated}) d "
            f"WHERE d.quantity_id = quantities.quantity_id AND {lost}",
            folder,
        )
        found = outcomes(folder, ["documents"], before=original.parquet)
        failing = {name for name, (success, _) in found.items() if not success}
        assert failing == {expectation}
    assert all(success for success, _ in outcomes(original.parquet, ["documents"], original.parquet).values())
