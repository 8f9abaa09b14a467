"""Tell by its first bytes what a file is, and give its text.

Plain text goes to :mod:`pipelines.text.decoding` as it is. HTML, DOCX and PDF are read by a library each, loaded when
the first such file is met. The name of a file says nothing: pages are saved as ``.txt`` and texts as ``.html``.
"""

from __future__ import annotations

import re

from pipelines.text.decoding import CONTROL, DecodedText, UnreadableText, check_size, decode

HEAD = 4096
"""Bytes in which the signs of a format are looked for."""

PREFIX = rb"(?>\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<!--.*?-->|<\?xml[^>]*>)*"
HTML = re.compile(PREFIX + rb"<(?:!doctype\s+html|(?:html|head|body)[\s>])", re.IGNORECASE | re.DOTALL)
FRAGMENT = re.compile(
    PREFIX + rb"<(?P<tag>div|p|table|title|article|section|span|center|font|h[1-6]|ul|ol|script|style)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
"""A part of a page, where its first element is closed again: the content copied out of a site's frame."""

REFUSED = {
    b"\xd0\xcf\x11\xe0": "an Office file of the old kind (.doc, .wps) or with a password: save it as DOCX without one",
    b"{\\rtf": "rich text (RTF): save it as DOCX",
}
"""First bytes of formats that are not read, and what to do."""


def read_text(data: bytes) -> DecodedText:
    """The text of a document of any format that is read; the same bytes always give the same text.

    ``encoding`` names the format: ``utf-8``, ``html gb18030``, ``docx``, ``pdf``. Raises
    :class:`pipelines.text.decoding.UnreadableText` with place, cause and remedy.
    """
    begin = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"%PDF-"):
        check_size(data)
        from pipelines.formats.pdf import read_pdf

        return _checked(read_pdf(data), "pdf")
    if begin.startswith(b"PK\x03\x04"):
        check_size(data)
        from pipelines.formats.docx import read_docx

        return _checked(read_docx(data), "docx")
    for signature, cause in REFUSED.items():
        if begin.startswith(signature):
            raise UnreadableText(f"the file is {cause}")
    if b"<" in begin[:1] + data[:4] and is_html(data):
        from pipelines.formats.html import declared_encoding, read_html

        decoded = decode(data, declared_encoding(data[:HEAD]))
        return _checked(read_html(decoded.text), f"html {decoded.encoding}", decoded.truncated_bytes)
    return decode(data)


def is_html(data: bytes) -> bool:
    """Whether the file begins as a page or a part of one does; text in which a ``<`` occurs is text."""
    head = data[:HEAD].replace(b"\0", b"")  # UTF-16
    if HTML.match(head):
        return True
    found = FRAGMENT.match(head)
    return found is not None and b"</" + found["tag"].lower() in data.replace(b"\0", b"").lower()


def _checked(text: str, encoding: str, truncated_bytes: int = 0) -> DecodedText:
    """Leave out what is no character: fonts map ornaments to control codes, pages hold ``&#12;``."""
    text = CONTROL.sub("", text)
    if not text.strip():
        raise UnreadableText(
            f"the {encoding.split()[0].upper()} file holds no text (pictures, or a page that a script fills): "
            "supply its text"
        )
    return DecodedText(text, encoding, truncated_bytes)
