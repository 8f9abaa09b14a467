"""A failed check of severity error publishes nothing, whichever way the publishing step is started."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from assets.graph import BUILD, graph
from expectations.suites import CHECKED
from pipelines.command_line import main
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.storage.warehouse import NotPublished, Warehouse, publish
from pipelines.validation import record
from pipelines.validation.gate import check_staged_table, problems, staged_problems
from pipelines.validation.results import Result
from pipelines.validation.suite import Waiting, ask_suite
from pipelines.validation.tables import Tables

PLAN = "haizhou-14th-plan-outline.txt"


def published_bytes(warehouse: Warehouse) -> dict[str, str]:
    """Checksums of all published files, and where the names lead."""
    build = warehouse.published()
    assert build is not None
    files = {
        str(path.relative_to(build)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_file()
    }
    links = {path.name: str(path.readlink()) for path in warehouse.path.iterdir() if path.is_symlink()}
    return {**files, **links}


def tampered(warehouse: Warehouse, name: str, column: str, value: object) -> None:
    """Change a value of the first staged row."""
    file = warehouse.staged_table(name)
    rows = read_parquet(file).to_pylist()
    rows[0][column] = value
    write_parquet(arrow_table(TABLES[name], rows), file)


def materialized(raw: Path, warehouse: Warehouse, *names: str, raising: bool = True) -> dg.ExecuteInProcessResult:
    job = graph(str(raw), str(warehouse.path)).resolve_job_def(BUILD)
    return job.execute_in_process(
        instance=dg.DagsterInstance.ephemeral(),
        asset_selection=[dg.AssetKey(name) for name in names],
        raise_on_error=raising,
    )


def test_a_build_that_fails_a_check_leaves_every_byte(
    raw: Path, copy: Warehouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = published_bytes(copy)
    changed = tmp_path / "raw"
    shutil.copytree(raw, changed)
    text = (changed / PLAN).read_text(encoding="utf-8")
    assert text.count("\n\t653\n\t1000\n") == 1
    (changed / PLAN).write_text(text.replace("\n\t653\n\t1000\n", "\n\t653\n\t600\n"), encoding="utf-8")
    assert main(["build", "--raw", str(changed), "--warehouse", str(copy.path)]) == 1
    told = capsys.readouterr().err
    assert "nothing was published (what was published before is untouched)" in told
    assert "indicators.point_target_no_worse_than_base: 1 of 32 rows" in told
    assert "地区生产总值 653 → 600" in told
    assert "not-published.html" in told
    assert published_bytes(copy) == before
    assert "653 → 600" in copy.refused.read_text(encoding="utf-8")
    assert main(["build", "--raw", str(raw), "--warehouse", str(copy.path)]) == 0
    assert not copy.refused.exists()
    assert published_bytes(copy) != before


TAMPERINGS: list[tuple[str, str, object, str]] = [
    ("quantities", "evidence", "别的", "quantities.evidence_as_received"),
    ("tasks", "number", 500, "tasks.number_as_printed"),
    ("documents", "period_to", 2222, "documents.years_sane"),
    ("task_assignments", "task_id", "nowhere", "task_assignments.links_lead_somewhere"),
    ("governance_metrics", "value", 7.25, "governance_metrics.traceable_to_its_quantity"),
]


@pytest.mark.parametrize(("name", "column", "value", "expectation"), TAMPERINGS)
def test_publishing_alone_refuses_what_was_changed_after_the_checks(
    raw: Path, copy: Warehouse, name: str, column: str, value: object, expectation: str
) -> None:
    before, builds = published_bytes(copy), list(copy.builds.iterdir())
    tampered(copy, name, column, value)
    with pytest.raises(NotPublished, match=expectation):
        materialized(raw, copy, "dataset")
    with pytest.raises(NotPublished, match=expectation):
        publish(copy, partial(problems, copy))
    assert published_bytes(copy) == before
    assert list(copy.builds.iterdir()) == builds


def test_the_blocking_check_stops_publishing_within_a_run(raw: Path, copy: Warehouse) -> None:
    before = published_bytes(copy)
    tampered(copy, "tasks", "number", 500)
    names = [name for name in TABLES if name not in CHECKED]
    result = materialized(raw, copy, *names, "dataset", raising=False)
    assert not result.success
    evaluations = {(e.asset_key.path[-1], e.check_name): e.passed for e in result.get_asset_check_evaluations()}
    assert evaluations["validations", "nothing_forbids_publishing"] is False
    assert not result.asset_materializations_for_node("dataset")
    assert published_bytes(copy) == before


def test_warnings_publish_and_are_in_the_dataset(dataset: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    rows = dataset.execute(
        "SELECT examples, details FROM validations WHERE \"table\" = 'indicators' "
        "AND expectation = 'bound_no_worse_than_base' AND severity = 'warning' AND NOT success AND unexpected_count = 2"
    ).fetchall()
    assert rows == [
        (
            ["haizhou-14th-plan-outline:indicator:21", "haizhou-14th-plan-outline:indicator:22"],
            ["地表水国省考断面达到或优于Ⅲ类水质比例 87.5 → >80", "空气质量优良天数比例 80.3 → ≥80"],
        )
    ]
    assert dataset.execute("SELECT count(*) FROM validations WHERE NOT success AND severity = 'error'").fetchall() == [
        (0,)
    ]
    same_run = (
        "SELECT (SELECT count(DISTINCT run_id) FROM validations), (SELECT any_value(run_id) FROM validations) IN "
    )
    assert dataset.execute(same_run + "(SELECT run_id FROM ingestions)").fetchall() == [(1, True)]


def checked(copy: Warehouse, name: str) -> list[Result]:
    """The results of one staged table; nothing else is asked."""
    published = copy.published()
    assert published is not None
    return record.check_table(copy.staged, name, published / "parquet", copy.checks)


def test_results_are_accepted_for_exactly_the_tables_they_were_made_of(
    copy: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(tables: Tables, name: str) -> Waiting:
        made.append(name)
        return ask_suite(tables, name)

    monkeypatch.setattr(record, "ask_suite", counted)
    first = checked(copy, "leaders")
    made.clear()
    assert checked(copy, "leaders") == first
    assert made == []
    tampered(copy, "leaders", "name", "王明明明明")
    assert checked(copy, "leaders") != first
    assert made == ["leaders"]
    made.clear()
    tampered(copy, "task_assignments", "leader_id", None)  # the suite of leaders looks at this table too
    checked(copy, "leaders")
    assert made == ["leaders"]


def test_what_was_published_before_counts_where_it_differs(copy: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(tables: Tables, name: str) -> Waiting:
        made.append(name)
        return ask_suite(tables, name)

    monkeypatch.setattr(record, "ask_suite", counted)
    published = copy.published()
    assert published is not None
    checked(copy, "documents")
    assert made == [], "the first build had none before it, this one the same"
    earlier = published / "parquet" / "quantities.parquet"
    rows = read_parquet(earlier).to_pylist()
    write_parquet(
        arrow_table(TABLES["quantities"], [*rows, *({**row, "quantity_id": str(n)} for n, row in enumerate(rows * 2))]),
        earlier,
    )
    found = {result.expectation: result for result in checked(copy, "documents")}
    assert made == ["documents"]
    assert not found["no_collapse"].success


def test_a_build_of_what_was_built_loads_neither_the_parser_nor_great_expectations(raw: Path, copy: Warehouse) -> None:
    code = (
        "import sys; from pipelines.command_line import main; status = main(sys.argv[1:]); "
        "print(status, *sorted({'great_expectations', 'pipelines.records.parse'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", code, "build", "--raw", str(raw), "--warehouse", str(copy.path)]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "0"


def test_a_damaged_record_is_made_anew(copy: Warehouse) -> None:
    first = check_staged_table(copy, "leaders")
    file = copy.checks / "leaders.json"
    for content in ("", "{", "[]", "{}", json.dumps({"key": json.loads(file.read_text())["key"]})):
        file.write_text(content)
        assert check_staged_table(copy, "leaders") == first


def test_a_record_of_other_rules_is_not_accepted(copy: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    check_staged_table(copy, "leaders")
    key = json.loads((copy.checks / "leaders.json").read_text())["key"]
    monkeypatch.setattr(record, "checks_version", lambda: "of other rules")
    check_staged_table(copy, "leaders")
    assert json.loads((copy.checks / "leaders.json").read_text())["key"] != key


def test_staged_tables_that_are_sound_have_no_problems(copy: Warehouse) -> None:
    assert staged_problems(copy) == []
    assert not copy.refused.exists()


def test_a_table_that_cannot_be_read_is_told_not_raised(copy: Warehouse) -> None:
    copy.staged_table("leaders").write_bytes(b"PAR1 cut off")
    lines = staged_problems(copy)
    assert any(line.startswith("leaders.columns_as_defined: leaders.parquet cannot be read") for line in lines)
    assert copy.refused.exists()
