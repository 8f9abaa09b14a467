"""The text of a web page: a line a block, the rows of tables with their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipelines.formats.grid import MOST_COLUMNS, Cell, table_lines
from pipelines.text.decoding import UnreadableText

DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}(?P<name>[A-Za-z0-9_-]{3,20})""")

BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
figure form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody
td tfoot th thead tr ul
"""
LEFT_OUT_NAMES = """
applet audio button canvas datalist footer head iframe input math nav noframes noscript object rp rt script
select style svg template textarea video
"""
"""What is no text of the document: programs, controls, the links and the imprint of the site."""
BLOCKS = frozenset(BLOCK_NAMES.split())
LEFT_OUT = frozenset(LEFT_OUT_NAMES.split())
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
BLANK = re.compile(r"[ \t\n\r\f]+")
BLANKS = re.compile(r" {2,}")


def declared_encoding(head: bytes) -> str | None:
    """The encoding that the page's head declares; the GB names mean GB18030, which holds them all."""
    found = DECLARED.search(head)
    if found is None:
        return None
    name = found["name"].decode().lower()
    return "gb18030" if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "gb2312-80") else name


def read_html(markup: str) -> str:
    """The text of a page; raises :class:`UnreadableText` where elements are nested without end."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableText(f"the page cannot be read as HTML ({error}): save its text") from None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise UnreadableText(f"line {entry.line}: elements are nested too deep for a page: save its text")
    return "" if root is None else _Page().read(root)


@dataclass(slots=True)
class _Flow:
    """Lines being written: those of the page, or of a cell."""

    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    holds_table: bool = False

    def add(self, text: str, *, keep_blanks: bool) -> None:
        if not keep_blanks:
            self.pieces.append(BLANK.sub(" ", text))
            return
        first, *rest = text.split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(keep_blanks=True)
            self.pieces.append(line)

    def end_line(self, *, keep_blanks: bool = False) -> None:
        if not self.pieces:
            return
        line = "".join(self.pieces)
        self.pieces.clear()
        if not keep_blanks:
            line = BLANKS.sub(" ", line).strip(" ")
        if line.strip():
            self.lines.append(line)


@dataclass(slots=True)
class _Table:
    """A table being read: its cells, the place of the next one, and down to which row each column is taken."""

    cells: list[Cell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0

    def begin_cell(self, rows: int, columns: int) -> None:
        self.row = max(self.row, 0)
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        self.cells.append(Cell(self.row, self.column, rows, columns))
        if rows > 1 and self.column < MOST_COLUMNS:
            for column in range(self.column, self.column + columns):
                self.taken[column] = self.row + rows - 1
        self.column += columns


class _Page:
    """Walks the elements of a page in their order."""

    def __init__(self) -> None:
        self.flows = [_Flow()]
        self.tables: list[_Table] = []
        self.open_cells: list[Cell] = []
        self.preserved = 0

    def read(self, root: etree._Element) -> str:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if _is_left_out(element):
                    walk.skip_subtree()
                else:
                    self._begin(element, tag)
                    self._add(element.text)
            else:
                if not _is_left_out(element):
                    self._end(tag)
                self._add(element.tail)
        self.flows[0].end_line()
        return "\n".join(self.flows[0].lines)

    def _add(self, text: str | None) -> None:
        if text:
            self.flows[-1].add(text, keep_blanks=self.preserved > 0)

    def _begin(self, element: etree._Element, tag: str) -> None:
        flow = self.flows[-1]
        if tag in BLOCKS or tag == "br":
            flow.end_line(keep_blanks=self.preserved > 0)
        if tag == "pre":
            self.preserved += 1
        elif tag == "table":
            flow.holds_table = True
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in ("td", "th") and self.tables:
            columns = min(max(_number(element, "colspan"), 1), MOST_COLUMNS)
            rows = _number(element, "rowspan")
            self.tables[-1].begin_cell(rows if rows > 0 else 65534, columns)  # 0: down to the end of the table
            self.open_cells.append(self.tables[-1].cells[-1])
            self.flows.append(_Flow())

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flows[-1].end_line(keep_blanks=self.preserved > 0)
        if tag == "pre":
            self.preserved -= 1
        elif tag == "table":
            lines = table_lines(self.tables.pop().cells)
            self.flows[-1].lines += lines
        elif tag in ("td", "th") and self.tables:
            flow = self.flows.pop()
            cell = self.open_cells.pop()
            cell.lines, cell.holds_table = flow.lines, flow.holds_table


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in LEFT_OUT:
        return True
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and HIDDEN.search(style) is not None)


def _number(element: etree._Element, name: str) -> int:
    """A span as written; 1 where none is."""
    value = (element.get(name) or "1").strip()
    return min(int(value), 65534) if value.isascii() and value.isdigit() and len(value) < 8 else 1
