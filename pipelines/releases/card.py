"""The card of a Hugging Face dataset repository: one configuration a table, leading to the files of the latest
release."""

from __future__ import annotations

from pipelines.releases.descriptors import DESCRIPTION, TITLE, citation_text
from pipelines.releases.tables import ALL_TABLES

FIRST_SHOWN = "quantities"


def card(version: str) -> str:
    """``README.md`` of the repository."""
    lines = [
        "---",
        "license: cc-by-4.0",
        "language:",
        "- zh",
        "- en",
        "pretty_name: Xianzhi",
        "tags:",
        "- government",
        "- china",
        "configs:",
    ]
    for name in ALL_TABLES:
        lines += [f"- config_name: {name}", f"  data_files: {version}/parquet/{name}.parquet"]
        if name == FIRST_SHOWN:
            lines.append("  default: true")
    lines += ["---", "", f"# {TITLE}", "", DESCRIPTION, ""]
    lines += [
        f"Latest release: `{version}/`, with `CHANGELOG.md`, `codebook.md`, `LICENSE.md` (the texts are not under the "
        "licence of the compilation) and `verify.py`, which checks every file with Python alone.",
        "",
        citation_text(version),
        "",
        "| table | |",
        "| --- | --- |",
    ]
    lines += [f"| `{name}` | {table.english} |" for name, table in ALL_TABLES.items()]
    return "\n".join(lines) + "\n"
