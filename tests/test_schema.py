"""The one definition of the tables, and what is derived from it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.schema.arrow import ARROW_TYPES, arrow_schema, arrow_table
from pipelines.schema.codebook import CODEBOOK, codebook
from pipelines.schema.ddl import DUCKDB_TYPES, comments, create_table
from pipelines.schema.model import Column, Table
from pipelines.schema.tables import TABLES
from pipelines.schema.views import VIEWS

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{3}")
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


@EVERY_TABLE
def test_every_table_and_column_is_explained_in_both_languages(table: Table) -> None:
    for english, chinese in [(table.english, table.chinese)] + [(c.english, c.chinese) for c in table.columns]:
        assert LATIN.search(english)
        assert HAN.search(chinese)


@EVERY_TABLE
def test_names_are_unique_and_keys_cannot_be_null(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert table.key
    assert not any(table.column(name).nullable for name in table.key)


@EVERY_TABLE
def test_references_lead_to_a_table_before_and_have_the_type_of_its_key(table: Table) -> None:
    order = list(TABLES)
    for column in table.columns:
        if column.references:
            other = TABLES[column.references]
            assert order.index(other.name) <= order.index(table.name)
            assert len(other.key) == 1
            assert other.column(other.key[0]).type == column.type


@EVERY_TABLE
def test_numbers_of_measure_and_years_have_units(table: Table) -> None:
    for column in table.columns:
        if column.type == "real" or column.name.endswith(("year", "year_from", "year_to", "period_from", "period_to")):
            assert column.unit


def test_every_column_type_has_an_arrow_and_a_duckdb_type() -> None:
    assert ARROW_TYPES.keys() == DUCKDB_TYPES.keys() >= {c.type for t in TABLES.values() for c in t.columns}


def test_arrow_and_ddl_describe_the_same_columns(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
            for statement in comments(table):
                connection.execute(statement)
        found = connection.execute(
            "SELECT table_name, column_name, comment, is_nullable, internal FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_name, column_index"
        ).fetchall()
        described = connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    by_table: dict[str, list[tuple[str, str, bool]]] = {}
    for table_name, column_name, comment, nullable, _ in found:
        by_table.setdefault(table_name, []).append((column_name, comment, nullable))
    assert by_table.keys() == TABLES.keys()
    for name, table in TABLES.items():
        fields = [(field.name, field.metadata[b"comment"].decode(), field.nullable) for field in arrow_schema(table)]
        assert fields == by_table[name]
    assert dict(described) == {n: t.comment for n, t in TABLES.items()}


def test_constraints_refuse_what_is_not_true() -> None:
    with duckdb.connect(":memory:") as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
        region = "INSERT INTO regions VALUES (?, ?, ?, ?)"
        connection.execute(region, ["320000", "江苏省", "province", None])
        connection.execute(region, ["320700", "连云港市", "prefecture", "320000"])
        for bad, why in [
            (["320700", "连云港市", "prefecture", None], "duplicate key"),
            (["32070", "海州区", "county", "320700"], "code of five digits"),
            (["320706", "海州区", "district", "320700"], "level that is none"),
            (["320706", None, "county", "320700"], "no name"),
            (["320706", "海州区", "county", "329900"], "parent that is not there"),
        ]:
            with pytest.raises(duckdb.Error):
                connection.execute(region, bad)
            assert connection.execute("SELECT count(*) FROM regions").fetchall() == [(2,)], why


def test_rows_with_an_unknown_column_are_refused() -> None:
    with pytest.raises(ValueError, match="leaders has no column nmae"):
        arrow_table(TABLES["leaders"], [{"leader_id": "1", "nmae": "朱伟哲", "is_collective": False}])


def test_views_have_a_comment_on_every_column(dataset: duckdb.DuckDBPyConnection) -> None:
    for view in VIEWS:
        assert HAN.search(view.chinese)
        stored = dataset.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [view.name]
        ).fetchall()
        assert stored == list(view.columns.items())
        assert all(HAN.search(comment) and LATIN.search(comment) for comment in view.columns.values())


def test_the_codebook_is_the_one_of_the_schema(root: Path) -> None:
    assert (root / CODEBOOK).read_text(encoding="utf-8") == codebook(), "run `make codebook`"


def test_a_table_is_added_by_its_definition_alone() -> None:
    table = Table(
        "concepts",
        "quality",
        "Concepts.",
        "概念。",
        ("concept_id",),
        (Column("concept_id", "text", "Key of the concept.", "概念标识。", nullable=False),),
    )
    assert "PRIMARY KEY" in create_table(table)
    assert arrow_schema(table).names == ["concept_id"]
    assert len(list(comments(table))) == 2
