"""Two documents held against each other: plan and tasks, plan and report, parallel texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.crosschecks.between import Comparer, pairs
from pipelines.crosschecks.plan_tasks import Targets, plan_task_findings
from pipelines.records.parse import parse_document
from pipelines.sources import Source
from tests.figures import figure


@pytest.mark.parametrize(
    ("plan", "task"),
    [
        (("特色田园乡村", "5个", 5, "个"), ("市级以上特色田园乡村", "7个", 7, "个")),
        (("省市级优质幼儿园比例", "95%", 95, "%"), ("省、市优质园覆盖率", "98%", 98, "%")),
        (("引进各类高层次创新创业人才", "500人", 500, "人"), ("高层次人才", "200名", 200, "名")),
        (("新增市级休闲观光示范点", "6个", 6, "个"), ("培育农业观光点", "10个", 10, "个")),
        (("规模以上工业企业数", "100家", 100, "家"), ("新增规上工业企业", "15家", 15, "家")),
    ],
)
def test_tasks_near_in_wording_are_no_steps(
    plan: tuple[str, str, float, str], task: tuple[str, str, float, str]
) -> None:
    left = figure(*plan, role="target", year_to=2025)
    right = figure(*task, role="target", year_from=2022, year_to=2022, task_id="t")
    assert list(plan_task_findings(Targets([left], 2021, 2025), [right])) == []


def test_what_a_plan_starts_from_is_held_against_the_report_of_that_year() -> None:
    texts = {
        "plan": "海州区国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展基础\n\n2020年，全区实现地区生产总值653亿元，社会消费品零售总额386亿元。\n",
        "report": "海州区2020年政府工作报告\n\n一、2020年工作回顾\n\n全年实现地区生产总值653.2亿元，社会消费品零售总额368亿元。\n",
    }
    parsed = {name: parse_document(words.encode(), Source(name, f"{name}.txt")).rows for name, words in texts.items()}
    facts = {"region_code": "320706", "region_name": "海州区", "parallel_of": None}
    documents = {
        "plan": {**parsed["plan"]["documents"][0], **facts, "genre": "plan", "period_from": 2021, "period_to": 2025},
        "report": {**parsed["report"]["documents"][0], **facts, "genre": "work_report", "period_from": 2020},
    }
    comparer = Comparer(documents, lambda name: parsed[name]["indicators"], lambda name: parsed[name]["quantities"])
    rows = comparer.rows(pairs(list(documents.values())))
    assert {(row["kind"], row["left_evidence"], row["right_evidence"], row["relation"]) for row in rows} == {
        ("restated", "653亿元", "653.2亿元", "agree"),  # within the rounding printed
        ("restated", "386亿元", "368亿元", "differ"),
    }


def test_a_changed_figure_of_a_parallel_text_is_found(raw: Path) -> None:
    text = (raw / "haizhou-governance-article-hans.txt").read_text(encoding="utf-8")
    texts = {"a": text, "b": text.replace("702个基础网格", "720个基础网格")}
    assert texts["a"] != texts["b"]
    parsed = {name: parse_document(words.encode(), Source(name, f"{name}.txt")).rows for name, words in texts.items()}
    documents = {name: {**rows["documents"][0], "parallel_of": None} for name, rows in parsed.items()}
    documents["b"]["parallel_of"] = "a"
    comparer = Comparer(documents, lambda name: parsed[name]["indicators"], lambda name: parsed[name]["quantities"])
    rows = comparer.rows(pairs(list(documents.values())))
    differing = [row for row in rows if row["relation"] == "differ"]
    assert [(row["left_evidence"], row["right_evidence"], row["difference"]) for row in differing] == [
        ("702个", "720个", 18.0)
    ]
    assert len(rows) == 20
