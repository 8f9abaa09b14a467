"""The same figure stated twice: agreements, contradictions and steps toward a target."""

from __future__ import annotations

from pipelines.schema.concepts import concept_link
from pipelines.schema.model import Column, Table, identifier, link
from pipelines.schema.quantities import COMPARATORS

KINDS = (
    "parallel_text",
    "table_prose",
    "prose_box",
    "prose_prose",
    "plan_task",
    "growth_arithmetic",
    "share_sum",
    "share_change",
    "multiple",
    "restated",
)
RELATIONS = ("agree", "differ", "refines")
SIDES = (("left", "first", "左"), ("right", "second", "右"))


def _year(name: str, english: str, chinese: str) -> Column:
    return Column(name, "integer", english, chinese, unit="year")


def _side(side: str, english: str, chinese: str) -> tuple[Column, ...]:
    """The columns of one of the two figures that are compared."""
    return (
        Column(
            f"{side}_table",
            "text",
            f"Table that holds the {english} figure.",
            f"{chinese}侧数字所在的表。",
            nullable=False,
            values=("indicators", "quantities"),
        ),
        Column(
            f"{side}_id",
            "text",
            f"Key of the row of the {english} figure.",
            f"{chinese}侧数字所在行的标识。",
            nullable=False,
        ),
        Column(
            f"{side}_column",
            "text",
            f"Column of that row that is compared, for the {english} figure.",
            f"{chinese}侧所比较的列。",
            nullable=False,
            values=("base_value", "target_value", "growth_value", "value_base"),
        ),
        link(
            f"{side}_document_id",
            "documents",
            f"Document of the {english} figure.",
            f"{chinese}侧数字所出自的文件。",
        ),
        Column(
            f"{side}_subject",
            "text",
            f"What the {english} figure measures, in the words of the text.",
            f"{chinese}侧所计量的事物。",
            nullable=False,
        ),
        Column(
            f"{side}_value",
            "real",
            f"The {english} figure with 万 and 亿 multiplied out.",
            f"{chinese}侧数值，乘出万、亿。",
            nullable=False,
            unit=f"as in {side}_unit",
        ),
        Column(f"{side}_unit", "text", f"Unit of the {english} figure.", f"{chinese}侧单位。"),
        Column(
            f"{side}_comparator",
            "text",
            f"How the {english} figure bounds the value.",
            f"{chinese}侧比较关系。",
            nullable=False,
            values=COMPARATORS,
        ),
        _year(f"{side}_year_from", f"First year of the {english} figure.", f"{chinese}侧起始年份。"),
        _year(f"{side}_year_to", f"Last year of the {english} figure.", f"{chinese}侧终止年份。"),
        Column(
            f"{side}_evidence",
            "text",
            f"The raw text of the {english} figure, as received.",
            f"{chinese}侧数字的原文。",
            nullable=False,
        ),
        Column(
            f"{side}_context",
            "text",
            f"The sentence, or the row of the indicator table, that the {english} figure stands in.",
            f"{chinese}侧数字所在的句子或指标行。",
            nullable=False,
        ),
    )


CROSSCHECKS = Table(
    name="crosschecks",
    group="crosschecks",
    english="Two figures that ought to fit together, from one document or two, and whether they do.",
    chinese="本应相符的两处数字及其是否相符；可出自同一文件或两个文件。",
    key=("crosscheck_id",),
    columns=(
        identifier("crosscheck_id", "Key of the comparison.", "比对标识。"),
        link(
            "document_id",
            "documents",
            "Document of the second figure, under which the comparison is filed.",
            "右侧数字所出自的文件，比对归于该文件。",
        ),
        Column(
            "kind",
            "text",
            "What is compared: parallel_text, the same passage of two versions of a text; table_prose, indicator table "
            "and text; prose_box, text and box; prose_prose, two passages; plan_task, target of a plan and task of a "
            "year; growth_arithmetic, growth and the values it should follow from; share_sum, shares of a whole; "
            "share_change, change of a share and the shares; multiple, multiple of an earlier year and the values; "
            "restated, a figure of one document that another one tells again.",
            "比对种类：parallel_text 平行文本，table_prose 指标表与正文，prose_box 正文与专栏，prose_prose 正文两处，"
            "plan_task 规划目标与年度任务，growth_arithmetic 增速与所据数值，share_sum 比重之和，"
            "share_change 比重变化，multiple 倍数，restated 另一文件重述。",
            nullable=False,
            values=KINDS,
        ),
        Column(
            "relation",
            "text",
            "agree: they fit within the rounding printed; differ: they do not; refines: the second is a step toward "
            "the first, or one states the other more exactly.",
            "agree 在印出的精度内相符，differ 不符，refines 后者是前者的年度分解或更精确的表述。",
            nullable=False,
            values=RELATIONS,
        ),
        concept_link(),
        *(column for side in SIDES for column in _side(*side)),
        Column(
            "expected",
            "real",
            "What the first figure, with other_ids, implies for the second, where that has to be computed.",
            "由左侧数字（及 other_ids）推算出的右侧应有值；无需推算者为空。",
            unit="as in right_unit",
        ),
        Column(
            "difference",
            "real",
            "Second figure minus first, or minus expected where that is given; of percentages in percentage points.",
            "右侧减左侧，有 expected 时减 expected；百分数之差为百分点。",
            unit="as in right_unit",
        ),
        Column(
            "other_ids",
            "text list",
            "Rows besides the two that the comparison rests on.",
            "比对所依据的其他行。",
            nullable=False,
        ),
        Column("note_en", "text", "What is compared and how it was judged.", "英文说明。", nullable=False),
        Column("note_zh", "text", "The same in Chinese.", "中文说明：比对内容与判断依据。", nullable=False),
    ),
    checks=("left_id <> right_id OR left_column <> right_column",),
)

TABLES = (CROSSCHECKS,)
