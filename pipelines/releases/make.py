"""Make a release of a published warehouse: a folder that is there whole or not at all, and is never changed."""

from __future__ import annotations

import datetime
import importlib.util
import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.releases import pages
from pipelines.releases.as_of import macros
from pipelines.releases.causes import with_causes
from pipelines.releases.changelog import changelog
from pipelines.releases.contents import (
    Former,
    add_history,
    as_json,
    former_rows,
    release_rows,
    write_about,
    write_open_tables,
)
from pipelines.releases.descriptors import croissant, data_package, sha256_of
from pipelines.releases.differences import Change, differences
from pipelines.releases.schema_version import SCHEMA_VERSION, Columns, broken, is_enough
from pipelines.releases.tables import ALL_TABLES
from pipelines.releases.verify import SUMS, verify
from pipelines.releases.version import ReleaseError, next_version, order, releases_in
from pipelines.schema.arrow import arrow_schema
from pipelines.schema.tables import TABLES
from pipelines.storage.database import write_database
from pipelines.storage.files import flush, read_parquet
from pipelines.storage.lock import locked
from pipelines.storage.names import DATABASE, PARQUET
from pipelines.storage.warehouse import Warehouse
from pipelines.validation.gate import problems_in

PART = ".part-"
"""In the name of a release that is being made."""


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made, and what changed in it."""

    folder: Path
    changes: list[tuple[Change, str]]


def make_release(
    warehouse: Warehouse, folder: Path, version: str | None = None, *, even_unchanged: bool = False
) -> Made | None:
    """Release what ``warehouse`` has published as ``folder/version``; returns None where nothing changed.

    Without a version it is the next one of today.

    Raises :class:`ReleaseError` where the version is there already or older than the last one, nothing is published,
    or a check fails. A release is made beside its name and renamed last, so one that is killed leaves no release.
    """
    if version is not None:
        order(version)
    published = warehouse.published()
    if published is None:
        raise ReleaseError(f"nothing is published in {warehouse.path}: `xianzhi build` does that")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        _remove_parts(folder)
        # Asked for behind the lock: another release may have been made while this one waited.
        version = version or next_version(folder, datetime.datetime.now(datetime.UTC).date())
        before = _before(folder, version)
        found = problems_in(published / PARQUET)
        if found:
            raise ReleaseError("the published tables fail their checks:\n" + "\n".join(found))
        part = folder / f".{version}{PART}{secrets.token_hex(4)}"
        try:
            changes = _write(published / PARQUET, part, version, before)
            if before is not None and not changes and not even_unchanged and _schema(before) == SCHEMA_VERSION:
                return None
            faults = [*verify(part), *_validated(part)]
            if faults:
                raise ReleaseError(f"{version} was not made, it would have faults:\n" + "\n".join(faults))
            _close(part)
            part.rename(folder / version)
            flush(folder)
        except duckdb.Error as error:
            raise ReleaseError(
                f"{version} could not be written ({error}); the releases made before are untouched: check the space in "
                f"{folder} and make it again"
            ) from None
        finally:
            _remove(part)
    return Made(folder / version, changes)


def _before(folder: Path, version: str) -> Former | None:
    made = releases_in(folder)
    if any(path.name == version for path in made):
        raise ReleaseError(f"{version} is made already and is never changed: give another version")
    if not made:
        return None
    if order(made[-1].name) > order(version):
        raise ReleaseError(f"{version} is older than {made[-1].name}: give a later version")
    faults = verify(made[-1])
    if faults:
        raise ReleaseError(
            f"{made[-1].name}, from which the changes are found, is damaged: {faults[0]}; put a whole copy (such as "
            "the published one) in its place, or move it out of the folder to find the changes from the one before"
        )
    former = Former(made[-1], made[-1].name)
    lost = broken(_columns(former.folder / PARQUET), {name: _types(arrow_schema(t)) for name, t in ALL_TABLES.items()})
    needed = f"{int(_schema(former).split('.')[0]) + 1}.0.0"
    if lost and not is_enough(SCHEMA_VERSION, needed):
        raise ReleaseError(
            f"readers of {former.version} would no longer find {', '.join(lost)}: raise the version of the schema to "
            f"{needed} (pipelines/releases/schema_version.py)"
        )
    return former


def _schema(release: Former) -> str:
    """The version of the schema of a release."""
    return str(read_parquet(release.folder / PARQUET / "releases.parquet", ["schema_version"])["schema_version"][-1])


def _columns(parquet: Path) -> Columns:
    """The columns of the files of a release."""
    return {path.stem: _types(pq.read_schema(path)) for path in sorted(parquet.glob("*.parquet"))}


def _types(schema: pa.Schema) -> dict[str, str]:
    """The types of columns in words; a list and a map read from a file name their parts otherwise."""
    return {field.name: re.sub(r"(?:element|item): | \('.*?'\)", "", str(field.type)) for field in schema}


def _write(source: Path, part: Path, version: str, before: Former | None) -> list[tuple[Change, str]]:
    """Write all files of the release; returns what changed."""
    plain, parquet = part / ".plain", part / PARQUET
    for path in (plain, parquet):
        path.mkdir(parents=True)
    write_open_tables(source, plain)
    parser = _parser_version(source)
    changes: list[tuple[Change, str]] = []
    unread: dict[str, str] = {}
    if before is not None:
        changes = changes_between(before.folder / PARQUET, plain)
        unread = _unread(before.folder / PARQUET, plain)
    add_history(plain, parquet, version, before, [change for change, _ in changes])
    documents = read_parquet(parquet / "documents.parquet", ["document_id", "title", "rights", "characters"])
    releases = release_rows(version, parser, documents.num_rows, before)
    former = former_rows(plain, before)
    write_about(parquet, changes, former, releases)
    shutil.rmtree(plain)
    write_database(part / DATABASE, parquet, ALL_TABLES, list(macros()))
    rows = {name: pq.read_metadata(parquet / f"{name}.parquet").num_rows for name in ALL_TABLES}
    earlier = (before.folder / "CHANGELOG.md").read_text(encoding="utf-8") if before is not None else ""
    texts = {
        "datapackage.json": as_json(data_package(part, version, rows)),
        "croissant.json": as_json(croissant(part, version)),
        "CHANGELOG.md": changelog(version, before.version if before else None, changes, earlier, unread),
        "README.md": pages.readme(version, rows),
        "LICENSE.md": pages.licence([*_rights(documents.to_pylist()), *_former_rights(former, documents.to_pylist())]),
        "CITATION.cff": pages.citation(version),
        "codebook.md": pages.codebook_page(),
        "verify.py": Path(verify.__code__.co_filename).read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        (part / name).write_text(text, encoding="utf-8")
    files = sorted(path for path in part.rglob("*") if path.is_file())
    lines = [f"{sha256_of(path)}  {path.relative_to(part).as_posix()}\n" for path in files]
    (part / SUMS).write_text("".join(lines), encoding="utf-8")
    return changes


def changes_between(before: Path, after: Path) -> list[tuple[Change, str]]:
    """The changes from one folder of Parquet files to another, each with its cause."""
    old, new = (
        {name: path for name in TABLES if (path := folder / f"{name}.parquet").exists()} for folder in (before, after)
    )
    found = differences(old, new)
    same = _parser_version(before) == _parser_version(after)
    checksums = (_checksums(old["documents"]), _checksums(new["documents"]))
    return list(with_causes(found, *checksums, same_parser=same))


def _checksums(path: Path) -> dict[str, str]:
    rows = read_parquet(path, ["document_id", "sha256"]).to_pylist()
    return {row["document_id"]: row["sha256"] for row in rows}


def _parser_version(parquet: Path) -> str:
    versions = set(read_parquet(parquet / "ingestions.parquet", ["parser_version"])["parser_version"].to_pylist())
    return " ".join(sorted(versions))


def _unread(before: Path, after: Path) -> dict[str, str]:
    """By document_id of those before, why the file of one cannot be read now."""
    failed = read_parquet(after / "ingestions.parquet", ["file", "error"]).to_pylist()
    reasons = {row["file"]: row["error"] for row in failed if row["error"]}
    known = read_parquet(before / "documents.parquet", ["document_id", "file"]).to_pylist()
    return {row["document_id"]: reasons[row["file"]] for row in known if row["file"] in reasons}


def _rights(documents: list[dict[str, Any]]) -> list[Mapping[str, object]]:
    return [{**row, "text_included": row["rights"] == "official_document"} for row in documents]


def _former_rights(former: list[dict[str, Any]], documents: list[dict[str, Any]]) -> list[Mapping[str, object]]:
    """The same of documents that are in the history alone."""
    there = {row["document_id"] for row in documents}
    rows = [json.loads(row["row"]) for row in former if row["table"] == "documents"]
    texts = {row["document_id"] for row in rows if row.get("text") is not None}
    last = {row["document_id"]: row for row in rows if row["document_id"] not in there}
    return [{**row, "text_included": name in texts} for name, row in sorted(last.items())]


def _validated(part: Path) -> list[str]:
    """What the descriptions' own validators find, where they are installed."""
    faults: list[str] = []
    if importlib.util.find_spec("frictionless"):
        from frictionless import Package

        descriptor = json.loads((part / "datapackage.json").read_text(encoding="utf-8"))
        faults += [f"datapackage.json: {error.message}" for error in Package.metadata_validate(descriptor)]
    if importlib.util.find_spec("mlcroissant"):
        import mlcroissant

        try:
            dataset = mlcroissant.Dataset(str(part / "croissant.json"))
            faults += [f"croissant.json: {error}" for error in sorted(dataset.metadata.ctx.issues.errors)]
        except mlcroissant.ValidationError as error:
            faults.append(f"croissant.json: {error}")
    return faults


def _close(part: Path) -> None:
    """Have all of it on the disk, and readable only."""
    for path in sorted(part.rglob("*"), reverse=True):
        if path.is_file():
            path.chmod(0o444)
        flush(path)
    flush(part)


def _remove(part: Path) -> None:
    if part.exists():
        shutil.rmtree(part, ignore_errors=True)


def _remove_parts(folder: Path) -> None:
    """Remove what killed attempts left; the lock of the folder is held."""
    for path in folder.glob(f".*{PART}*"):
        shutil.rmtree(path, ignore_errors=True)
