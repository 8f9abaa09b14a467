"""What starts builds without a person: a schedule every night, and a sensor on the raw folder."""

import hashlib
import os
import time

import dagster as dg

from assets.staging import Folders

NIGHTLY, UPDATE = "nightly", "update"
CRON = "0 3 * * *"
"""Every night at three (UTC), unless XIANZHI_CRON says another time."""
SETTLED_SECONDS = 5.0
"""A folder in which something was written a moment ago may hold half of a document."""
SECONDS_BETWEEN_LOOKS = 30

nightly_job = dg.define_asset_job(
    NIGHTLY,
    selection=dg.AssetSelection.all(),
    description="Fetch, build, check, release, publish. 获取、构建、检查、生成版本、发布。",
)
update_job = dg.define_asset_job(
    UPDATE,
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("fetched_sources"),
    description="Build, check, release, publish what lies in the raw folder. 构建、检查、生成版本、发布。",
)
nightly_schedule = dg.ScheduleDefinition(
    name="every_night",
    job=nightly_job,
    cron_schedule=os.environ.get("XIANZHI_CRON", CRON),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Fetches the sources and releases what changed.",
)


@dg.sensor(
    name="raw_folder",
    job=update_job,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds and releases when a file of the raw folder is added, changed or removed.",
)
def raw_folder_sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.RunRequest | dg.SkipReason:
    if not folders.raw_folder.is_dir():
        return dg.SkipReason(f"{folders.raw} is no folder")
    state, newest = _state(folders)
    if state == context.cursor:
        return dg.SkipReason("nothing changed")
    if time.time() - newest < SETTLED_SECONDS:
        return dg.SkipReason("something is being written")
    context.update_cursor(state)
    return dg.RunRequest()  # without a key: a file put back as it was, with its old time, is a change as well


def _state(folders: Folders) -> tuple[str, float]:
    """A digest of names, sizes and times of the files, and the time of the newest change."""
    digest = hashlib.sha256()
    newest = 0.0
    for path in sorted(folders.raw_folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folders.raw_folder).parts):
            found = path.stat()
            digest.update(f"{path.relative_to(folders.raw_folder)}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
            newest = max(newest, found.st_mtime if found.st_mtime <= time.time() else 0.0)  # a clock may be wrong
    return digest.hexdigest(), newest
