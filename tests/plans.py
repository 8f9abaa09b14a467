"""One plan written as plain text, HTML, DOCX and PDF."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from typing import Any

from docx import Document
from reportlab.lib import pdfencrypt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

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
