"""A newspaper page: its articles, its headlines, and what stands between the columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.structure.headlines import undouble
from pipelines.structure.model import Structure
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from pipelines.text.repaired import RepairedText

PAGE = Path(__file__).parent.parent / "raw" / "yancheng-governance-newspaper-page.txt"

ARTICLES = [
    ("建湖县", "建湖县：建强组织体系创新治理模式", "江苏省盐城市建湖县认真学习贯彻"),
    ("大丰区", "大丰区：“红色邻里”搭起基层治理大舞台", "近年来，江苏省盐城市大丰区聚焦"),
    ("射阳县", "射阳县：凝聚多方力量共筑“有爱小城”", "日前，江苏省盐城市射阳县合德镇"),
]
HEADINGS = {
    "建湖县": [
        "打基础固根本构建一体贯通治理架构",
        "优机制抓举措盘活街道社区治理资源",
        "重创新强联动打造多元融合治理模式",
        "建载体提质效夯实城市治理底部支撑",
    ],
    "大丰区": [
        "小阵地服务大民生建优党群服务“综合体”",
        "微服务凝聚大能量织密基层治理“红网格”",
        "小团队撬动大平台打造志愿服务“红心圈”",
    ],
    "射阳县": ["健全体系架构为城市基层治理赋能", "精细服务管理为城市基层治理扩能", "激发资源活力为城市基层治理提能"],
}


@pytest.fixture(scope="module")
def page() -> tuple[RepairedText, Structure]:
    text = repair(PAGE.read_bytes().decode("utf-8"))
    return text, read_structure(text)


def test_articles(page: tuple[RepairedText, Structure]) -> None:
    text, structure = page
    articles = [section for section in structure.sections if section.kind == "article"]
    assert [(article.place, article.title, text.text[article.start :][:15]) for article in articles] == [
        (place, title, opening[:15]) for place, title, opening in ARTICLES
    ]
    assert [article.end for article in articles] == [articles[1].start, articles[2].start, len(text.text)]


def test_headings_of_the_articles(page: tuple[RepairedText, Structure]) -> None:
    _, structure = page
    found: dict[str, list[str]] = {}
    for section in structure.sections:
        if section.level == 2 and section.parent is not None:
            found.setdefault(structure.sections[section.parent].place or "", []).append(section.title)
    assert found == HEADINGS


def test_garbled_headlines_are_kept_out_of_the_prose(page: tuple[RepairedText, Structure]) -> None:
    text, structure = page
    defects = [defect for defect in structure.defects if defect.kind == "headline_garbled"]
    assert len(defects) == 3
    prose = "".join(text.text[p.start : p.end] for p in structure.passages if p.kind == "prose")
    assert "大丰区大丰区" not in prose
    assert "：：" not in prose
    assert "隐患的问题，\n提出了“积极引导" in prose.replace("，提出", "，\n提出")
    assert "有爱小城有爱小城" not in prose


@pytest.mark.parametrize(
    ("garbled", "repaired"),
    [
        (
            "大丰区大丰区：：““红色邻里红色邻里””搭起基层治理大舞台搭起基层治理大舞台",
            "大丰区：“红色邻里”搭起基层治理大舞台",
        ),
        ("射阳县射阳县：：凝聚多方力量凝聚多方力量共筑共筑““有爱小城有爱小城””", "射阳县：凝聚多方力量共筑“有爱小城”"),
        ("小小区区：：人人有有责责", "小区：人有责"),
        ("天天向上天天向上：：共治共享", "天天向上：共治共享"),
        ("没有重复的标题", "没有重复的标题"),
    ],
)
def test_undouble(garbled: str, repaired: str) -> None:
    assert undouble(garbled) == repaired


COLUMN = "近年来，湖北省宜昌市{place}坚持党建引领，把资源、服务、管理下沉到基层，着力破解群众急难愁盼问题，治理效能不断提升。"


def test_articles_of_another_page() -> None:
    raw = (
        COLUMN.format(place="远安县")
        + "\n全县共有网格320个，配备网格员450名，累计办理群众诉求2万余件，群众满意度不断提高。\n"
        "兴山县兴山县：：邻里守望一家亲邻里守望一家亲\n" + COLUMN.format(place="兴山县") + "\n当地建成驿站16座。\n"
    )
    structure = read_structure(repair(raw))
    assert structure.genre == "newspaper_page"
    assert (structure.place, structure.region_code) == ("宜昌市", "420500")
    articles = [(section.place, section.title) for section in structure.sections if section.kind == "article"]
    assert articles == [("远安县", ""), ("兴山县", "兴山县：邻里守望一家亲")]


def test_articles_from_all_over_the_country() -> None:
    raw = (
        "城乡社区治理创新案例\n浙江省嘉兴市桐乡市：“三治融合”实践样本\n作为“三治融合”发源地，浙江省桐乡市通过党建引领、数字赋能，"
        "构建起自治法治德治相结合的基层治理体系。\n广西壮族自治区南宁市良庆区：“嵌入式”社区绽放团结花\n南宁市良庆区蟠龙社区"
        "立足自贸区核心区定位，在5.8平方公里辖区内服务2.7万常住人口，治理效能不断提升。\n"
    )
    structure = read_structure(repair(raw))
    assert structure.genre == "newspaper_page"
    assert (structure.place, structure.region_code) == ("全国", None)
    assert [section.place for section in structure.sections if section.kind == "article"] == ["桐乡市", "良庆区"]
