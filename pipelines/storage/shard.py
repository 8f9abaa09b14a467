"""Read some documents and write what they give as one Parquet file a table.

A shard is the unit of work: it depends on its inputs alone, so shards can be read by any process in any order. A
document that cannot be read is quarantined (a row of ``ingestions`` says why) and the others are read.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.records.parse import ParsedDocument, parse_document
from pipelines.records.rows import Row
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.sources import Source
from pipelines.storage.files import write_parquet, written
from pipelines.storage.names import MANIFEST
from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText
from pipelines.version import parser_version

READ = [name for name in TABLES if name != "governance_metrics"]
"""The tables a shard holds; ``governance_metrics`` needs all documents."""


@dataclass(slots=True)
class ShardCounts:
    """What a shard holds: rows by table, and the files that were quarantined with the reason."""

    rows: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, str] = field(default_factory=dict)


def parse_shard(
    raw: Path,
    sources: Sequence[Source],
    output: Path,
    run_id: str,
    progress: Callable[[Source], None] = lambda source: None,
) -> ShardCounts:
    """Read the documents ``sources`` of the folder ``raw`` and write the shard into the folder ``output``.

    The manifest is written last: a folder without one is no shard. ``progress`` is called before each document.
    """
    tables: dict[str, list[Row]] = {name: [] for name in READ}
    counts = ShardCounts()
    for source in sources:
        progress(source)
        row, parsed = _ingest(raw, source, run_id)
        tables["ingestions"].append(row)
        if parsed is None:
            counts.quarantined[source.file] = str(row["error"])
            continue
        for name, rows in parsed.rows.items():
            tables[name].extend(rows)
    output.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_parquet(arrow_table(TABLES[name], rows), output / f"{name}.parquet")
        counts.rows[name] = len(rows)
    with written(output / MANIFEST) as path:
        manifest = {"parser_version": parser_version(), "rows": counts.rows, "quarantined": counts.quarantined}
        path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return counts


def _ingest(raw: Path, source: Source, run_id: str) -> tuple[Row, ParsedDocument | None]:
    """The row of ``ingestions`` of a document, and what was read from it, or None where it is quarantined."""
    row: Row = {
        "run_id": run_id,
        "file": source.file,
        "started_at": datetime.datetime.now(datetime.UTC).replace(tzinfo=None),
        "status": "ok",
        "parser_version": parser_version(),
        "rows_per_table": [],
    }
    try:
        data = _read(raw / source.file)
        row["sha256"] = hashlib.sha256(data).hexdigest()
        parsed = parse_document(data, source)
    except UnreadableText as error:
        return {**row, "status": "quarantined", "error": str(error)}, None
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror or error}): check that it is there and its permissions"
        return {**row, "status": "quarantined", "error": reason}, None
    except Exception as error:  # a fault of the parser: one document must not hold up the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        reason = f"the parser failed ({type(error).__name__}: {error}; {where}): report it with the document"
        return {**row, "status": "quarantined", "error": reason}, None
    row["document_id"] = source.document_id
    row["rows_per_table"] = [(name, len(rows)) for name, rows in parsed.rows.items()]
    return row, parsed


def _read(path: Path) -> bytes:
    """The bytes of a raw file; a link is not followed, a file too large for a document is not read."""
    if path.is_symlink():
        raise UnreadableText("the file is a symbolic link: copy the document itself into the folder")
    size = path.stat().st_size
    if size > MAXIMUM_BYTES:
        raise UnreadableText(
            f"the file has {size:,} bytes, more than the {MAXIMUM_BYTES:,} a document may have: split it"
        )
    return path.read_bytes()
