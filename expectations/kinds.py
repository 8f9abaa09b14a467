"""The kinds of figures that a rule does not hold for, each with its reason, and the words that bound a figure.

Regular expressions as DuckDB reads them (RE2); they are put into the SQL of the rules.
"""

from __future__ import annotations

MAY_EXCEED_HUNDRED_PERCENT = {
    "增|涨|升|提高|扩大|翻|同比|上年|变化|波动|降|减|较|比.*年": "a change is measured against what was there before",
    "完成|兑现|超额|相当于|达到.*的": "a plan may be fulfilled more than once over (完成年度任务的120%)",
    "毛入学率|入园率": "gross enrolment counts pupils of other ages",
    "保值增值": "capital kept is 100, more is gain",
    "负债|债务|杠杆|贷存比|拨备|依存度|利润率|收益率|回报率": "the one quantity is no part of the other",
    "复种": "a field sown twice counts twice",
    "参保|缴费|覆盖": "people insured elsewhere, or served from outside, are counted in",
}
"""Percentages that are no share of a whole, by words of their subject."""

MAY_FALL_SHORT_OF_BASE = {
    "增速|增长率|增长$|增幅|年均增|增长（": "growth may slow, and still all grows",
    "降低|下降|减少|削减|减排|降幅": "a cut of one period need not be as deep as that of the last",
    "新增|累计": "a sum of one period need not be that of the last",
    "失业|人口$|人口(总量|规模|数)|老龄|抚养": "a plan takes it as it is expected to come",
    "用水总量|能源消[费耗]总量|煤炭|建设用地|开发强度|债务|赤字": "a ceiling to keep below, printed without a sign",
    "耕地|基本农田|保有量|粮食|保护红线|岸线": "a floor to hold, printed without a sign",
    "空气|优良天数|PM|细颗粒物|水质|断面|水体": "a standard to hold, whatever the weather of the base year gave",
}
"""Indicators whose point target may be worse than what the base year reached, by words of their name."""

WITHOUT_UNIT = {
    "指数|系数|得分|评分|分值|评价|测评": "an index is a bare number",
    "比例?$|之比|占比|比重|占.*比|倍数|倍差": "a ratio is a bare number",
    "排名|位次|名次": "a rank is a bare number",
    "PH值|pH值|容积率": "defined without unit",
}
"""Figures that need no unit, by words of their name."""

AT_LEAST = "以上|不少于|不低于|不小于|不得低于|不得少于|至少|≥|≧|>=|＞="
AT_MOST = "不超过|不能超过|不得超过|不高于|不多于|不大于|以内|以下|≤|≦|<=|＜="
LESS_THAN = "低于|不足|不到|小于|少于|<|＜"
MORE_THAN = "超|突破|高于|多于|大于|>|＞"
"""What the targets of indicator tables say; to be tried in this order, since 不低于 holds 低于 and >= holds >."""


def any_of(kinds: dict[str, str]) -> str:
    """One regular expression for all kinds."""
    return "|".join(kinds)
