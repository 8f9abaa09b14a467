"""Pages: what of their markup is text, and the cells of their tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.grid import MOST_COLUMNS, Cell, cell_text, table_lines
from pipelines.formats.read import is_html, read_text
from pipelines.structure.indicator_table import read_indicator_tables
from pipelines.structure.lines import split_lines
from pipelines.text.repair import repair
from tests.reading import assignments

PAGE_TEXTS = [
    ("<p>一&nbsp;二<br>三</p>四<div>五<span>六</span></div>", "一\xa0二\n三\n四\n五六"),
    ("<p>建成\n    12 所<b>学校</b></p>", "建成 12 所学校"),
    ("<ul><li>第一条</li><li>第二条<ul><li>第三条</li></ul></ul>", "第一条\n第二条\n第三条"),
    (
        "<p>正文<!-- 注 --><script>x</script>续<style>p</style></p><p hidden>隐</p><p style='display: none'>隐</p>",
        "正文续",
    ),
    ("<nav>首页</nav><select><option>选</select><p>正文</p><footer>备案</footer>尾", "正文\n尾"),
    ("<pre>甲    乙\n丙\t丁</pre>", "甲    乙\n丙\t丁"),
    ("<p>投资&lt;5亿元&#12;</p>", "投资<5亿元"),
    (
        "<table><tr><td>索引号：</td><td>014/2021-12</td><td>发文日期：</td><td>2021-03-01</td></tr>"
        "<tr><td>文号：</td><td></td><td>主题词：</td><td></td></tr></table>",
        "索引号：014/2021-12\n发文日期：2021-03-01\n文号：\n主题词：",
    ),
    (
        "<table><tr><td><table><tr><td>名称<td>数</table><p>正文一</p></td><td>右</td></tr></table>后",
        "名称\t数\n正文一\n右\n后",
    ),
    ("<table><tr><td>专栏<p>一、甲</p><p>二、乙</p></table>", "专栏\n一、甲\n二、乙"),
    (
        "<table><tr><td rowspan=2>指标<td rowspan=2>单位<td colspan=2>“十四五”目标</tr><tr><td>2025年<td>年均增长</tr>"
        "<tr><td>粮食<td>万吨<td>12<td>3%</tr></table>",
        "“十四五”目标\n指标\t单位\t2025年\t年均增长\n粮食\t万吨\t12\t3%",
    ),
    (
        "<table><tr><td>类<td colspan=2>指标<td>值</tr><tr><td rowspan=3>水<td rowspan=2>用量<td>城<td>1</tr>"
        "<tr><td>乡<td>2</tr><tr><td colspan=2>水质<td>3</tr></table>",
        "类\t指标\t值\n水\t用量\t城\t1\n水\t用量\t乡\t2\n水\t水质\t3",
    ),
    ("<td>甲<tr>乙", "甲\n乙"),
]


@pytest.mark.parametrize(("body", "text"), PAGE_TEXTS)
def test_pages(body: str, text: str) -> None:
    assert read_text(f"<!DOCTYPE html><title>题</title><body>{body}</body>".encode()).text == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<!doctype HTML><p>一", True),
        ("\ufeff  <!-- saved --> <HTML lang='zh'>一", True),
        ("<?xml version='1.0'?><html xmlns='x'>一", True),
        ("<div class='TRS'>一</DIV>", True),
        ("<p>一没有结束", False),
        ("增速<5%，<html>是标签", False),
        ("<关于印发的通知>一、二", False),
        ("<!-- " * 2000, False),
        ("<!----> " * 400 + "一", False),
    ],
)
def test_a_page_is_told_by_how_it_begins(data: str, expected: bool) -> None:
    assert is_html(data.encode()) is expected
    assert is_html(data.removeprefix("\ufeff").encode("utf-16")) is expected


@pytest.mark.parametrize(("declared", "encoding"), [("big5", "big5"), ("GBK", "gb18030"), ("utf-8", "gb18030")])
def test_the_declared_encoding(declared: str, encoding: str) -> None:
    """A page of much markup shows no Chinese in its first characters; a wrong declaration is corrected."""
    script = "" if declared == "utf-8" else f"<script>{'a' * 30_000}</script>"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}">{script}<p>政府的工作在年內'
    decoded = read_text(page.encode(encoding))
    assert (decoded.text, decoded.encoding) == ("政府的工作在年內", f"html {encoding}")


TASKS = """
<table border=1>
<tr><td colspan=5>安宁县2025年重点工作任务分解表</td></tr>
<tr><th>序号</th><th>类别</th><th>工作任务</th><th>牵头单位</th><th>责任单位</th></tr>
<tr><td>1</td><td rowspan=2>产业<br>发展</td><td>新建标准厂房12万平方米，年内<br>完成投资3亿元。</td><td>县工信局</td>
<td rowspan="2"><p>县财政局</p><p>县住建局</p><p>各镇人民政府</p></td></tr>
<tr><td>2</td><td>推进数字化改造，新增上云企业50家。</td><td>县发改局</td></tr>
<tr><td>3</td><td>民生实事</td><td>改造老旧小区36个，惠及居民8500户。</td><td>县住建局</td><td>县城管局、各街道办事处</td></tr>
</table>
"""


def test_a_table_of_tasks() -> None:
    expected = [
        ("1", "新建标准厂房12万平方米，年内完成投资3亿元。", "县工信局", ["县财政局", "县住建局", "各镇人民政府"]),
        ("2", "推进数字化改造，新增上云企业50家。", "县发改局", ["县财政局", "县住建局", "各镇人民政府"]),
        ("3", "改造老旧小区36个，惠及居民8500户。", "县住建局", ["县城管局", "各街道办事处"]),
    ]
    found = assignments(read_text(f"<html><body><p>通知</p>{TASKS}</body></html>".encode()).text)
    assert found == [
        (number, wording.rstrip("。"), [("lead_unit", lead), *(("joint_unit", name) for name in others)])
        for number, wording, lead, others in expected
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["外贸进出口", "（亿美元）"], "外贸进出口（亿美元）"),
        (["R & D", "经费"], "R & D经费"),
        (["县 财 政 局", "县住建局"], "县财政局、县住建局"),
        (["县财政局、", "县住建局"], "县财政局、县住建局"),
        (["advanced", "level"], "advanced level"),
    ],
)
def test_the_lines_of_a_cell(lines: list[str], text: str) -> None:
    assert cell_text(lines) == text


def test_an_empty_cell_between_numbers_keeps_its_column() -> None:
    rows = [["指标", "2020年", "2025年", "年均增长"], ["森林覆盖率", "20.1", "", "1.9"], ["出生人口", "", "5200", "—"]]
    markup = "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows)
    text = repair(read_text(f"<html><p>主要指标<table>{markup}</table><p>第一章 总则".encode()).text)
    [table] = read_indicator_tables(text, split_lines(text))
    found = [(row.name, row.base_value, row.target_value, row.growth_text) for row in table.indicators]
    assert found == [("森林覆盖率", 20.1, None, "1.9"), ("出生人口", None, 5200, "—")]


def test_wording_with_figures_is_not_repeated() -> None:
    wording = "年内新建改建农村公路120公里，完成危桥改造15座，新增农村公交线路8条，建制村通客车率保持100%"
    cells = [Cell(0, 0, 2, 1, [wording]), Cell(0, 1, lines=["甲"]), Cell(1, 1, lines=["乙"])]
    assert table_lines(cells) == [f"{wording}\t甲", "\t乙"]


spans = st.integers(1, 70_000)


@given(st.lists(st.lists(st.tuples(st.sampled_from(["", "甲", "12", "乙\n丙"]), spans, spans), max_size=5), max_size=5))
def test_no_cell_of_a_table_is_lost(rows: list[list[tuple[str, int, int]]]) -> None:
    markup = "".join(
        "<tr>" + "".join(f"<td rowspan={down} colspan={across}>{text}</td>" for text, down, across in row) + "</tr>"
        for row in rows
    )
    text = read_text(f"<html><body>前<table>{markup}</table>".encode()).text
    assert len(text) < 50 * MOST_COLUMNS
    for word in ("甲", "12", "丙"):
        assert text.count(word) >= sum(word in content for row in rows for content, _, _ in row)
