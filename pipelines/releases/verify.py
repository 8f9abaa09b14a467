"""Verify a release with nothing but Python's standard library: ``python verify.py [FOLDER]``.

Every file of the release is listed in ``SHA256SUMS`` and has the checksum given there, nothing else lies in the
folder, the descriptions agree with the files and with each other. The release holds a copy of this file.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
ROW_COUNT = 3
DUCKDB_AT, DUCKDB = 8, b"DUCK"
"""What tells a DuckDB file, behind a checksum."""
NAME = re.compile(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}(\.([2-9]|[1-9][0-9]+))?")
LINE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>[^\r\n]+)")
NEEDED = (
    "CHANGELOG.md",
    "CITATION.cff",
    "LICENSE.md",
    "README.md",
    "codebook.md",
    "croissant.json",
    "datapackage.json",
    "verify.py",
    "xianzhi.duckdb",
)


def verify(folder: Path) -> list[str]:
    """What is wrong with the release in ``folder``, one thing a line; an empty list where nothing is."""
    if not folder.is_dir():
        return [f"{folder} is no folder"]
    sums, found = _sums(folder)
    if found:
        return found
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found.append(f"{name}: is a link")
        elif path.is_dir():
            if not any(listed.startswith(f"{name}/") for listed in sums):
                found.append(f"{name}: a folder that holds nothing of {SUMS}")
        elif name != SUMS and name not in sums:
            found.append(f"{name}: not listed in {SUMS}")
    for name, expected in sorted(sums.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif _sha256(path) != expected:
            found.append(f"{name}: its checksum is not the one listed: the file was changed or damaged")
    found += [f"{name}: missing" for name in NEEDED if name not in sums]
    return found or _descriptions(folder, sums)


def _sums(folder: Path) -> tuple[dict[str, str], list[str]]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{SUMS}: {error}"]
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        entry = LINE.fullmatch(line)
        if entry is None or entry["name"] in sums or ".." in Path(entry["name"]).parts or entry["name"][0] == "/":
            return {}, [f"{SUMS}, line {number}: not a checksum and a name of this folder"]
        sums[entry["name"]] = entry["sum"]
    return sums, [] if sums else [f"{SUMS} is empty"]


def _descriptions(folder: Path, sums: dict[str, str]) -> list[str]:
    """Whether the descriptions say of the tables what the files are."""
    found: list[str] = []
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        croissant = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
        resources = {resource["path"]: resource for resource in package["resources"]}
        files = {file["contentUrl"]: file for file in croissant["distribution"]}
        version = package["version"]
        said = {name: (resources[name]["hash"], resources[name]["rowCount"]) for name in resources}
        sums_said = {name: files[name]["sha256"] for name in files}
        cited = croissant["version"]
    except (ValueError, KeyError, TypeError) as error:
        return [f"datapackage.json or croissant.json cannot be read: {error!r}"]
    tables = {name for name in sums if name.startswith("parquet/")}
    for name in sorted({*tables, *resources, *files}):
        if name not in tables or name not in resources or name not in files:
            found.append(f"{name}: not in the folder, datapackage.json and croissant.json alike")
            continue
        data = (folder / name).read_bytes()
        if data[:4] != b"PAR1" or data[-4:] != b"PAR1":
            found.append(f"{name}: no Parquet file")
            continue
        if said[name][0] != f"sha256:{sums[name]}":
            found.append(f"{name}: datapackage.json gives another checksum")
        if said[name][1] != _rows_of(data):
            found.append(f"{name}: datapackage.json gives another number of rows")
        if sums_said[name] != sums[name]:
            found.append(f"{name}: croissant.json gives another checksum")
    if NAME.fullmatch(folder.resolve().name) and folder.resolve().name != version:
        found.append(f"the folder is called {folder.resolve().name}, but the release is {version}: give it its name")
    year, month, day, *number = map(int, version.split(".")) if NAME.fullmatch(version) else (0, 0, 0)
    if cited != f"{year}.{month}.{day * 100 + (number[0] if number else 1)}":  # three numbers, as Croissant asks for
        found.append(f"croissant.json is of {cited}, datapackage.json of {version}")
    with (folder / "xianzhi.duckdb").open("rb") as database:
        if database.read(DUCKDB_AT + len(DUCKDB))[DUCKDB_AT:] != DUCKDB:
            found.append("xianzhi.duckdb: no DuckDB file")
    codebook = (folder / "codebook.md").read_text(encoding="utf-8")
    stems = sorted(Path(name).stem for name in tables)
    found += [f"codebook.md does not tell of {stem}" for stem in stems if f"\n## {stem}\n" not in codebook]
    if f"## {version}\n" not in (folder / "CHANGELOG.md").read_text(encoding="utf-8"):
        found.append(f"CHANGELOG.md does not say what changed in {version}")
    if "parquet/changes.parquet" not in tables:
        found.append("parquet/changes.parquet: missing")
    if f"\nversion: {version}\n" not in (folder / "CITATION.cff").read_text(encoding="utf-8"):
        found.append(f"CITATION.cff does not cite {version}")
    return found


def _rows_of(data: bytes) -> int | None:
    """The number of rows that the footer of a Parquet file gives, the third field of a structure in the compact form of
    Thrift; None where it cannot be read."""
    try:
        at, last = len(data) - 8 - int.from_bytes(data[-8:-4], "little"), 0
        while data[at]:
            kind, last = data[at] & 15, last + (data[at] >> 4)
            if last == ROW_COUNT:
                zigzag, _ = _number(data, at + 1)
                return zigzag >> 1
            at = _behind(data, at + 1, kind)
    except IndexError:
        pass
    return None


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable length at ``at``, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def _behind(data: bytes, at: int, kind: int) -> int:
    """Where a value of a kind of Thrift ends: 1 and 2 have none, 3 is a byte, 7 a double, 8 a text, 9 and 10 are lists,
    12 is a structure, the others are numbers."""
    if kind in (1, 2):
        return at
    if kind in (3, 7):
        return at + (1 if kind == 3 else 8)
    if kind == 8:
        size, at = _number(data, at)
        return at + size
    if kind in (9, 10):
        size, member, at = data[at] >> 4, data[at] & 15, at + 1
        if size == 15:
            size, at = _number(data, at)
        for _ in range(size):
            at = at + 1 if member in (1, 2) else _behind(data, at, member)
        return at
    if kind == 12:
        while data[at]:
            begin = at + 1 if data[at] >> 4 else _number(data, at + 1)[1]
            at = _behind(data, begin, data[at] & 15)
        return at + 1
    return _number(data, at)[1]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def main() -> int:
    """Verify the folder given, or the one this file lies in; returns the exit status."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    found = verify(folder)
    for line in found:
        print(line)
    print(f"{folder}: {len(found)} fault{'s' if len(found) > 1 else ''}" if found else f"{folder}: whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
