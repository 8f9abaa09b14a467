"""``xianzhi build``: run the whole Dagster graph in this process and say what came of it."""

from __future__ import annotations

import gc
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from pipelines.command_line.main import DONE, FAILED, QUARANTINED, CommandError
from pipelines.progress import listen
from pipelines.sources import SourcesError, read_sources
from pipelines.storage.lock import WarehouseBusy, locked
from pipelines.storage.names import MANIFEST
from pipelines.storage.warehouse import NotPublished, Warehouse


def build(raw: Path, folder: Path, *, strict: bool) -> int:
    """Build the dataset; returns the exit status."""
    started = time.monotonic()
    _say_what_is_done()
    warehouse = Warehouse(folder)
    try:
        if not read_sources(raw):
            raise CommandError(f"{raw} holds no documents: put the texts there or name their folder with --raw")
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, tell=lambda message: print(f"xianzhi: {message}", file=sys.stderr)):
            _run_graph(raw, folder)
            counts = json.loads((warehouse.shards / "all" / MANIFEST).read_text(encoding="utf-8"))
            _summary(warehouse, counts, time.monotonic() - started)
    except SourcesError as error:
        raise CommandError(str(error)) from None
    except NotPublished as error:
        raise CommandError(_not_published(error, warehouse), FAILED) from None
    except WarehouseBusy as error:
        raise CommandError(str(error), FAILED) from None
    except OSError as error:
        raise CommandError(
            f"{error.filename or folder} cannot be written ({error.strerror or error}); what was published before is "
            "untouched: check the folder's space and permissions and build again",
            FAILED,
        ) from None
    return QUARANTINED if strict and counts["quarantined"] else DONE


def _run_graph(raw: Path, folder: Path) -> None:
    """Run the job ``build`` with an instance that lives as long as the run."""
    # Collecting garbage while some thousand modules are loaded costs more than a fifth of the loading.
    gc.disable()
    import dagster as dg

    from assets.graph import BUILD, graph
    from pipelines.web_interface import record_build

    gc.freeze()
    gc.enable()
    quiet: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    run_id = str(uuid.uuid4())
    with dg.DagsterInstance.ephemeral() as instance:
        try:
            job = graph(str(raw), str(folder)).resolve_job_def(BUILD)
            job.execute_in_process(instance=instance, run_config=quiet, run_id=run_id)
        finally:
            record_build(folder, instance, run_id)


def _say_what_is_done() -> None:
    """One changing line on a terminal, else one line a step."""
    if sys.stderr.isatty():
        listen(lambda message: print(f"\r\x1b[K{message}", end="", file=sys.stderr, flush=True))
    else:
        listen(lambda message: print(message, file=sys.stderr, flush=True))


def _not_published(error: NotPublished, warehouse: Warehouse) -> str:
    kept = "what was published before is untouched" if warehouse.published() else "nothing was published before"
    lines = "\n".join(f"  - {problem}" for problem in error.problems)
    return f"nothing was published ({kept}); the checks found:\n{lines}"


def _summary(warehouse: Warehouse, counts: dict[str, Any], seconds: float) -> None:
    import duckdb
    from rich.console import Console
    from rich.table import Table

    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    console = Console()
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        documents = connection.execute(
            "SELECT d.document_id, d.genre, d.region_name, d.characters, "
            "(SELECT count(*) FROM sections s WHERE s.document_id = d.document_id), "
            "(SELECT count(*) FROM indicators i WHERE i.document_id = d.document_id), "
            "(SELECT count(*) FROM projects p WHERE p.document_id = d.document_id), "
            "(SELECT count(*) FROM tasks t WHERE t.document_id = d.document_id), "
            "(SELECT count(*) FROM quantities q WHERE q.document_id = d.document_id) "
            "FROM documents d ORDER BY 1"
        ).fetchall()
    table = Table(title="Documents")
    for number, name in enumerate(
        ["document", "genre", "region", "characters", "sections", "indicators", "projects", "tasks", "quantities"]
    ):
        table.add_column(name, justify="left" if number < 3 else "right", overflow="fold")
    for row in documents:
        table.add_row(*("" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row))
    console.print(table)
    for file, error in counts["quarantined"].items():
        console.print(f"quarantined {file}: {error}", markup=False, highlight=False)
    console.print(
        f"built {len(documents)} documents in {seconds:.1f} s: {warehouse.database} and {warehouse.parquet}/",
        markup=False,
        highlight=False,
    )
