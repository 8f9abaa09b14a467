"""Read the raw documents."""

from pathlib import Path

import dagster as dg

from assets.sources import fetched_sources
from assets.staging import Folders
from pipelines.incremental.pool import cores
from pipelines.incremental.read import ReadCounts, read_documents
from pipelines.incremental.tables import make_ahead
from pipelines.progress import report
from pipelines.scoring.kept import begin_quality
from pipelines.sources import read_sources
from pipelines.validation.deciding import begin


@dg.asset(
    group_name="reading",
    deps=[fetched_sources],
    kinds={"python", "parquet"},
    description="The raw documents read: text repaired, structure and quantities found, rows made, in shards of files. "
    "What did not change is not read again; documents that cannot be read are quarantined. "
    "读取原始文件：修复版式、识别结构与数字、生成各表的行；未变者不重读。",
)
def parsed_documents(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    with folders.building() as warehouse:
        sources = read_sources(folders.raw_folder)
        counts = read_documents(
            folders.raw_folder,
            sources,
            warehouse.shards,
            context.run.run_id,
            lambda file: report(f"reading {file}"),
        )
        if counts.shards_made:
            begin_quality(Path(folders.annotations), warehouse.shard_folders(), folders.quality_record)
        if make_ahead(warehouse.shard_folders(), warehouse.staged, context.run.run_id) and counts.shards_made:
            begin(max(1, cores() - 1))
    return dg.MaterializeResult(metadata=_metadata(counts))


def _metadata(counts: ReadCounts) -> dict[str, dg.MetadataValue]:
    quarantined = "\n".join(f"- {file}: {error}" for file, error in counts.quarantined.items())
    return {
        "documents": dg.MetadataValue.int(counts.documents - len(counts.quarantined)),
        "parsed": dg.MetadataValue.int(counts.parsed),
        "shards": dg.MetadataValue.int(counts.shards),
        "shards made": dg.MetadataValue.int(counts.shards_made),
        "quarantined": dg.MetadataValue.md(quarantined or "none"),
        "rows": dg.MetadataValue.json(counts.rows),
    }
