"""What plans promise: the 主要指标 table and the numbered works of the 专栏 boxes."""

from __future__ import annotations

from pipelines.schema.concepts import concept_link
from pipelines.schema.model import (
    PROVENANCE_CHECK,
    Column,
    Table,
    document_link,
    identifier,
    link,
    provenance,
)

INDICATORS = Table(
    name="indicators",
    group="plans",
    english="Rows of the plans' tables of main indicators (主要指标): base, target, nature.",
    chinese="规划主要指标表，每项一行：基期值、目标值、属性。",
    key=("indicator_id",),
    columns=(
        identifier(
            "indicator_id",
            "Key of the indicator: document, indicator, its number.",
            "指标标识：文件、indicator、序号。",
        ),
        document_link(),
        Column("position", "integer", "Number in the table.", "表中序号。", nullable=False, check="position >= 1"),
        Column("category", "text", "Group the table puts it in.", "表中类别。"),
        Column("name", "text", "Name without unit.", "指标名称，不含单位。", nullable=False),
        Column("unit", "text", "Unit as printed; NULL where the source gives none.", "单位原文；原文未给则为空。"),
        Column("base_year", "integer", "Year of the base value.", "基期年份。", unit="year"),
        Column("base_value", "real", "Value in the base year, in unit.", "基期值。", unit="as in unit"),
        Column("base_text", "text", "Base value as printed.", "基期值原文。"),
        Column("target_year", "integer", "Year of the target.", "目标年份。", unit="year"),
        Column(
            "target_value",
            "real",
            "Target in unit; NULL where it is said in words.",
            "目标值；以文字表述的为空。",
            unit="as in unit",
        ),
        Column(
            "target_comparator",
            "text",
            "How the target bounds the value.",
            "目标值的比较关系。",
            values=("eq", "ge", "gt", "le", "lt", "approx"),
        ),
        Column("target_text", "text", "Target as printed.", "目标值原文。"),
        Column(
            "target_kind",
            "text",
            "point: a value to reach; bound: a floor or ceiling; delegated: set by a higher level; none: no target.",
            "目标种类：point 定值，bound 上下限，delegated 由上级下达，none 无。",
            nullable=False,
            values=("point", "bound", "delegated", "none"),
        ),
        Column("growth_value", "real", "Yearly growth in percent.", "年均增长。", unit="%"),
        Column("growth_text", "text", "Yearly growth as printed.", "年均增长原文。"),
        Column(
            "nature",
            "text",
            "expected (预期性) or binding (约束性).",
            "指标属性：expected 预期性，binding 约束性。",
            values=("expected", "binding"),
        ),
        Column(
            "desired_direction",
            "text",
            "In which direction the printed number is better.",
            "数值向何方向变化为好。",
            values=("increase", "decrease"),
        ),
        concept_link(),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

INDICATOR_CELLS = Table(
    name="indicator_cells",
    group="plans",
    english="Every cell of the indicator tables with its place, header cells included.",
    chinese="主要指标表的每一单元格及其出处，含表头。",
    key=("cell_id",),
    columns=(
        identifier("cell_id", "Key of the cell.", "单元格标识。"),
        document_link(),
        link(
            "indicator_id",
            "indicators",
            "Indicator the cell belongs to; NULL for header cells.",
            "所属指标；表头为空。",
            nullable=True,
        ),
        Column("column", "text", "Column of the table the cell stands in.", "所在列。", nullable=False),
        Column("text", "text", "What it says, cleaned.", "单元格内容。", nullable=False),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

PROJECTS = Table(
    name="projects",
    group="plans",
    english="Numbered items of the boxes (专栏) of plans.",
    chinese="规划专栏中的编号项目。",
    key=("project_id",),
    columns=(
        identifier("project_id", "Key of the item: document, box, its number.", "项目标识：文件、专栏、序号。"),
        document_link(),
        link("section_id", "sections", "The box it stands in.", "所在专栏。", nullable=True),
        Column("box_title", "text", "Title of the box.", "专栏标题。", nullable=False),
        Column(
            "item_number",
            "integer",
            "Number in the box.",
            "专栏中的序号。",
            nullable=False,
            check="item_number >= 1",
        ),
        Column(
            "name",
            "text",
            "Name: the words before the first colon or full stop.",
            "项目名称。",
            nullable=False,
        ),
        Column("description", "text", "What follows the name.", "项目内容。"),
        Column("components", "text list", "Single works that an enumeration names.", "并列列出的单项工程。"),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

TABLES = (INDICATORS, INDICATOR_CELLS, PROJECTS)
