"""Values and units of figures, in print and in their base, and what holds of every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quantities.find import find_quantities
from pipelines.structure.model import Passage, Structure
from pipelines.text.repair import repair
from tests.reading import read_quantities

BASES = [
    ("累计招募平安志愿者20 余万人，", (20, "万人", 200000, "人")),
    ("地区生产总值迈上1000亿台阶。", (1000, "亿", 100000000000, "元")),
    ("服务近8万市民。", (8, "万", 80000, "人")),
    ("新增设施农业1.53万亩。", (1.53, "万亩", 15300, "亩")),
    ("旅游收入超1.5万亿元。", (1.5, "万亿元", 1500000000000, "元")),
    ("地区生产总值287.6亿元。", (287.6, "亿元", 28760000000, "元")),
    ("生产总值2.01万亿元。", (2.01, "万亿元", 2010000000000, "元")),
    ("建成茶园5千亩。", (5, "千亩", 5000, "亩")),
    ("完成投资超万亿元。", (10000, "亿元", 1000000000000, "元")),
]


@pytest.mark.parametrize(("sentence", "expected"), BASES)
def test_bases(sentence: str, expected: tuple[float, str, float, str]) -> None:
    quantity = read_quantities("article", sentence)[0]
    assert (quantity.value, quantity.unit, quantity.value_base, quantity.unit_base) == expected


def test_opening_at_least_holds_for_the_list() -> None:
    quantities = read_quantities(
        "task_notice", "年内至少完成30家企业腾笼换鸟，盘活低效土地2000亩、闲置厂房10万平方米以上。"
    )
    assert [quantity.comparator for quantity in quantities] == ["ge", "ge", "ge"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # 社区 stands elsewhere in the text
        (
            "這個縣的社區發展為黨群服務中心。村社黨群服務中心達標建設，實現率分別達100%、91%。",
            ["村社黨群服務中心達標建設實現率（村）", "村社黨群服務中心達標建設實現率（社區）"],
        ),
        # 城镇 and 农村 stand nowhere in it
        (
            "這個縣的經濟發展為先，城鄉居民收入分別達4.1萬元、2.1萬元。",
            ["城鄉居民收入（城鎮）", "城鄉居民收入（農村）"],
        ),
    ],
)
def test_words_that_a_rule_adds_stand_in_the_script_of_the_text(text: str, subjects: list[str]) -> None:
    assert [quantity.subject for quantity in read_quantities("article", text)] == subjects


def test_traditional_text_keeps_its_words() -> None:
    (quantity,) = read_quantities("article", "海州區實際收回農村可用土地6700餘畝,這是國家對經濟發展的要求。")
    assert (quantity.subject, quantity.unit, quantity.unit_base) == ("海州區實際收回農村可用土地", "畝", "亩")


LANGUAGE = st.text(
    alphabet="0123456789.,:一二两三十百千万亿年月元亩个家名%“”《》（）+-—/第超近过不少于以上内左右分别增长达到为由从占其中，；。、的全县社区村镇市人口\n",
    max_size=200,
)


@given(LANGUAGE)
def test_never_raises_and_accounts_for_every_digit(raw: str) -> None:
    text = repair(raw)
    structure = Structure("article", 1.0, "青山县", None, passages=[Passage("prose", 0, len(text.text))])
    quantities, skipped = find_quantities(text, structure)
    spans = sorted([(q.start, q.end) for q in quantities] + [(s.start, s.end) for s in skipped])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for position, character in enumerate(text.match):
        if character.isdigit():
            assert sum(start <= position < end for start, end in spans) == 1
