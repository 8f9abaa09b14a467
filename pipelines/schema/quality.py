"""What is wrong in the sources, what was read when, and what was checked."""

from __future__ import annotations

from pipelines.schema.corrections import CORRECTIONS
from pipelines.schema.model import (
    PROVENANCE_CHECK,
    Column,
    Table,
    document_link,
    identifier,
    link,
    provenance,
)

LOSSES = ("table_lost", "table_cut", "text_cut", "character_cut", "characters_lost", "responsibilities_lost")
"""Kinds of defects by which something essential of a document is missing, so that only the rest could be read."""

SOURCE_DEFECTS = Table(
    name="source_defects",
    group="quality",
    english="What is wrong in the source itself, and how it was read.",
    chinese="原文自身的缺陷及处理方式。",
    key=("defect_id",),
    columns=(
        identifier("defect_id", "Key of the row.", "行标识。"),
        document_link(),
        Column(
            "kind",
            "text",
            "What is wrong: bracket_lost, heading_number_lost, headline_garbled, unit_lost, ...; table_lost, text_cut, "
            "characters_lost, ... where the rest of the document was read.",
            "缺陷种类；table_lost、text_cut、characters_lost 等为内容缺失，其余部分照常读取。",
            nullable=False,
        ),
        Column("treatment", "text", "How it was read.", "处理方式。", nullable=False),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

INGESTIONS = Table(
    name="ingestions",
    group="quality",
    english="Which raw files a build read, with what result.",
    chinese="每次构建读取的原始文件及结果。",
    key=("run_id", "file"),
    columns=(
        Column("run_id", "text", "The build.", "构建标识。", nullable=False),
        link(
            "document_id",
            "documents",
            "The document; NULL where the file was quarantined.",
            "文件标识；被隔离者为空。",
            nullable=True,
        ),
        Column("file", "text", "Name of the raw file.", "原始文件名。", nullable=False),
        Column(
            "sha256",
            "text",
            "SHA-256 of the raw file; NULL where it cannot be opened.",
            "原始文件的 SHA-256 值。",
        ),
        Column("started_at", "timestamp", "When reading began (UTC).", "开始读取的时间（UTC）。", nullable=False),
        Column(
            "status",
            "text",
            "ok, unchanged since the build before, or quarantined.",
            "状态：ok 正常，unchanged 未变，quarantined 隔离。",
            nullable=False,
            values=("ok", "unchanged", "quarantined"),
        ),
        Column("error", "text", "Why it was quarantined: place, cause and what to do.", "隔离原因及处理建议。"),
        Column("parser_version", "text", "Version of the parser.", "解析程序版本。", nullable=False),
        Column(
            "rows_per_table",
            "counts",
            "Rows read from it, by table.",
            "各表行数。",
            nullable=False,
            unit="rows",
        ),
    ),
    checks=("(status = 'quarantined') = (error IS NOT NULL)",),
    varies=True,
)

QUALITY = Table(
    name="quality",
    group="quality",
    english="How well documents are read: rows of the dataset compared with annotations written by hand.",
    chinese="读取质量：数据集各行与人工标注的比较。",
    key=("document", "kind", "measure"),
    columns=(
        Column("document", "text", "The annotated document.", "被标注的文件。", nullable=False),
        link(
            "document_id",
            "documents",
            "The document, where it is one of the dataset; NULL for texts written for testing.",
            "数据集中的文件标识；专为测试所写的文本为空。",
            nullable=True,
        ),
        Column("genre", "text", "What kind of document it was read as.", "读出的文种。", nullable=False),
        Column(
            "kind",
            "text",
            "What is compared.",
            "比较的内容。",
            nullable=False,
            values=("quantities", "tasks", "projects", "indicators"),
        ),
        Column(
            "split",
            "text",
            "development: rules were made with these annotations in view; evaluation: they were not.",
            "development 制订规则时参考过的标注；evaluation 未参考过的标注。",
            nullable=False,
            values=("development", "evaluation"),
        ),
        Column(
            "measure",
            "text",
            "precision, recall, or a field of which the share of right values is given.",
            "精确率、召回率，或某一字段的正确率。",
            nullable=False,
        ),
        Column("right_count", "integer", "How many are right.", "正确数。", nullable=False, check="right_count >= 0"),
        Column("total_count", "integer", "Of how many.", "总数。", nullable=False, check="total_count >= 0"),
        Column(
            "value",
            "real",
            "Their ratio; NULL where there is nothing to compare.",
            "比值；无可比者为空。",
            unit="ratio",
        ),
    ),
    checks=("right_count <= total_count",),
)

VALIDATIONS = Table(
    name="validations",
    group="quality",
    english="What was checked before the build was published, one row an expectation, and what was found.",
    chinese="发布前所作的检查，每项期望一行，及其结果。",
    key=("table", "expectation"),
    columns=(
        Column("run_id", "text", "The build.", "构建标识。", nullable=False),
        Column("table", "text", "The table checked.", "所检查的表。", nullable=False),
        Column("expectation", "text", "Name of the expectation.", "期望的名称。", nullable=False),
        Column("column", "text", "The columns it is about; NULL for the whole table.", "所涉各列；整表为空。"),
        Column(
            "severity",
            "text",
            "error: nothing is published where it fails; warning: a finding to look at.",
            "error 不满足则不发布；warning 供人查看的发现。",
            nullable=False,
            values=("error", "warning"),
        ),
        Column("meaning_en", "text", "What is expected, in English.", "期望内容（英文）。", nullable=False),
        Column("meaning_zh", "text", "What is expected, in Chinese.", "期望内容（中文）。", nullable=False),
        Column("success", "boolean", "Whether all rows meet it.", "是否全部满足。", nullable=False),
        Column("observed_value", "text", "What was observed.", "所见结果。", nullable=False),
        Column(
            "unexpected_count",
            "integer",
            "Rows that do not meet it.",
            "不满足的行数。",
            nullable=False,
            unit="rows",
            check="unexpected_count >= 0",
        ),
        Column(
            "examples",
            "text list",
            "Keys of rows that do not meet it, 100 at most.",
            "不满足之行的标识，至多 100 个。",
            nullable=False,
        ),
        Column(
            "details",
            "text list",
            "What was found in each of the examples, in their order.",
            "各例之所见，次序相同。",
            nullable=False,
        ),
    ),
    checks=("success = (unexpected_count = 0)", "len(examples) = len(details)"),
    varies=True,
)

TABLES = (SOURCE_DEFECTS, INGESTIONS, CORRECTIONS, QUALITY, VALIDATIONS)
