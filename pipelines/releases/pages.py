"""The pages of a release for people: README, licence, citation, codebook."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pipelines.releases.descriptors import TITLE, citation_text
from pipelines.releases.schema_version import SCHEMA_VERSION
from pipelines.releases.tables import ALL_TABLES, QUOTATION
from pipelines.schema.codebook import table_lines

Documents = Sequence[Mapping[str, object]]


def readme(version: str, rows: Mapping[str, int]) -> str:
    """How the release is read."""
    tables = "\n".join(f"| `{name}` | {rows[name]:,} | {table.english} |" for name, table in ALL_TABLES.items())
    return f"""# {TITLE}

Release {version} (schema {SCHEMA_VERSION}).

    SELECT * FROM read_parquet('parquet/quantities.parquet');       -- DuckDB; or open xianzhi.duckdb
    pandas.read_parquet("parquet/quantities.parquet")               # pandas
    frictionless.Package("datapackage.json")                        # Frictionless
    mlcroissant.Dataset("croissant.json")                           # Croissant

`python verify.py` checks every file with Python alone. `CHANGELOG.md` and the table `changes` say what changed since
the release before. In `xianzhi.duckdb`, `FROM quantities_as_of('{version}')` gives a table as it was in a release;
`first_release` and `last_release` say when a row first and last said what it says.

| table | rows | |
| --- | ---: | --- |
{tables}
"""


def licence(documents: Documents) -> str:
    """Under what the code, the data and the texts stand, and the rights of each document."""
    lines = [
        "# Licence and rights\n",
        "- Code: Apache License 2.0.",
        "- Data: the compilation (selection, structure, extracted values, annotations) is licensed under the Creative "
        "Commons Attribution 4.0 International licence, https://creativecommons.org/licenses/by/4.0/.",
        "- Source texts: not covered by that licence. Official documents of state organs are outside copyright in the "
        "People's Republic of China (Copyright Law, article 5). Texts whose rights are not open are not in this "
        f"release; of those, quotations of at most {QUOTATION} characters show where a value was read.\n",
        "| document | title | rights | text |",
        "| --- | --- | --- | --- |",
    ]
    for row in documents:
        text = "included" if row["text_included"] else "left out"
        lines.append(f"| {row['document_id']} | {row['title'] or ''} | {row['rights'] or 'not known'} | {text} |")
    return "\n".join(lines) + "\n"


def citation(version: str) -> str:
    """``CITATION.cff``."""
    date = "-".join(version.split(".")[:3])
    return f"""cff-version: 1.2.0
message: {json.dumps(citation_text(version), ensure_ascii=False)}
type: dataset
title: "{TITLE}"
authors:
  - name: The Xianzhi maintainers
version: {version}
date-released: "{date}"
license: CC-BY-4.0
"""


def codebook_page() -> str:
    """Every table and column of the release."""
    lines = ["# Codebook\n"]
    for table in ALL_TABLES.values():
        lines.extend(table_lines(table))
    return "\n".join(lines).rstrip("\n") + "\n"
