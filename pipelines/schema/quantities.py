"""Every number in running text: the quantities, those of governance articles, and why the others are none."""

from __future__ import annotations

from pipelines.schema.concepts import TOPICS, concept_link
from pipelines.schema.model import (
    PROVENANCE_CHECK,
    Column,
    Table,
    document_link,
    identifier,
    link,
    provenance,
)

COMPARATORS = ("eq", "ge", "gt", "le", "lt", "approx", "range")
MEASURE = (
    Column(
        "text",
        "text",
        "Numeral with its unit and qualifiers, cleaned.",
        "数字连同单位及修饰词，已整理。",
        nullable=False,
    ),
    Column(
        "value",
        "real",
        "Number as printed; the lower end of a range; NULL where it is indefinite (数千名).",
        "数值原样；区间取下端；不定数为空。",
        unit="as in unit",
    ),
    Column("value_max", "real", "Upper end of a range as printed.", "区间上端。", unit="as in unit"),
    Column("unit", "text", "Unit as printed, with 万 and 亿.", "单位原文，含万、亿。"),
    Column(
        "value_base",
        "real",
        "Value with 万 and 亿 multiplied out.",
        "乘出万、亿后的数值。",
        unit="as in unit_base",
    ),
    Column(
        "value_max_base",
        "real",
        "Upper end with 万 and 亿 multiplied out.",
        "乘出万、亿后的上端。",
        unit="as in unit_base",
    ),
    Column("unit_base", "text", "Unit without 万 and 亿; % stays %.", "不含万、亿的单位；百分比仍为 %。"),
    Column(
        "comparator",
        "text",
        "What the qualifiers say: eq, ge (以上), gt (超), le (不超过), lt (不足), approx (约), range.",
        "比较关系。",
        nullable=False,
        values=COMPARATORS,
    ),
    Column(
        "subject",
        "text",
        "What is measured, in the words of the text.",
        "所计量的事物，用原文的话。",
        nullable=False,
    ),
    Column(
        "place",
        "text",
        "Area the figure is about, as finely as the text says.",
        "数字所指地方，取原文最细者。",
    ),
    link(
        "region_code",
        "regions",
        "That area as a division, county or higher.",
        "该地方的区划代码，县级以上。",
        nullable=True,
    ),
    Column("period_text", "text", "Words that date the figure.", "标明时间的文字。"),
    Column("year_from", "integer", "First year, where the words fix it.", "起始年份。", unit="year"),
    Column("year_to", "integer", "Last year, where the words fix it.", "终止年份。", unit="year"),
    Column(
        "role",
        "text",
        "actual: reported; target: aimed at; norm: a standing rule or design ratio.",
        "actual 已实现，target 目标，norm 标准。",
        nullable=False,
        values=("actual", "target", "norm"),
    ),
    Column("sentence", "text", "Sentence it stands in, cleaned.", "所在句子。", nullable=False),
)
"""Columns that ``quantities`` and ``governance_metrics`` share."""

QUANTITIES = Table(
    name="quantities",
    group="quantities",
    english="Every number in running text that measures or counts something; the indicator table is excluded.",
    chinese="正文中一切有所计量的数字；主要指标表除外。",
    key=("quantity_id",),
    columns=(
        identifier("quantity_id", "Key of the quantity.", "数量标识。"),
        document_link(),
        link("section_id", "sections", "Section it stands in.", "所在层次。", nullable=True),
        link("task_id", "tasks", "Task it stands in.", "所在任务。", nullable=True),
        link("project_id", "projects", "Box item it stands in.", "所在专栏项目。", nullable=True),
        *MEASURE,
        concept_link(),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK, "year_to >= year_from", "value_max >= value"),
)

GOVERNANCE_METRICS = Table(
    name="governance_metrics",
    group="quantities",
    english="Figures of the governance articles and pages by topic, each once: a parallel text adds no second row.",
    chinese="治理类文章与版面的数字，按主题；平行文本不重复计。",
    key=("quantity_id",),
    columns=(
        link("quantity_id", "quantities", "The quantity the row is read from.", "所据数量。"),
        document_link(),
        link("section_id", "sections", "Section it stands in.", "所在层次。", nullable=True),
        Column("topic", "text", "What the figure is about.", "主题。", nullable=False, values=TOPICS),
        *MEASURE,
        concept_link(),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

SKIPPED_NUMBERS = Table(
    name="skipped_numbers",
    group="quantities",
    english="Every run of digits that is no quantity, with the reason, so that each number of a text is accounted for.",
    chinese="不作数量的数字及其原因，使每个数字均有着落。",
    key=("skipped_id",),
    columns=(
        identifier("skipped_id", "Key of the row.", "行标识。"),
        document_link(),
        Column("text", "text", "The digits, cleaned.", "数字。", nullable=False),
        Column(
            "reason",
            "text",
            "Why it is no quantity: date, year, list_number, ordinal, name, document_number, code, page_mark, ...",
            "不作数量的原因。",
            nullable=False,
        ),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

TABLES = (QUANTITIES, GOVERNANCE_METRICS, SKIPPED_NUMBERS)
