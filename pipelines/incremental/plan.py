"""Which shards a build needs: the documents in their order, cut so that a new one moves no others.

A shard is named by what it is made of: the contents of its documents, what ``sources.toml`` and ``corrections.toml``
say of them, and the version of the parser. A shard of that name that is there already is not made again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.incremental.checksums import Checksums
from pipelines.sources import Source
from pipelines.version import parser_version

DOCUMENTS_A_SHARD = 128
"""On average. Fewer make combining slow (a file a table each), more make a changed document dear."""
SAID = sorted(field.name for field in dataclasses.fields(Source))
"""What is known of a document beside its text."""


@dataclass(frozen=True, slots=True)
class Content:
    """A raw document as it lies there. ``key`` stands for everything that decides what is read from it."""

    source: Source
    sha256: str | None
    """None where the file cannot be read."""
    key: str


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """A shard to be there: its name and its documents in their order."""

    name: str
    contents: tuple[Content, ...]


def read_contents(
    raw: Path, sources: Iterable[Source], corrections: Mapping[str, str], checksums: Checksums
) -> list[Content]:
    """The documents with their checksums; ``corrections`` gives a digest of its corrections for a document_id."""
    contents = []
    for source in sources:
        sha256 = checksums.of(raw / source.file)
        said = json.dumps({name: getattr(source, name) for name in SAID}, ensure_ascii=False)
        parts = (parser_version(), sha256 or "", said, corrections.get(source.document_id, ""))
        contents.append(Content(source, sha256, digest(*parts)))
    return contents


def plan_shards(contents: Sequence[Content]) -> list[ShardPlan]:
    """Cut the documents into shards.

    They are put in the order of the keys of their rows (``document_id:...``), so that shards behind each other give
    sorted tables. A shard begins at each document whose name says so by its digest: whatever is added, changed or
    removed elsewhere, it begins there still. Where that leaves a shard long, the next one begins soon: at a document of
    which there are more, so that a change moves the bounds up to the next certain one alone.
    """
    shards: list[list[Content]] = []
    for content in sorted(contents, key=lambda content: content.source.document_id + ":"):
        if not shards or _begins_shard(content.source.document_id, len(shards[-1])):
            shards.append([])
        shards[-1].append(content)
    return [ShardPlan(digest(*(content.key for content in shard)), tuple(shard)) for shard in shards]


def digest(*parts: str) -> str:
    """32 hexadecimal digits that stand for the parts."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _begins_shard(document_id: str, size: int) -> bool:
    """Whether a shard begins at a document behind one of ``size`` documents."""
    first = hashlib.blake2b(document_id.encode("utf-8", "replace"), digest_size=4).digest()
    often = max(1, DOCUMENTS_A_SHARD // 8) if size >= 2 * DOCUMENTS_A_SHARD else DOCUMENTS_A_SHARD
    return int.from_bytes(first, "big") % often == 0
