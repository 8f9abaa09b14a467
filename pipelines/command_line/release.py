"""``xianzhi release``, ``xianzhi verify`` and ``xianzhi diff``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipelines.command_line.exits import DONE, FAILED, CommandError

MOST_PRINTED = 40


def release(warehouse: Path, folder: Path, version: str | None, *, even_unchanged: bool) -> int:
    """Release what the warehouse has published; returns the exit status."""
    from pipelines.releases.make import make_release
    from pipelines.releases.version import ReleaseError
    from pipelines.storage.lock import WarehouseBusy
    from pipelines.storage.warehouse import Warehouse

    try:
        made = make_release(Warehouse(warehouse), folder, version, even_unchanged=even_unchanged)
    except (ReleaseError, WarehouseBusy) as error:
        raise CommandError(str(error), FAILED) from None
    except OSError as error:
        raise CommandError(
            f"{error.filename or folder} cannot be written ({error.strerror or error}); the releases made before are "
            "untouched: check the folder's space and permissions and make it again",
            FAILED,
        ) from None
    if made is None:
        print("nothing changed since the last release: none was made (--even-unchanged makes one)")
        return DONE
    _print_changes(made.changes)
    print(f"released {made.folder}")
    return DONE


def verify(folder: Path) -> int:
    """Check a release against its checksums and descriptions; returns the exit status."""
    from pipelines.releases.verify import verify as faults_of

    faults = faults_of(folder)
    for fault in faults:
        print(fault)
    print(f"{folder}: {len(faults)} fault{'s' if len(faults) > 1 else ''}" if faults else f"{folder}: whole")
    return FAILED if faults else DONE


def diff(before: Path, after: Path, *, everything: bool = False) -> int:
    """Print what changed between two releases; returns the exit status."""
    from pipelines.releases.make import changes_between
    from pipelines.releases.verify import verify as faults_of
    from pipelines.storage.names import PARQUET

    for folder in (before, after):
        if not (folder / PARQUET).is_dir():
            raise CommandError(f"{folder} is no release: name two folders such as releases/2026.11.21")
        if faults := faults_of(folder):
            raise CommandError(f"{folder} is not whole: {faults[0]} (`xianzhi verify {folder}` says all)", FAILED)
    _print_changes(changes_between(before / PARQUET, after / PARQUET), most=None, everything=everything)
    return DONE


def _print_changes(
    changes: Sequence[tuple[object, str]], most: int | None = MOST_PRINTED, *, everything: bool = False
) -> None:
    from pipelines.releases.changelog import line
    from pipelines.releases.differences import Change

    found = [(change, cause) for change, cause in changes if isinstance(change, Change)]
    values = [(change, cause) for change, cause in found if change.layer == "value"]
    for change, cause in found if everything else values[:most]:
        print(line(change, cause))
    if most is not None and len(values) > most:
        print(f"and {len(values) - most:,} more: CHANGELOG.md and the table changes have them")
    counts = Counter(cause for _, cause in values)
    causes = ", ".join(f"{number:,} by {cause}" for cause, number in sorted(counts.items()))
    layers = Counter(change.layer for change, _ in found)
    print(
        f"{len(values):,} values changed"
        + (f" ({causes})" if causes else "")
        + f"; {layers['location']:,} cells of place and wording, {layers['quality']:,} of the quality of reading"
    )
