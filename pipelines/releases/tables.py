"""The tables as a release holds them.

They differ from those of a warehouse in three ways: each row says in which release what it says was first and last
published; texts whose rights are not open are left out, so ``documents.text`` may be NULL and the evidence of such a
document is a short quotation; and there are tables about the release itself.
"""

from __future__ import annotations

import dataclasses

from pipelines.schema.model import PROVENANCE_CHECK, Column, Table
from pipelines.schema.tables import TABLES

QUOTATION = 120
"""Characters of evidence that are quoted of a text whose rights are not open."""
OPEN = "official_document"
QUOTED_CHECK = "char_end > char_start AND length(evidence) <= char_end - char_start"
PUBLISHED = (
    Column(
        "first_release",
        "text",
        "Release in which the row first said this, wherever in the text and in whatever words it stood.",
        "首次如此发布的版本，不论其在原文中的位置与上下文。",
        nullable=False,
    ),
    Column("last_release", "text", "Release in which it last said this.", "最后如此发布的版本。", nullable=False),
)
UNCHANGED_SINCE = Column(
    "unchanged_since",
    "text",
    "Release since which the row is the same in every column.",
    "各列均未变之始的版本。",
    nullable=False,
)
CAUSES = ("source", "parser", "correction")
KINDS = ("added", "removed", "changed")

CHANGES = Table(
    name="changes",
    group="release",
    english="What changed since the release before, cell by cell; a row added or removed is one row without a column.",
    chinese="与上一版本相比的变化，逐单元格；新增或删除之行占一行，列名为空。",
    key=("change_id",),
    columns=(
        Column("change_id", "integer", "Number of the change.", "变化序号。", nullable=False),
        Column("table", "text", "Table of the row.", "所在表。", nullable=False),
        Column("row_id", "text", "Key of the row now; before, where it was removed.", "行标识。", nullable=False),
        Column("row_id_before", "text", "Its key before, where that differs.", "原行标识，如有不同。"),
        Column("document_id", "text", "Document the row was read from.", "所出自的文件。"),
        Column("kind", "text", "added, removed or changed.", "新增、删除、变更。", nullable=False, values=KINDS),
        Column("column", "text", "Column that changed; NULL for a whole row.", "所变更的列；整行为空。"),
        Column("value_before", "text", "What it said.", "变更前。"),
        Column("value_after", "text", "What it says now.", "变更后。"),
        Column(
            "layer",
            "text",
            "value: what the dataset says; location: only where and in what words it stands in the source; "
            "quality: how well documents are read.",
            "value 数据本身；location 仅涉及其在原文中的位置与上下文；quality 文件解析的质量。",
            nullable=False,
            values=("value", "location", "quality"),
        ),
        Column(
            "cause",
            "text",
            "source: the document changed; parser: it is read otherwise; correction: a reviewer's.",
            "原因：source 原文变更，parser 解析程序变更，correction 人工校正。",
            nullable=False,
            values=CAUSES,
        ),
    ),
)
FORMER_ROWS = Table(
    name="former_rows",
    group="release",
    english="Rows as they were in earlier releases, where they were changed or removed since.",
    chinese="已变更或删除之行在先前版本中的内容。",
    key=("table", "row_id", "first_release"),
    columns=(
        Column("table", "text", "Table of the row.", "所在表。", nullable=False),
        Column("row_id", "text", "Key of the row.", "行标识。", nullable=False),
        Column(
            "first_release", "text", "First release that held exactly this.", "首次如此收录的版本。", nullable=False
        ),
        Column("last_release", "text", "Last release that held exactly this.", "最后如此收录的版本。", nullable=False),
        Column("row", "text", "The row as JSON.", "该行内容（JSON）。", nullable=False),
    ),
)
RELEASES = Table(
    name="releases",
    group="release",
    english="This release and those before it.",
    chinese="本版本及先前各版本。",
    key=("version",),
    columns=(
        Column("version", "text", "Version of the data.", "数据版本。", nullable=False),
        Column("schema_version", "text", "Version of the schema.", "模式版本。", nullable=False),
        Column("parser_version", "text", "Version of the parser.", "解析程序版本。", nullable=False),
        Column("documents", "integer", "Documents.", "文件数。", nullable=False),
    ),
)
CODEBOOK = Table(
    name="codebook",
    group="release",
    english="Every table and column with its meaning.",
    chinese="各表各列的含义。",
    key=("table", "column"),
    columns=(
        Column("table", "text", "Table.", "表。", nullable=False),
        Column("column", "text", "Column; * for the table itself.", "列；* 指表本身。", nullable=False),
        Column("type", "text", "Type.", "类型。"),
        Column("unit", "text", "Unit of its numbers.", "单位。"),
        Column("values", "text list", "The only values it may take.", "取值范围。"),
        Column("english", "text", "Meaning, in English.", "英文含义。", nullable=False),
        Column("chinese", "text", "Meaning, in Chinese.", "中文含义。", nullable=False),
    ),
)
ABOUT = {table.name: table for table in (CHANGES, FORMER_ROWS, RELEASES, CODEBOOK)}
"""Tables about the release itself."""


def without_closed_texts(table: Table) -> Table:
    """A table of the warehouse where texts may be left out and evidence shortened."""
    columns = tuple(
        dataclasses.replace(column, nullable=True) if (table.name, column.name) == ("documents", "text") else column
        for column in table.columns
    )
    own = {PROVENANCE_CHECK: QUOTED_CHECK, "length(text) = characters": "text IS NULL OR length(text) = characters"}
    checks = tuple(own.get(check, check) for check in table.checks)
    return dataclasses.replace(table, columns=columns, checks=checks)


def released(table: Table) -> Table:
    """A table of the warehouse as a release holds it."""
    table = without_closed_texts(table)
    return dataclasses.replace(table, columns=(*table.columns, *PUBLISHED, UNCHANGED_SINCE))


RELEASED: dict[str, Table] = {name: released(table) for name, table in TABLES.items()}
"""The dataset's tables, parents before children."""
ALL_TABLES: dict[str, Table] = {**RELEASED, **ABOUT}
