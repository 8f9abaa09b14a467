"""How figures are told in the notes of comparisons, in English and Chinese."""

from __future__ import annotations

import re

from pipelines.concepts.vocabulary import concepts
from pipelines.crosschecks.model import Figure

BEHIND_UNIT = re.compile("(?:左右|上下|及?以[上下内]|之内)$")
PLACES = {
    "indicators": {
        "base_value": ("base value in the indicator table", "指标表基期值"),
        "target_value": ("target in the indicator table", "指标表目标值"),
        "growth_value": ("yearly growth in the indicator table", "指标表年均增长"),
    }
}


def name_en(*figures: Figure) -> str:
    """What is measured: the English name of the first concept known, else the words of the text."""
    for figure in figures:
        if figure.concept_id:
            return concepts()[figure.concept_id].name_en
    return f"“{figures[0].subject}”"


def name_zh(figure: Figure) -> str:
    return f"“{figure.subject}”"


def told(figure: Figure) -> str:
    """The figure as printed, with the unit that its row prints."""
    if figure.table == "indicators" and figure.unit and figure.unit_printed and figure.unit not in figure.printed:
        scaled = {1e8: "亿", 1e4: "万"}.get(round(figure.half_step * 2 / 10.0 ** -_decimals(figure.printed)), "")
        behind = BEHIND_UNIT.search(figure.printed)  # 28左右 is 28%左右
        end = behind.start() if behind else len(figure.printed)
        return f"{figure.printed[:end]}{scaled}{figure.unit}{figure.printed[end:]}"
    return figure.printed


def place_en(figure: Figure) -> str:
    """Where a figure stands."""
    if figure.table == "indicators":
        return PLACES["indicators"][figure.column][0]
    if figure.project_id:
        return "box"
    return "task" if figure.task_id else "text"


def place_zh(figure: Figure) -> str:
    """Where a figure stands, in Chinese."""
    if figure.table == "indicators":
        return PLACES["indicators"][figure.column][1]
    if figure.project_id:
        return "专栏"
    return "任务" if figure.task_id else "正文"


def number(value: float) -> str:
    """A computed value with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _decimals(printed: str) -> int:
    _, point, digits = printed.partition(".")
    return len(digits) if point else 0
