"""Read the raw documents."""

import shutil

import dagster as dg

from assets.staging import Folders
from pipelines.progress import report
from pipelines.sources import Source, read_sources
from pipelines.storage.shard import ShardCounts, parse_shard


@dg.asset(
    group_name="reading",
    kinds={"python", "parquet"},
    description="The raw documents read: text repaired, structure and quantities found, rows made, one shard of files. "
    "Documents that cannot be read are quarantined. 读取原始文件：修复版式、识别结构与数字、生成各表的行。",
)
def parsed_documents(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    sources = read_sources(folders.raw_folder)
    with folders.building() as warehouse:
        shutil.rmtree(warehouse.shards, ignore_errors=True)
        counts = parse_shard(folders.raw_folder, sources, warehouse.shards / "all", context.run.run_id, _reading)
    return dg.MaterializeResult(metadata=_metadata(sources, counts))


def _reading(source: Source) -> None:
    report(f"reading {source.file}")


def _metadata(sources: list[Source], counts: ShardCounts) -> dict[str, dg.MetadataValue]:
    quarantined = "\n".join(f"- {file}: {error}" for file, error in counts.quarantined.items())
    return {
        "documents": dg.MetadataValue.int(len(sources) - len(counts.quarantined)),
        "quarantined": dg.MetadataValue.md(quarantined or "none"),
        "rows": dg.MetadataValue.json(counts.rows),
    }
