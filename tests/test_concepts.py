"""The vocabulary, and which concept a wording names."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.concepts.direction import desired_direction
from pipelines.concepts.matching import concept_named, concept_of, index
from pipelines.concepts.units import compatible
from pipelines.concepts.vocabulary import concepts
from pipelines.concepts.wording import same_wording
from pipelines.records.parse import parse_document
from pipelines.sources import Source

SNAKE_CASE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
HAN = re.compile("[\u4e00-\u9fff]")

INDICATORS = {
    "地区生产总值": "gross_domestic_product",
    "全员劳动生产率": "overall_labour_productivity",
    "研发经费支出占地区生产总值比重": "research_and_development_expenditure_share_of_gdp",
    "每万人拥有发明专利数": "invention_patents_per_10000_people",
    "制造业增加值占比": "manufacturing_value_added_share_of_gdp",
    "高新技术产业值占规模以上工业产值比重": "high_tech_industry_share_of_above_scale_industrial_output",
    "生产性服务业增加值占服务业增加值比": "producer_services_share_of_services_value_added",
    "常住人口城镇化率": "urbanisation_rate_of_resident_population",
    "外贸进出口": "total_imports_and_exports",
    "五年累计实际利用外资": "five_year_cumulative_actually_utilised_foreign_capital",
    "居民人均可支配收入增长率": "resident_per_capita_disposable_income_growth",
    "城镇调查失业率": "surveyed_urban_unemployment_rate",
    "人均预期寿命": "life_expectancy",
    "城乡基本养老保险参保缴费率": "basic_pension_insurance_contribution_rate",
    "每千人拥有0-3岁婴幼儿托育数": "childcare_places_per_1000_people",
    "每千人执业（助理）医师数": "licensed_physicians_per_1000_people",
    "社区养老服务设施覆盖率": "community_elderly_care_facility_coverage_rate",
    "接受上门服务的居家老年人数占比": "home_service_recipients_share_of_elderly_at_home",
    "单位地区生产总值能源消耗降低": "energy_consumption_per_unit_of_gdp_reduction",
    "单位地区生产总值二氧化碳排放减少": "carbon_dioxide_emissions_per_unit_of_gdp_reduction",
    "地表水国省考断面达到或优于Ⅲ类水质比例": "surface_water_national_and_provincial_sections_good_share",
    "空气质量优良天数比例": "air_quality_good_days_share",
    "PM2.5年均浓度": "pm2_5_concentration",
    "林木覆盖率": "tree_coverage_rate",
    "法治建设满意度": "rule_of_law_satisfaction",
    "美丽社区建设达标率": "beautiful_community_rate",
    "人均接受公共文化场馆次数": "museum_and_library_visits_per_capita",
    "劳动年龄人口平均受教育年限": "average_years_of_schooling_of_working_age_population",
    "社会文明程度测评指数": "social_civilisation_index",
    "粮食综合生产能力": "grain_production_capacity",
    "生产安全事故发生数下降": "production_safety_accidents_reduction",
    "公众安全感": "public_sense_of_safety",
}
"""The 32 indicators of the plan, linked by reading."""


def test_concepts_are_several_hundred_and_each_is_complete() -> None:
    assert len(concepts()) >= 450
    for name, concept in concepts().items():
        assert SNAKE_CASE.fullmatch(name)
        assert HAN.search(concept.name_zh)
        assert concept.name_en
        assert not HAN.search(concept.name_en)
        assert concept.desired_direction in (None, "increase", "decrease")


def test_no_wording_leads_to_two_concepts() -> None:
    wordings = [(same_wording(w), c.concept_id) for c in concepts().values() for w in c.wordings]
    assert len(dict(wordings)) == len({*wordings}) == len(index())


def test_every_wording_of_a_concept_leads_to_it() -> None:
    wrong = [
        (wording, concept.concept_id)
        for concept in concepts().values()
        for wording in concept.wordings
        if (found := concept_of(wording, concept.unit_base)) is None or found.concept_id != concept.concept_id
    ]
    assert wrong == []


def test_growth_is_counted_in_percent_and_belongs_to_a_value() -> None:
    for name, concept in concepts().items():
        if name.endswith("_growth"):
            assert concept.unit_base == "%"


@pytest.mark.parametrize(
    ("subject", "unit", "place", "expected"),
    [
        ("地区生产总值", "元", "", "gross_domestic_product"),
        ("全区实现地区生产总值", "元", "", "gross_domestic_product"),
        ("海州区地区生产总值", "元", "海州区", "gross_domestic_product"),
        ("“地区生产总值”", "元", "", "gross_domestic_product"),
        ("地区生产总值增长", "%", "", "gross_domestic_product_growth"),
        ("地区生产总值同比增长", "%", "", "gross_domestic_product_growth"),
        ("地区生产总值年均增长", "%", "", "gross_domestic_product_average_annual_growth"),
        ("高技能人才占技能劳动者的比例", "%", "", "high_skilled_talents_share_of_skilled_workers"),
        ("城乡居民人均可支配收入（农村）", "元", "", "rural_resident_per_capita_disposable_income"),
        ("三次产业比重由“十二五”末（第三产业）", "%", "", "tertiary_industry_share_of_gdp"),
        ("新增高标准农田", "亩", "", "high_standard_farmland_added"),
        ("高标准农田面积比重", "%", "", "high_standard_farmland_share"),
        ("城区人均公园绿地面积", "平方米/人", "", "park_green_space_per_capita"),
        ("国家高新技术企业", "户", "", "high_tech_enterprises"),
        # what stands around a name and is no part of it
        ("地区生产总值[2]比上年增长", "%", "", "gross_domestic_product_growth"),
        ("五莲县2012年全年实现生产总值", "元", "五莲县", "gross_domestic_product"),
        ("一般公共预算收入由2020年", "元", "", "general_public_budget_revenue"),
        ("居民消费价格（CPI）比上年上涨", "%", "", "consumer_price_increase"),
        ("每千常住人口执业（助理）医师", "人", "", "licensed_physicians_per_1000_people"),
        # what is known by another name grows by it
        ("农民人均可支配收入年均增长", "%", "", "rural_resident_per_capita_disposable_income_average_annual_growth"),
        ("高新技术产业总产值增长", "%", "", "high_tech_industry_output_value_growth"),
    ],
)
def test_a_wording_leads_to_its_concept(subject: str, unit: str, place: str, expected: str) -> None:
    concept = concept_of(subject, unit, place)
    assert concept is not None
    assert concept.concept_id == expected


@pytest.mark.parametrize(
    ("subject", "unit"),
    [
        ("地区生产总值", "%"),  # a growth or a share, the source does not say of what
        ("地区生产总值增长", "元"),  # how much more, not how fast
        ("地区生产总值增长", "倍"),
        ("地区生产总值是2015年", "倍"),
        ("规模以上工业企业产值较2015年增长", "%"),  # over five years, no yearly growth
        ("服务业增加值占GDP比重", "个百分点"),  # a change of the share
        ("网络销售额占全市网络销售额", "%"),
        ("高新技术企业", "%"),
        ("高标准农田面积比重", "亩"),
        ("生产总值海州区", "元"),  # no search within a wording
        ("投资", "元"),
        ("企业", "家"),
        ("", None),
        ("的", None),
    ],
)
def test_no_link_where_the_wording_or_the_unit_is_another(subject: str, unit: str | None) -> None:
    assert concept_of(subject, unit) is None


def test_new_ones_are_not_those_there_are() -> None:
    named = {words: concept_named(words) for words in ("高新技术企业", "新增高新技术企业")}
    assert named["高新技术企业"] != named["新增高新技术企业"]


@pytest.mark.parametrize(
    ("unit", "wanted", "fits"),
    [
        ("家", "家", True),
        ("户", "家", True),
        ("名", "人", True),
        ("户", "个", False),  # 改造老旧小区: compounds or households
        ("%", "元", False),
        ("元", "%", False),
        ("亩", "%", False),
        ("条", "公里", False),
        ("%", None, False),
        ("分", None, True),
        (None, "年", False),
    ],
)
def test_units_of_a_figure_and_of_a_concept(unit: str | None, wanted: str | None, fits: bool) -> None:
    assert compatible(unit, wanted) is fits


@pytest.mark.parametrize(
    ("sentence", "number", "concept"),
    [
        ("到2025年，新增国家4A级景区1家、国家3A级景区2家。", "2家", "tourist_attractions_3a_added"),
        ("提档升级9家退役军人服务站。", "9家", "veterans_service_stations_upgraded"),
        ("全区现有退役军人服务站9家。", "9家", "veterans_service_stations"),
        ("新增国家高新技术企业50家、单项冠军企业5家。", "50家", "high_tech_enterprises_added"),
        ("确保产业有效投入累计达到800亿元。", "800亿元", "effective_industry_investment_cumulative"),
        ("培养50名企业经营管理人才、150名专业技术人才。", "150名", "professional_and_technical_talents_trained"),
        ("近两年，42名社区工作者进入“两委”班子。", "42名", None),
        ("每个周期选评5名省特级教师。", "5名", None),
        (
            "战略性新兴产业和高技术制造业增加值年均增长8％、7.2％。",
            "7.2％",
            "high_tech_manufacturing_value_added_average_annual_growth",
        ),
        ("“十三五”期间，进出口总额增长59%。", "59%", None),
        ("2020年，进出口总额增长9%。", "9%", "total_imports_and_exports_growth"),
        ("村集体经济收入566万元，其中400多万元用于村民分红。", "400多万元", None),
        ("生产总值、利润总额五年累计分别完成1595.2亿元、252.4亿元。", "1595.2亿元", None),
        ("每个网格配备1名网格长。", "1名", None),
        ("全区配备网格长320名。", "320名", "grid_leaders"),
        ("新增规上工业企业22家，总数达168家。", "168家", None),
    ],
)
def test_the_verb_decides_what_is_counted(sentence: str, number: str, concept: str | None) -> None:
    text = f"海州区政府工作报告\n\n{sentence}\n"
    rows = parse_document(text.encode(), Source("report", "report.txt")).rows["quantities"]
    found = {row["text"]: row["concept_id"] for row in rows}
    assert found[number] == concept


def test_the_indicators_of_the_plan_are_all_linked_rightly(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute("SELECT name, concept_id FROM indicators WHERE document_id LIKE 'haizhou%'").fetchall()
    assert dict(rows) == INDICATORS


def test_the_directions_of_the_indicators_are_those_read_by_a_person(
    dataset: duckdb.DuckDBPyConnection, root: Path
) -> None:
    gold: dict[str, str | None] = {}
    for path in (root / "tests" / "gold" / "development").glob("haizhou-14th-plan-outline*.indicators.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            gold[entry["name"]] = entry["desired_direction"]
    rows = dict(dataset.execute("SELECT name, desired_direction FROM indicators").fetchall())
    assert len(gold) == 32
    assert {name: rows[name] for name in gold} == gold


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("地区生产总值", "increase"),
        ("城镇调查失业率", "decrease"),
        ("PM2.5年均浓度", "decrease"),
        ("单位地区生产总值能源消耗降低", "increase"),
        ("单位GDP能耗", "decrease"),
        ("化学需氧量排放总量", "decrease"),
        ("城乡居民收入比", "decrease"),
        ("污水集中处理率", "increase"),
        ("生产安全事故发生数下降", "increase"),
        ("亿元国内生产总值生产安全事故死亡率", "decrease"),
        ("固体废物综合利用率", "increase"),
        ("某某新指标", "increase"),
        ("某某污染物浓度", "decrease"),
    ],
)
def test_in_which_direction_a_number_is_better(name: str, direction: str) -> None:
    assert desired_direction(name, concept_named(name)) == direction


def test_concepts_link_table_text_box_and_task(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = dataset.execute(
        "SELECT stands_in, printed FROM v_concept_figures WHERE concept_id = 'high_standard_farmland_added' "
        "ORDER BY stands_in"
    ).fetchall()
    assert rows == [("box", "3万亩左右"), ("task", "2.8万亩"), ("text", "3万亩左右")]
    english = dataset.execute("SELECT count(*) FROM v_targets WHERE concept_en IS NOT NULL").fetchall()
    assert english[0][0] > 100


@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=4)), st.text(max_size=4))
def test_matching_never_raises(words: str, unit: str | None, place: str) -> None:
    found = concept_of(words, unit, place)
    assert found is None or found.concept_id in concepts()


@given(st.text(alphabet="的（）“”全区实现完成国家占比重增长年均 \n", max_size=400))
def test_matching_is_quick_on_its_own_words(words: str) -> None:
    concept_of(words, "%", "区")
