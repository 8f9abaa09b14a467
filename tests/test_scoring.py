"""The scorer itself: what it counts as found, false and right."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.records.parse import parse_document
from pipelines.scoring.annotations import Annotations, UnreadableAnnotations, read_annotations
from pipelines.scoring.compare import compare, same_place
from pipelines.scoring.kept import kept_quality_rows
from pipelines.scoring.measure import figures, measure
from pipelines.sources import Source

GOLD = Path(__file__).parent / "gold"
ROW: dict[str, Any] = {
    "char_start": 10,
    "char_end": 14,
    "text": "5个",
    "value_base": 5,
    "value_max": None,
    "unit_base": "个",
    "comparator": "eq",
    "year_from": None,
    "year_to": 2025,
    "period_text": "到2025年",
    "role": "target",
    "place": "海州区",
    "subject": "建成特色田园乡村",
}
ENTRY: dict[str, Any] = {
    "label": "metric",
    "start": 11,
    "end": 13,
    "text": "5 个",
    "value_base": 5.0,
    "value_max": None,
    "unit_base": "个",
    "comparator": "eq",
    "year_from": None,
    "year_to": 2025,
    "period_text": "到2025年",
    "role": "target",
    "place": "连云港市海州区",
    "keywords": ["特色田园", "乡村"],
}


def annotated(*entries: dict[str, Any]) -> Annotations:
    return Annotations("document", "quantities", "development", list(entries), [(0, 100)])


def test_a_right_row_is_right_in_every_field() -> None:
    comparison = compare(annotated(ENTRY), {"quantities": [ROW]})
    assert (comparison.expected, comparison.found, comparison.false, comparison.errors) == (1, 1, 0, [])
    assert all(figure.value == 1 for figure in figures(comparison))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value_base": 6}, "value"),
        ({"value_max": 9}, "value_max"),
        ({"unit_base": "家"}, "unit"),
        ({"comparator": "ge"}, "comparator"),
        ({"year_from": 2021}, "years"),
        ({"period_text": None}, "period_text"),
        ({"role": "actual"}, "role"),
        ({"place": "新浦区"}, "place"),
        ({"subject": "建成美丽乡村"}, "subject"),
    ],
)
def test_a_wrong_field_is_counted_alone(change: dict[str, Any], field: str) -> None:
    comparison = compare(annotated(ENTRY), {"quantities": [ROW | change]})
    assert [name for name, right in comparison.right.items() if not right] == [field]
    assert len(comparison.errors) == 1


def test_false_missed_and_optional() -> None:
    elsewhere = ROW | {"char_start": 50, "char_end": 53}
    optional = ENTRY | {"label": "optional", "start": 50, "end": 52}
    outside = ROW | {"char_start": 200, "char_end": 203}
    comparison = compare(annotated(ENTRY), {"quantities": [elsewhere, outside]})
    assert (comparison.found, comparison.false) == (0, 1)
    assert compare(annotated(ENTRY, optional), {"quantities": [ROW, elsewhere, outside]}).false == 0


def test_places_in_short_and_in_full() -> None:
    assert same_place("海州区", "连云港市海州区")
    assert not same_place("海州区", "州区域")
    assert not same_place("", "海州区")


def test_annotation_files_say_which_split_they_belong_to(tmp_path: Path) -> None:
    for folder in ("development", "evaluation-written"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}-text.quantities.jsonl").write_text(json.dumps(ENTRY) + "\n", encoding="utf-8")
    assert [(entry.document, entry.split, entry.spans) for entry in read_annotations(tmp_path)] == [
        ("development-text", "development", [(11, 13)]),
        ("evaluation-written-text", "evaluation", [(11, 13)]),
    ]
    (tmp_path / "development" / "broken.tasks.jsonl").write_text("{}\n{", encoding="utf-8")
    with pytest.raises(UnreadableAnnotations, match=r"broken.tasks.jsonl, line 2"):
        read_annotations(tmp_path)


def test_the_own_annotations_do_not_depend_on_the_folder_of_the_call() -> None:
    command = "from assets.staging import Folders; print(Folders().annotations)"
    done = subprocess.run([sys.executable, "-c", command], cwd="/", capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == GOLD


def test_a_document_of_the_same_name_with_another_text_is_left_out(tmp_path: Path) -> None:
    name = "notice-written-district-2021"
    text = (GOLD / "evaluation-written" / f"{name}.txt").read_text(encoding="utf-8")
    for kind in ("quantities", "tasks"):
        shutil.copy(GOLD / "evaluation-written" / f"{name}.{kind}.jsonl", tmp_path)

    def left_out(content: str) -> list[str]:
        rows = parse_document(content.encode(), Source(document_id=name, file=f"{name}.txt")).rows
        return measure(tmp_path, lambda _: rows)[1]

    assert left_out(text) == []
    assert left_out(text[: len(text) // 2]) == [name]
    assert left_out("附注\n" + text) == [name]


def test_figures_are_kept_until_an_annotation_changes(tmp_path: Path) -> None:
    written = GOLD / "evaluation-written"
    annotations = tmp_path / "gold"
    annotations.mkdir()
    for path in written.glob("notice-written-district-2021.*"):
        shutil.copy(path, annotations)
    record = tmp_path / "quality.json"
    rows = kept_quality_rows(annotations, [], record)
    assert {row["kind"] for row in rows} == {"quantities", "tasks"}
    kept = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**kept, "rows": rows[:1]}), encoding="utf-8")
    assert kept_quality_rows(annotations, [], record) == rows[:1], "taken from the record"
    (annotations / "notice-written-district-2021.tasks.jsonl").unlink()
    assert {row["kind"] for row in kept_quality_rows(annotations, [], record)} == {"quantities"}
