"""HTML, DOCX and PDF give what the same document gives as plain text."""

from __future__ import annotations

import html
import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from pipelines.formats.docx_numbering import write_number
from pipelines.formats.grid import MOST_COLUMNS, Cell, cell_text, table_lines
from pipelines.formats.read import is_html, read_text
from pipelines.quantities.find import find_quantities
from pipelines.records.parse import parse_document
from pipelines.sources import Source
from pipelines.structure.indicator_table import read_indicator_tables
from pipelines.structure.lines import split_lines
from pipelines.structure.read_structure import read_structure
from pipelines.text.decoding import UnreadableText
from pipelines.text.repair import repair

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

TITLE = "安宁县国民经济和社会发展第十四个五年规划纲要"
PROSE = (
    "2020年，全县实现地区生产总值653亿元，城镇登记失业率控制在4%以内，新增高标准农田2.8万亩，"
    "建成公办幼儿园12所，改造老旧小区36个，惠及居民8500户。基层治理体系更加健全，网格化管理实现全覆盖，"
    "人民群众的获得感、幸福感、安全感不断增强，社会大局保持和谐稳定，为全面建设社会主义现代化新征程奠定了坚实的基础。"
)
CAPTION = "“十四五”经济社会发展主要指标"
HEADING = ["分类", "指标", "2020年完成数", "2025年目标", "年均增长", "指标属性"]
GROUPS: list[tuple[str, list[list[str]]]] = [
    (
        "经济强",
        [
            ["地区生产总值（亿元）", "653", "950", "7.5%左右", "预期性"],
            ["研发经费支出占地区生产总值比重（%）", "1.7", "2.5", "〔0.8〕", "预期性"],
        ],
    ),
    (
        "环境美",
        [
            ["森林覆盖率（%）", "20.1", "22", "〔1.9〕", "约束性"],
            ["地表水优良比例（%）", "87.5", ">80", "—", "约束性"],
            ["单位地区生产总值能耗降低（%）", "—", "完成下达任务", "—", "约束性"],
        ],
    ),
]
CHAPTER = "第一章 总体要求"
LAST = "到2025年，常住人口城镇化率达到65%。"

EXPECTED = [
    ("经济强", "地区生产总值", "亿元", 2020, 653, 2025, 950, "7.5%左右", "expected"),
    ("经济强", "研发经费支出占地区生产总值比重", "%", 2020, 1.7, 2025, 2.5, "〔0.8〕", "expected"),
    ("环境美", "森林覆盖率", "%", 2020, 20.1, 2025, 22, "〔1.9〕", "binding"),
    ("环境美", "地表水优良比例", "%", 2020, 87.5, 2025, 80, "—", "binding"),
    ("环境美", "单位地区生产总值能耗降低", "%", 2020, None, 2025, None, "—", "binding"),
]


def plan_text() -> str:
    rows = ["\t".join(HEADING)]
    for category, members in GROUPS:
        rows += ["\t".join([category if not place else "", *row]) for place, row in enumerate(members)]
    return "\n".join([TITLE, PROSE, CAPTION, *rows, CHAPTER, LAST])


def plan_html() -> str:
    cell = "<td{}><p><span style='font-size: 14px'>{}</span></p></td>"
    rows = ["<tr>" + "".join(f"<th>{html.escape(title)}</th>" for title in HEADING) + "</tr>"]
    for category, members in GROUPS:
        for place, row in enumerate(members):
            first = cell.format(f" rowspan='{len(members)}'", "<br>".join(category)) if not place else ""
            rows.append(f"<tr>{first}{''.join(cell.format('', html.escape(text)) for text in row)}</tr>")
    return (
        "<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>首页</title><style>p {color: red}</style></head>\n<body>"
        f"<nav>首页 > 公开</nav><script>var a = '2019年完成15亿元';</script>\n<h1>{TITLE}</h1>\n  <p>&emsp;&emsp;{PROSE}</p>"
        f"<p>{CAPTION}</p><table>{''.join(rows)}</table><p>{CHAPTER}</p><div>{LAST}</div></body></html>"
    )


def plan_docx() -> bytes:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(PROSE)
    document.add_paragraph(CAPTION)
    table = document.add_table(1 + sum(len(members) for _, members in GROUPS), len(HEADING))
    for column, title in enumerate(HEADING):
        table.cell(0, column).text = title
    number = 1
    for category, members in GROUPS:
        table.cell(number, 0).merge(table.cell(number + len(members) - 1, 0)).text = category
        for row in members:
            for column, text in enumerate(row, 1):
                table.cell(number, column).text = text
            number += 1
    document.add_paragraph(CHAPTER)
    document.add_paragraph(LAST)
    return saved(document)


def plan_pdf(encrypt: pdfencrypt.StandardEncryption | None = None) -> bytes:
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    rows, number = [HEADING], 1
    style: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 8)]
    for category, members in GROUPS:
        rows += [["\n".join(category) if not place else "", *row] for place, row in enumerate(members)]
        style.append(("SPAN", (0, number), (0, number + len(members) - 1)))
        number += len(members)
    buffer = io.BytesIO()
    story = [Paragraph(text, body) for text in (TITLE, PROSE, CAPTION)]
    story += [Table(rows, style=style), *(Paragraph(text, body) for text in (CHAPTER, LAST))]
    SimpleDocTemplate(buffer, encrypt=encrypt, invariant=True).build(story)
    return buffer.getvalue()


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PLANS: dict[str, Callable[[], bytes]] = {
    "utf-8": lambda: plan_text().encode(),
    "html utf-8": lambda: plan_html().encode(),
    "html gb18030": lambda: plan_html().replace("'utf-8'", "'gb2312'").encode("gb18030"),
    "html utf-16-le": lambda: plan_html().encode("utf-16"),
    "docx": plan_docx,
    "pdf": plan_pdf,
}


@pytest.mark.parametrize("encoding", PLANS)
def test_a_plan_gives_the_same_in_every_format(encoding: str) -> None:
    data = PLANS[encoding]()
    decoded = read_text(data)
    assert decoded.encoding == encoding
    assert decoded == read_text(data)
    text = repair(decoded.text)
    structure = read_structure(text)
    found = [
        (row.category, row.name, row.unit, row.base_year, row.base_value, row.target_year, row.target_value,
         row.growth_text, row.nature)
        for row in structure.indicators
    ]  # fmt: skip
    assert found == EXPECTED
    assert PROSE in text.text
    assert {"首页", "red", "2019年"}.isdisjoint(decoded.text.split("\n"))
    quantities, _ = find_quantities(text, structure)
    table = text.text.index(CAPTION)
    printed = [(quantity.value, quantity.unit) for quantity in quantities if quantity.start < table]
    assert printed == [(653, "亿元"), (4, "%"), (2.8, "万亩"), (12, "所"), (36, "个"), (8500, "户")]


def figures(text_of_document: str) -> list[tuple[float | None, str | None, str]]:
    text = repair(text_of_document)
    found, _ = find_quantities(text, read_structure(text))
    return [(quantity.value, quantity.unit, quantity.subject) for quantity in found]


def assignments(text_of_document: str) -> list[tuple[Any, ...]]:
    text = repair(text_of_document)
    return [
        (task.number_text, text.text[task.start : task.end], [(party.role, party.name) for party in task.parties])
        for task in read_structure(text).tasks
    ]


def as_html(text: str) -> bytes:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<html><meta charset=utf-8><body><div id=zoom>{paragraphs}</div></body></html>".encode()


def as_docx(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return saved(document)


DOCUMENTS = [
    "haizhou-2022-key-tasks",
    "haizhou-14th-plan-outline",
    "haizhou-governance-article-hans",
    "haizhou-governance-article-hant",
]


def as_pdf(text: str, indent: int = 24) -> bytes:
    """Pages with wrapped lines and page marks; a font of the reader sets the characters."""
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=indent, wordWrap="CJK")

    def set_mark(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(300, 30, f"— {document.page} —")

    buffer = io.BytesIO()
    story = [Paragraph(html.escape(line.strip()), body) for line in text.splitlines() if line.strip()]
    SimpleDocTemplate(buffer, invariant=True).build(story, onFirstPage=set_mark, onLaterPages=set_mark)
    return buffer.getvalue()


@pytest.mark.parametrize("wrap", [as_html, as_docx])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_raw_document_gives_the_same_as_html_and_docx(raw: Path, name: str, wrap: Callable[[str], bytes]) -> None:
    text = (raw / f"{name}.txt").read_bytes().decode("utf-8")
    other = read_text(wrap(text)).text
    expected = figures(text)
    assert len(expected) > 20
    assert figures(other) == expected
    assert assignments(other) == assignments(text)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS[:2])
def test_the_lines_and_pages_of_a_pdf_are_joined_to_paragraphs(raw: Path, name: str) -> None:
    text = (raw / f"{name}.txt").read_bytes().decode("utf-8").replace("·", "")  # the font has no such sign
    other = read_text(as_pdf(text)).text
    assert "— 1 —" in other
    assert figures(other) == figures(text)
    assert assignments(other) == assignments(text)


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


def test_plain_text_stays_as_it_is() -> None:
    text = "<关于印发的通知>\n增速<5%，<html>是标签。\tPK"
    assert (read_text(text.encode()).text, read_text(text.encode()).encoding) == (text, "utf-8")


@pytest.mark.parametrize(("declared", "encoding"), [("big5", "big5"), ("GBK", "gb18030"), ("utf-8", "gb18030")])
def test_the_declared_encoding(declared: str, encoding: str) -> None:
    """A page of much markup shows no Chinese in its first characters; a wrong declaration is corrected."""
    script = "" if declared == "utf-8" else f"<script>{'a' * 30_000}</script>"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}">{script}<p>政府的工作在年內'
    decoded = read_text(page.encode(encoding))
    assert (decoded.text, decoded.encoding) == ("政府的工作在年內", f"html {encoding}")


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


def docx_of(*paragraphs: str, **parts: Sequence[str]) -> str:
    """The text of a document whose body is given as XML; ``numbering`` likewise."""
    document = Document()
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for paragraph in paragraphs:
        body.append(parse_xml(paragraph.replace(">", f" {nsdecls('w')}>", 1)))
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for entry in parts.get("numbering", ()):
        numbering.append(parse_xml(entry.replace(">", f" {nsdecls('w')}>", 1)))
    return read_text(saved(document)).text


def numbered(text: str, level: int, number: int = 1) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_automatic_numbers() -> None:
    forms = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("bullet", "")]
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(forms)
    )
    text = docx_of(
        numbered("总体要求", 0),
        numbered("指导思想", 1),
        numbered("基本原则", 1),
        numbered("坚持创新", 2),
        numbered("要点", 3),
        "<w:p><w:r><w:t>正文</w:t></w:r></w:p>",
        numbered("主要任务", 0),
        numbered("发展产业", 1),
        numbered("附则", 0, 2),
        numbered("没有编号", 0, 0),
        numbering=[
            f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>',
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
            '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
            "</w:lvlOverride></w:num>",
        ],
    )
    assert text.split("\n") == [
        "一、总体要求", "（一）指导思想", "（二）基本原则", "1. 坚持创新", "要点", "正文", "二、主要任务", "（一）发展产业",
        "一、附则", "没有编号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "ideographDigital", "一二"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "decimalFullWidth", "７"),
        (7, "unheard", "7"),
    ],
)
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    assert write_number(number, form) == written


def test_what_word_shows_and_what_it_does_not() -> None:
    text = docx_of(
        "<w:p><w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>所</w:t><w:tab/><w:t>学校</w:t><w:br/><w:t>下行</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert text == "新建12所\t学校\n下行\n链接\n框\n控件"


def picture_pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(2):
        canvas.drawInlineImage(_picture(), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _picture() -> Any:
    from PIL import Image

    return Image.new("L", (20, 20), 200)


def packed(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def stream_pdf(unpacked: int) -> bytes:
    return b"%PDF-1.4\n1 0 obj\nstream\n" + zlib.compress(bytes(unpacked)) + b"\nendstream\nendobj\n"


def entity_docx() -> bytes:
    """An entity that grows tenfold in each of nine steps."""
    steps = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plan_docx())) as given, zipfile.ZipFile(buffer, "w") as package:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == "word/document.xml":
                begin, end = content.split(b"<w:document", 1)
                end = end.replace(PROSE.encode(), b"&a9;")
                content = begin + f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{steps}]>'.encode() + b"<w:document" + end
            package.writestr(entry, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (picture_pdf, ["no text layer", "pages 1 to 2", "recognise"]),
        (lambda: plan_pdf(pdfencrypt.StandardEncryption("secret")), ["encrypted", "without its password"]),
        (lambda: plan_pdf()[:700], ["PDF", "damaged", "fetch"]),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, ["PDF", "damaged", "fetch"]),
        (lambda: stream_pdf(200 * 2**20), ["byte 24", "unpacks to more than"]),
        (lambda: plan_docx()[:9000], ["ZIP", "damaged", "fetch"]),
        (lambda: packed(word__document=b"<w:document"), ["DOCX", "damaged", "save it again"]),
        (lambda: packed(**{"word__document.xml": bytes(200 * 2**20)}), ["unpacks to", "split it"]),
        (lambda: packed(**{"xl__workbook.xml": b"<x/>"}), ["spreadsheet", "as text"]),
        (lambda: packed(**{"OFD.xml": b"<x/>"}), ["OFD", "save it as PDF"]),
        (lambda: packed(readme=b"x"), ["ZIP archive", "unpack it"]),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["old kind", "save it as DOCX"]),
        (lambda: b"{\\rtf1\\ansi abc}", ["RTF", "save it as DOCX"]),
        (lambda: b"<html><head><title>x</title></head><body><script>load()</script></body>", ["no text", "supply its text"]),
        (lambda: b"<html><body>" + b"<div>" * 100_000 + b"x", ["nested too deep", "line 1"]),
    ],
    ids=["pictures", "password", "cut PDF", "broken PDF", "PDF bomb", "cut DOCX", "broken DOCX", "ZIP bomb", "XLSX", "OFD",
         "ZIP", "DOC", "RTF", "empty page", "deep page"],
)  # fmt: skip
def test_refused_with_cause_and_remedy(make: Callable[[], bytes], words: list[str]) -> None:
    with pytest.raises(UnreadableText) as refused:
        read_text(make())
    for word in words:
        assert word in str(refused.value)


def test_entities_are_not_expanded() -> None:
    with suppress(UnreadableText):
        assert len(read_text(entity_docx()).text) < 10_000


@given(st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<p></p>"]), st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(begin: bytes, data: bytes) -> None:
    with suppress(UnreadableText):
        assert read_text(begin + data).text.strip()


def test_documents_of_every_format_give_rows() -> None:
    source = Source("plan", "plan.txt")
    text = parse_document(plan_text().encode(), source).rows
    for encoding in ("html utf-8", "docx", "pdf"):
        rows = parse_document(PLANS[encoding](), source).rows
        assert rows["documents"][0]["text"] == read_text(PLANS[encoding]()).text
        assert [row["name"] for row in rows["indicators"]] == [row["name"] for row in text["indicators"]]


def test_plain_text_loads_no_other_reader() -> None:
    code = (
        "import sys; from pipelines.formats.read import read_text; read_text('全区的工作'.encode()); "
        "print([name for name in ('lxml', 'docx', 'pdfplumber', 'pdfminer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
