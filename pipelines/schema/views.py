"""Views for the questions asked first; each is a SELECT over the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.schema.sql import named, quoted


@dataclass(frozen=True, slots=True)
class View:
    """A view; ``columns`` are the comments of its columns, English and Chinese, in their order."""

    name: str
    english: str
    chinese: str
    columns: dict[str, str]
    select: str


VIEWS = (
    View(
        name="v_task_units",
        english="Tasks with the names of those who answer for them, one row a task.",
        chinese="任务及其牵头领导、牵头单位、共同责任单位，每项任务一行。",
        columns={
            "task_id": "Key of the task. 任务标识。",
            "document_id": "Document. 文件。",
            "number": "Number as printed. 任务序号。",
            "part": "Part of the notice. 所属部分。",
            "section_title": "Section of the notice. 所属小节。",
            "text": "Wording. 任务内容。",
            "lead_leaders": "Leading officials in the order printed. 牵头领导。",
            "lead_units": "Leading units in the order printed. 牵头单位。",
            "joint_units": "Joint units in the order printed. 共同责任单位。",
        },
        select="""
            SELECT t.task_id, t.document_id, t.number, t.part, t.section_title, t.text,
                list(l.name ORDER BY a.position) FILTER (WHERE a.role = 'lead_leader') AS lead_leaders,
                list(o.name ORDER BY a.position) FILTER (WHERE a.role = 'lead_unit') AS lead_units,
                list(o.name ORDER BY a.position) FILTER (WHERE a.role = 'joint_unit') AS joint_units
            FROM tasks t
            LEFT JOIN task_assignments a ON a.task_id = t.task_id
            LEFT JOIN organizations o ON o.organization_id = a.organization_id
            LEFT JOIN leaders l ON l.leader_id = a.leader_id
            GROUP BY t.task_id, t.document_id, t.number, t.part, t.section_title, t.text
        """,
    ),
    View(
        name="v_targets",
        english="Figures aimed at, with the task they stand in and the units that lead it.",
        chinese="各项目标数字及其所在任务与牵头单位。",
        columns={
            "quantity_id": "Key of the quantity. 数量标识。",
            "document_id": "Document. 文件。",
            "subject": "What is measured. 所计量的事物。",
            "concept_en": "The concept in English. 概念英文名。",
            "comparator": "How the figure bounds the value. 比较关系。",
            "value_base": "Value with 万 and 亿 multiplied out. 乘出万、亿后的数值。",
            "unit_base": "Unit of value_base. 单位。",
            "place": "Area the figure is about. 所指地方。",
            "year_to": "Year it is to be reached in. 目标年份。",
            "task_number": "Number of the task, where it stands in one. 任务序号。",
            "lead_units": "Units that lead the task. 牵头单位。",
            "sentence": "Sentence it stands in. 所在句子。",
        },
        select="""
            SELECT q.quantity_id, q.document_id, q.subject, c.name_en AS concept_en, q.comparator, q.value_base,
                q.unit_base, q.place, q.year_to,
                u.number AS task_number, u.lead_units, q.sentence
            FROM quantities q
            LEFT JOIN v_task_units u ON u.task_id = q.task_id
            LEFT JOIN concepts c ON c.concept_id = q.concept_id
            WHERE q.role = 'target'
        """,
    ),
    View(
        name="v_indicators",
        english="Indicators of the plans with English names: base value, target and how they are judged.",
        chinese="规划指标及其英文名：基期值、目标值、方向。",
        columns={
            "indicator_id": "Key of the indicator. 指标标识。",
            "document_id": "Document. 文件。",
            "name": "Name in the plan. 指标名称。",
            "concept_en": "The concept in English. 概念英文名。",
            "unit": "Unit as printed. 单位。",
            "base_year": "Year of the base value. 基期年份。",
            "base_text": "Base value as printed. 基期值原文。",
            "target_year": "Year of the target. 目标年份。",
            "target_text": "Target as printed. 目标值原文。",
            "growth_text": "Yearly growth as printed. 年均增长原文。",
            "nature": "expected or binding. 预期性或约束性。",
            "desired_direction": "In which direction it is better. 向何方向为好。",
        },
        select="""
            SELECT i.indicator_id, i.document_id, i.name, c.name_en AS concept_en, i.unit, i.base_year, i.base_text,
                i.target_year, i.target_text, i.growth_text, i.nature, i.desired_direction
            FROM indicators i
            LEFT JOIN concepts c ON c.concept_id = i.concept_id
        """,
    ),
    View(
        name="v_concept_figures",
        english="Every figure of a concept, wherever it stands: indicator table, text, box, task or article.",
        chinese="同一概念的全部数字，不论出自指标表、正文、专栏、任务或文章。",
        columns={
            "concept_id": "Concept. 概念。",
            "concept_en": "Its English name. 概念英文名。",
            "concept_zh": "Its Chinese name. 概念中文名。",
            "document_id": "Document. 文件。",
            "region_code": "Division the figure is about, county or higher. 所指地方的区划代码。",
            "stands_in": "indicator base, indicator target, text, box or task. 所在：指标、正文、专栏或任务。",
            "row_id": "Key of its row. 行标识。",
            "role": "actual, target or norm. 已实现、目标或标准。",
            "year_from": "First year. 起始年份。",
            "year_to": "Last year. 终止年份。",
            "comparator": "How the figure bounds the value. 比较关系。",
            "value_base": "Value with 万 and 亿 multiplied out. 乘出万、亿后的数值。",
            "unit_base": "Unit of value_base. 单位。",
            "printed": "The figure as printed. 原文。",
        },
        select="""
            WITH scaled AS (
                SELECT *,
                    CASE WHEN unit LIKE '万亿%' THEN 1000000000000 WHEN unit LIKE '亿%' THEN 100000000
                        WHEN unit LIKE '万%' THEN 10000 ELSE 1 END::DECIMAL(14, 0) AS scale,
                    regexp_replace(unit, '^(万亿|亿|万)', '') AS unit_base
                FROM indicators
            ), figures AS (
                SELECT concept_id, document_id, NULL AS region_code, 'indicator base' AS stands_in,
                    indicator_id AS row_id, 'actual' AS role, base_year AS year_from, base_year AS year_to,
                    'eq' AS comparator, (base_value::DECIMAL(24, 6) * scale)::DOUBLE AS value_base, unit_base,
                    base_text AS printed
                FROM scaled WHERE base_value IS NOT NULL
                UNION ALL
                SELECT concept_id, document_id, NULL, 'indicator target', indicator_id, 'target', NULL, target_year,
                    target_comparator::VARCHAR, (target_value::DECIMAL(24, 6) * scale)::DOUBLE, unit_base,
                    target_text
                FROM scaled WHERE target_value IS NOT NULL
                UNION ALL
                SELECT concept_id, document_id, region_code,
                    CASE WHEN task_id IS NOT NULL THEN 'task' WHEN project_id IS NOT NULL THEN 'box' ELSE 'text' END,
                    quantity_id, role::VARCHAR, year_from, year_to, comparator::VARCHAR, value_base, unit_base, text
                FROM quantities
            )
            SELECT f.concept_id, c.name_en AS concept_en, c.name_zh AS concept_zh, f.document_id,
                coalesce(f.region_code, d.region_code) AS region_code, f.stands_in, f.row_id, f.role, f.year_from,
                f.year_to, f.comparator, f.value_base, f.unit_base, f.printed
            FROM figures f
            JOIN concepts c ON c.concept_id = f.concept_id
            JOIN documents d ON d.document_id = f.document_id
        """,
    ),
    View(
        name="v_contradictions",
        english="Where the sources contradict themselves or one another: the comparisons that differ.",
        chinese="原文自相矛盾或彼此矛盾之处：不相符的比对。",
        columns={
            "crosscheck_id": "Key of the comparison. 比对标识。",
            "document_id": "Document of the second figure. 右侧数字的文件。",
            "kind": "What is compared. 比对种类。",
            "concept_en": "The concept in English. 概念英文名。",
            "left_subject": "What the first figure measures. 左侧所计量的事物。",
            "left_evidence": "The first figure in the source. 左侧原文。",
            "right_subject": "What the second figure measures. 右侧所计量的事物。",
            "right_evidence": "The second figure in the source. 右侧原文。",
            "expected": "What the first implies for the second. 由左侧推算的右侧应有值。",
            "difference": "Second minus first, or minus expected. 差。",
            "note_en": "How it was judged. 英文说明。",
            "note_zh": "The same in Chinese. 中文说明。",
        },
        select="""
            SELECT x.crosscheck_id, x.document_id, x.kind, c.name_en AS concept_en, x.left_subject, x.left_evidence,
                x.right_subject, x.right_evidence, x.expected, x.difference, x.note_en, x.note_zh
            FROM crosschecks x
            LEFT JOIN concepts c ON c.concept_id = x.concept_id
            WHERE x.relation = 'differ'
        """,
    ),
    View(
        name="v_unit_workload",
        english="How many tasks each unit leads and joins.",
        chinese="各单位牵头与参与的任务数。",
        columns={
            "organization_id": "Key of the organization. 单位标识。",
            "name": "Name in full. 单位全称。",
            "kind": "What kind of body it is. 单位种类。",
            "tasks_led": "Tasks it leads. 牵头任务数。",
            "tasks_joined": "Tasks it joins in. 参与任务数。",
        },
        select="""
            SELECT o.organization_id, o.name, o.kind,
                count(DISTINCT a.task_id) FILTER (WHERE a.role = 'lead_unit') AS tasks_led,
                count(DISTINCT a.task_id) FILTER (WHERE a.role = 'joint_unit') AS tasks_joined
            FROM organizations o
            LEFT JOIN task_assignments a ON a.organization_id = o.organization_id
            GROUP BY o.organization_id, o.name, o.kind
        """,
    ),
)


def create_view(view: View) -> str:
    """The CREATE VIEW statement."""
    return f"CREATE VIEW {named(view.name)} AS {view.select}"


def view_comments(view: View) -> Iterator[str]:
    """The COMMENT ON statements of a view and its columns."""
    yield f"COMMENT ON VIEW {named(view.name)} IS {quoted(f'{view.english} {view.chinese}')}"
    for name, comment in view.columns.items():
        yield f"COMMENT ON COLUMN {named(view.name)}.{named(name)} IS {quoted(comment)}"
