"""Figures that follow from others: shares, growth, multiples."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.crosschecks.growth import indicator_growth, text_growth
from pipelines.crosschecks.model import Finding
from pipelines.crosschecks.multiples import multiple_findings
from pipelines.crosschecks.shares import share_findings
from tests.figures import YEAR, figure, indicator


@pytest.mark.parametrize(
    ("shares", "relation"),
    [((6.1, 28.6, 65.3), "agree"), ((6.1, 28.6, 65.4), "agree"), ((6.1, 28.6, 66.3), "differ"), ((6, 29, 66), "agree")],
)
def test_shares_add_up_within_their_rounding(shares: tuple[float, float, float], relation: str) -> None:
    concepts = ("primary_industry_share_of_gdp", "secondary_industry_share_of_gdp", "tertiary_industry_share_of_gdp")
    figures = [
        figure(f"三次产业比重{number}", f"{share}", share, "%", sentence="三次产业比重为", concept_id=concept, **YEAR)
        for number, (share, concept) in enumerate(zip(shares, concepts, strict=True))
    ]
    assert [finding.relation for finding in share_findings(figures)] == [relation]


def test_growth_of_a_year_against_the_values_of_two() -> None:
    def report(growth: float, concept: str = "total_retail_sales_of_consumer_goods") -> list[Finding]:
        last: dict[str, Any] = {"year_from": 2021, "year_to": 2021, "role": "target"}
        return list(
            text_growth(
                [
                    figure("社会消费品零售总额", "110.6亿元", 110.6e8, "元", concept_id=concept, **YEAR),
                    figure("社会消费品零售总额", "126亿元", 126e8, "元", concept_id=concept, **last),
                    figure("社会消费品零售总额增长", f"{growth}%", growth, "%", concept_id=f"{concept}_growth", **last),
                ]
            )
        )

    assert [finding.relation for finding in report(14.0)] == ["agree"]  # 126 / 110.6 is 1.139
    assert [finding.relation for finding in report(20.0)] == ["differ"]
    # Growth of GDP is counted in constant prices: that it does not follow says nothing.
    assert report(20.0, "gross_domestic_product") == []


@pytest.mark.parametrize(
    ("base", "target", "growth", "relations"),
    [
        (12.13, 15.5, 5.0, ["agree"]),  # 5.03
        (12.13, 15.5, 5.2, ["differ"]),
        (100, 128, 5, ["agree"]),  # 5.06, and everything printed as whole numbers
        (100, 140, 5, ["differ"]),
    ],
)
def test_average_growth_is_compounded(base: float, target: float, growth: float, relations: list[str]) -> None:
    found = indicator_growth(indicator(base, target, growth), ["2020年", "2025年", "年均增长"])
    assert [finding.relation for finding in found] == relations


def test_growth_in_all_and_in_points_and_of_an_unknown_kind() -> None:
    in_all = indicator_growth(indicator(2551.7, 2347.6, -8), ["2015年比2010年增长"])
    assert [(finding.relation, round(finding.expected or 0, 2)) for finding in in_all] == [("agree", -8.0)]
    points = indicator_growth(indicator(55, 60, 5, growth_text="5个百分点", unit="%"), ["增长"])
    assert [finding.relation for finding in points] == ["agree"]
    assert list(indicator_growth(indicator(55, 60, 5), ["增长"])) == []


@pytest.mark.parametrize(
    ("subject", "printed", "value", "unit", "relations"),
    [
        ("地区生产总值是2015年", "1.71倍", 1.71, "倍", ["agree"]),  # 653 / 382 is 1.709
        ("地区生产总值是2015年", "2.71倍", 2.71, "倍", ["differ"]),
        ("地区生产总值较2015年增长", "70.9%", 70.9, "%", ["agree"]),
        ("地区生产总值较2015年增长", "60%", 60, "%", ["differ"]),
        ("地区生产总值是2014年", "1.71倍", 1.71, "倍", []),
        ("人均地区生产总值是2015年", "1.42倍", 1.42, "倍", []),
    ],
)
def test_multiples_of_an_earlier_year(
    subject: str, printed: str, value: float, unit: str, relations: list[str]
) -> None:
    figures = [
        figure("地区生产总值", "653亿元", 653e8, "元", **YEAR),
        figure("地区生产总值", "382亿元", 382e8, "元", year_from=2015, year_to=2015),
        figure(subject, printed, value, unit, **YEAR),
    ]
    assert [finding.relation for finding in multiple_findings(figures)] == relations
