"""In which direction the printed number of an indicator is better: as its concept says, else by its wording."""

from __future__ import annotations

import re

from pipelines.concepts.vocabulary import Concept

BETTER_LOWER = re.compile(
    r"""
    能耗 | 耗能 | 消耗 | 用水量 | 用水总量 | 水耗 | 电耗 | 煤耗
    | 排放 | 污染物 | 浓度 | 细颗粒物 | PM2 | 劣(?:V|Ⅴ|五)类
    | 失业率 | 死亡 | 死亡率 | 事故 | 发案 | 案件 | 贫困 | 债务率 | 负债 | 逾期 | 投诉 | 患病率 | 发病率 | 感染率
    | 恩格尔 | 收入比(?!重) | 收入之比 | 差距 | 损失 | 漏损 | 撂荒 | 辍学 | 近视
    """,
    re.VERBOSE,
)
"""What less of is better: 单位地区生产总值能耗, 化学需氧量排放总量, 城镇登记失业率, 城乡居民收入比."""

COUNTED_DECREASE = re.compile(r"下降|降低|减少|削减|降幅|减排|压减|达标|合格|处理率|处置率|利用率|控制率|建档率")
"""Where the number itself is the decrease or the share put right, more of it is better: 单位GDP能耗降低率."""


def desired_direction(name: str, concept: Concept | None) -> str:
    """``increase`` or ``decrease``.

    What no concept is known for, and what the vocabulary leaves open (常住人口: neither more nor less of it is better
    everywhere), a plan that makes it an indicator wants more of, unless its name is one of things to be reduced.
    """
    if concept is not None and concept.desired_direction is not None:
        return concept.desired_direction
    return "decrease" if BETTER_LOWER.search(name) and not COUNTED_DECREASE.search(name) else "increase"
