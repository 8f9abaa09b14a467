"""Which row of one release is which row of another, where keys do not say so."""

from __future__ import annotations

from typing import Any

from pipelines.releases.differences import shown
from pipelines.releases.pairing import Rows, pairs
from pipelines.schema.tables import TABLES


def indicators(*named: tuple[str, float]) -> Rows:
    return {
        f"plan:indicator:{number:02}": {
            "indicator_id": f"plan:indicator:{number:02}",
            "document_id": "plan",
            "position": number,
            "name": name,
            "target_value": target,
            "char_start": number * 30,
        }
        for number, (name, target) in enumerate(named, 1)
    }


def crosscheck(key: str, subject: str, value: float, context: str) -> dict[str, Any]:
    return {
        "crosscheck_id": key,
        "document_id": "article",
        "kind": "parallel_text",
        "left_document_id": "article",
        "right_document_id": "other",
        "left_subject": subject,
        "right_subject": subject,
        "left_value": value,
        "left_context": context,
    }


def test_an_indicator_that_is_gone_leaves_the_others_what_they_are() -> None:
    old = indicators(
        ("地区生产总值", 1000.0), ("全员劳动生产率", 20.8), ("研发经费支出占比", 3.45), ("公众安全感", 96.0)
    )
    new = indicators(("地区生产总值", 1000.0), ("研发经费支出占比", 3.5), ("公众安全感", 96.0))
    assert pairs(TABLES["indicators"], old, new, {}) == {
        "plan:indicator:01": "plan:indicator:01",
        "plan:indicator:02": "plan:indicator:03",
        "plan:indicator:03": "plan:indicator:04",
    }


def test_an_indicator_that_is_called_otherwise_is_the_one_in_its_place() -> None:
    old, new = indicators(("每万人专利数", 16.0)), indicators(("每万人发明专利数", 16.0))
    assert pairs(TABLES["indicators"], old, new, {}) == {"plan:indicator:01": "plan:indicator:01"}


def test_who_answers_for_a_task_follows_the_task() -> None:
    def assignments(task: int, *parties: str) -> Rows:
        return {
            f"notice:{task:03}:joint_unit:{number:02}": {
                "assignment_id": f"notice:{task:03}:joint_unit:{number:02}",
                "document_id": "notice",
                "task_id": f"notice:{task:03}",
                "role": "joint_unit",
                "position": number,
                "party_text": party,
                "char_start": task * 100 + number,
            }
            for number, party in enumerate(parties, 1)
        }

    old = {**assignments(1, "区发改局", "工信局", "区科技局"), **assignments(2, "区财政局")}
    new = {**assignments(1, "区财政局"), **assignments(2, "工信局", "区科技局")}
    moved = {"tasks": {"notice:001": "notice:002", "notice:002": "notice:001"}}
    assert pairs(TABLES["task_assignments"], old, new, moved) == {
        "notice:001:joint_unit:01": "notice:002:joint_unit:01",
        "notice:002:joint_unit:01": "notice:001:joint_unit:02",
        "notice:002:joint_unit:02": "notice:001:joint_unit:03",
    }


def test_comparisons_of_other_figures_are_not_taken_for_each_other() -> None:
    old = [crosscheck("a", "基础网格", 702, "“1+18+X”"), crosscheck("b", "部门", 17, "“1+18+X”")]
    new = [crosscheck("c", "部门", 17, "“1+19+X”"), crosscheck("d", "基础网格", 703, "“1+19+X”")]
    for turned in (new, new[::-1]):
        before, after = ({row["crosscheck_id"]: row for row in rows} for rows in (old, turned))
        assert pairs(TABLES["crosschecks"], before, after, {}) == {"c": "b", "d": "a"}


def test_several_comparisons_of_one_subject_are_paired_where_they_say_the_same_alone() -> None:
    old = {key: crosscheck(key, "网格", value, "") for key, value in (("a", 1.0), ("b", 2.0), ("c", 3.0))}
    new = {key: crosscheck(key, "网格", value, "") for key, value in (("d", 3.0), ("e", 4.0), ("f", 5.0))}
    assert pairs(TABLES["crosschecks"], old, new, {}) == {"d": "c"}


def test_long_texts_are_shown_around_what_differs() -> None:
    one, other = "前" * 300 + "企业6家" + "后" * 300, "前" * 300 + "企业9家" + "后" * 300
    for text, said in ((one, "企业6家"), (other, "企业9家")):
        words = shown(text, 302)
        assert words is not None
        assert said in words
        assert words.strip("…") in text
        assert len(words) <= 122
    assert shown("短", 0) == "短"
    assert shown("长" * 121, 120) == "…" + "长" * 120
