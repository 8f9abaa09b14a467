"""Where assets read and write: the folders of a build, and the tables staged between assets."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pyarrow as pa

from pipelines.scoring.annotations import OWN
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.storage.lock import locked
from pipelines.storage.warehouse import Warehouse


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of the raw documents and the warehouse."""

    raw: str = "raw"
    warehouse: str = "warehouse"
    annotations: str = str(OWN)

    @property
    def raw_folder(self) -> Path:
        return Path(self.raw)

    @property
    def target(self) -> Warehouse:
        return Warehouse(Path(self.warehouse))

    @property
    def quality_record(self) -> Path:
        """Where the figures of quality are kept."""
        return self.target.shards.parent / "quality.json"

    @contextmanager
    def building(self) -> Iterator[Warehouse]:
        """The warehouse, held for this step."""
        self.target.path.mkdir(parents=True, exist_ok=True)
        with locked(self.target.path):
            yield self.target


class StagedTables(dg.ConfigurableIOManager):
    """Hands a table from one asset to the next as a Parquet file of the staging folder."""

    folders: dg.ResourceDependency[Folders]

    def handle_output(self, context: dg.OutputContext, obj: pa.Table) -> None:
        path = self.folders.target.staged_table(context.asset_key.path[-1])
        with self.folders.building():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_parquet(obj, path)

    def load_input(self, context: dg.InputContext) -> pa.Table:
        return read_parquet(self.folders.target.staged_table(context.asset_key.path[-1]))
