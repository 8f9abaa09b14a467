"""HTML, DOCX and PDF give what the same document gives as plain text."""

from __future__ import annotations

import html
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from pipelines.formats.read import read_text
from pipelines.quantities.find import find_quantities
from pipelines.records.parse import parse_document
from pipelines.sources import Source
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.plans import CAPTION, FONT, PLANS, PROSE, plan_text, saved
from tests.reading import assignments

EXPECTED = [
    ("经济强", "地区生产总值", "亿元", 2020, 653, 2025, 950, "7.5%左右", "expected"),
    ("经济强", "研发经费支出占地区生产总值比重", "%", 2020, 1.7, 2025, 2.5, "〔0.8〕", "expected"),
    ("环境美", "森林覆盖率", "%", 2020, 20.1, 2025, 22, "〔1.9〕", "binding"),
    ("环境美", "地表水优良比例", "%", 2020, 87.5, 2025, 80, "—", "binding"),
    ("环境美", "单位地区生产总值能耗降低", "%", 2020, None, 2025, None, "—", "binding"),
]


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


def test_documents_of_every_format_give_rows() -> None:
    source = Source("plan", "plan.txt")
    text = parse_document(plan_text().encode(), source).rows
    for encoding in ("html utf-8", "docx", "pdf"):
        rows = parse_document(PLANS[encoding](), source).rows
        assert rows["documents"][0]["text"] == read_text(PLANS[encoding]()).text
        assert [row["name"] for row in rows["indicators"]] == [row["name"] for row in text["indicators"]]


def test_plain_text_stays_as_it_is() -> None:
    text = "<关于印发的通知>\n增速<5%，<html>是标签。\tPK"
    assert (read_text(text.encode()).text, read_text(text.encode()).encoding) == (text, "utf-8")


def test_plain_text_loads_no_other_reader() -> None:
    code = (
        "import sys; from pipelines.formats.read import read_text; read_text('全区的工作'.encode()); "
        "print([name for name in ('lxml', 'docx', 'pdfplumber', 'pdfminer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


DOCUMENTS = [
    "haizhou-2022-key-tasks",
    "haizhou-14th-plan-outline",
    "haizhou-governance-article-hans",
    "haizhou-governance-article-hant",
]


def figures(text_of_document: str) -> list[tuple[float | None, str | None, str]]:
    text = repair(text_of_document)
    found, _ = find_quantities(text, read_structure(text))
    return [(quantity.value, quantity.unit, quantity.subject) for quantity in found]


def as_html(text: str) -> bytes:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<html><meta charset=utf-8><body><div id=zoom>{paragraphs}</div></body></html>".encode()


def as_docx(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return saved(document)


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
