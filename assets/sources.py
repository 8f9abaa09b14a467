"""Fetch the sources that have an address."""

from typing import TYPE_CHECKING

import dagster as dg

from assets.staging import Folders

if TYPE_CHECKING:
    from pipelines.fetching.sources import Outcome


@dg.asset(
    group_name="delivery",
    kinds={"python"},
    description="The sources with a url in sources.toml, fetched again; one that cannot be fetched keeps its last "
    "text. "
    "按 sources.toml 的网址重新获取原文；获取失败者保留上次文本。",
)
def fetched_sources(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    from pipelines.fetching.sources import fetch_sources  # a build does not need it

    outcomes = fetch_sources(folders.raw_folder)
    for outcome in outcomes:
        if outcome.status == "failed":
            context.log.warning(outcome.line)
    return dg.MaterializeResult(metadata=_metadata(outcomes))


def _metadata(outcomes: "list[Outcome]") -> dict[str, dg.MetadataValue]:
    lines = "\n".join(f"- {outcome.line}" for outcome in outcomes)
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    return {
        "sources": dg.MetadataValue.int(len(outcomes)),
        "failed": dg.MetadataValue.int(failed),
        "outcomes": dg.MetadataValue.md(lines or "no source has a url"),
    }
