"""HTML, DOCX and PDF give what the same document gives as plain text."""

from __future__ import annotations

import html
import io
import json
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
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
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
    rows, style, number = [HEADING], [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 8)], 1
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


@pytest.mark.parametrize("wrap", [as_html, as_docx])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_raw_document_gives_the_same_as_html_and_docx(raw: Path, name: str, wrap: Callable[[str], bytes]) -> None:
    text = (raw / f"{name}.txt").read_bytes().decode("utf-8")
    other = read_text(wrap(text)).text
    expected = figures(text)
    assert len(expected) > 20
    assert figures(other) == expected
    assert assignments(other) == assignments(text)
