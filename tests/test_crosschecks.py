"""The same figure stated twice: the comparisons of the five documents, read by a person, and what must not be compared."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.crosschecks.between import Comparer, pairs
from pipelines.crosschecks.figures import half_step, loose_wording, quantity_figures, scale_of
from pipelines.crosschecks.growth import indicator_growth, text_growth
from pipelines.crosschecks.judging import tells_more_exactly
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.multiples import multiple_findings
from pipelines.crosschecks.plan_tasks import Targets, plan_task_findings
from pipelines.crosschecks.restatements import restatements
from pipelines.crosschecks.shares import share_findings
from pipelines.records.parse import parse_document
from pipelines.sources import Source

PLAN, NOTICE = "haizhou-14th-plan-outline", "haizhou-2022-key-tasks"

CONTRADICTIONS = [
    # kind, what the first side says, what the second side says, difference
    ("table_prose", "12.8", "2025年主要劳动年龄人口平均受教育年限提高到12年以上", -0.8),
    ("table_prose", "12.1", "2025年主要劳动年龄人口平均受教育年限提高到12年以上", -0.1),
    ("table_prose", "87.5", "全区国省考地表水断面Ⅲ类水体比例提高到80%以上", -7.5),
    ("prose_prose", "江苏海洋大学科技园等3家国家级科技企业孵化器", "新浦工业园3家国家、省级科技企业孵化器", 0.0),
    ("growth_arithmetic", "人均接受公共文化场馆次数：2020年2.52，2025年3，增长4", "2.52", 0.451),  # 3.549 % a year
    (
        "growth_arithmetic",
        "五年累计实际利用外资（亿美元）：2020年3.37，2025年5，增长8.23",
        "3.37",
        0.0205,
    ),  # 8.2095 % a year
    (
        "growth_arithmetic",
        "地区生产总值（亿元）：2020年653，2025年1000",
        "居民人均可支配收入增长率",
        -0.397,
    ),  # 8.897 % a year
    (
        "share_change",
        "6.1:28.6:65.3调整为2020年的3.3:22.3:74.4",
        "服务业增加值占GDP比重较“十二五”末提高12个百分点",
        2.9,
    ),
]

TABLE_AND_TEXT = [
    # the same target or base value in the indicator table and in the text
    ("地区生产总值（亿元）：2020年653", "2020年，全区实现地区生产总值653亿元"),
    ("地区生产总值（亿元）：2020年653", "力争地区生产总值迈上1000亿台阶"),
    ("人均预期寿命（岁）：2020年77.23，2025年78", "居民平均预期寿命达到78岁"),
    ("人均预期寿命（岁）：2020年77.23，2025年78", "人均预期寿命达到78岁，建成全国健康城市示范区"),
    ("空气质量优良天数比例（%）：2020年80.3，2025年≥80", "地表水国省考断面Ⅲ类水体比例稳定在80%以上"),
    ("空气质量优良天数比例（%）：2020年80.3，2025年≥80", "全区空气质量优良天数比率稳定在80%以上"),
    ("地表水国省考断面达到或优于Ⅲ类水质比例（%）：2020年87.5，2025年>80", "地表水国省考断面Ⅲ类水体比例稳定在80%以上"),
    ("地表水国省考断面达到或优于Ⅲ类水质比例（%）：2020年87.5，2025年>80", "国省考地表水断面Ⅲ类水体比例提高到80%以上"),
    ("公众安全感（%）：2020年—，2025年≥96", "全区公众安全感稳定在96%以上"),
]

PLAN_AND_TASKS = [
    # plan, task, expected (the plan's even share of a year, or the growth it needs), difference
    ("653", "地区生产总值增长7.5%", 8.897, -1.397),
    ("50.6亿元", "一般公共预算收入增长6%", 14.596, -8.596),
    ("居民人均可支配收入增长率", "居民人均可支配收入增长8%", None, -0.5),
    ("每年新增高标准农田3万亩左右", "新增高标准农田2.8万亩", None, -2000),
    ("养老机构护理型床位占比不低于60%", "护理型养老床位占比达66%以上", None, 6),
    ("确保产业有效投入累计达到800亿元", "产业有效投资不低于180亿元", 16e9, 2e9),
    ("创业带动就业2.2万人", "创业带动就业6000人以上", 4400, 1600),
    ("培育市级以上智能车间（工厂）10个", "市级以上智能车间2个", 2, 0),
    ("等13所中小学校", "建设中小学校6所", 2.6, 3.4),
    ("高新技术企业增至180家", "新增国家高新技术企业50家", 8.8, 41.2),  # (180 - 136) / 5
]

BOXES = {
    "box02:02": ["10个", "5户以上", "10户以上"],
    "box03:01": ["6个", "3个", "100家"],
    "box03:02": ["5家", "25家"],
    "box03:03": ["10家"],
    "box03:05": ["3万亩左右", "80%"],
    "box03:06": ["1.26万亩", "10年一遇", "1万亩", "80%以上"],
    "box04:01": ["50家"],
    "box04:04": ["180家", "500家"],
    "box04:06": ["不少于500人", "30人"],
    "box07:01": ["100家", "突破50亿元"],
    "box10:03": ["30条"],
    "box10:04": ["5个", "28个"],
    "box11:04": ["38%", "超过40%", "14平方米/人"],
    "box12:02": ["95%以上", "90%以上"],
    "box12:03": ["100%", "98%以上", "60%"],
    "box13:02": ["13所", "85%以上", "95%以上", "15年", "98%以上"],
    "box13:05": ["25人", "40人", "30%以上"],
    "box14:01": ["4个"],
    "box14:02": ["40%以上"],
    "box14:04": ["200名", "200名", "200名"],
    "box14:05": ["100%", "40%", "80%"],
    "box14:06": ["100处", "1000处", "1家", "3平方米以上"],
    "box15:01": ["2家", "12家", "不低于60%"],
}
"""The figures of boxes that the text before them says as well."""

Compared = list[tuple[str, str, float | None, float | None]]


def compared(dataset: duckdb.DuckDBPyConnection, where: str) -> Compared:
    """What both sides say (evidence and sentence or row), expected, difference."""
    return dataset.execute(
        "SELECT left_evidence || ' ' || left_context, right_evidence || ' ' || right_context, expected, difference "
        f"FROM crosschecks WHERE {where}"
    ).fetchall()


def test_the_contradictions_are_found_and_no_others(dataset: duckdb.DuckDBPyConnection) -> None:
    found = compared(dataset, "relation = 'differ'")
    for _, left, right, difference in CONTRADICTIONS:
        fitting = [row for row in found if left in row[0] and right in row[1]]
        assert any(row[3] == pytest.approx(difference, abs=1e-3) for row in fitting), (left, right)
    kinds = dataset.execute("SELECT kind::VARCHAR FROM crosschecks WHERE relation = 'differ'").fetchall()
    assert Counter(kind for (kind,) in kinds) == Counter(kind for kind, *_ in CONTRADICTIONS)


def test_table_and_text_agree_where_they_say_the_same(dataset: duckdb.DuckDBPyConnection) -> None:
    found = compared(dataset, "kind = 'table_prose' AND relation = 'agree'")
    for left, right in TABLE_AND_TEXT:
        assert [row for row in found if left in row[0] and right in row[1] and row[3] == 0], (left, right)
    assert len(found) == len(TABLE_AND_TEXT)


def test_the_tasks_of_the_year_are_steps_toward_the_plan(dataset: duckdb.DuckDBPyConnection) -> None:
    found = compared(
        dataset,
        f"kind = 'plan_task' AND relation = 'refines' AND left_document_id = '{PLAN}' AND document_id = '{NOTICE}'",
    )
    for left, right, expected, difference in PLAN_AND_TASKS:
        fitting = [row for row in found if right in row[1]]
        assert len(fitting) == 1, right
        if left != "50.6亿元":
            assert left in fitting[0][0]
        assert fitting[0][2] == (expected if expected is None else pytest.approx(expected, abs=1e-3))
        assert fitting[0][3] == pytest.approx(difference, abs=1e-3)
    assert len(found) == len(PLAN_AND_TASKS)


def test_boxes_restate_the_text(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(
        "SELECT q.project_id, q.text, l.text, x.relation::VARCHAR FROM crosschecks x "
        "JOIN quantities q ON q.quantity_id = x.right_id JOIN quantities l ON l.quantity_id = x.left_id "
        "WHERE x.kind = 'prose_box' ORDER BY q.char_start"
    ).fetchall()
    found: dict[str, list[str]] = {}
    for project, text, other, relation in rows:
        found.setdefault(project.removeprefix(f"{PLAN}:"), []).append(text)
        assert relation == "agree"
        assert re.findall("[0-9.]+", text) == re.findall("[0-9.]+", other)
    assert found == BOXES


def test_the_parallel_articles_agree_figure_by_figure(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(
        "SELECT left_evidence, right_evidence, relation::VARCHAR FROM crosschecks WHERE kind = 'parallel_text'"
    ).fetchall()
    assert len(rows) == 20
    for left, right, relation in rows:
        assert relation == "agree"
        assert re.sub(r"\s", "", left)[0] == re.sub(r"\s", "", right)[0]
        assert re.findall("[0-9.]+", left) == re.findall("[0-9.]+", right)


def test_shares_of_the_sectors_add_up(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(
        "SELECT left_value, right_value, expected, relation::VARCHAR, len(other_ids) FROM crosschecks "
        "WHERE kind = 'share_sum' ORDER BY left_value"
    ).fetchall()
    assert rows == [(3.3, 74.4, pytest.approx(74.4), "agree", 1), (6.1, 65.3, pytest.approx(65.3), "agree", 1)]


def test_growth_that_follows_from_base_and_target_agrees(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = compared(dataset, "kind = 'growth_arithmetic' AND relation = 'agree'")
    assert [row for row in rows if "外贸进出口" in row[0] and row[2] == pytest.approx(5.025, abs=1e-3)]
    assert len(rows) == 1


def test_notes_quote_no_unit_that_is_not_printed(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(
        "SELECT note_en, note_zh FROM crosschecks WHERE left_table = 'indicators' AND left_unit IS NULL"
    ).fetchall()
    assert len(rows) >= 3  # 人均接受公共文化场馆次数 2.52 → 3, 劳动年龄人口平均受教育年限 12.1 → 12.8
    assert not any(quoted in f"{en}{zh}" for en, zh in rows for quoted in ("2.52次", "12.1年", "12.8年"))


def test_sums_of_years_that_fit_as_yearly_values_say_so(dataset: duckdb.DuckDBPyConnection) -> None:
    [(en, zh)] = dataset.execute(
        "SELECT note_en, note_zh FROM crosschecks WHERE kind = 'growth_arithmetic' AND left_subject LIKE '%累计%'"
    ).fetchall()
    assert "8.23 is printed, the same within rounding" in en
    assert "印出“8.23”，在印出的精度内与之相符" in zh


def test_both_sides_are_rows_of_their_tables_with_their_evidence(dataset: duckdb.DuckDBPyConnection) -> None:
    for side in ("left", "right"):
        lost = dataset.execute(
            f"SELECT x.crosscheck_id FROM crosschecks x "
            f"LEFT JOIN quantities q ON x.{side}_table = 'quantities' AND q.quantity_id = x.{side}_id "
            f"LEFT JOIN indicators i ON x.{side}_table = 'indicators' AND i.indicator_id = x.{side}_id "
            f"WHERE coalesce(q.evidence, i.evidence) IS DISTINCT FROM x.{side}_evidence "
            f"OR coalesce(q.document_id, i.document_id) IS DISTINCT FROM x.{side}_document_id"
        ).fetchall()
        assert lost == []
    others = dataset.execute(
        "SELECT count(*) FROM (SELECT unnest(other_ids) AS id FROM crosschecks) WHERE id NOT IN "
        "(SELECT quantity_id FROM quantities UNION ALL SELECT indicator_id FROM indicators)"
    ).fetchall()
    assert others == [(0,)]


def figure(subject: str, printed: str, value: float, unit: str | None, /, **other: Any) -> Figure:
    """A quantity of running text as a figure; ``other`` are columns that are not those of a plain report."""
    number = re.search(r"[0-9.]+", printed)
    row: dict[str, object] = {
        "quantity_id": f"q:{subject}:{printed}:{other.get('sentence', '')}:{other.get('project_id')}",
        "document_id": "d",
        "section_id": None,
        "task_id": None,
        "project_id": None,
        "text": printed,
        "value": float(number.group()) if number else None,
        "value_base": value,
        "value_max_base": None,
        "unit_base": unit,
        "comparator": "eq",
        "subject": subject,
        "place": "某县",
        "period_text": None,
        "year_from": None,
        "year_to": None,
        "role": "actual",
        "sentence": f"{subject}{printed}",
        "concept_id": None,
        "evidence": printed,
        "char_start": 0,
    }
    return next(iter(quantity_figures([{**row, **other}])))


YEAR: dict[str, Any] = {"year_from": 2020, "year_to": 2020, "period_text": "2020年"}


def within(*figures: Figure) -> list[Finding]:
    """The restatements among quantities of one chapter."""
    return list(restatements([], figures, {None: None}))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # another measure in nearly the same words
        (("高新技术企业", "136家", 136, "家"), ("新增高新技术企业", "136家", 136, "家")),
        (("高标准农田面积", "80亩", 80, "亩"), ("高标准农田面积比重", "80%", 80, "%")),
        (("城镇居民人均可支配收入", "4.1万元", 41000, "元"), ("农村居民人均可支配收入", "4.1万元", 41000, "元")),
        (("省级以上农业龙头企业", "5家", 5, "家"), ("市级以上农业龙头企业", "25家", 25, "家")),
        (("一般公共预算收入", "6亿元", 6e8, "元"), ("一般公共预算收入增长", "6%", 6, "%")),
        # subjects that say too little
        (("投资", "3700万元", 3.7e7, "元"), ("投资", "3600万元", 3.6e7, "元")),
        (("教学班", "40个", 40, "个"), ("教学班", "60个", 60, "个")),
        # without a time it may be another one
        (("在校学生", "2010人", 2010, "人"), ("在校学生", "2840人", 2840, "人")),
    ],
)
def test_other_measures_are_not_compared(left: tuple[str, str, float, str], right: tuple[str, str, float, str]) -> None:
    assert within(figure(*left), figure(*right)) == []


def test_other_times_roles_and_places_are_not_compared() -> None:
    gdp = ("地区生产总值", "653亿元", 653e8, "元")
    other = ("地区生产总值", "282亿元", 282e8, "元")
    concept: dict[str, Any] = {"concept_id": "gross_domestic_product"}
    one = figure(*gdp, **YEAR, **concept)
    assert within(one, figure(*other, year_from=2021, year_to=2021, period_text="2021年", **concept)) == []
    assert within(one, figure(*other, role="target", **YEAR, **concept)) == []
    assert within(one, figure(*other, place="某镇", **YEAR, **concept)) == []
    assert within(one, figure(*other, sentence=one.context, **YEAR, **concept)) == []
    assert within(one, figure(*other, **YEAR, **concept)) != []


def test_two_passages_on_the_same_year_differ() -> None:
    concept: dict[str, Any] = {"concept_id": "gross_domestic_product"}
    found = within(
        figure("地区生产总值", "653亿元", 653e8, "元", **YEAR, **concept),
        figure("地区生产总值", "635亿元", 635e8, "元", **YEAR, **concept),
    )
    assert [(finding.kind, finding.relation, finding.difference) for finding in found] == [
        ("prose_prose", "differ", -18e8)
    ]


def test_a_round_figure_is_the_exact_one_told_less_exactly() -> None:
    exact = figure("平安志愿者", "203412人", 203412, "人")
    coarse = figure("平安志愿者", "20余万人", 200000, "人", comparator="gt")
    assert tells_more_exactly(coarse, exact)
    assert not tells_more_exactly(figure("平安志愿者", "30余万人", 300000, "人", comparator="gt"), exact)
    assert not tells_more_exactly(figure("平安志愿者", "20万人", 200000, "人"), exact)


def test_a_box_with_another_value_differs() -> None:
    prose = figure("高新技术企业", "180家", 180, "家", role="target", concept_id="high_tech_enterprises")
    box = figure(
        "高新技术企业",
        "200家",
        200,
        "家",
        role="target",
        concept_id="high_tech_enterprises",
        project_id="p",
        char_start=9,
    )
    found = within(prose, box)
    assert [(finding.kind, finding.relation, finding.difference) for finding in found] == [("prose_box", "differ", 20)]


@pytest.mark.parametrize(
    ("shares", "relation"),
    [((6.1, 28.6, 65.3), "agree"), ((6.1, 28.6, 65.4), "agree"), ((6.1, 28.6, 66.3), "differ"), ((6, 29, 66), "agree")],
)
def test_shares_add_up_within_their_rounding(shares: tuple[float, float, float], relation: str) -> None:
    concepts = ("primary_industry_share_of_gdp", "secondary_industry_share_of_gdp", "tertiary_industry_share_of_gdp")
    figures = [
        figure(f"三次产业比重{number}", f"{share}", share, "%", sentence="三次产业比重为", concept_id=concept, **YEAR)
        for number, (share, concept) in enumerate(zip(shares, concepts, strict=True))
    ]
    assert [finding.relation for finding in share_findings(figures)] == [relation]


def test_growth_of_a_year_against_the_values_of_two() -> None:
    def report(growth: float, concept: str = "total_retail_sales_of_consumer_goods") -> list[Finding]:
        last: dict[str, Any] = {"year_from": 2021, "year_to": 2021, "role": "target"}
        return list(
            text_growth(
                [
                    figure("社会消费品零售总额", "110.6亿元", 110.6e8, "元", concept_id=concept, **YEAR),
                    figure("社会消费品零售总额", "126亿元", 126e8, "元", concept_id=concept, **last),
                    figure("社会消费品零售总额增长", f"{growth}%", growth, "%", concept_id=f"{concept}_growth", **last),
                ]
            )
        )

    assert [finding.relation for finding in report(14.0)] == ["agree"]  # 126 / 110.6 is 1.139
    assert [finding.relation for finding in report(20.0)] == ["differ"]
    # Growth of GDP is counted in constant prices: that it does not follow says nothing.
    assert report(20.0, "gross_domestic_product") == []


def indicator(base: float, target: float, growth: float, name: str = "外贸进出口", **printed: str) -> list[Figure]:
    """The three figures of a row of an indicator table."""
    from pipelines.crosschecks.figures import indicator_figures

    row: dict[str, object] = {
        "indicator_id": f"i:{name}",
        "document_id": "d",
        "name": name,
        "unit": "亿美元",
        "base_year": 2020,
        "base_value": base,
        "base_text": f"{base:g}",
        "target_year": 2025,
        "target_value": target,
        "target_comparator": "eq",
        "target_text": f"{target:g}",
        "growth_value": growth,
        "growth_text": f"{growth:g}",
        "concept_id": None,
        "evidence": "x",
        "char_start": 0,
    }
    return list(indicator_figures({**row, **printed}))


@pytest.mark.parametrize(
    ("base", "target", "growth", "relations"),
    [
        (12.13, 15.5, 5.0, ["agree"]),  # 5.03
        (12.13, 15.5, 5.2, ["differ"]),
        (100, 128, 5, ["agree"]),  # 5.06, and everything printed as whole numbers
        (100, 140, 5, ["differ"]),
    ],
)
def test_average_growth_is_compounded(base: float, target: float, growth: float, relations: list[str]) -> None:
    found = indicator_growth(indicator(base, target, growth), ["2020年", "2025年", "年均增长"])
    assert [finding.relation for finding in found] == relations


def test_growth_in_all_and_in_points_and_of_an_unknown_kind() -> None:
    in_all = indicator_growth(indicator(2551.7, 2347.6, -8), ["2015年比2010年增长"])
    assert [(finding.relation, round(finding.expected or 0, 2)) for finding in in_all] == [("agree", -8.0)]
    points = indicator_growth(indicator(55, 60, 5, growth_text="5个百分点", unit="%"), ["增长"])
    assert [finding.relation for finding in points] == ["agree"]
    assert list(indicator_growth(indicator(55, 60, 5), ["增长"])) == []


@pytest.mark.parametrize(
    ("subject", "printed", "value", "unit", "relations"),
    [
        ("地区生产总值是2015年", "1.71倍", 1.71, "倍", ["agree"]),  # 653 / 382 is 1.709
        ("地区生产总值是2015年", "2.71倍", 2.71, "倍", ["differ"]),
        ("地区生产总值较2015年增长", "70.9%", 70.9, "%", ["agree"]),
        ("地区生产总值较2015年增长", "60%", 60, "%", ["differ"]),
        ("地区生产总值是2014年", "1.71倍", 1.71, "倍", []),
        ("人均地区生产总值是2015年", "1.42倍", 1.42, "倍", []),
    ],
)
def test_multiples_of_an_earlier_year(
    subject: str, printed: str, value: float, unit: str, relations: list[str]
) -> None:
    figures = [
        figure("地区生产总值", "653亿元", 653e8, "元", **YEAR),
        figure("地区生产总值", "382亿元", 382e8, "元", year_from=2015, year_to=2015),
        figure(subject, printed, value, unit, **YEAR),
    ]
    assert [finding.relation for finding in multiple_findings(figures)] == relations


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


@pytest.mark.parametrize(
    ("printed", "scale", "half"), [("12.1", 1, 0.05), ("386亿元", 1e8, 0.5e8), ("3.37", 1e8, 0.5e6), ("—", 1, 0.5)]
)
def test_half_of_the_last_digit_printed(printed: str, scale: float, half: float) -> None:
    assert half_step(printed, scale) == pytest.approx(half)


@pytest.mark.parametrize(
    ("unit", "scale", "plain"),
    [
        ("亿元", 1e8, "元"),
        ("万人", 1e4, "人"),
        ("亿美元", 1e8, "美元"),
        ("万亿元", 1e12, "元"),
        ("%", 1, "%"),
        (None, 1, None),
    ],
)
def test_scale_of_a_unit(unit: str | None, scale: float, plain: str | None) -> None:
    assert scale_of(unit) == (scale, plain)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("劳动年龄人口平均受教育年限", "主要劳动年龄人口平均受教育年限", True),
        ("创成全国体育产业示范单位", "争创全国体育产业示范单位", True),
        ("新增高标准农田", "高标准农田", False),
        ("空气质量优良天数比例", "空气质量优良天数", False),
    ],
)
def test_wordings_within_a_document(one: str, other: str, same: bool) -> None:
    assert (loose_wording(one) == loose_wording(other)) is same
