"""Documents, what they say of themselves, how they are divided, and the regions they are about."""

from __future__ import annotations

from pipelines.schema.model import (
    PROVENANCE_CHECK,
    Column,
    Table,
    document_link,
    identifier,
    link,
    provenance,
)

GENRES = ("plan", "task_notice", "work_report", "article", "newspaper_page")
SECTION_KINDS = ("article", "part", "chapter", "section", "heading", "box")

REGIONS = Table(
    name="regions",
    group="documents",
    english="Administrative divisions that the documents are about, with the divisions above them (GB/T 2260).",
    chinese="文件所涉行政区划及其上级区划（GB/T 2260）。",
    key=("region_code",),
    columns=(
        identifier("region_code", "Division code of GB/T 2260, six digits.", "GB/T 2260 行政区划代码，六位。"),
        Column("name", "text", "Name of the division.", "区划名称。", nullable=False),
        Column(
            "level",
            "text",
            "Level of the division.",
            "区划级别：省级、地级、县级。",
            nullable=False,
            values=("province", "prefecture", "county"),
        ),
        link("parent_code", "regions", "Division it belongs to.", "上级区划代码。", nullable=True),
    ),
    checks=("regexp_matches(region_code, '^[0-9]{6}$')",),
)

DOCUMENTS = Table(
    name="documents",
    group="documents",
    english="The documents as received, one row each, with what they say of themselves.",
    chinese="所收文件，每件一行，并列其自述的题名、文号、日期等。",
    key=("document_id",),
    columns=(
        identifier("document_id", "Name of the document in this dataset.", "文件在本数据集中的标识。"),
        Column("title", "text", "Title as printed, layout repaired.", "文件题名。"),
        Column(
            "genre",
            "text",
            "What kind of document it is.",
            "文种：规划、任务分解通知、政府工作报告、文章、报纸版面。",
            nullable=False,
            values=GENRES,
        ),
        Column(
            "script",
            "text",
            "Script: Simplified (Hans) or Traditional (Hant).",
            "字体：简体 Hans，繁体 Hant。",
            nullable=False,
            values=("Hans", "Hant"),
        ),
        link(
            "region_code",
            "regions",
            "Region the document is about; NULL for the whole country.",
            "文件所涉地区的区划代码；全国性文件为空。",
            nullable=True,
        ),
        Column(
            "region_name",
            "text",
            "Name of the area it is about: that region, or a town within it that issues the document.",
            "所涉地区名称：该区划，或发文乡镇、街道。",
        ),
        Column("issuer", "text", "Body that issued the document.", "发布机构。"),
        Column("doc_number", "text", "Document number, such as 海政发〔2022〕1号.", "发文字号。"),
        Column("index_number", "text", "Index number of the open government catalogue.", "政府信息公开索引号。"),
        Column("signed_on", "date", "Date of signature.", "成文日期。"),
        Column("published_on", "date", "Date of publication.", "发布日期。"),
        Column("publication", "text", "Where it was published, such as 《群众》2020年第5期.", "刊载处。"),
        Column("period_from", "integer", "First year the document governs.", "文件所管起始年份。", unit="year"),
        Column("period_to", "integer", "Last year the document governs.", "文件所管终止年份。", unit="year"),
        Column("file", "text", "Name of the raw file.", "原始文件名。", nullable=False),
        Column(
            "sha256",
            "text",
            "SHA-256 of the raw file.",
            "原始文件的 SHA-256 值。",
            nullable=False,
            check="length(sha256) = 64",
        ),
        Column("characters", "integer", "Length of text.", "正文字符数。", nullable=False, unit="characters"),
        link(
            "parallel_of",
            "documents",
            "Document that says the same in another script or layout.",
            "内容相同而字体或版式不同的文件。",
            nullable=True,
        ),
        Column(
            "rights",
            "text",
            "Official documents are outside copyright in China (Copyright Law, article 5); NULL where not known.",
            "官方文件不受著作权法保护（著作权法第五条）；不详则为空。",
            values=("official_document", "copyrighted"),
        ),
        Column(
            "text",
            "text",
            "The document as received, before any repair; all offsets count its characters.",
            "收到时的全文，未经任何修复；一切位置均以此文字符计。",
            nullable=False,
        ),
    ),
    checks=("length(text) = characters", "period_to >= period_from"),
)

DOCUMENT_METADATA = Table(
    name="document_metadata",
    group="documents",
    english="What a document says of itself, each statement with its place, and the other numbers of header lines.",
    chinese="文件关于自身的陈述及其出处，并含页眉中无其他含义的数字。",
    key=("metadata_id",),
    columns=(
        identifier("metadata_id", "Key of the row.", "行标识。"),
        document_link(),
        Column(
            "field",
            "text",
            "What is said (title, doc_number, signed_on, ...); header for other numbers of header lines.",
            "陈述的内容；header 为页眉其他数字。",
            nullable=False,
        ),
        Column(
            "value",
            "text",
            "What it says, cleaned; a date as YYYY-MM-DD.",
            "其值，日期作 YYYY-MM-DD。",
            nullable=False,
        ),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

SECTIONS = Table(
    name="sections",
    group="documents",
    english="How a document is divided: articles of a page, chapters, sections, headings, boxes.",
    chinese="文件的层次：版面文章、章、节、标题、专栏。",
    key=("section_id",),
    columns=(
        identifier("section_id", "Key of the section.", "层次标识。"),
        document_link(),
        link("parent_section_id", "sections", "Section it stands in.", "上一层。", nullable=True),
        Column(
            "level",
            "integer",
            "Depth: 1 for chapters, parts and articles.",
            "层级，章、部分、文章为 1。",
            nullable=False,
            check="level >= 1",
        ),
        Column("kind", "text", "What kind of section it is.", "层次种类。", nullable=False, values=SECTION_KINDS),
        Column(
            "number_text",
            "text",
            "Number as printed (第三章, （二）); NULL where the source lost it.",
            "序号原文；原文脱漏则为空。",
        ),
        Column("title", "text", "Title without its number, cleaned.", "标题，不含序号。", nullable=False),
        Column(
            "position",
            "integer",
            "Order in the document, from 1.",
            "在文件中的次序，自 1 起。",
            nullable=False,
            check="position >= 1",
        ),
        Column("place", "text", "Area an article of a page is about.", "版面文章所写的地方。"),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

TABLES = (REGIONS, DOCUMENTS, DOCUMENT_METADATA, SECTIONS)
