"""What a document lacks that was kept all the same: a plan its table, a notice its end, a text some characters.

Each is a row of ``source_defects`` at the place where the loss shows, with what to do; `xianzhi build` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.quantities.model import Quantity, SkippedNumber
from pipelines.records.accounts import DIGITS
from pipelines.structure.model import Defect, Structure
from pipelines.text.repaired import RepairedText

LOST = "\ufffd"
REPLACED = re.compile("\ufffd+")
OUTLINE = re.compile("国民经济和社会发展.*(?:规划|纲要)")
"""Plans of this title have a table of main indicators by the rules for them; plans of a single field need not."""
TABLE_ANNOUNCED = re.compile(r"主要(?:目标)?指标(?:如下|见|详见|一览表|[（(]?(?:见|详见)?[附下]?表|$)", re.MULTILINE)
GOALS = re.compile("目标|指标")

BRACKETS = ("（）", "()", "〔〕", "【】", "《》")
ENDED = re.compile(r"[。！？!?；;…：:）)】〕》”’.]$")
SENTENCE_END = re.compile("[。！？!?]")
INSIDE_SENTENCE = re.compile("[，、；]")
BEHIND_THE_TEXT = re.compile(r"[^，。；、]{0,12}[：:]")
"""How a line begins that no sentence has to end: 责任单位：县财政局、残联; 来源：……."""
SHORTEST = 24
"""A shorter line behind the last full stop is a note of the page: 下载云上荆州app，阅读体验更佳."""
LONGEST_CELL = 40
NOTE = re.compile("注|备注|说明|[（(〔]?注|数据来源")
COLUMNS = ("base_text", "target_text", "growth_text", "nature")
NUMERAL_END = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿．.]$")

FEWEST_TASKS = 3

FETCH = "fetch the document again"


def missing_parts(text: RepairedText, structure: Structure, cut_bytes: int = 0) -> list[Defect]:
    """The defects of a document that lacks something; ``cut_bytes`` are those of a character in which its file ends."""
    found = [
        Defect("characters_lost", f"bytes that are no text stand as U+FFFD, the rest is read; {FETCH}", *place.span())
        for place in REPLACED.finditer(text.text)
    ]
    end = len(text.text)
    if cut_bytes and end:
        treatment = f"the file ends inside a character, of which no more than {cut_bytes} bytes are there; {FETCH}"
        found.append(Defect("character_cut", treatment, end - 1, end))
    if structure.genre == "plan":
        found += _table(text, structure)
    if not any(defect.kind == "table_cut" for defect in found):
        found += _ending(text, structure)
    if structure.genre == "task_notice":
        found += _last_task(structure)
    return found


def whole(
    found: Sequence[Quantity], skipped: Sequence[SkippedNumber], text: RepairedText
) -> tuple[list[Quantity], list[SkippedNumber]]:
    """The quantities whose number is whole, and the numbers that are no quantity with those that are not: beside
    characters that were lost (6\ufffd3亿元), or at the end of a text that ends in it."""
    damaged = [quantity for quantity in found[-1:] if _ends_in(quantity, text)]
    if LOST in text.match:
        damaged += [q for q in found if LOST in text.match[max(0, q.start - 1) : q.end + 1] and q not in damaged]
    if not damaged:
        return list(found), list(skipped)
    digits = [run.span() for quantity in damaged for run in DIGITS.finditer(text.text, quantity.start, quantity.end)]
    left = [SkippedNumber(start, end, "damaged") for start, end in digits]
    return [quantity for quantity in found if quantity not in damaged], sorted([*skipped, *left])


def _ends_in(quantity: Quantity, text: RepairedText) -> bool:
    return quantity.end == len(text.match) and NUMERAL_END.search(text.match) is not None


def _table(text: RepairedText, structure: Structure) -> list[Defect]:
    if structure.indicators:
        return _last_row(text, structure)
    announced = next((found.span() for found in TABLE_ANNOUNCED.finditer(text.match)), None)
    if announced is None and not OUTLINE.search(structure.value("title") or ""):
        return []
    headings = [(entry.heading_start, entry.heading_end) for entry in structure.sections if GOALS.search(entry.title)]
    titles = [(entry.start, entry.end) for entry in structure.fields if entry.name == "title"]
    start, end = announced or next(iter([*headings, *titles]), (0, 1))
    treatment = "no table of main indicators (主要指标) was found; the rest is read; supply the text with its table"
    return [Defect("table_lost", treatment, start, end)]


def _last_row(text: RepairedText, structure: Structure) -> list[Defect]:
    """The row in which a text ends that ends in its table: cells are missing, or a name stands alone behind it."""
    *others, last = structure.indicators
    rest = text.match[last.end :].strip()
    if len(rest) > LONGEST_CELL or SENTENCE_END.search(rest) or NOTE.match(rest):
        return []
    lacking = [name for name in COLUMNS if getattr(last, name) is None and all(getattr(row, name) for row in others)]
    if not rest and not (lacking and others):
        return []
    treatment = f"the text ends inside a row of the table of indicators; the rows above are read; {FETCH}"
    end = len(text.match.rstrip())
    return [Defect("table_cut", treatment, end - len(rest) if rest else last.start, end)]


def _ending(text: RepairedText, structure: Structure) -> list[Defect]:
    """The last words, where the text ends inside a bracket or a sentence."""
    passage = structure.passages[-1] if structure.passages else None
    if passage is None or passage.kind in ("metadata", "indicator_table") or ENDED.search(text.match.rstrip()):
        return []
    end = len(text.match.rstrip())
    start = max(text.match.rfind("\n", 0, end) + 1, end - 400)
    line = text.match[start:end]
    words = SENTENCE_END.split(line)[-1]
    open_ = [pair for pair in BRACKETS if words.rfind(pair[0]) > words.rfind(pair[1])]
    if open_:
        where = "bracket"
    elif passage.kind == "heading":
        where = "part that has no more than its heading"
    else:
        long_enough = len(words) >= SHORTEST or passage.kind == "task" or NUMERAL_END.search(words)
        if not long_enough or not INSIDE_SENTENCE.search(words) or BEHIND_THE_TEXT.match(words):
            return []
        where = "sentence"
    treatment = f"the text ends inside a {where}; what is there is read; {FETCH}"
    return [Defect("text_cut", treatment, max(end - 10, start), end)]


def _last_task(structure: Structure) -> list[Defect]:
    """The last task, where it alone says nothing of who answers for it."""
    if len(structure.tasks) <= FEWEST_TASKS:
        return []
    *others, last = structure.tasks
    if last.parties or not all(task.parties for task in others):
        return []
    treatment = f"the last task names no one who answers for it, as all others do; it is kept; {FETCH}"
    return [Defect("responsibilities_lost", treatment, last.start, last.end)]
