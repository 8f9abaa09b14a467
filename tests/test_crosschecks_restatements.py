"""The same figure stated twice in one document, and what must not be compared."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.crosschecks.figures import half_step, loose_wording, scale_of
from pipelines.crosschecks.judging import tells_more_exactly
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.restatements import restatements
from tests.figures import YEAR, figure


def within(*figures: Figure) -> list[Finding]:
    """The restatements among quantities of one chapter."""
    return list(restatements([], figures, {None: None}))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # another measure in nearly the same words
        (("高新技术企业", "136家", 136, "家"), ("新增高新技术企业", "136家", 136, "家")),
        (("高标准农田面积", "80亩", 80, "亩"), ("高标准农田面积比重", "80%", 80, "%")),
        (("城镇居民人均可支配收入", "4.1万元", 41000, "元"), ("农村居民人均可支配收入", "4.1万元", 41000, "元")),
        (("省级以上农业龙头企业", "5家", 5, "家"), ("市级以上农业龙头企业", "25家", 25, "家")),
        (("一般公共预算收入", "6亿元", 6e8, "元"), ("一般公共预算收入增长", "6%", 6, "%")),
        # subjects that say too little
        (("投资", "3700万元", 3.7e7, "元"), ("投资", "3600万元", 3.6e7, "元")),
        (("教学班", "40个", 40, "个"), ("教学班", "60个", 60, "个")),
        # without a time it may be another one
        (("在校学生", "2010人", 2010, "人"), ("在校学生", "2840人", 2840, "人")),
    ],
)
def test_other_measures_are_not_compared(left: tuple[str, str, float, str], right: tuple[str, str, float, str]) -> None:
    assert within(figure(*left), figure(*right)) == []


def test_other_times_roles_and_places_are_not_compared() -> None:
    gdp = ("地区生产总值", "653亿元", 653e8, "元")
    other = ("地区生产总值", "282亿元", 282e8, "元")
    concept: dict[str, Any] = {"concept_id": "gross_domestic_product"}
    one = figure(*gdp, **YEAR, **concept)
    assert within(one, figure(*other, year_from=2021, year_to=2021, period_text="2021年", **concept)) == []
    assert within(one, figure(*other, role="target", **YEAR, **concept)) == []
    assert within(one, figure(*other, place="某镇", **YEAR, **concept)) == []
    assert within(one, figure(*other, sentence=one.context, **YEAR, **concept)) == []
    assert within(one, figure(*other, **YEAR, **concept)) != []


def test_two_passages_on_the_same_year_differ() -> None:
    concept: dict[str, Any] = {"concept_id": "gross_domestic_product"}
    found = within(
        figure("地区生产总值", "653亿元", 653e8, "元", **YEAR, **concept),
        figure("地区生产总值", "635亿元", 635e8, "元", **YEAR, **concept),
    )
    assert [(finding.kind, finding.relation, finding.difference) for finding in found] == [
        ("prose_prose", "differ", -18e8)
    ]


def test_a_round_figure_is_the_exact_one_told_less_exactly() -> None:
    exact = figure("平安志愿者", "203412人", 203412, "人")
    coarse = figure("平安志愿者", "20余万人", 200000, "人", comparator="gt")
    assert tells_more_exactly(coarse, exact)
    assert not tells_more_exactly(figure("平安志愿者", "30余万人", 300000, "人", comparator="gt"), exact)
    assert not tells_more_exactly(figure("平安志愿者", "20万人", 200000, "人"), exact)


def test_a_box_with_another_value_differs() -> None:
    prose = figure("高新技术企业", "180家", 180, "家", role="target", concept_id="high_tech_enterprises")
    box = figure(
        "高新技术企业",
        "200家",
        200,
        "家",
        role="target",
        concept_id="high_tech_enterprises",
        project_id="p",
        char_start=9,
    )
    found = within(prose, box)
    assert [(finding.kind, finding.relation, finding.difference) for finding in found] == [("prose_box", "differ", 20)]


@pytest.mark.parametrize(
    ("printed", "scale", "half"), [("12.1", 1, 0.05), ("386亿元", 1e8, 0.5e8), ("3.37", 1e8, 0.5e6), ("—", 1, 0.5)]
)
def test_half_of_the_last_digit_printed(printed: str, scale: float, half: float) -> None:
    assert half_step(printed, scale) == pytest.approx(half)


@pytest.mark.parametrize(
    ("unit", "scale", "plain"),
    [
        ("亿元", 1e8, "元"),
        ("万人", 1e4, "人"),
        ("亿美元", 1e8, "美元"),
        ("万亿元", 1e12, "元"),
        ("%", 1, "%"),
        (None, 1, None),
    ],
)
def test_scale_of_a_unit(unit: str | None, scale: float, plain: str | None) -> None:
    assert scale_of(unit) == (scale, plain)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("劳动年龄人口平均受教育年限", "主要劳动年龄人口平均受教育年限", True),
        ("创成全国体育产业示范单位", "争创全国体育产业示范单位", True),
        ("新增高标准农田", "高标准农田", False),
        ("空气质量优良天数比例", "空气质量优良天数", False),
    ],
)
def test_wordings_within_a_document(one: str, other: str, same: bool) -> None:
    assert (loose_wording(one) == loose_wording(other)) is same
