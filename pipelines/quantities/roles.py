"""Whether a figure is reported (actual), aimed at (target), or a standing rule or condition (norm)."""

from __future__ import annotations

import re

from pipelines.quantities.model import Role
from pipelines.structure.model import Structure

REPORTING_TITLE = re.compile("回顾|基础(?!设施|教育|研究|性|能力|支撑|保障|工程)|成就|成效|现状|形势|过去|总结|完成情况|取得|背景|进展|主要做法|经验")
PLANNING_TITLE = re.compile("目标|任务|安排|部署|规划|展望|打算|举措|要求|重点|保障|下一步|计划|要点")
TARGET_WORDS = re.compile(
    "力争|确保|争取(?=到|在|实现|达|完成|新|年内|建)|计划(?=新|建|完|投|到|用|在|今)|目标(?=是|为|：)|将(?=新增|建|达|在|完|实|投|新|改)|还将|(?:明确|规划》)提出|(?<![至止加高少长大升降展])到20[0-9]{2}年(?!的)|明年"
)
ACTUAL_WORDS = re.compile(
    "已(?!上)|现有|目前|较上年|比上年|截至|去年|以来|依托|如今|现行|第[一二三四五六七八九十]+次全国"
)
RULE_WORDS = re.compile("亩均(?:税收|财政投入|投资)不低于|年龄[在不为]|再?延长|给予|补助|奖励|不得|标准为|不高于|一次性补|(?:按|按照)[^，。]{0,12}标准")
EACH = re.compile("每(?:个|名|户|位|家|所|处|支)[^，。；]{0,30}$")
RESPONSE = re.compile("在$")


def section_roles(structure: Structure) -> list[Role]:
    """The role of a figure in each section that says nothing of its own."""
    default = document_role(structure)
    roles: list[Role] = []
    for section in structure.sections:
        role: Role | None = None
        if structure.genre in ("plan", "work_report") and section.level <= 2:
            if REPORTING_TITLE.search(section.title):
                role = "actual"
            elif PLANNING_TITLE.search(section.title):
                role = "target"
        if section.parent is not None and (role is None or structure.genre == "work_report"):
            role = roles[section.parent]
        roles.append(role or default)
    return roles


def document_role(structure: Structure) -> Role:
    """Articles and reports report, plans and notices aim."""
    return "target" if structure.genre in ("plan", "task_notice") else "actual"


def role_of(text: str, sentence_start: int, clause_start: int, start: int, end: int, default: Role) -> Role:
    """The role of the figure ``text[start:end]``."""
    if RULE_WORDS.search(text, clause_start, min(len(text), end + 4)):
        return "norm"
    if default == "actual":
        if EACH.search(text, max(clause_start, start - 36), start) or (
            RESPONSE.search(text, start - 1, start) and text[end - 3 : end] in ("分钟内", "小时内", "工作日内")
        ):
            return "norm"
        return "target" if TARGET_WORDS.search(text, sentence_start, start) else "actual"
    if ACTUAL_WORDS.search(text, clause_start, start) and not TARGET_WORDS.search(text, clause_start, start):
        return "actual"
    return default
