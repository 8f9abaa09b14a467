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
        elif path.is_file() and name != SUMS and name not in sums:
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
        if resources[name]["bytes"] != len(data) or resources[name]["hash"] != f"sha256:{sums[name]}":
            found.append(f"{name}: datapackage.json gives another size or checksum")
        if files[name]["sha256"] != sums[name]:
            found.append(f"{name}: croissant.json gives another checksum")
    if f"## {version}\n" not in (folder / "CHANGELOG.md").read_text(encoding="utf-8"):
        found.append(f"CHANGELOG.md does not say what changed in {version}")
    if "parquet/changes.parquet" not in tables:
        found.append("parquet/changes.parquet: missing")
    if f"\nversion: {version}\n" not in (folder / "CITATION.cff").read_text(encoding="utf-8"):
        found.append(f"CITATION.cff does not cite {version}")
    return found


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
    print(f"{folder}: {len(found)} faults" if found else f"{folder}: whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
