"""Texts whose rights are not open are left out of releases; what is quoted of them is short."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.command_line import main
from pipelines.releases.quoting import quote_closed
from pipelines.releases.tables import ALL_TABLES, QUOTATION
from pipelines.schema.tables import TABLES
from tests.reading import squash
from tests.story import FIRST, NOTICE, rows


def test_texts_whose_rights_are_not_open_are_left_out(story: Path) -> None:
    folder = story / "releases" / FIRST
    assert rows(folder, "SELECT rights::VARCHAR, bool_and(text IS NULL) FROM documents GROUP BY 1 ORDER BY 1") == [
        ("copyrighted", True),
        ("official_document", False),
    ]
    page = (story / "raw" / "yancheng-governance-newspaper-page.txt").read_text(encoding="utf-8")
    longest = {name: _longest_quotation(folder / "parquet" / f"{name}.parquet", page) for name in ALL_TABLES}
    assert max(longest.values()) == QUOTATION
    assert longest["quantities"] == QUOTATION  # the figure is in what is quoted of its sentence
    for sentence, figure in rows(folder, "SELECT sentence, text FROM quantities WHERE document_id LIKE 'yancheng%'"):
        assert str(figure) in str(sentence)


def _longest_quotation(path: Path, page: str) -> int:
    """Characters of the longest value of a table that stands in a text, however its lines are broken."""
    page = squash(page)
    found = [
        words
        for column in pq.read_table(path, partitioning=None).columns
        for value in column.to_pylist()
        for words in (value if isinstance(value, list) else [value])
        if isinstance(words, str) and squash(words) in page
    ]
    return max(map(len, found), default=0)


@pytest.mark.parametrize("name", [NOTICE, "renamed-when-it-was-closed"])
def test_a_text_that_is_closed_later_is_closed_in_its_history(story: Path, tmp_path: Path, name: str) -> None:
    documents, releases = tmp_path / "raw", tmp_path / "releases"
    shutil.copytree(story / "raw", documents)
    shutil.copytree(story / "releases", releases)
    shutil.copytree(story / "w", tmp_path / "w", symlinks=True)
    sources = (documents / "sources.toml").read_text(encoding="utf-8")
    head, entry, rest = sources.partition(f'file = "{NOTICE}.txt"')
    assert entry
    assert 'rights = "official_document"' in rest
    closed = rest.replace('rights = "official_document"', 'rights = "copyrighted"', 1)
    renamed = head.replace(f'document_id = "{NOTICE}"', f'document_id = "{name}"')
    (documents / "sources.toml").write_text(renamed + entry + closed, encoding="utf-8")
    corrections = documents / "corrections.toml"
    corrections.write_text(corrections.read_text(encoding="utf-8").replace(NOTICE, name), encoding="utf-8")
    arguments = ["--warehouse", str(tmp_path / "w")]
    assert main(["build", "--raw", str(documents), *arguments]) == 0
    assert main(["release", *arguments, "--releases", str(releases), "--version", "2026.12.01"]) == 0
    made = releases / "2026.12.01"
    assert rows(made, f"SELECT text FROM documents WHERE document_id = '{name}'") == [(None,)]
    former = rows(
        made,
        "SELECT row FROM former_rows WHERE json_extract_string(row, '$.document_id') = ?".replace("?", f"'{NOTICE}'"),
    )
    assert len(former) > 20
    text = (documents / f"{NOTICE}.txt").read_text(encoding="utf-8")
    for (row,) in former:
        values = json.loads(str(row)).values()
        quoted = [value for value in values if isinstance(value, str) and squash(value) in squash(text)]
        assert max(map(len, quoted), default=0) <= QUOTATION
    assert _longest_quotation(made / "parquet" / "changes.parquet", text) <= QUOTATION
    licence = (made / "LICENSE.md").read_text(encoding="utf-8")
    assert [line[-10:] for line in licence.splitlines() if f"| {NOTICE} |" in line] == ["left out |"]
    if name != NOTICE:
        return
    # What the figures of long sentences say was first published then, though the sentences are cut now.
    cut = f"document_id = '{NOTICE}' AND length(sentence) = {QUOTATION}"
    assert rows(made, f"SELECT DISTINCT first_release, last_release, unchanged_since FROM quantities WHERE {cut}") == [
        (FIRST, "2026.12.01", "2026.12.01")
    ]


def test_names_are_never_cut() -> None:
    name = "政府工作报告" * 30
    names = {"left_document_id": name, "left_id": f"{name}:1", "other_ids": [f"{name}:2"], "crosscheck_id": f"{name}:3"}
    row = {**names, "left_evidence": "万" * 200}
    assert quote_closed(TABLES["crosschecks"], row, frozenset([name]))
    assert row == {**names, "left_evidence": "万" * QUOTATION}
