"""What is wrong in the sources, and what was read when."""

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
            "What is wrong: bracket_lost, heading_number_lost, headline_garbled, unit_lost, ...",
            "缺陷种类。",
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

TABLES = (SOURCE_DEFECTS, INGESTIONS, CORRECTIONS)
