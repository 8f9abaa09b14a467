"""What kind of document a text is, told by its own words.

Each genre has evidence: wordings that weigh for it, counted up to a limit. The genre with the most weight wins; the
confidence is its share of the weight of the two best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from pipelines.structure.front_matter import FrontMatter
from pipelines.structure.lines import Line
from pipelines.structure.model import Genre
from pipelines.structure.notice import count_tasks
from pipelines.text.repaired import RepairedText

HEAD = 1500
"""Characters in which a document says what it is."""


class Evidence(NamedTuple):
    """A wording (in the whole text), what each occurrence weighs and how many are counted."""

    genre: Genre
    wording: str
    weight: float
    limit: int


WORDINGS = (
    Evidence("work_report", "各位代表", 4, 2),
    Evidence("work_report", "请予审议", 5, 1),
    Evidence("work_report", "向大会报告工作", 3, 1),
    Evidence("work_report", "列席", 1, 1),
    Evidence("work_report", "一年来", 0.5, 2),
    Evidence("plan", "专栏", 1.5, 3),
    Evidence("plan", "预期性", 1, 3),
    Evidence("plan", "约束性", 1, 2),
    Evidence("plan", "指导思想", 1, 1),
    Evidence("plan", "基本原则", 1, 1),
    Evidence("plan", "总体要求", 1.5, 1),
    Evidence("plan", "主要目标", 1, 1),
    Evidence("plan", "保障措施", 1.5, 1),
    Evidence("plan", "组织实施", 1, 1),
    Evidence("plan", "本规划", 1.5, 2),
    Evidence("plan", "本方案", 1.5, 2),
    Evidence("plan", "本纲要", 1.5, 2),
    Evidence("plan", "制定本", 2, 1),
    Evidence("plan", "规划期", 1, 1),
    Evidence("plan", "远景目标", 1, 1),
    Evidence("article", "记者", 1, 2),
    Evidence("article", "作者", 1.5, 1),
    Evidence("article", "习近平总书记", 0.5, 2),
    Evidence("article", "近年来", 0.5, 2),
)

TITLES: tuple[tuple[Genre, re.Pattern[str], float], ...] = (
    ("work_report", re.compile(r"政府工作报告[^》的]{0,4}(?:\n|$)"), 6),
    ("work_report", re.compile(r"—[^。，\n]{0,14}在[^。，\n]{2,16}届人民代表大会[^。，\n]{0,12}会议上"), 6),
    (
        "work_report",
        re.compile(r"统计公报(?:\[[0-9]\]|（[0-9一二三四五]{1,2}）)?(?:\n|$)"),
        8,
    ),  # reports on one year, section by section
    (  # 2025年第一季度运行情况分析报告, 上半年工作总结: what was done, told section by section
        "work_report",
        re.compile(
            r"(?:(?:情况|分析|运行|总结|执行|进展|完成|监测|评估|调研|年度|季度)[^。，；\n]{0,4}报告|工作总结|述职报告|年报)"
            r"(?:（[^（）]{1,20}）)?(?:\n|$)"
        ),
        6,
    ),
    (
        "plan",
        re.compile(
            r"(?m:^(?![一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]+[.、]))[^\n]*?"
            r"(?:规划|纲要|方案|计划|意见|行动|规划的通知|方案的通知)(?:（[^（）]{1,20}）)?[》”]?(?:的通知)?(?:\n|$)"
        ),
        4,
    ),
    ("task_notice", re.compile(r"(?:任务|责任)[^。\n]{0,12}(?:分解|分工|清单|落实|台账)"), 3),
    ("task_notice", re.compile(r"(?:任务|责任|工作)(?:责任)?(?:分解|分工)(?:落实)?(?:表|方案)(?:\n|$)"), 4),
    # 关于印发《2022年要完成的实事》的通知, 宝府办〔2022〕1号: a government hands out what is to be done
    (
        "task_notice",
        re.compile(r"(?:印发|下达)[^。]{0,40}(?:实事|任务|重点工作|工作要点)[^。\n]{0,12}的通知(?:\n|$)"),
        6,
    ),
    ("article", re.compile(r"(?:本报|新华社|央视网|人民网|新华网)[^。\n]{0,12}(?:讯|电|消息|记者)"), 4),
)

RESPONSIBILITY_HINTS = ("单位", "部门", "负责", "牵头", "领导：", "主体：")
"""What responsibilities cannot be printed without, to leave most texts unsearched."""
CHAPTER = re.compile("(?m:^)第[一二三四五六七八九十]+[章节篇]")
NUMBERED_PART = re.compile(r"第[一二三四五六七八九十]+[章节篇]|[一二三四五六七八九十]、|（[一二三四五六七八九十]）")


def recognise_genre(
    text: RepairedText, lines: Sequence[Line], front: FrontMatter, articles: int
) -> tuple[Genre, float]:
    """The genre, and how sure it is (0.5 to 1). ``articles`` is how many articles begin in the text."""
    match = text.match
    weights: dict[Genre, float] = dict.fromkeys(get_args(Genre), 0.0)
    for evidence in WORDINGS:
        weights[evidence.genre] += evidence.weight * min(match.count(evidence.wording), evidence.limit)
    header = lines[front.header - 1].end if front.header else 0
    head = match[: max(header, min(HEAD, len(match)))]
    for genre, wording, weight in TITLES:
        if wording.search(head):
            weights[genre] += weight
    parts = sum(1 for line in lines if NUMBERED_PART.match(match, line.start))
    if weights["plan"] or CHAPTER.search(match):  # （四）固定资产投资突破60亿 numbers the parts of any text
        weights["plan"] += min(parts, 6) * 0.5
    weights["article"] += 3 if parts < 3 else 0
    weights["article"] += 2 if len(match) < 6000 else 0
    tasks = count_tasks(text) if sum(match.count(hint) for hint in RESPONSIBILITY_HINTS) > 1 else 0
    if tasks >= 2:
        weights["task_notice"] += min(tasks, 8) * 2 + weights["plan"] * 0.5
    if articles > 1:
        weights["newspaper_page"] += 5 + articles * 2 + weights["article"]
    return _best(weights)


def _best(weights: Mapping[Genre, float]) -> tuple[Genre, float]:
    ordered = sorted(weights, key=lambda genre: -weights[genre])
    first, second = ordered[0], ordered[1]
    if weights[first] == 0:
        return "article", 0.5
    return first, round(weights[first] / (weights[first] + weights[second]), 2)
