"""``xianzhi build``: run the whole Dagster graph in this process and say what came of it."""

from __future__ import annotations

import gc
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.command_line.exits import DONE, FAILED, QUARANTINED, CommandError
from pipelines.command_line.summary import print_summary
from pipelines.corrections.model import CorrectionError
from pipelines.incremental.pool import ShardFailed, prepare
from pipelines.incremental.read import shards_to_make
from pipelines.progress import listen
from pipelines.sources import SourcesError, read_sources
from pipelines.storage.lock import WarehouseBusy, locked
from pipelines.storage.warehouse import NotPublished, Warehouse
from pipelines.validation.deciding import begin
from pipelines.validation.parts import LARGE

FEW_SHARDS = 8
"""Shards that are made before the tables are long enough to be checked."""


def build(raw: Path, folder: Path, *, strict: bool) -> int:
    """Build the dataset; returns the exit status."""
    started = time.monotonic()
    _say_what_is_done()
    warehouse = Warehouse(folder)
    try:
        sources = read_sources(raw)
        if not sources:
            raise CommandError(f"{raw} holds no documents: put the texts there or name their folder with --raw")
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, tell=lambda message: print(f"xianzhi: {message}", file=sys.stderr)):
            if shards := shards_to_make(raw, sources, warehouse.shards):
                _load_ahead(len(sources), shards)
            try:
                _run_graph(raw, folder)
            finally:
                warehouse.abandon_database()
            counts = warehouse.read_summary()
            print_summary(warehouse, counts, time.monotonic() - started)
    except SourcesError as error:
        raise CommandError(str(error)) from None
    except (CorrectionError, ShardFailed) as error:
        raise CommandError(f"{error}; nothing was published", FAILED) from None
    except NotPublished as error:
        raise CommandError(_not_published(error, warehouse), FAILED) from None
    except WarehouseBusy as error:
        raise CommandError(str(error), FAILED) from None
    except pa.ArrowException as error:
        raise CommandError(
            f"what {folder / '.staging'} keeps of earlier builds is damaged ({error}); what was published before is "
            "untouched: remove that folder and build again",
            FAILED,
        ) from None
    except OSError as error:
        raise CommandError(
            f"{error.filename or folder} cannot be written ({error.strerror or error}); what was published before is "
            "untouched: check the folder's space and permissions and build again",
            FAILED,
        ) from None
    return QUARANTINED if strict and counts["quarantined"] else DONE


def _load_ahead(documents: int, shards: int) -> None:
    """Have other processes load what reads and what checks while this one loads Dagster.

    Where many shards are made, what checks is loaded much later, by more than one process.
    """
    prepare()
    if documents < LARGE or shards <= FEW_SHARDS:
        begin()


def _run_graph(raw: Path, folder: Path) -> None:
    """Run the job ``build`` with an instance that lives as long as the run."""
    # Collecting garbage while some thousand modules are loaded costs more than a fifth of the loading.
    gc.disable()
    from dagster._core.errors import (  # they have no public names
        DagsterAssetCheckFailedError,
        DagsterExecutionInterruptedError,
    )

    from assets.graph import BUILD, graph
    from pipelines.instance import BuildInstance
    from pipelines.web_interface import record_build

    gc.freeze()
    gc.enable()
    quiet: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    run_id = str(uuid.uuid4())
    with BuildInstance() as instance:
        try:
            job = graph(str(raw), str(folder)).resolve_job_def(BUILD)
            job.execute_in_process(instance=instance, run_config=quiet, run_id=run_id)
        except DagsterAssetCheckFailedError:
            from pipelines.validation.gate import staged_problems

            raise NotPublished(staged_problems(Warehouse(folder))) from None
        except DagsterExecutionInterruptedError:  # Ctrl-C, or a service manager that ends the process
            raise KeyboardInterrupt from None
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
    page = f"\nthe rows are shown in {warehouse.refused}" if warehouse.refused.exists() else ""
    return f"nothing was published ({kept}); the checks found:\n{lines}{page}"
