"""Read some documents and write what they give as one Parquet file a table.

A document that cannot be read is quarantined (a row of ``ingestions`` says why) and the others are read. What an
earlier shard holds of a document that did not change is taken from there. This loads the parser: only processes that
make shards import it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.corrections.apply import apply_corrections
from pipelines.corrections.model import Correction
from pipelines.records.governance import figure_of, governance_rows
from pipelines.records.parallel import wording_rows
from pipelines.records.parse import ParsedDocument, parse_document
from pipelines.records.rows import Identifiers, Row
from pipelines.schema.arrow import arrow_schema, arrow_table
from pipelines.schema.model import Table
from pipelines.sources import Source
from pipelines.storage.files import read_parquet, write_parquet, written
from pipelines.storage.names import MANIFEST
from pipelines.storage.shard import (
    BESIDE,
    FIGURE_KEYS,
    FIGURES,
    READ,
    SHARED,
    WORDING,
    Carried,
    ShardCounts,
    shard_table,
)
from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText, too_large
from pipelines.version import parser_version


def parse_shard(
    raw: Path,
    sources: Sequence[Source],
    output: Path,
    run_id: str,
    progress: Callable[[Source], None] = lambda source: None,
    carried: Sequence[Carried] = (),
    refused: Mapping[str, str] | None = None,
    corrections: Mapping[str, tuple[Correction, ...]] | None = None,
) -> ShardCounts:
    """Read the documents ``sources`` of the folder ``raw`` and write the shard into the folder ``output``.

    The manifest is written last: a folder without one, or with files of other sizes than it says, is no shard.
    ``progress`` is called before each document that is read; files in ``refused`` are quarantined unread, for the
    reason given there. ``corrections`` are those of each document_id; raises CorrectionError where one cannot be
    applied.
    """
    refused, reviewed = refused or {}, corrections or {}
    tables: dict[str, list[Row]] = {name: [] for name in (*READ, *BESIDE)}
    counts = ShardCounts()
    taken = {file for earlier in carried for file in earlier.files}
    for source in sources:
        if source.file in taken:
            continue
        if source.file in refused:
            row, parsed = {**_ingestion(source, run_id), "status": "quarantined", "error": refused[source.file]}, None
        else:
            progress(source)
            counts.parsed += 1
            row, parsed = _ingest(raw, source, run_id)
        if parsed is None and (waiting := reviewed.get(source.document_id)):
            row["error"] = f"{row['error']}; its corrections wait until it can be read ({waiting[0].place})"
        tables["ingestions"].append(row)
        if parsed is None:
            continue
        if own := reviewed.get(source.document_id):
            text = str(parsed.rows["documents"][0]["text"])
            listed = apply_corrections(Identifiers(source.document_id), text, parsed.rows, own)
            parsed.compare()
            row["rows_per_table"] = _counted(parsed)
            parsed.rows["corrections"] = listed
        for name, rows in parsed.rows.items():
            tables[name] += [{**row, "document_id": source.document_id} for row in rows] if name in SHARED else rows
        figures = governance_rows(parsed.rows["documents"], parsed.rows["sections"], parsed.rows["quantities"])
        tables["governance_metrics"] += figures
        tables[FIGURES] += [{name: row[name] for name in FIGURE_KEYS} | {"figure": figure_of(row)} for row in figures]
        tables[WORDING] += wording_rows(parsed.rows["documents"])
    output.mkdir(parents=True, exist_ok=True)
    contents: dict[str, pa.Table] = {}
    for name in READ:
        table = shard_table(name)
        pieces = [arrow_table(table, tables[name]), *(_of_documents(name, earlier) for earlier in carried)]
        contents[name] = _in_order(table, pieces)
        write_parquet(contents[name], output / f"{name}.parquet", flushed=False)
        counts.rows[name] = contents[name].num_rows
    for name, schema in BESIDE.items():
        pieces = [pa.Table.from_pylist(tables[name], schema), *(_of_documents(name, earlier) for earlier in carried)]
        order = [(schema.names[0], "ascending"), (schema.names[1], "ascending")]
        write_parquet(pa.concat_tables(pieces).sort_by(order), output / f"{name}.parquet", flushed=False)
    ingested = contents["ingestions"].select(["file", "status", "error"]).to_pylist()
    counts.quarantined = {row["file"]: row["error"] for row in ingested if row["status"] == "quarantined"}
    _write_manifest(output, counts)
    return counts


def _write_manifest(output: Path, counts: ShardCounts) -> None:
    manifest = {
        "parser_version": parser_version(),
        "rows": counts.rows,
        "quarantined": counts.quarantined,
        "parsed": counts.parsed,
        "files": {path.name: path.stat().st_size for path in sorted(output.glob("*.parquet"))},
    }
    with written(output / MANIFEST, flushed=False) as path:
        path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


def _of_documents(name: str, earlier: Carried) -> pa.Table:
    """The rows of a table that the carried documents of an earlier shard gave."""
    content = read_parquet(earlier.folder / f"{name}.parquet")
    if name == "ingestions":
        return content.filter(pc.is_in(content["file"], pa.array(sorted(earlier.files), pa.string())))
    documents = read_parquet(earlier.folder / "documents.parquet")
    kept = documents.filter(pc.is_in(documents["file"], pa.array(sorted(earlier.files), pa.string())))
    return content.filter(pc.is_in(content["document_id"], kept["document_id"].combine_chunks()))


def _in_order(table: Table, pieces: Sequence[pa.Table]) -> pa.Table:
    """The pieces as one table sorted by key."""
    schema = arrow_schema(table)
    content = pa.concat_tables([piece.cast(schema) for piece in pieces])
    return content.sort_by([(name, "ascending") for name in table.key]).combine_chunks()


def _ingestion(source: Source, run_id: str) -> Row:
    return {
        "run_id": run_id,
        "file": source.file,
        "started_at": datetime.datetime.now(datetime.UTC).replace(tzinfo=None),
        "status": "ok",
        "parser_version": parser_version(),
        "rows_per_table": [],
    }


def _ingest(raw: Path, source: Source, run_id: str) -> tuple[Row, ParsedDocument | None]:
    """The row of ``ingestions`` of a document, and what was read from it, or None where it is quarantined."""
    row = _ingestion(source, run_id)
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
    row["rows_per_table"] = _counted(parsed)
    return row, parsed


def _counted(parsed: ParsedDocument) -> list[tuple[str, int]]:
    return [(name, len(rows)) for name, rows in parsed.rows.items()]


def _read(path: Path) -> bytes:
    """The bytes of a raw file; a link is not followed, one too large for a document is not decoded."""
    if path.is_symlink():
        raise UnreadableText("the file is a symbolic link: copy the document itself into the folder")
    size = path.stat().st_size
    if size > MAXIMUM_BYTES:
        with path.open("rb") as file:
            raise too_large(size, file.read(MAXIMUM_BYTES))
    return path.read_bytes()
