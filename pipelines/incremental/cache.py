"""The shards of a warehouse: which are there whole, what of them can be used, which are needed no more."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipelines.incremental.plan import Content, ShardPlan
from pipelines.storage.files import read_parquet, written
from pipelines.storage.names import MANIFEST
from pipelines.storage.shard import Carried

KEYS = "keys.json"
"""Beside the manifest of a shard: the key of each of its files, written by the build that asked for the shard."""
INCOMPLETE = "-incomplete"
"""In the name of a shard whose documents are used, but not all of them."""
OLDER = 200
"""Shards of earlier builds that are kept: a document that is changed back, or another folder of documents, finds
them."""


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a shard, or None where the folder holds no whole shard.

    The manifest is written last: a file that was written to later is not the one that it tells of.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        made = (folder / MANIFEST).stat().st_mtime_ns
        files = ((folder / name).stat() for name in manifest["files"])
        found = [file.st_size if file.st_mtime_ns <= made else None for file in files]
        whole = found == list(manifest["files"].values()) and {"rows", "quarantined"} <= manifest.keys()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if whole else None


class ShardCache:
    """The shards in the folder ``shards``."""

    def __init__(self, shards: Path) -> None:
        self.shards = shards
        self._files: dict[str, tuple[Path, str]] = {}
        self._whole: set[str] = set()
        for folder in sorted(shards.iterdir()) if shards.is_dir() else ():
            manifest = manifest_of(folder)
            keys = keys_of(folder)
            if manifest is None or keys is None:
                continue
            if len(keys) == manifest["rows"]["ingestions"]:
                self._whole.add(folder.name)
            else:  # some of its documents are to be read again, and a shard of its name be made anew
                folder = _set_aside(folder)
            for file, key in keys.items():
                self._files[key] = (folder, file)

    def missing(self, plans: Iterable[ShardPlan]) -> list[ShardPlan]:
        """The shards that are not there."""
        return [plan for plan in plans if plan.name not in self._whole]

    def carried(self, plan: ShardPlan) -> list[Carried]:
        """What earlier shards hold of the documents of ``plan``."""
        found: dict[Path, set[str]] = {}
        for content in plan.contents:
            folder, file = self._files.get(content.key, (None, ""))
            if folder is not None and content.sha256 is not None:
                found.setdefault(folder, set()).add(file)
        return [Carried(folder, frozenset(files)) for folder, files in sorted(found.items())]


def _set_aside(folder: Path) -> Path:
    if folder.name.endswith(INCOMPLETE):
        return folder
    aside = folder.with_name(folder.name + INCOMPLETE)
    shutil.rmtree(aside, ignore_errors=True)
    return folder.replace(aside)


def note_keys(folder: Path, contents: Sequence[Content]) -> None:
    """Note the keys of the files of a shard that was made.

    Not of one that changed between the plan and its reading, nor of one that ended its process: later builds read these
    anew.
    """
    rows = read_parquet(folder / "ingestions.parquet", ["file", "sha256"]).to_pylist()
    read = {row["file"]: row["sha256"] for row in rows}
    keys = {content.source.file: content.key for content in contents if read[content.source.file] == content.sha256}
    with written(folder / KEYS, flushed=False) as path:
        path.write_text(json.dumps(keys), encoding="utf-8")


def remove_unused(shards: Path, used: Iterable[str]) -> None:
    """Remove folders that hold no whole shard, and the oldest shards beyond :data:`OLDER` that no build uses now."""
    needed = set(used)
    others = [folder for folder in shards.iterdir() if folder.name not in needed]
    whole = [folder for folder in others if manifest_of(folder) is not None]
    whole.sort(key=lambda folder: (folder / MANIFEST).stat().st_mtime)
    for folder in {*others} - {*whole[-OLDER:]}:
        shutil.rmtree(folder, ignore_errors=True)


def keys_of(folder: Path) -> dict[str, str] | None:
    """The keys of the files of a shard, or None where they were not noted."""
    try:
        keys = json.loads((folder / KEYS).read_text(encoding="utf-8"))
        return {str(file): str(key) for file, key in keys.items()}
    except (OSError, ValueError, AttributeError):
        return None
