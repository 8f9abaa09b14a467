"""What tests share: the project's folder and a warehouse built once from its raw documents."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main
from pipelines.storage.warehouse import Warehouse
from tests.misbehaving import serving
from tests.story import tell_story

ROOT = Path(__file__).parent.parent
Share = Callable[[str, Callable[[Path], None]], Path]


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
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Gives a folder of that name, filled by the first process of the tests that asks for it; the others wait."""
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def shared(name: str, fill: Callable[[Path], None]) -> Path:
        folder, filled = base / name, base / f"{name}.filled"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not filled.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                filled.touch()
        return folder

    return shared


@pytest.fixture(scope="session")
def warehouse(raw: Path, share: Share) -> Path:
    """A warehouse built from the raw documents; tests only read it."""

    def build(folder: Path) -> None:
        assert main(["build", "--raw", str(raw), "--warehouse", str(folder)]) == 0

    return share("warehouse", build)


@pytest.fixture(scope="session")
def story(raw: Path, share: Share) -> Path:
    """The releases of :mod:`tests.story`; tests only read them."""
    return share("story", partial(tell_story, raw))


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


@pytest.fixture
def server() -> Iterator[str]:
    """The address of the server of :mod:`tests.misbehaving`."""
    with serving() as address:
        yield address
