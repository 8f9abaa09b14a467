"""The comparisons of the five documents, as a person read them."""

from __future__ import annotations

import re
from collections import Counter

import duckdb
import pytest

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
