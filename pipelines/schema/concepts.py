"""The vocabulary: what is measured, so that one figure can be followed through documents and counties."""

from __future__ import annotations

from pipelines.schema.model import Column, Table, identifier, link

TOPICS = (
    "party_building",
    "grid_management",
    "community_workforce",
    "public_services",
    "volunteering",
    "dispute_resolution",
    "public_safety",
    "urban_management",
    "economy",
    "environment",
    "culture",
    "land",
    "other",
)

CONCEPTS = Table(
    name="concepts",
    group="vocabulary",
    english="What plans, notices, reports and articles measure: one row a concept, whatever a document calls it.",
    chinese="指标与度量概念表：同一概念一行，不论文件如何称呼。",
    key=("concept_id",),
    columns=(
        identifier("concept_id", "Key of the concept, in words.", "概念标识。"),
        Column("name_zh", "text", "Name.", "中文名称。", nullable=False),
        Column("name_en", "text", "English name.", "英文名称。", nullable=False),
        Column("topic", "text", "What it is about.", "主题。", nullable=False, values=TOPICS),
        Column(
            "unit_base",
            "text",
            "Unit its figures are counted in; NULL for an index, and where several are in use.",
            "计量单位；指数及单位不一者为空。",
        ),
        Column(
            "desired_direction",
            "text",
            "In which direction the printed number is better; NULL where neither is.",
            "数值向何方向变化为好；无所谓好坏者为空。",
            values=("increase", "decrease"),
        ),
        Column("standard", "text", "Standard or statistical system that defines it.", "所依据的标准或统计制度。"),
        Column(
            "synonyms",
            "text list",
            "Other wordings that mean exactly it.",
            "含义完全相同的其他说法。",
            nullable=False,
        ),
    ),
)


def concept_link() -> Column:
    """The concept a row measures."""
    return link(
        "concept_id",
        "concepts",
        "Concept it measures; NULL where the vocabulary has none for exactly this wording.",
        "所属概念；词表无完全相符者为空。",
        nullable=True,
    )


TABLES = (CONCEPTS,)
