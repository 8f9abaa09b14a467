"""Documents that are refused, each with cause and remedy."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from pipelines.formats.read import read_text
from pipelines.text.decoding import UnreadableText
from tests.plans import PROSE, plan_docx, plan_pdf


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
