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
            SELECT q.quantity_id, q.document_id, q.subject, q.comparator, q.value_base, q.unit_base, q.place, q.year_to,
                u.number AS task_number, u.lead_units, q.sentence
            FROM quantities q
            LEFT JOIN v_task_units u ON u.task_id = q.task_id
            WHERE q.role = 'target'
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
