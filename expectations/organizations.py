"""What is true of ``organizations``."""

from __future__ import annotations

from expectations.model import violation
from pipelines.schema.sql import quoted
from pipelines.structure.organization_names import AREA_LIST, ORGANS

BRACKETED = "[（(【〔“《][^（(【〔“《）)】〕”》]*[）)】〕”》]"
OUTSIDE_BRACKETS = f"regexp_replace(regexp_replace(name, '{BRACKETED}', '', 'g'), '{BRACKETED}', '', 'g')"
ONE_NAME = f"regexp_replace({OUTSIDE_BRACKETS}, {quoted(f'{AREA_LIST}|{ORGANS}')}, '', 'g')"
"""SQL of a name without what may hold a mark: brackets, 市、县 of 各市、县〔市、区〕政府, 党委、政府."""

EXPECTATIONS = (
    violation(
        "organizations",
        "used",
        "organization_id",
        "error",
        "Each organization answers for a task.",
        "每个单位均承担任务。",
        """
        SELECT o.nth_row, o.name FROM organizations o
        ANTI JOIN task_assignments a ON a.organization_id = o.organization_id
        """,
        "task_assignments",
    ),
    violation(
        "organizations",
        "names_unique",
        "name",
        "error",
        "No two organizations of one region have the same name.",
        "同一地区内单位全称不重复。",
        """
        SELECT nth_row, name FROM (
            SELECT nth_row, name,
                count(*) OVER (PARTITION BY name, split_part(organization_id, ':', 1)) AS bearers
            FROM organizations
        ) WHERE bearers > 1
        """,
    ),
    violation(
        "organizations",
        "one_name_in_a_row",
        "name",
        "error",
        "A name is one name: no mark that parts several stands in it outside brackets, but in the words for the levels "
        "or organs that one name joins (各市、县〔市、区〕政府; 党委、政府).",
        "一个名称即一个单位，括号之外不含并列标点，但合称各级或党政者（各市、县〔市、区〕政府；党委、政府）除外。",
        f"SELECT nth_row, name FROM organizations WHERE regexp_matches({ONE_NAME}, '[、，,；;：:。/]')",
    ),
    violation(
        "organizations",
        "brackets_paired",
        "name",
        "warning",
        "The brackets of a name are paired; the source may have lost one.",
        "名称中的括号成对；原文或有脱漏。",
        """
        SELECT nth_row, name FROM organizations
        WHERE regexp_matches(regexp_replace(name, '[（(【〔][^）)】〕]*[）)】〕]', '', 'g'), '[（(）)【】〔〕]')
        """,
    ),
    violation(
        "organizations",
        "collective_kind",
        "is_collective kind",
        "error",
        "A name that stands for many bodies is collective in kind, and no other is.",
        "泛指多个单位者，种类为 collective，反之亦然。",
        "SELECT nth_row, name FROM organizations WHERE is_collective <> (kind = 'collective')",
    ),
)
