"""The text of a PDF with a text layer: its lines in reading order, the rows of ruled tables with their cells."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.text import extract_text

from pipelines.formats.grid import Cell, table_lines
from pipelines.text.decoding import MAXIMUM_BYTES, UnreadableText
from pipelines.text.wrapping import PARAGRAPH_BEGINS

MAXIMUM_PAGES = 2000
MAXIMUM_UNPACKED = 4 * MAXIMUM_BYTES
"""Of one stream: a page's drawing or a font; more is a bomb."""

STREAM = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
PAGE_MARK = re.compile(r"[—–－·\s-]{0,4}(?:第\s?)?[0-9０-９]{1,4}[^0-9０-９]{0,6}(?:[0-9０-９]{1,4}\s?页)?")
LATIN = re.compile(r"[A-Za-z0-9]")
UNMAPPED = re.compile(r"\(cid:\d+\)")
WORD_GAP = 0.25
"""Of the size of the letters: a wider gap is a blank."""
FULL = 0.85
"""Of the widest line, from which a line is full: marks that may not begin a line make the one before it shorter."""
FEWEST_CHARACTERS = 10
"""Of a page, below which it has no text layer, only a page number or a stamp."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> str:
    """The text of a PDF; raises :class:`UnreadableText` where it is encrypted, damaged or only pictures.

    A line stands as many full-width blanks to the right as it is indented; where paragraphs are indented, their lines
    are joined. Radicals that fonts give instead of the
    characters written with them (⼯ for 工) are put right, letter for letter.
    """
    _check_streams(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = document.pages
            if len(pages) > MAXIMUM_PAGES:
                raise UnreadableText(f"the PDF has {len(pages):,} pages, more than {MAXIMUM_PAGES:,}: split it")
            read: list[list[_Line]] = []
            pictures: list[int] = []
            for number, page in enumerate(pages, 1):
                lines = _page_lines(page)
                if sum(len(line.text) for line in lines) < FEWEST_CHARACTERS and page.images:
                    pictures.append(number)
                read.append(lines)
                page.close()
    except UnreadableText:
        raise
    except Exception as error:  # the library raises whatever a damage makes it stumble over
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.__context__, PDFPasswordIncorrect):
            raise UnreadableText("the PDF is encrypted: save it without its password") from None
        raise UnreadableText(
            f"the PDF is damaged ({type(error).__name__}: {str(error)[:120]}): fetch the document again"
        ) from None
    text = "\n".join(_joined(read))
    if not text.strip() or len(pictures) * 2 > len(read):
        where = f"pages {pictures[0]} to {pictures[-1]}" if len(pictures) > 1 else f"page {(*pictures, 1)[0]}"
        raise UnreadableText(f"the PDF has no text layer ({where} hold pictures of text): recognise and save its text")
    unmapped = UNMAPPED.findall(text)
    if len(unmapped) * 10 > len(UNMAPPED.sub("□", text)):
        raise UnreadableText("the PDF's fonts do not say which characters they draw: recognise and save its text")
    return text.translate(_radicals())


def _check_streams(data: bytes) -> None:
    """A few kilobytes of a stream can unpack to more than there is memory for."""
    end = 0
    for found in STREAM.finditer(data):
        if found.start() < end:
            continue
        end = data.find(b"endstream", found.end())
        end = end if end >= 0 else len(data)
        unpack, size, rest = zlib.decompressobj(), 0, data[found.end() : end]
        try:
            while rest and not unpack.eof:
                size += len(unpack.decompress(rest, 1 << 20))
                rest = unpack.unconsumed_tail
                if size > MAXIMUM_UNPACKED:
                    raise UnreadableText(
                        f"byte {found.end()}: a stream unpacks to more than {MAXIMUM_UNPACKED:,} bytes: save its text"
                    )
        except zlib.error:
            continue


@dataclass(slots=True)
class _Line:
    """A printed line, or a row of a table; ``indent`` in letters from the left margin of its page."""

    text: str
    is_row: bool = False
    indent: int = 0
    width: float = 0.0
    """From the left margin to the end of the line, in points."""
    is_page_mark: bool = False


def _page_lines(page: Page) -> list[_Line]:
    """The lines and rows of a page from top to bottom."""
    page = page.dedupe_chars()  # bold type made by printing twice
    tables = [table for table in page.find_tables() if _columns(table) > 1]
    outside = page.filter(lambda thing: not any(_lies_in(thing, table.bbox) for table in tables))
    printed = outside.extract_text_lines(x_tolerance_ratio=WORD_GAP)
    long = [line["x0"] for line in printed if len(line["text"]) >= FEWEST_CHARACTERS]
    left = min(long or [line["x0"] for line in printed], default=0.0)
    blocks = [(table.bbox[1], [_Line(row, True) for row in table_lines(_cells(page, table))]) for table in tables]
    for line in printed:
        size = median(char["size"] for char in line["chars"]) or 1.0
        indent = max(round((line["x0"] - left) / size), 0)
        is_mark = line is printed[-1] and PAGE_MARK.fullmatch(line["text"]) is not None
        blocks.append((line["top"], [_Line(line["text"], False, indent, line["x1"] - left, is_mark)]))
    blocks.sort(key=lambda block: block[0])
    return [line for _, lines in blocks for line in lines]


def _joined(pages: Sequence[Sequence[_Line]]) -> list[str]:
    """The paragraphs, where they are set off by an indent; else the lines as printed, which layout repair joins.

    The number of a page inside a paragraph comes behind it.
    """
    lines = [line for page in pages for line in page if not line.is_row and not line.is_page_mark]
    widths = [max((line.width for line in page if not line.is_row), default=0.0) for page in pages]
    usual = median(widths) if widths else 0.0
    set_off = sum(line.indent == 2 for line in lines) * 16 > len(lines)
    written: list[str] = []
    marks: list[str] = []
    goes_on = False
    for page, width in zip(pages, widths, strict=True):
        full = max(width, usual)
        for line in page:
            if line.is_page_mark and goes_on:
                marks.append(line.text)
                continue
            if goes_on and not line.is_row and line.indent == 0 and not _begins(written[-1], line.text):
                between = " " if LATIN.match(written[-1][-1]) and LATIN.match(line.text) else ""
                written[-1] += between + line.text
            else:
                written += marks
                marks.clear()
                written.append("\u3000" * line.indent + line.text)
            goes_on = set_off and not line.is_row and line.width >= full * FULL
    return written + marks


def _begins(before: str, text: str) -> bool:
    return before[-1] in "。！？；：" and PARAGRAPH_BEGINS.match(text) is not None


def _columns(table: Table) -> int:
    return len({cell[0] for cell in table.cells})


def _cells(page: Page, table: Table) -> list[Cell]:
    """The cells of a table; a cell spans the rows and columns that begin inside it."""
    lefts = sorted({cell[0] for cell in table.cells})
    tops = sorted({cell[1] for cell in table.cells})
    chars = [char for char in page.chars if _lies_in(char, table.bbox)]
    cells: list[Cell] = []
    for x0, top, x1, bottom in table.cells:
        inside = [char for char in chars if _lies_in(char, (x0, top, x1, bottom))]
        text = extract_text(inside, x_tolerance_ratio=WORD_GAP) if inside else ""
        rows = sum(top <= other < bottom for other in tops)
        columns = sum(x0 <= other < x1 for other in lefts)
        cells.append(Cell(tops.index(top), lefts.index(x0), rows, columns, text.split("\n") if text else []))
    return cells


def _lies_in(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a character lies in a box."""
    if thing.get("object_type") != "char":
        return False
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])


@cache
def _radicals() -> dict[int, str]:
    """Kangxi radicals and compatibility ideographs, and the characters they stand for."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))
    normal = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {code: text for code, text in normal.items() if text != chr(code)}
