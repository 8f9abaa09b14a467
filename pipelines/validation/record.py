"""Results of suites, recorded with the digest of everything they depend on.

A build checks its staged tables step by step, and the gate of publishing asks for the same results once more: they are
taken from the record when no byte of the tables, of the build before or of the rules differs, and made anew otherwise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import pyarrow as pa

import expectations
from expectations.suites import CHECKED, SUITES, read_by
from pipelines.schema.model import Table
from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet, written
from pipelines.validation.digests import digests
from pipelines.validation.part_results import by_part, few_to_check, results_by_part
from pipelines.validation.parts import OF_ONE_DOCUMENT, is_large
from pipelines.validation.results import Result
from pipelines.validation.suite import Waiting, ask_rules, ask_suite
from pipelines.validation.tables import Tables
from pipelines.version import parser_version

OF_THE_RUN = ("run_id", "started_at", "status")
"""Columns of ``ingestions`` that tell of a run besides what it read."""
THREADS = 2
"""Of DuckDB, where tables are large."""
Signature = tuple[tuple[str, int, int], ...]
_opened: dict[tuple[Path, Path | None], tuple[Signature, Tables]] = {}
_contents: dict[tuple[int, int, int], str] = {}
"""Digests of ``ingestions`` by inode, time and size."""
_asked: dict[str, tuple[str, Waiting]] = {}
"""By table what was asked ahead, with the key of its record."""


def check_table(folder: Path, name: str, before: Path | None, records: Path | None) -> list[Result]:
    """The results of the suite of a table in ``folder``, compared with the build in ``before``.

    With a folder of ``records``, results made for exactly these files are taken from there, and new ones kept there.
    """
    tables = _open(folder, before)
    if records is None:
        return _ask(tables, name, None)()
    key = _key(tables, name)
    found = _recorded(records / f"{name}.json", key)
    if found is None:
        asked = _asked.pop(name, None)
        found = asked[1]() if asked and asked[0] == key else _ask(tables, name, records)()
        records.mkdir(parents=True, exist_ok=True)
        with written(records / f"{name}.json") as path:
            data = {"key": key, "results": [result.as_data() for result in found]}
            path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return found


def is_recorded(folder: Path, name: str, before: Path | None, records: Path) -> bool:
    """Whether the results of a suite are there already."""
    return _recorded(records / f"{name}.json", _key(_open(folder, before), name)) is not None


def ask_ahead(folder: Path, before: Path | None, records: Path) -> None:
    """Have everything decided that is not recorded: :func:`check_table` takes it when it comes to a table.

    So the library works on one table while this process looks at the next. Of large tables that is what compares
    documents; the parts come when the first result is asked for. Where many of them are to be checked, by several
    processes as it is, nothing is asked ahead: what waits takes memory.
    """
    if is_large(folder) and not few_to_check(folder, records, checks_version()):
        return
    tables = _open(folder, before)
    for name in CHECKED:
        key = _key(tables, name)
        known = _asked[name][0] == key if name in _asked else False
        if not known and _recorded(records / f"{name}.json", key) is None:
            _asked[name] = key, _ask(tables, name, records)


def _ask(tables: Tables, name: str, records: Path | None) -> Waiting:
    """Have a suite decided; those of large tables part by part."""
    if name in OF_ONE_DOCUMENT and is_large(tables.folder) and not any(map(tables.fault, read_by(name))):
        whole = ask_rules(tables, name, [rule for rule in SUITES[name] if not by_part(rule)])
        return partial(_with_parts, tables, name, records, whole)
    return ask_suite(tables, name)


def _with_parts(tables: Tables, name: str, records: Path | None, whole: Waiting) -> list[Result]:
    """The results of a large table, of which ``whole`` are those that compare documents."""
    parts = results_by_part(tables.folder, records, checks_version())
    if parts is None:  # the files do not lie in parts
        return ask_suite(tables, name)()
    rest = {result.expectation: result for result in whole()}
    return [rest.get(rule.name) or parts[name, rule.name] for rule in SUITES[name]]


def check_tables(folder: Path, before: Path | None, records: Path | None) -> list[Result]:
    """The results of all suites."""
    if records is None and not is_large(folder):
        tables = _open(folder, before)
        waiting = [_ask(tables, name, None) for name in CHECKED]
        return [result for results in waiting for result in results()]
    if records is not None:
        ask_ahead(folder, before, records)
    return [result for name in CHECKED for result in check_table(folder, name, before, records)]


def _open(folder: Path, before: Path | None) -> Tables:
    """The tables of a folder; those opened last are kept as long as their files are the same."""
    signature = tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.parquet"))
    )
    known = _opened.get((folder, before))
    if known is None or known[0] != signature:
        _opened.clear()
        known = _opened[folder, before] = signature, Tables(folder, before, THREADS if is_large(folder) else 1)
    return known[1]


def _recorded(record: Path, key: str) -> list[Result] | None:
    try:
        data = json.loads(record.read_text(encoding="utf-8"))
        if data["key"] == key:
            return [Result.from_data(entry) for entry in data["results"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


def _key(tables: Tables, name: str) -> str:
    """The digest of all that the results of a suite depend on.

    Rules that look back ask what was lost since the build before. Nothing is lost where that is the same, as nothing is
    where there was none: a build before counts only where it differs. Its folder, which no other build has, stands for
    its files.
    """
    reads = read_by(name)
    now = [f"{read} {_digest(tables.file(read), TABLES[read])}" for read in reads]
    parts = [checks_version(), *now]
    looks_back = any("before_" in str(rule.violations) for rule in SUITES[name])
    if tables.before is not None and looks_back and _differ(tables.folder, tables.before, reads):
        parts.append(f"before {tables.before}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _differ(folder: Path, before: Path, names: Sequence[str]) -> bool:
    """Whether any of the tables ``names`` is another one in the folder ``before``, which sizes mostly tell.

    Those of ``ingestions`` do not: the name of the run may take more or less space.
    """
    files = [(folder / f"{name}.parquet", before / f"{name}.parquet") for name in names]
    if any(_size(now) != _size(earlier) for now, earlier in files if now.stem != "ingestions"):
        return True
    return any(_digest(now, TABLES[now.stem]) != _digest(earlier, TABLES[now.stem]) for now, earlier in files)


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None


def _digest(file: Path, table: Table) -> str:
    try:
        if table.name != "ingestions":
            return digests(file).file
        status = file.stat()
        state = (status.st_ino, status.st_mtime_ns, status.st_size)
        if state not in _contents:
            _contents[state] = _content_digest(file)
        return _contents[state]
    except OSError:
        return "missing"


def _content_digest(file: Path) -> str:
    """The digest of ``ingestions`` but for the name and time of the run, and whether it was this run or an earlier one
    that read a file: they say nothing of what was read."""
    try:
        read = read_parquet(file)
        runs, started, statuses = (read[name].to_pylist() for name in OF_THE_RUN)
    except Exception:  # a file that cannot be read is one of its bytes
        return digests(file).file
    known: dict[str, int] = {}
    said = [
        (run and known.setdefault(run, len(known)), "ok" if status == "unchanged" else status) if at else (run, status)
        for run, at, status in zip(runs, started, statuses, strict=True)
    ]
    written_out = pa.BufferOutputStream()
    rest = read.drop_columns(list(OF_THE_RUN)).combine_chunks()
    with pa.ipc.new_stream(written_out, rest.schema) as stream:
        stream.write_table(rest)
    return hashlib.sha256(repr(said).encode() + written_out.getvalue()).hexdigest()


@cache
def checks_version() -> str:
    """A digest of the rules and of the programs that apply them."""
    digest = hashlib.sha256(parser_version().encode())
    for folder in (Path(expectations.__file__).parent, Path(__file__).parent):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
