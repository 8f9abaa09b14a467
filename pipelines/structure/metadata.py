"""What a document says of itself: title, number, issuer, dates, publication, the years it governs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from pipelines.structure.dates import find_date
from pipelines.structure.front_matter import SALUTATION, FrontMatter
from pipelines.structure.lines import Line, clean, has_gap_before
from pipelines.structure.model import NARRATIVE, Genre, MetadataField
from pipelines.structure.periods import read_period
from pipelines.text.repaired import RepairedText

LABELS = {
    "索引号": "index_number",
    "发布机构": "issuer",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "发文机构": "issuer",
    "制发机关": "issuer",
    "公开主体": "issuer",
    "来源": "issuer",
    "信息来源": "issuer",
    "发文日期": "signed_on",
    "成文日期": "signed_on",
    "生成日期": "signed_on",
    "发布日期": "published_on",
    "发布时间": "published_on",
    "公开日期": "published_on",
    "日期": "published_on",
    "时间": "published_on",
    "标题": "title",
    "信息名称": "title",
    "名称": "title",
    "文号": "doc_number",
    "发文字号": "doc_number",
    "文件编号": "doc_number",
    "主题词": "",
    "主题分类": "",
    "组配分类": "",
    "体裁分类": "",
    "分类": "",
    "内容概述": "",
    "时效性": "",
    "时效": "",
    "有效性": "",
    "效力状态": "",
    "阅读次数": "",
    "浏览次数": "",
    "浏览量": "",
    "点击数": "",
    "字号": "",
    "字体": "",
    "作者": "",
    "责任编辑": "",
    "关键词": "",
    "分享": "",
    "打印": "",
    "信息索引": "index_number",
    "您当前的位置": "",
    "当前位置": "",
}
"""Labels of an information page and the field they give ("" for what is not kept)."""

LABEL = re.compile(f"(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})[：:/ 】]*")
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}(?:〔|\[|【|（)(?:19|20)[0-9]{2}(?:〕|\]|】|）)第?[0-9]{1,4}号")
NUMBER_AFTER_TITLE = re.compile(
    r"(?P<title>[^。；\n]{4,80}(?:通知|意见|规划|纲要|方案|决定|办法|批复|计划|公告|通报))"
    r"(?P<number>[\u4e00-\u9fff]{1,10}〔(?:19|20)[0-9]{2}〕第?[0-9]{1,4}号)"
)
INDEX_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z/\-—_.]{5,40}")
FULL_BODY = re.compile(r"[\u4e00-\u9fff（）]{0,30}(?:人民政府|委员会|国务院|办公[室厅]|[局厅部院委社])$")
SPEAKS_FOR = re.compile(
    r"代表(?P<body>(?!区|县|市|省|自治|第?[一二三四五六七八九十]+届)[\u4e00-\u9fff]{2,14}?人民政府)"
)
SPEAKER = re.compile(
    r"(?P<body>(?<!会)(?<!会议)(?![\u4e00-\u9fff]*会议上)[\u4e00-\u9fff]{2,16}?人民政府)?(?:代)?[省市区县州]长[\u4e00-\u9fff]{2,4}$|(?P<own>[\u4e00-\u9fff]{2,16}?人民政府)$"
)
PUBLICATION = re.compile(r"《[^《》\n]{1,14}》(?:杂志|杂誌)?(?:19|20)[0-9]{2}年第[0-9]{1,2}[期号]")

OWN_NAME = re.compile(
    r"(?:编制|制定|制订|形成|编写|起草)(?:了|本)?《(?P<title>[^《》\n]{6,80})》[（，]?(?:以下|下称|简称)"
)
"""编制《…远景目标纲要》（以下简称《纲要》）: a plan without a title page names itself."""
READ_FOR_NAME = 3000

DOCUMENT_KIND = (
    "通知|意见|规划|纲要|方案|计划|报告|办法|决定|批复|要点|清单|公报|公告|通报|"
    "措施|建议|行动|任务|目标|细则|规定|决议|指南"
)
TITLE_END = re.compile(rf"(?:{DOCUMENT_KIND})(?:（[^（）]{{1,20}}）)?[》”]?(?:（[^（）]{{1,20}}）)?$")
FOOTNOTE = re.compile(r"[\[〔【][0-9]{1,2}[\]〕】]$")
TITLE_YEARS = re.compile(r"（[^（）\n]{0,12}(?:19|20)[0-9]{2}[^（）\n]{0,12}）")
TITLE_ISSUER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,20}?(?:人民政府|国务院|委员会|办公[室厅]|[局厅委])(?:办公[室厅])?)关于|(?P<state>国务院)关于"
)
NAVIGATION = re.compile(
    r"[>＞]|首页$|(?:当前|您(?:当前)?的)位置|正文$|.{0,4}分享|.{0,12}信息公开$|.{0,4}报告$|.{0,6}作政府工作报告$"
)


LONGEST_STATEMENT = 300
"""Characters of a line in which it says who speaks: a longer one is no line of a header."""
FIRST_DAY, LAST_DAY = "1949-10-01", "2100"


def read_metadata(text: RepairedText, lines: Sequence[Line], front: FrontMatter, genre: Genre) -> list[MetadataField]:
    """The fields the document gives, each once; values cleaned, dates as YYYY-MM-DD."""
    labelled = _labelled(text, lines[: front.header])
    fields: dict[str, MetadataField] = {}
    title = next(_titles(text, lines, front, labelled, genre), None)
    if title is not None:
        fields["title"] = title
    for entry in chain(
        _numbers(text, front, labelled),
        _dates(text, lines, front, labelled, genre),
        _issuers(text, lines, front, labelled, title, genre),
        _publications(text),
        read_period(text, title, genre, front.spans[front.header :]),
    ):
        fields.setdefault(entry.name, entry)
    first, last = fields.get("period_from"), fields.get("period_to")
    if first and last and first.value > last.value:  # （2025—2021年） is a misprint
        fields["period_from"] = replace(last, name="period_from")
        fields["period_to"] = replace(first, name="period_to")
    return list(fields.values())


def _field(text: RepairedText, name: str, start: int, end: int, value: str | None = None) -> MetadataField:
    return MetadataField(name, value or clean(text.text[start:end]), start, end)


def _labelled(text: RepairedText, lines: Sequence[Line]) -> list[tuple[str, int, int]]:
    """Field, start and end of every labelled value; a value may stand on the line behind its label."""
    match = text.match
    values: list[tuple[str, int, int]] = []
    for index, line in enumerate(lines):
        labels = [
            found
            for found in LABEL.finditer(match, line.start, line.end)
            if found.start() == line.start or has_gap_before(text, found.start())
        ]
        for label, after in zip_longest(labels, labels[1:]):
            start, end = label.end(), line.end if after is None else after.start()
            if start == end == line.end and index + 1 < len(lines) and not LABEL.match(match, lines[index + 1].start):
                start, end = lines[index + 1].start, lines[index + 1].end
            field = LABELS[label["label"]]
            if field and start < end:
                values.append((field, start, end))
    return values


def _titles(
    text: RepairedText,
    lines: Sequence[Line],
    front: FrontMatter,
    labelled: Sequence[tuple[str, int, int]],
    genre: Genre,
) -> Iterator[MetadataField]:
    """The title: as labelled, else the header's lines that name a kind of document, else its first line."""
    match = text.match
    for name, start, end in labelled:
        if name == "title" and end - start >= 4:
            yield _field(text, "title", start, end)
    header = [line for line in lines[: front.header] if _can_be_title(text, line)]
    # 政府工作报告 alone may be a step of the page's navigation; 陕西省2026年政府工作报告 is none.
    bare = [_is_report(match, line) for line in header]
    for index in sorted(range(len(header)), key=lambda index: bare[index]):
        line = header[index]
        note = FOOTNOTE.search(match, line.start, line.end)
        end = note.start() if note else line.end
        if TITLE_END.search(match, line.start, end):
            start = line.start
            above = header[index - 1] if index else None
            # A title set on two lines: 浙江省文化和人工智能深度融合创新发展 / 实施方案（2025—2027年）
            if above is not None and line.start - above.end == 1 and end - start < above.end - above.start + 8:
                start = above.start
            below = header[index + 1] if index + 1 < len(header) else None
            if below is not None and below.start - end == 1 and TITLE_YEARS.fullmatch(match, below.start, below.end):
                end = below.end  # 民用爆炸物品行业发展规划 / （2016-2020年）
            yield _field(text, "title", start, end)
    first = lines[front.header] if front.header < len(lines) else None
    if first is not None and (glued := NUMBER_AFTER_TITLE.match(match, first.start, first.end)):
        yield _field(text, "title", *glued.span("title"))
    if header and genre in ("article", "newspaper_page", "work_report"):
        yield _field(text, "title", header[0].start, header[0].end)
    if own := OWN_NAME.search(match, 0, READ_FOR_NAME):
        yield _field(text, "title", *own.span("title"))


def _can_be_title(text: RepairedText, line: Line) -> bool:
    match = text.match
    if line.end - line.start < 4 or (NAVIGATION.match(match, line.start, line.end) and not _is_report(match, line)):
        return False
    return not (
        LABEL.match(match, line.start, line.end)
        or DOC_NUMBER.fullmatch(match, line.start, line.end)
        or find_date(match, line.start, line.end)
        or SALUTATION.match(match, line.start, line.end)
        or _names_speaker(match, line)
    )


def _names_speaker(match: str, line: Line) -> bool:
    """Whether a line says who gives a report: 封丘县人民政府县长　王振海."""
    found = SPEAKER.search(match, line.start, min(line.end, line.start + LONGEST_STATEMENT))
    return found is not None and found.start() == line.start


def _is_report(match: str, line: Line) -> bool:
    return match.startswith("政府工作报告", line.start) and line.end - line.start == 6


def _numbers(
    text: RepairedText, front: FrontMatter, labelled: Sequence[tuple[str, int, int]]
) -> Iterator[MetadataField]:
    """Document number and index number."""
    match = text.match
    for name, start, end in labelled:
        if name == "index_number" and (found := INDEX_NUMBER.match(match, start, end)):
            yield _field(text, name, *found.span())
        if name == "doc_number" and (found := DOC_NUMBER.search(match, start, end)):
            yield _field(text, name, *found.span())
    for start, end in front.spans:
        if glued := NUMBER_AFTER_TITLE.match(match, start, end):
            yield _field(text, "doc_number", *glued.span("number"))
        elif found := DOC_NUMBER.match(match, start, end):
            yield _field(text, "doc_number", *found.span())


def _dates(
    text: RepairedText,
    lines: Sequence[Line],
    front: FrontMatter,
    labelled: Sequence[tuple[str, int, int]],
    genre: Genre,
) -> Iterator[MetadataField]:
    """When the document was signed and published; 二二〇二年 and the 1921年 of a headline are no such days."""
    return (field for field in _all_dates(text, lines, front, labelled, genre) if FIRST_DAY <= field.value < LAST_DAY)


def _all_dates(
    text: RepairedText,
    lines: Sequence[Line],
    front: FrontMatter,
    labelled: Sequence[tuple[str, int, int]],
    genre: Genre,
) -> Iterator[MetadataField]:
    """When the document was signed (a report: given) and published."""
    match = text.match
    for name, start, end in labelled:
        if name in ("signed_on", "published_on") and (found := find_date(match, start, end)):
            yield _field(text, name, found.start, found.end, found.value)
    if front.signature is not None:
        signed = front.signature
        yield _field(text, "signed_on", signed.date_start, signed.date_end, signed.date)
    for line in lines[: front.header]:
        if found := find_date(match, line.start, line.end):
            meeting = match.find("会议", found.end, line.end) >= 0 or match.find("大会", found.end, line.end) >= 0
            name = "signed_on" if meeting or (match[found.end - 1] == "日" and genre != "article") else "published_on"
            yield _field(text, name, found.start, found.end, found.value)
    for start, end in front.spans[front.header :]:
        if match.endswith(("印发", "印制"), start, end):
            for found in (find_date(match, start, end),):
                if found is not None:
                    yield _field(text, "signed_on", found.start, found.end, found.value)


def _issuers(
    text: RepairedText,
    lines: Sequence[Line],
    front: FrontMatter,
    labelled: Sequence[tuple[str, int, int]],
    title: MetadataField | None,
    genre: Genre,
) -> Iterator[MetadataField]:
    """Who issued the document, by its full name where one is printed (发布机构 is often cut: 海州)."""
    match = text.match
    signed = front.signature
    if signed is not None and signed.body_end > signed.body_start:
        name = re.sub(r"（(?:代章|盖章|印章)）$", "", clean(text.text[signed.body_start : signed.body_end]))
        yield _field(text, "issuer", signed.body_start, signed.body_end, name)
    for line in lines[: front.header]:
        end = min(line.end, line.start + LONGEST_STATEMENT)
        if (found := SPEAKER.search(match, line.start, end)) and (group := found.lastgroup):
            yield _field(text, "issuer", *found.span(group))
    if genre == "work_report" and (found := SPEAKS_FOR.search(match, 0, 3000)) is not None:
        yield _field(text, "issuer", *found.span("body"))
    named = [(start, end) for name, start, end in labelled if name == "issuer"]
    for start, end in named:
        if FULL_BODY.fullmatch(match, start, end):
            yield _field(text, "issuer", start, end)
    if title is not None and (found := TITLE_ISSUER.match(match, title.start, title.end)):
        yield _field(text, "issuer", *found.span(found.lastgroup or 0))
    for start, end in front.spans[front.header :]:
        printed = find_date(match, start, end)
        if printed is not None and match.endswith("印发", start, end) and printed.start > start:
            yield _field(text, "issuer", start, printed.start)
    for start, end in named:
        yield _field(text, "issuer", start, end)
    if genre not in NARRATIVE:
        for line in lines[: front.header]:  # 武城县统计局 below its title, 2018-07-23　铜仁市统计局
            date = find_date(match, line.start, line.end)
            begin = date.end if date is not None and date.start == line.start else line.start
            if begin < line.end and FULL_BODY.fullmatch(match, begin, line.end):
                yield _field(text, "issuer", begin, line.end)


def _publications(text: RepairedText) -> Iterator[MetadataField]:
    """Where an article appeared: 《群众》2020年第5期."""
    if found := PUBLICATION.search(text.match):
        yield _field(text, "publication", *found.span())
