"""Read the raw documents: what was read before is taken from there, the rest is read by all cores."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.corrections.model import Correction, CorrectionError
from pipelines.corrections.read import digests, read_corrections
from pipelines.incremental.cache import ShardCache, keys_of, manifest_of, note_keys, remove_unused
from pipelines.incremental.checksums import CHECKSUMS, Checksums
from pipelines.incremental.plan import ShardPlan, plan_shards, read_contents
from pipelines.incremental.pool import make_shards
from pipelines.sources import Source
from pipelines.storage.files import written
from pipelines.storage.names import MANIFEST, SHARDS_OF_BUILD
from pipelines.storage.shard import ShardInputs


@dataclass(slots=True)
class ReadCounts:
    """What reading came to: documents, those parsed now, shards made now, rows by table, quarantined files."""

    documents: int = 0
    parsed: int = 0
    shards: int = 0
    shards_made: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)


def read_documents(
    raw: Path,
    sources: Sequence[Source],
    shards: Path,
    run_id: str,
    progress: Callable[[str], None] = lambda file: None,
) -> ReadCounts:
    """Have the shards of all documents in the folder ``shards``, and their names in ``shards.json`` beside it.

    Raises CorrectionError where ``corrections.toml`` cannot be followed, ShardFailed where a shard cannot be written.
    """
    shards.mkdir(parents=True, exist_ok=True)
    corrections = read_corrections(raw)
    for name in corrections.keys() - {source.document_id for source in sources}:
        raise CorrectionError(
            f"{corrections[name][0].place}: there is no document {name}: put its file back, or take the entry out"
        )
    plans = _plans(raw, sources, corrections, shards)
    cache = ShardCache(shards)
    missing = cache.missing(plans)
    for plan in missing:
        shutil.rmtree(shards / plan.name, ignore_errors=True)
    made = make_shards(
        [
            ShardInputs(
                raw,
                tuple(content.source for content in plan.contents),
                shards / plan.name,
                run_id,
                tuple(cache.carried(plan)),
                corrections=_of(plan, corrections),
            )
            for plan in missing
        ],
        progress,
    )
    for plan in missing:
        note_keys(shards / plan.name, plan.contents)
    counts = ReadCounts(len(sources), sum(shard.parsed for shard in made.values()), len(plans), len(made))
    for plan in plans:
        manifest = manifest_of(shards / plan.name)
        assert manifest is not None
        counts.quarantined |= manifest["quarantined"]
        for name, rows in manifest["rows"].items():
            counts.rows[name] = counts.rows.get(name, 0) + rows
    with written(shards.parent / SHARDS_OF_BUILD) as path:
        content = {
            "shards": [plan.name for plan in plans],
            "quarantined": counts.quarantined,
            "rows": counts.rows,
            "keys": _keys(plans, shards, run_id),
        }
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    remove_unused(shards, (plan.name for plan in plans))
    return counts


def shards_to_make(raw: Path, sources: Sequence[Source], shards: Path) -> int:
    """How many shards have to be made, at a glance: so that what makes and checks them can be loaded ahead."""
    try:
        plans = _plans(raw, sources, read_corrections(raw), shards)
    except CorrectionError:  # the step that reads will say so
        return 0
    return sum(not (shards / plan.name / MANIFEST).exists() for plan in plans)


def _plans(
    raw: Path, sources: Sequence[Source], corrections: Mapping[str, tuple[Correction, ...]], shards: Path
) -> list[ShardPlan]:
    checksums = Checksums(shards.parent / CHECKSUMS)
    plans = plan_shards(read_contents(raw, sources, digests(corrections), checksums))
    if shards.parent.is_dir():
        checksums.keep()
    return plans


def _keys(plans: Iterable[ShardPlan], shards: Path, run_id: str) -> dict[str, str]:
    """By document_id what each document was read from; where that is not what was planned, nothing else is like it."""
    keys = {}
    for plan in plans:
        noted = keys_of(shards / plan.name) or {}
        for content in plan.contents:
            keys[content.source.document_id] = noted.get(content.source.file, f"{content.key} {run_id}")
    return keys


def _of(plan: ShardPlan, corrections: Mapping[str, tuple[Correction, ...]]) -> dict[str, tuple[Correction, ...]]:
    names = (content.source.document_id for content in plan.contents)
    return {name: corrections[name] for name in names if name in corrections}
