"""The page of what was checked: complete, self-contained, in both languages, the same for the same tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations.suites import SUITES
from pipelines.schema.arrow import arrow_table
from pipelines.schema.tables import TABLES
from pipelines.storage.files import read_parquet, write_parquet
from pipelines.validation.gate import RULES
from pipelines.validation.page import SHOWN, page
from pipelines.validation.record import check_tables
from pipelines.validation.results import Result

VOID = {"meta", "input", "br", "link", "img"}


class Reader(HTMLParser):
    """Collects ids, link targets, tags and the text of a page; fails where tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self._open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name in ("href", "src", "srcset", "action", "data", "poster"):
            if values.get(name):
                self.targets.append(str(values[name]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def read(self, content: str) -> Reader:
        self.feed(content)
        self.close()
        assert self._open == []
        return self


@pytest.fixture(scope="module")
def published(warehouse: Path) -> str:
    return (warehouse / "validation.html").read_text(encoding="utf-8")


def test_it_is_well_formed_and_needs_no_network_and_no_script(published: str) -> None:
    reader = Reader().read(published)
    assert all(target.startswith("#") for target in reader.targets)
    assert not reader.tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"https?:|@import|url\(", published)
    assert len(reader.ids) == len(set(reader.ids))
    assert {target[1:] for target in reader.targets} <= set(reader.ids)


def test_it_tells_every_expectation_in_both_languages(published: str) -> None:
    text = Reader().read(published).text
    for suite in SUITES.values():
        for rule in suite:
            assert rule.english in text
            assert rule.chinese in text
            assert f"{rule.table}.{rule.name}" in text


def test_it_shows_the_findings_with_evidence_place_and_command(published: str) -> None:
    text = " ".join(Reader().read(published).text.split())
    assert "地表水国省考断面达到或优于Ⅲ类水质比例 87.5 → >80" in text
    assert "haizhou-14th-plan-outline.txt, line 行 210, characters 字符 6871–6912" in text
    assert "xianzhi show haizhou-14th-plan-outline:indicator:21" in text
    assert 'id="indicators-bound_no_worse_than_base-haizhou-14th-plan-outline:indicator:21"' in published
    assert "<mark>地表水国省考断面达到或优于Ⅲ类水质比例（%）⏎87.5⏎&gt;80⏎—⏎约束性</mark>" in published


def test_it_fits_a_phone(published: str) -> None:
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in published
    assert "overflow-wrap: anywhere" in published
    assert len(published.encode()) < 300_000


def test_it_depends_on_the_tables_alone(warehouse: Path, published: str) -> None:
    parquet = (warehouse / "parquet").resolve()
    results = check_tables(parquet, None, None)
    assert page(parquet, results, RULES) == published
    assert not re.search(r"20\d\d-\d\d-\d\dT|\d\d:\d\d:\d\d", published)


def test_hostile_words_stay_words(warehouse: Path, tmp_path: Path) -> None:
    parquet = (warehouse / "parquet").resolve()
    for name in TABLES:
        (tmp_path / f"{name}.parquet").symlink_to(parquet / f"{name}.parquet")
    rows = read_parquet(parquet / "leaders.parquet").to_pylist()
    rows[0]["leader_id"] = "\"><script>alert('x')</script>\x00\n</mark>"
    (tmp_path / "leaders.parquet").unlink()
    write_parquet(arrow_table(TABLES["leaders"], rows), tmp_path / "leaders.parquet")
    content = page(tmp_path, check_tables(tmp_path, None, None), RULES)
    assert "script" not in Reader().read(content).tags
    assert "\x00" not in content


def test_many_failing_rows_are_counted_not_all_listed(warehouse: Path) -> None:
    rule = next(rule for rule in RULES if rule.name == "no_number_lost" and rule.table == "tasks")
    keys = [(f"haizhou-2022-key-tasks:{number:03d}", "x") for number in range(1, 101)]
    result = Result(rule.table, rule.name, False, "109 of 109 rows", 109, tuple(keys))
    content = page((warehouse / "parquet").resolve(), [result], [rule])
    assert content.count("<article") == SHOWN
    assert "and 89 more rows" in content
    assert "Not published." in content


def test_tables_that_cannot_be_read_make_a_page_all_the_same(tmp_path: Path) -> None:
    results = check_tables(tmp_path, None, None)
    content = page(tmp_path, results, RULES)
    Reader().read(content)
    assert "cannot be read" in content
