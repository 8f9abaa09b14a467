"""Copy a release to a folder, a bucket or a dataset repository: all files first, what points to the latest last.

    TARGET/2026.11.21/...     the files of the release
    TARGET/latest.json        which release is the latest
    TARGET/README.md          only in a Hugging Face dataset repository: the card, whose configurations lead to that
    release

A copy that is cut off at any moment leaves the pointer at the release before; the next attempt goes on where it ended.
Before the pointer moves, every file is read back and compared with its checksum.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import fsspec

from pipelines.releases.card import card
from pipelines.releases.descriptors import sha256_of
from pipelines.releases.verify import SUMS, verify
from pipelines.releases.version import ReleaseError, order

LATEST = "latest.json"
CARD = "README.md"
TRIES = 3
PART = ".part"
"""The end of the name of a file that is being written."""
Layout = Literal["plain", "huggingface"]
Tell = Callable[[str], None]


class NotPublished(ReleaseError):
    """A release that was not published; the pointer to the latest is where it was."""


def publish(
    release: Path,
    target: str,
    layout: Layout = "plain",
    *,
    tell: Tell = lambda message: None,
    pause: float = 1.0,
    **options: Any,
) -> str:
    """Publish the release in the folder ``release``; returns the version that is the latest afterwards.

    ``target`` is any address that fsspec knows, ``options`` are handed to its file system. Raises
    :class:`NotPublished` where the release is damaged, another one of that version is there, or the target fails
    :data:`TRIES` times. An older release than the latest is published without becoming the latest.
    """
    version = release.resolve().name
    order(version)
    faults = verify(release)
    if faults:
        raise NotPublished(f"{release} is damaged: {faults[0]}")
    try:
        files, root = fsspec.core.url_to_fs(target, use_listings_cache=False, **options)
    except (ValueError, ImportError, OSError) as error:
        raise NotPublished(f"{target} cannot be reached: {error}") from None
    copy = _Copy(files, root.rstrip("/") if root.strip("/") else root, version, pause, tell)
    copy.refuse_another(release)
    sums = dict(_sums(release))
    for name in (*sorted(sums), SUMS):
        copy.put(release / name, name)
    copy.read_back({**sums, SUMS: sha256_of(release / SUMS)}, release)
    copy.remove_parts()
    latest = copy.latest()
    if latest is not None and order(latest) > order(version):
        tell(f"{latest} stays the latest: {version} is older")
        return latest
    pointer = {"version": version, "path": f"{version}/", "sha256sums": sha256_of(release / SUMS)}
    copy.write(LATEST, (json.dumps(pointer, indent=1) + "\n").encode())
    if layout == "huggingface":
        copy.write(CARD, card(version).encode())
    tell(f"{version} is the latest")
    return version


class _Copy:
    """The files of one release at the target."""

    def __init__(self, files: Any, root: str, version: str, pause: float, tell: Tell) -> None:
        self.files, self.root, self.version = files, root, version
        self.pause, self.tell = pause, tell
        protocol = files.protocol if isinstance(files.protocol, str) else files.protocol[0]
        self.local = protocol in ("file", "local")
        """Whether a file that is being written can be seen half: then it is renamed into its place."""

    def at(self, name: str) -> str:
        return f"{self.root}/{self.version}/{name}"

    def refuse_another(self, release: Path) -> None:
        """Raise where the target has a release of this version with other contents."""
        there = self._again(lambda: self._read(self.at(SUMS)), SUMS)
        if there is not None and there != (release / SUMS).read_bytes():
            raise NotPublished(f"another release {self.version} is published there and is never changed")

    def put(self, path: Path, name: str) -> None:
        """Copy a file, unless it is there in its full size."""
        size = path.stat().st_size
        if self._again(lambda: self._size(self.at(name)), name) == size:
            return
        self.tell(f"{name}: {size:,} bytes")
        self._again(lambda: self._put(path, self.at(name)), name)

    def read_back(self, sums: dict[str, str], release: Path) -> None:
        """Compare every file with its checksum; what differs is copied once more."""
        for name, expected in sorted(sums.items()):
            if self._again(lambda name=name: self._checksum(self.at(name)), name) == expected:  # type: ignore[misc]
                continue
            self._again(lambda name=name: self._put(release / name, self.at(name)), name)  # type: ignore[misc]
            if self._again(lambda name=name: self._checksum(self.at(name)), name) != expected:  # type: ignore[misc]
                raise NotPublished(f"{name} is not at the target as it was sent")

    def remove_parts(self) -> None:
        """Remove what attempts that were killed left beside the files."""
        if self.local:
            for path in self.files.find(f"{self.root}/{self.version}"):
                if PurePosixPath(path).name.endswith(PART):
                    self.files.rm_file(path)

    def latest(self) -> str | None:
        """The version that the target gives as the latest."""
        content = self._again(lambda: self._read(f"{self.root}/{LATEST}"), LATEST)
        if content is None:
            return None
        try:
            version = json.loads(content)["version"]
            order(version)
        except (ValueError, KeyError, TypeError, ReleaseError):
            raise NotPublished(f"{LATEST} at the target is none of ours: look at it before publishing there") from None
        return str(version)

    def write(self, name: str, content: bytes) -> None:
        """Write a small file in one step."""
        self._again(lambda: self._pipe(f"{self.root}/{name}", content), name)

    def _again(self, work: Callable[[], Any], name: str) -> Any:
        """Do the work; what fails is tried again after a pause."""
        for number in range(1, TRIES + 1):
            try:
                return work()
            except Exception as error:  # each file system has errors of its own
                if number == TRIES:
                    reason = f"{name}: {type(error).__name__}: {error}"
                    remedy = "publish again to go on"
                    if isinstance(error, (FileNotFoundError, PermissionError, NotImplementedError)):
                        remedy = f"see that {self.root} is there and may be written, and publish again"
                    raise NotPublished(f"{reason}; the latest release is as it was: {remedy}") from error
                time.sleep(self.pause * 2 ** (number - 1))
        raise AssertionError("unreachable")

    def _read(self, path: str) -> bytes | None:
        try:
            return bytes(self.files.cat_file(path))
        except FileNotFoundError:
            return None

    def _size(self, path: str) -> int | None:
        try:
            return int(self.files.info(path)["size"])
        except FileNotFoundError:
            return None

    def _put(self, local: Path, path: str) -> None:
        if not self.local:
            self.files.put_file(str(local), path)
            return
        self.files.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
        temporary = self._beside(path)
        self.files.put_file(str(local), temporary)
        self.files.mv(temporary, path)

    def _pipe(self, path: str, content: bytes) -> None:
        if not self.local:
            self.files.pipe_file(path, content)
            return
        temporary = self._beside(path)
        self.files.pipe_file(temporary, content)
        self.files.mv(temporary, path)

    def _beside(self, path: str) -> str:
        place = PurePosixPath(path)
        return str(place.with_name(f".{place.name}.{secrets.token_hex(4)}{PART}"))

    def _checksum(self, path: str) -> str | None:
        digest = hashlib.sha256()
        try:
            with self.files.open(path, "rb") as file:
                while block := file.read(1 << 22):
                    digest.update(block)
        except FileNotFoundError:
            return None
        return digest.hexdigest()


def _sums(release: Path) -> list[tuple[str, str]]:
    lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    return [(line[66:], line[:64]) for line in lines]
