"""DOCX: automatic numbers, and what Word shows of a document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipelines.formats.docx_numbering import write_number
from pipelines.formats.read import read_text
from tests.plans import saved


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
