"""What notices assign: tasks, who answers for them, and the bodies and persons named."""

from __future__ import annotations

from pipelines.schema.model import (
    PROVENANCE_CHECK,
    Column,
    Table,
    document_link,
    identifier,
    link,
    provenance,
)

ORGANIZATION_KINDS = (
    "district_bureau",
    "municipal_branch",
    "high_tech_zone",
    "town",
    "subdistrict",
    "farm",
    "park",
    "company",
    "party_body",
    "mass_organization",
    "headquarters",
    "collective",
    "other",
)
ROLES = ("lead_leader", "lead_unit", "joint_unit")

ORGANIZATIONS = Table(
    name="organizations",
    group="tasks",
    english="Bodies that the documents make responsible for tasks.",
    chinese="承担任务的单位。",
    key=("organization_id",),
    columns=(
        identifier("organization_id", "Key of the organization.", "单位标识。"),
        Column(
            "name",
            "text",
            "Name in full: a prefix printed once for several bureaus is given to each.",
            "单位全称，并列简称已补足前缀。",
            nullable=False,
        ),
        Column(
            "kind",
            "text",
            "What kind of body it is.",
            "单位种类。",
            nullable=False,
            values=ORGANIZATION_KINDS,
        ),
        Column(
            "is_collective",
            "boolean",
            "Whether the name stands for many bodies (各镇街).",
            "是否泛指多个单位（各镇街）。",
            nullable=False,
        ),
        Column(
            "aliases",
            "text list",
            "Other ways the sources print the name.",
            "原文中的其他写法。",
            nullable=False,
        ),
    ),
)

LEADERS = Table(
    name="leaders",
    group="tasks",
    english="Officials that the documents name as leading a task.",
    chinese="任务的牵头领导。",
    key=("leader_id",),
    columns=(
        identifier("leader_id", "Key of the leader.", "领导标识。"),
        Column("name", "text", "Name as printed.", "姓名。", nullable=False),
        Column(
            "is_collective",
            "boolean",
            "Whether the name stands for several persons (各区长).",
            "是否泛指多人（各区长）。",
            nullable=False,
        ),
    ),
)

TASKS = Table(
    name="tasks",
    group="tasks",
    english="Tasks that a notice hands out.",
    chinese="通知分解的任务。",
    key=("task_id",),
    columns=(
        identifier(
            "task_id",
            "Key of the task: document and its number, where the source numbers it.",
            "任务标识：文件与序号。",
        ),
        document_link(),
        link("section_id", "sections", "Section it stands in.", "所在层次。", nullable=True),
        Column(
            "number",
            "integer",
            "Number as printed, where it is unique in the document.",
            "任务序号，以文件内不重复者为限。",
        ),
        Column("number_text", "text", "Number as printed.", "序号原文。"),
        Column("part", "text", "Part of the notice with its number.", "所属部分。"),
        Column("section_title", "text", "Section of the notice with its number.", "所属小节。"),
        Column(
            "text",
            "text",
            "Wording without number and responsibilities.",
            "任务内容，不含序号与责任单位。",
            nullable=False,
        ),
        Column("year", "integer", "Year the task is to be done in.", "任务年度。", unit="year"),
        *provenance(),
    ),
    checks=(PROVENANCE_CHECK,),
)

TASK_ASSIGNMENTS = Table(
    name="task_assignments",
    group="tasks",
    english="Who answers for a task, in the order printed.",
    chinese="任务的责任分工，依原文次序。",
    key=("assignment_id",),
    columns=(
        identifier("assignment_id", "Key of the assignment: task, role, position.", "分工标识：任务、角色、次序。"),
        document_link(),
        link("task_id", "tasks", "The task.", "任务。"),
        Column(
            "role",
            "text",
            "Leading official, leading unit or joint unit.",
            "角色：牵头领导、牵头单位、共同责任单位。",
            nullable=False,
            values=ROLES,
        ),
        Column(
            "position",
            "integer",
            "Order among those of the same role, from 1.",
            "同一角色中的次序，自 1 起。",
            nullable=False,
            check="position >= 1",
        ),
        Column("party_text", "text", "Name as printed.", "名称原文。", nullable=False),
        link(
            "organization_id",
            "organizations",
            "The unit, unless the party is a person.",
            "单位标识。",
            nullable=True,
        ),
        link("leader_id", "leaders", "The official, where the party is a person.", "领导标识。", nullable=True),
        *provenance(),
    ),
    checks=(
        PROVENANCE_CHECK,
        "(organization_id IS NULL) <> (leader_id IS NULL)",
        "(role = 'lead_leader') = (leader_id IS NOT NULL)",
    ),
)

TABLES = (ORGANIZATIONS, LEADERS, TASKS, TASK_ASSIGNMENTS)
