"""What comes before and behind a build: fetching the sources, releasing the dataset, publishing the release."""

import os
from pathlib import Path

import dagster as dg

from assets.publishing import dataset
from assets.staging import Folders
from pipelines.progress import report
from pipelines.releases.version import releases_in

GROUP = "delivery"


class Delivery(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where releases lie, and where the latest is published: an address that fsspec knows, or nothing."""

    releases: str = "releases"
    target: str = ""
    layout: str = "plain"

    @property
    def folder(self) -> Path:
        return Path(self.releases)


def delivery_of_environment() -> Delivery:
    """As the environment says: XIANZHI_RELEASES, XIANZHI_TARGET, XIANZHI_LAYOUT."""
    return Delivery(
        releases=os.environ.get("XIANZHI_RELEASES", "releases"),
        target=os.environ.get("XIANZHI_TARGET", ""),
        layout=os.environ.get("XIANZHI_LAYOUT", "plain"),
    )


@dg.asset(
    group_name=GROUP,
    deps=[dataset],
    kinds={"parquet", "duckdb"},
    description="An immutable release of the published dataset, with what changed since the one before and why; none "
    "is made where nothing changed. 已发布数据集的不可变版本，附变化及原因；无变化则不生成。",
)
def release(folders: Folders, delivery: Delivery) -> dg.MaterializeResult[None]:
    from pipelines.releases.make import make_release  # a build does not need it

    made = make_release(folders.target, delivery.folder)
    if made is None:
        return dg.MaterializeResult(metadata={"release": "nothing changed: none was made"})
    report(f"released {made.folder}")
    values = sum(change.layer == "value" for change, _ in made.changes)
    changelog = (made.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    return dg.MaterializeResult(
        metadata={
            "release": dg.MetadataValue.path(str(made.folder.absolute())),
            "values changed": values,
            "changes": dg.MetadataValue.md(changelog[:20_000]),
        }
    )


@dg.asset(
    group_name=GROUP,
    deps=[release],
    kinds={"python"},
    description="The latest release at the target that XIANZHI_TARGET names; nothing where it names none. "
    "将最新版本发布至 XIANZHI_TARGET 所指处。",
)
def publication(delivery: Delivery) -> dg.MaterializeResult[None]:
    from pipelines.releases.publish import publish

    made = releases_in(delivery.folder)
    if not delivery.target or not made:
        reason = "no target is set" if made else "there is no release"
        return dg.MaterializeResult(metadata={"published": f"nothing: {reason}"})
    latest = publish(
        made[-1], delivery.target, "huggingface" if delivery.layout == "huggingface" else "plain", tell=report
    )
    return dg.MaterializeResult(metadata={"published": f"{latest} at {delivery.target}"})
