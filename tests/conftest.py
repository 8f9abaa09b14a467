"""What tests share: the project's folder and a warehouse built once from its raw documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.storage.warehouse import Warehouse

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def raw(root: Path) -> Path:
    """The folder of the raw documents."""
    return root / "raw"


@pytest.fixture(scope="session")
def warehouse(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse built from the raw documents; tests only read it."""
    folder = tmp_path_factory.mktemp("warehouse")
    assert main(["build", "--raw", str(raw), "--warehouse", str(folder)]) == 0
    return folder


@pytest.fixture
def copy(warehouse: Path, tmp_path: Path) -> Warehouse:
    """A warehouse of one's own with staged tables and a published build."""
    folder = tmp_path / "warehouse"
    shutil.copytree(warehouse, folder, symlinks=True)
    return Warehouse(folder)


@pytest.fixture
def dataset(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database of that warehouse, read-only."""
    with duckdb.connect(str(warehouse / "xianzhi.duckdb"), read_only=True) as connection:
        yield connection
