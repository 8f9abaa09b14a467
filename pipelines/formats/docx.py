"""The text of a Word document: its paragraphs and tables in their order, with automatic numbers.

Headers and footers (page numbers), comments, deleted and hidden text are left out; text boxes follow the paragraph they
are anchored in, footnotes stand at the end.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from pipelines.formats.docx_names import W, attribute, is_on, number
from pipelines.formats.docx_numbering import Numbering
from pipelines.formats.grid import MOST_COLUMNS, Cell, table_lines
from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText

MAXIMUM_UNPACKED = 4 * MAXIMUM_BYTES
"""All parts together; a plan of 1 MB of text comes to about 20 MB of XML, the rest is for pictures."""

OTHER_KINDS = {
    "xl/workbook.xml": "a spreadsheet (XLSX): save its sheets as text",
    "ppt/presentation.xml": "a presentation (PPTX): save it as PDF",
    "OFD.xml": "an OFD: save it as PDF",
    "content.xml": "an OpenDocument text (ODT): save it as DOCX",
}
"""Parts that tell what other files packed as ZIP are, and what to do."""

MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXTS = frozenset([f"{W}t", MATH_TEXT])
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
LEFT_OUT = frozenset([f"{W}pPr", f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}footnoteRef", FALLBACK])
WRAPPERS = frozenset(
    [f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")]
    + [FALLBACK.replace("Fallback", name) for name in ("AlternateContent", "Choice")]
)


def read_docx(data: bytes) -> str:
    """The text of a DOCX; raises :class:`UnreadableText` where it is damaged, too large or of another kind."""
    _check_parts(data)
    try:
        text = _Text(Document(io.BytesIO(data)).part)
    except Exception as error:  # the libraries raise whatever a damage makes them stumble over
        raise UnreadableText(
            f"the DOCX file is damaged ({type(error).__name__}: {str(error)[:120]}): "
            "open it in an office program and save it again, or fetch the document again"
        ) from None
    return "\n".join(text.lines())


def _check_parts(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry.filename: entry.file_size for entry in package.infolist()}
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadableText(f"the ZIP (DOCX) file is damaged ({error}): fetch the document again") from None
    unpacked = sum(parts.values())
    if unpacked > MAXIMUM_UNPACKED:
        raise UnreadableText(
            f"the file unpacks to {unpacked:,} bytes, more than the {MAXIMUM_UNPACKED:,} a document may have: "
            "split it or leave its pictures out"
        )
    if not any(name.startswith("word/") for name in parts):
        kind = next((what for name, what in OTHER_KINDS.items() if name in parts), "a ZIP archive: unpack it")
        raise UnreadableText(f"the file is {kind}")


class _Text:
    """Writes the text of a document part."""

    def __init__(self, part: Any) -> None:
        self.part = part
        numbering = _related(part, RELATIONSHIP_TYPE.NUMBERING)
        styles = _related(part, RELATIONSHIP_TYPE.STYLES)
        self.numbering = Numbering(_xml(numbering), _xml(styles))
        self.notes = _xml(_related(part, RELATIONSHIP_TYPE.FOOTNOTES))

    def lines(self) -> list[str]:
        body = self.part.element.find(f"{W}body")
        lines = list(self._blocks(body)) if body is not None else []
        for note in self.notes.findall(f"{W}footnote") if self.notes is not None else ():
            if attribute(note, "type") in (None, "normal"):
                lines += self._blocks(note)
        return lines

    def _blocks(self, container: etree._Element) -> Iterator[str]:
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from table_lines(self._cells(child))
            elif child.tag in WRAPPERS:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        pieces = [self.numbering.label(paragraph)]
        boxes: list[etree._Element] = []
        _collect(paragraph, pieces, boxes)
        for line in "".join(pieces).split("\n"):
            if line.strip():
                yield line.rstrip()
        for box in boxes:
            yield from self._blocks(box)

    def _cells(self, table: etree._Element) -> list[Cell]:
        cells: list[Cell] = []
        above: dict[int, Cell] = {}
        for row, element in enumerate(_inside(table, f"{W}tr")):
            before = element.find(f"{W}trPr/{W}gridBefore")
            column = min(number(attribute(before, "val"), 0), MOST_COLUMNS) if before is not None else 0
            for given in _inside(element, f"{W}tc"):
                properties = given.find(f"{W}tcPr")
                span = properties.find(f"{W}gridSpan") if properties is not None else None
                columns = min(max(number(attribute(span, "val"), 1), 1), MOST_COLUMNS) if span is not None else 1
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                upper = above.get(column)
                if merged is not None and attribute(merged, "val") != "restart" and upper is not None:
                    upper.rows = row - upper.row + 1
                else:
                    lines = list(self._blocks(given))
                    cell = Cell(row, column, 1, columns, lines, given.find(f".//{W}tbl") is not None)
                    cells.append(cell)
                    above[column] = cell
                column += columns
        return cells


def _inside(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, those in content controls too."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag)


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        if child.tag in TEXTS:
            pieces.append(child.text or "")
        elif child.tag in CHARACTERS:
            pieces.append(CHARACTERS[child.tag])
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag in LEFT_OUT or (child.tag == f"{W}r" and is_on(child.find(f"{W}rPr/{W}vanish"))):
            continue
        else:
            _collect(child, pieces, boxes)


def _related(part: Any, kind: str) -> Part | None:
    try:
        related: Part = part.part_related_by(kind)
    except KeyError:
        return None
    return related


def _xml(part: Part | None) -> etree._Element | None:
    """The root of a part; python-docx parses some parts itself and hands others on as bytes."""
    if part is None:
        return None
    element = getattr(part, "element", None)
    if element is not None:
        return element
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
