"""What a well-formed source may print, however odd, never keeps a build from being published: it is read, and what is odd
about it is a finding."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.command_line import main

DOCUMENTS = {
    # numbers that the source skips, a list inside a task, names that hold marks, labels that name no one
    "numbers-skipped": """云岭县人民政府关于分解落实2023年重点工作任务的通知
各乡镇人民政府，县直各部门：
现将2023年《政府工作报告》重点工作任务分解如下，请认真贯彻落实，确保全年各项目标任务圆满完成。
一、工业发展
2.新增规上工业企业6家，抓好以下工作：1.建立培育库；4.兑现奖补。（牵头单位：县工信局）
3.建成标准厂房5万平方米。（牵头单位：县开发区管委会；配合单位：县住建局）
5.技改投资增长12%。（牵头单位：县工信局；配合单位：县发改局）
二、农业农村（牵头单位：县农业农村局）
6.粮食播种面积稳定在30万亩。
7.新建高标准农田3万亩。
三、项目建设（牵头单位：县发改局）
8.实施重点项目90个。
10.争取中央预算内投资5亿元。
四、社会事业
11.新增学位1200个。（牵头单位：待定）
12.改造老旧小区8个。（责任单位：同上）
13.免费筛查8000人。（牵头单位：县卫健局（县妇联、县财政局；配合单位：各镇党委、政府）
14.新建公厕10座。（牵头单位：县住建局/县城管局；配合单位：“平安、法治”建设办公室，各县、区，各市、县〔市、区〕政府）
""",
    # headings that count in the style of the tasks
    "headings-counted-along": """数字云岭建设2025年工作要点
1. 加快培育数字化引擎
深化数据要素改革
3. 完善数据制度
制定数据目录，开放数据集120个。
责任单位：县数据局牵头
2. 推动数字经济
提升产业能级
5. 发展电子商务
网络零售额增长10%。
责任单位：县商务局牵头
6. 发展智慧农业
建设示范点5个。
责任单位：县农业农村局牵头
""",
    # who answers is said once, two headings above
    "heading-above-heading": """云岭县2024年民生实事责任分解方案
一、教育（牵头单位：县教育局）
（一）新建幼儿园2所。
（三）改造薄弱学校6所。
1.校舍维修5所；2.运动场1个。
（五）招聘教师120名。
二、卫生
（六）新建村卫生室20个。（牵头单位：县卫健局；配合单位：县财政局）
（七）新增床位300张。（牵头单位：县卫健局）
""",
    # targets below what was reached, boxes that count on, years of old works
    "plan-holding-lines": """云岭县国民经济和社会发展第十四个五年规划纲要
第一章 发展环境
“十三五”时期，全县地区生产总值达到120亿元，年均增长7%。始建于1368年的古城得到修缮，1736年修建的石桥保护至2120年。
第二章 主要目标
到2025年，地区生产总值达到180亿元左右，办理时限由20—15天缩短。
专栏1 “十四五”时期经济社会发展主要指标
序号 指标名称 单位 2020年 2025年 年均增长 属性
1 地区生产总值 亿元 120 180 8.5% 预期性
2 地区生产总值增速 % 7.9 6.5 - 预期性
3 城镇登记失业率 % 2.6 4.5 - 预期性
4 常住人口 万人 32.5 31.8 - 预期性
5 单位GDP能耗降低 % 17 13.5 - 约束性
6 耕地保有量 万亩 56.8 55.2 - 约束性
7 五年新增城镇就业 万人 3.2 2.5 - 预期性
第三章 重点任务
专栏2 重点工程
3.县医院迁建：投资3亿元。
4.二中扩建：新增学位900个。
6.体育馆：建筑面积2万平方米。
第四章
加强组织领导。
""",
    # a review of the last plan: no base to start from, and targets that were missed
    "plan-reviewed": """云岭县“十三五”规划（2020—2016年）实施情况
第一章 “十三五”回顾
专栏1 “十三五”规划主要指标完成情况
序号 指标 单位 2020年规划目标 2020年完成 年均增长 属性
1 地区生产总值 亿元 150 120 7 预期性
2 财政收入 亿元 8 7.5 6 预期性
3 城镇化率 % 55 53.2 - 预期性
4 森林覆盖率 % 60 60.5 - 约束性
第二章 目标
2025年至2020年，新建景区3个，到2025年地区生产总值达到180亿元。
""",
    # a date before there was anyone to sign, and a misprinted one
    "dates-misprinted": """红色云岭
1921年7月23日
云岭县建成党史馆3座，带动20来个村，接待群众20余万人次。
二二〇二年一月三日
""",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ordinary")
    raw = folder / "raw"
    raw.mkdir()
    for name, text in DOCUMENTS.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["build", "--raw", str(raw), "--warehouse", str(folder / "warehouse")]) == 0
    return folder / "warehouse"


def rows(built: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(built / "xianzhi.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_what_is_odd_is_a_finding(built: Path) -> None:
    found = rows(built, "SELECT \"table\" || '.' || expectation, severity FROM validations WHERE NOT success")
    assert {severity for _, severity in found} == {"warning"}
    assert {name for name, _ in found} >= {
        "indicators.held_target_no_worse_than_base",
        "organizations.brackets_paired",
        "tasks.numbers_run_on",
        "tasks.lead_unit_named",
        "projects.numbers_run_on",
    }


def test_tasks_below_a_heading_that_says_who_answers_are_all_read(built: Path) -> None:
    found = rows(
        built,
        "SELECT t.number, a.party_text FROM tasks t JOIN task_assignments a USING (task_id) "
        "WHERE t.number IN (6, 7, 8, 10) AND t.document_id = 'numbers-skipped' ORDER BY ALL",
    )
    assert found == [(6, "县农业农村局"), (7, "县农业农村局"), (8, "县发改局"), (10, "县发改局")]
    found = rows(
        built,
        "SELECT DISTINCT a.party_text FROM tasks t JOIN task_assignments a USING (task_id) "
        "WHERE t.document_id = 'heading-above-heading' AND t.part LIKE '一、%'",
    )
    assert found == [("县教育局",)]


def test_a_label_that_names_no_one_gives_no_body(built: Path) -> None:
    names = {name for (name,) in rows(built, "SELECT name FROM organizations")}
    assert names >= {"各镇党委、政府", "各市、县〔市、区〕政府", "各县", "各区", "“平安、法治”建设办公室", "县财政局"}
    assert not names & {"待定", "同上"}


def test_a_review_of_a_plan_has_targets_and_no_base(built: Path) -> None:
    found = rows(
        built,
        "SELECT base_value, target_year, target_value FROM indicators WHERE document_id = 'plan-reviewed' "
        "ORDER BY position",
    )
    assert found == [(None, 2020, 150), (None, 2020, 8), (None, 2020, 55), (None, 2020, 60)]


def test_misprinted_years_are_put_in_order_and_no_dates_made_of_them(built: Path) -> None:
    found = rows(built, "SELECT period_from, period_to FROM documents WHERE document_id = 'plan-reviewed'")
    assert found == [(2016, 2020)]
    found = rows(built, "SELECT signed_on, published_on FROM documents WHERE document_id = 'dates-misprinted'")
    assert found == [(None, None)]
