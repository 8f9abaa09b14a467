"""The expectations as data: each is told in both languages, names what is there, and looks only at what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assets.graph import graph
from expectations import floors, kinds
from expectations.model import VIOLATIONS, Expectation, Function, Sql
from expectations.suites import OF_THE_SUBJECT, SUITES
from pipelines.schema.tables import TABLES
from pipelines.validation.tables import Tables
from pipelines.validation.text_rules import RULES

ALL = [rule for suite in SUITES.values() for rule in suite]
IDS = [f"{rule.table}.{rule.name}" for rule in ALL]
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_table_but_the_results_has_a_suite() -> None:
    assert SUITES.keys() == TABLES.keys() - {"validations"}
    assert len(IDS) == len(set(IDS))
    assert {rule.table for rule in OF_THE_SUBJECT} >= {"documents", "indicators", "tasks", "projects", "quantities"}


@pytest.mark.parametrize("rule", ALL, ids=IDS)
def test_an_expectation_is_told_in_one_sentence_of_each_language(rule: Expectation) -> None:
    assert re.fullmatch(r"[A-Za-z].*\.", rule.english)
    assert not re.search(r"[a-z]\. [A-Z]", rule.english)
    assert CHINESE.search(rule.chinese)
    assert rule.chinese.endswith("。")
    assert rule.chinese.count("。") <= 1 + rule.chinese.count("“。”")
    assert re.fullmatch(r"[a-z][a-z_]+", rule.name)
    assert set(rule.columns) <= {column.name for column in TABLES[rule.table].columns}
    assert (rule.type == VIOLATIONS) == (rule.violations is not None)


@pytest.mark.parametrize("rule", ALL, ids=IDS)
def test_an_expectation_looks_only_at_the_tables_it_names(rule: Expectation, warehouse: Path) -> None:
    tables = Tables(warehouse / "parquet")
    for query in [rule.violations, *rule.arguments.values()]:
        if isinstance(query, Sql):
            tables.query(query.query, (rule.table, *rule.reads))
    if isinstance(rule.violations, Function):
        assert rule.violations.name in RULES


def test_floors_and_kinds_give_their_reasons() -> None:
    for floor in floors.ENOUGH:
        assert floor.english
        assert CHINESE.search(floor.chinese)
        assert floor.table in TABLES
    for decline in floors.DECLINE:
        assert len(decline.reason.split()) >= 5
        assert decline.column is None or TABLES[decline.table].column(decline.column)
        assert 0 < decline.half < decline.nearly <= 1
    for reasons in (kinds.MAY_EXCEED_HUNDRED_PERCENT, kinds.WITHOUT_UNIT):
        assert all(len(reason.split()) >= 3 and re.compile(words) for words, reason in reasons.items())


def test_every_expectation_is_a_check_of_its_table_and_publishing_stands_behind_them(raw: Path, tmp_path: Path) -> None:
    definitions = graph(str(raw), str(tmp_path))
    checks = definitions.resolve_asset_graph().asset_check_keys
    assert {f"{key.asset_key.path[-1]}.{key.name}" for key in checks} == {
        *IDS,
        "validations.nothing_forbids_publishing",
    }
    steps = {node.name for node in definitions.resolve_job_def("build").nodes}
    assert {f"check_{name}" for name in SUITES} <= steps
