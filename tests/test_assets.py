"""The Dagster graph: an asset a table, described, and each asset works when it is materialised alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from dagster._serdes import serialize_value

from assets.describing import preview
from assets.graph import BUILD, graph
from pipelines.instance import BuildInstance
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.storage.warehouse import NotPublished, Warehouse


def materialized(raw: Path, warehouse: Path, names: Sequence[str]) -> dg.ExecuteInProcessResult:
    """Materialise only the assets of these names, as the web interface does."""
    job = graph(str(raw), str(warehouse)).resolve_job_def(BUILD)
    return job.execute_in_process(
        instance=dg.DagsterInstance.ephemeral(), asset_selection=[dg.AssetKey(name) for name in names]
    )


def test_every_table_is_an_asset_with_description_group_kinds_and_columns(raw: Path, tmp_path: Path) -> None:
    specs = {spec.key.path[-1]: spec for spec in graph(str(raw), str(tmp_path)).resolve_all_asset_specs()}
    assert specs.keys() == {*TABLES, "fetched_sources", "parsed_documents", "dataset", "release", "publication"}
    for name, spec in specs.items():
        assert spec.description
        assert spec.group_name
        assert spec.kinds
        if name in TABLES:
            table = TABLES[name]
            assert spec.group_name == table.group
            columns = spec.metadata["dagster/column_schema"].columns
            assert [(c.name, c.description) for c in columns] == [(c.name, c.comment) for c in table.columns]


def test_a_table_alone(raw: Path, copy: Warehouse) -> None:
    (copy.path / ".staging" / "tables" / "tasks.parquet").unlink()
    result = materialized(raw, copy.path, ["tasks"])
    metadata = result.asset_materializations_for_node("tasks")[0].metadata
    assert metadata["dagster/row_count"].value == 109
    assert "haizhou-2022-key-tasks:001" in str(metadata["preview"].value)
    assert (copy.path / ".staging" / "tables" / "tasks.parquet").exists()


def test_the_topics_alone(raw: Path, copy: Warehouse) -> None:
    before = (copy.path / ".staging" / "tables" / "governance_metrics.parquet").read_bytes()
    assert materialized(raw, copy.path, ["governance_metrics"]).success
    assert (copy.path / ".staging" / "tables" / "governance_metrics.parquet").read_bytes() == before


def test_publishing_alone_checks_again(raw: Path, copy: Warehouse) -> None:
    published = (copy.path / "current").readlink()
    staged = copy.path / ".staging" / "tables"
    shutil.copy(staged / "leaders.parquet", staged / "tasks.parquet")
    with pytest.raises(NotPublished, match=r"tasks\.columns_as_defined: its columns are not those of the schema"):
        materialized(raw, copy.path, ["dataset"])
    assert (copy.path / "current").readlink() == published


def test_publishing_alone_refuses_rows_that_contradict_each_other(raw: Path, copy: Warehouse) -> None:
    published = (copy.path / "current").readlink()
    leaders = copy.path / ".staging" / "tables" / "leaders.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT leader_id, name, is_collective FROM '{leaders}'").fetchall()[1:]
    kept = [{"leader_id": key, "name": name, "is_collective": several} for key, name, several in rows]
    from pipelines.storage.files import write_parquet

    write_parquet(arrow_table(TABLES["leaders"], kept), leaders)
    with pytest.raises(NotPublished, match="links_lead_somewhere"):
        materialized(raw, copy.path, ["dataset"])
    assert (copy.path / "current").readlink() == published


def test_the_instance_of_a_build_stores_what_that_of_dagster_does(raw: Path, copy: Warehouse) -> None:
    job = graph(str(raw), str(copy.path)).resolve_job_def(BUILD)
    chosen = [dg.AssetKey("tasks"), dg.AssetKey("leaders")]
    kinds = []
    for instance in (BuildInstance(), dg.DagsterInstance.ephemeral()):
        with instance:
            result = job.execute_in_process(instance=instance, asset_selection=chosen)
            assert result.success
            records = instance.fetch_materializations(chosen[0], limit=5).records
            assert [record.run_id for record in records] == [result.run_id]
            events = instance.all_logs(result.run_id)
            kinds.append([event.dagster_event_type for event in events])
            if isinstance(instance, BuildInstance):
                assert instance.serialized_events(result.run_id) == [serialize_value(event) for event in events]
    assert kinds[0] == kinds[1]


def test_previews_are_short_and_break_no_table() -> None:
    rows = [{"leader_id": str(i), "name": "朱|伟\n哲" * 30, "is_collective": False} for i in range(9)]
    text = preview(arrow_table(TABLES["leaders"], rows))
    assert len(text.splitlines()) == 7
    assert all(line.replace("\\|", "").count("|") == 4 for line in text.splitlines())


def test_the_definitions_load_without_great_expectations() -> None:
    code = "import sys; import pipelines.definitions; print('great_expectations' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
