"""Which rows were corrected by a reviewer."""

from __future__ import annotations

from pipelines.schema.model import PROVENANCE_CHECK, Column, Table, document_link, provenance

CORRECTIONS = Table(
    name="corrections",
    group="quality",
    english="Reviewed corrections that were applied, one row a column; the rows corrected carry the correction_id.",
    chinese="已采用的人工校正，每列一行；被校正之行载有 correction_id。",
    key=("correction_id", "column"),
    columns=(
        Column("correction_id", "text", "Key of the correction.", "校正标识。", nullable=False),
        document_link(),
        Column("table", "text", "Table of the row.", "所在表。", nullable=False),
        Column("row_id", "text", "Key of the row.", "行标识。", nullable=False),
        Column("column", "text", "Column that was corrected.", "所校正的列。", nullable=False),
        Column("value_before", "text", "What was read; NULL for nothing.", "校正前的值；空为无。"),
        Column("value_after", "text", "What it was corrected to; NULL for nothing.", "校正后的值；空为无。"),
        Column("reason", "text", "Why.", "校正理由。", nullable=False),
        Column("reviewed_by", "text", "Who reviewed it.", "审核人。", nullable=False),
        Column("reviewed_on", "date", "When it was reviewed.", "审核日期。", nullable=False),
        *provenance(corrected=False),
    ),
    checks=(PROVENANCE_CHECK,),
)
