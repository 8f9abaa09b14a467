"""How each table is put together from the shards, and the tables of thousands of documents by several processes.

The tables are independent of each other but for what several of them ask first (which documents repeat which), so two
processes make them side by side and give their memory back when they end. What they write is put in its place by the
step of each table: a process whose build was killed cannot touch the tables of the next one.
"""

from __future__ import annotations

import gc
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from pipelines.crosschecks.combine import combine_crosschecks
from pipelines.incremental.pool import CONTEXT, cores, end_with_parent
from pipelines.schema.crosschecks import CROSSCHECKS
from pipelines.schema.tables import TABLES
from pipelines.storage.combine import combine, combine_documents, combine_governance, combine_ingestions
from pipelines.storage.shard import READ, SHARED

COMPARING: Mapping[str, Callable[[Sequence[Path], Path], int]] = {
    "documents": combine_documents,
    "governance_metrics": combine_governance,
    "crosschecks": combine_crosschecks,
}
"""Tables for which documents are compared with each other."""
MANY = 8
"""Shards from which on the tables are made ahead."""
FOLDERS = "tables-*"
"""In the staging area, beside the staged tables."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    folder: Path
    run_id: str
    made: dict[str, BaseProcess]


_ahead: dict[Path, _Ahead] = {}
"""By folder of the staged tables."""


def make_table(name: str, shards: Sequence[Path], output: Path, run_id: str) -> None:
    """Write the table of that name from the shards, or take it from what was made ahead."""
    ahead = _ahead.get(output.parent)
    if ahead is None or ahead.run_id != run_id or name not in ahead.made:
        _make(name, shards, output, run_id)
        return
    maker = ahead.made.pop(name)
    maker.join()
    if maker.exitcode:  # what went wrong there is found again, and said, here
        _make(name, shards, output, run_id)
    else:
        (ahead.folder / output.name).replace(output)
    if not ahead.made:
        shutil.rmtree(ahead.folder, ignore_errors=True)


def make_ahead(shards: Sequence[Path], staged: Path, run_id: str) -> bool:
    """Begin to make the tables of many shards for the folder ``staged``, in the run of that id; returns whether."""
    for left in staged.parent.glob(FOLDERS):
        shutil.rmtree(left, ignore_errors=True)
    _ahead.pop(staged, None)
    if len(shards) < MANY or cores() < 2:
        return False
    folder = staged.parent / FOLDERS.replace("*", secrets.token_hex(4))
    folder.mkdir()
    across = [CROSSCHECKS.name, *SHARED]
    # What needs to know which document repeats which comes last here and first there, so that it is found once.
    others = [name for name in READ if name not in (*across, *COMPARING)]
    groups = [across, [*others, *(name for name in COMPARING if name not in across)]]  # each takes about as long
    made: dict[str, BaseProcess] = {}
    for names in groups:
        process = CONTEXT.Process(target=_make_all, args=(names, list(shards), folder, run_id), daemon=True)
        process.start()
        made |= dict.fromkeys(names, process)
    _ahead[staged] = _Ahead(folder, run_id, made)
    return True


def _make_all(names: Sequence[str], shards: Sequence[Path], folder: Path, run_id: str) -> None:
    end_with_parent()
    gc.disable()  # rows and footers make many objects and no cycles: to look for these takes a fifth of the time
    for name in names:
        _make(name, shards, folder / f"{name}.parquet", run_id)


def _make(name: str, shards: Sequence[Path], output: Path, run_id: str) -> None:
    if name == "ingestions":
        combine_ingestions(shards, output, run_id)
    elif name in COMPARING:
        COMPARING[name](shards, output)
    else:
        combine(TABLES[name], shards, output)
