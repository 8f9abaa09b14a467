"""Read ``sources.toml``: what is known of each raw document that its text does not say.

Files of the raw folder without an entry are documents too; their ``document_id`` is the stem of their name, with
everything but letters, digits, ``_``, ``.`` and ``-`` replaced by hyphens. Readme and licence files are no documents.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SOURCES = "sources.toml"
ABOUT = (SOURCES, "corrections.toml")
"""Files of the raw folder that are about the documents."""
OF_THE_FOLDER = re.compile(
    r"(?:readme(?:[._-][\w-]{1,8})?|licen[cs]e|copying|changelog|(?:md5|sha\d{1,3})sums?|thumbs|desktop)"
    r"(?:\.(?:md|markdown|rst|txt|html?|db|ini))?",
    re.IGNORECASE,
)
"""Names of files about a folder of any kind; one that is a document has an entry in ``sources.toml``."""
SLUG = re.compile(r"[\w.-]+")
NO_SLUG = re.compile(r"[^\w.-]+")
FACTS = (
    "title",
    "genre",
    "region_code",
    "issuer",
    "doc_number",
    "index_number",
    "signed_on",
    "published_on",
    "publication",
    "period_from",
    "period_to",
)
RIGHTS = ("official_document", "copyrighted")
KEYS = {"document_id", "file", "rights", "url", *FACTS}


class SourcesError(ValueError):
    """A ``sources.toml`` that cannot be followed; the message names the entry, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A raw document; ``facts`` are the values of :data:`FACTS` that its text does not say."""

    document_id: str
    file: str
    rights: str | None = None
    url: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


def read_sources(raw: Path) -> list[Source]:
    """The documents of a raw folder, sorted by document_id; raises :class:`SourcesError`."""
    if not raw.is_dir():
        raise SourcesError(f"{raw} is no folder: name the folder of the raw documents with --raw")
    entries = _entries(raw / SOURCES)
    listed = {entry.file for entry in entries}
    with os.scandir(raw) as there:
        names = sorted(entry.name for entry in there if _is_file(entry))
    for name in names:
        if name not in listed and not _is_about_the_folder(name):
            entries.append(Source(document_id_of(name), name))
    seen: dict[str, Source] = {}
    for entry in entries:
        if entry.document_id in seen:
            other = seen[entry.document_id].file
            raise SourcesError(f"{other} and {entry.file} have the same document_id {entry.document_id}: rename one")
        seen[entry.document_id] = entry
    return [seen[name] for name in sorted(seen)]


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether there is a file, or a link that leads to one; links may lead in circles."""
    return Path(entry.path).is_file() if entry.is_symlink() else entry.is_file()


def _is_about_the_folder(name: str) -> bool:
    return name in ABOUT or name.startswith(".") or OF_THE_FOLDER.fullmatch(name) is not None


def read_entries(raw: Path) -> list[Source]:
    """The entries of ``sources.toml``; raises :class:`SourcesError`."""
    return _entries(raw / SOURCES)


def document_id_of(file: str) -> str:
    """The name of a document without an entry: ``2024 海州区工作报告.TXT`` is ``2024-海州区工作报告``."""
    return NO_SLUG.sub("-", PurePosixPath(file).stem).strip("-") or "document"


def _entries(path: Path) -> list[Source]:
    if not path.exists():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: {error}") from None
    documents = content.pop("document", [])
    if content or not isinstance(documents, list):
        raise SourcesError(f"{path}: each document is a [[document]] entry, found {', '.join(content) or 'document'}")
    return [_entry(path, number, values) for number, values in enumerate(documents, 1)]


def _entry(path: Path, number: int, values: dict[str, object]) -> Source:
    place = f"{path}, entry {number}"
    unknown = sorted(values.keys() - KEYS)
    if unknown:
        raise SourcesError(f"{place}: unknown key {', '.join(unknown)}; the keys are {', '.join(sorted(KEYS))}")
    file = values.get("file")
    if not isinstance(file, str) or not file:
        raise SourcesError(f"{place}: file is missing")
    _refuse_outside(path.parent, file, place)
    document_id = values.get("document_id", document_id_of(file))
    if not isinstance(document_id, str) or not SLUG.fullmatch(document_id):
        raise SourcesError(f"{place}: document_id {document_id!r} is no slug such as haizhou-2022-key-tasks")
    rights = values.get("rights")
    if rights is not None and rights not in RIGHTS:
        raise SourcesError(f"{place}: rights is {rights!r}, may be {' or '.join(RIGHTS)}")
    facts = {name: str(values[name]) for name in FACTS if name in values}
    url = values.get("url")
    return Source(document_id, file, str(rights) if rights else None, str(url) if url else None, facts)


def _refuse_outside(raw: Path, file: str, place: str) -> None:
    """A document is a file of the raw folder itself: what a link or ``..`` leads to is not under the dataset's care."""
    pure = PurePosixPath(file)
    if pure.is_absolute() or ".." in pure.parts:
        raise SourcesError(f"{place}: file {file!r} lies outside the raw folder: copy the document into it")
    step = raw
    for part in pure.parts:
        step = step / part
        if step.is_symlink():
            raise SourcesError(f"{place}: file {file!r} leads over a symbolic link: copy the document into the folder")
