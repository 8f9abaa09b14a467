"""A newspaper page: its articles, its headlines, and what stands between the columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.structure.article import NAMES_NOTHING
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


TOPICS = {
    "打基础固根本构建一体贯通治理架构": ["发挥基层党组织轴心作用", "建立多级联动责任链条", "推进两新党建扩容升级"],
    "优机制抓举措盘活街道社区治理资源": ["深化街道体制改革", "创新网格管理机制", "加强骨干队伍建设"],
    "重创新强联动打造多元融合治理模式": [
        "共驻共建扩大治理“朋友圈”",
        "“红色物业”吸纳治理“合伙人”",
        "新兴领域培育治理“新力量”",
    ],
    "建载体提质效夯实城市治理底部支撑": ["打造服务矩阵", "强化数字赋能", "深化服务体系"],
}


def test_topics_of_paragraphs(page: tuple[RepairedText, Structure]) -> None:
    _, structure = page
    found: dict[str, list[str]] = {}
    for section in structure.sections:
        if section.level == 3 and section.parent is not None:
            found.setdefault(structure.sections[section.parent].title, []).append(section.title)
    assert found == TOPICS


@pytest.mark.parametrize(
    ("sentence", "names_topic"),
    [
        ("深化街道体制改革。", True),
        ("把服务下沉到街道。", True),
        ("深化国有企业改革。", True),
        ("促进高校毕业生就业。", True),
        ("规范基层执法行为。", True),
        ("村民们都很高兴。", False),
        ("这里有了新变化。", False),
        ("张明高兴地说道。", False),
        ("服务群众是根本。", False),
    ],
)
def test_what_a_verb_says_names_no_topic(sentence: str, names_topic: bool) -> None:
    assert (NAMES_NOTHING.search(sentence) is None) is names_topic


def test_defects_of_the_page(page: tuple[RepairedText, Structure]) -> None:
    text, structure = page
    shown: dict[str, list[str]] = {}
    for defect in structure.defects:
        shown.setdefault(defect.kind, []).append(text.text[defect.start : defect.end])
    assert shown["text_doubled"] == shown["headline_garbled"]
    assert {"建由单兵推进向系", "城市基层治理作为", "级干部及党员网格"} <= set(shown["column_break"])
    *breaks, block = shown["column_break"]
    assert block.startswith("大丰区大丰区")
    assert block.endswith("有爱小城有爱小城””")
    # no column breaks between two sentences, and none before the quotation mark of a page tool
    assert all(not set(part[3:5]) & set("。！？；：“”") for part in breaks)


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
