"""Wrapping a document anew changes no value of it: at any character, with blank lines or without, across pages."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records.parse import parse_document
from pipelines.sources import Source
from pipelines.structure.front_matter import find_front_matter
from pipelines.structure.lines import split_lines
from pipelines.text.repair import repair

RAW = Path(__file__).parent.parent / "raw"
PARAGRAPHS = [
    "区政府关于印发2023年重点任务分解方案的通知",
    "信息来源：清河 发布日期：2023-01-29 10:13",
    "清政发〔2023〕3号",
    "各镇人民政府、街道办事处，区各办局，各有关单位：",
    "2020年，全区实现地区生产总值653亿元，人均地区生产总值7.39万元，分别是2015年的1.71倍、1.42倍；利用5G和IPv6技术改造工厂12家。",
    "加强PM2.5和臭氧协同控制，新建“清水进城·碧水畅流”工程20处，疏浚河道290公里，关停企业3家，PM2.5平均浓度下降3.5%。",
    "引进科技副总20名、高层次人才200名，建设Smart City平台1个，培育“专精特新”企业、“瞪羚企业”和“隐形冠军”共1120家。",
    "深入实施优强企业行动计划，全面落实减税降费政策，设立4支总额近60亿元的产业投资基金，全力扶持龙头企业扩大规模、转型升级。",
    "提升服务能力。新建社区食堂15个，改造老旧小区36个，惠及居民2.3万户，群众满意率达98%以上，农村土地成片流转比例近70%。",
]
TEXT = "\n".join([*PARAGRAPHS[:4], *(a + b + c for a in PARAGRAPHS[4:] for b, c in pairwise(PARAGRAPHS[4:]))])


def cut(text: str, count: int) -> list[str]:
    """The lines of a text that a program cut at a count of characters."""
    return [line[at : at + count] for line in text.split("\n") for at in range(0, max(len(line), 1), count)]


def tokens(text: str) -> list[str]:
    """The words of a text without what only layout decides."""
    return text.replace("\n", "").split()


@given(st.integers(18, 50), st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_no_word_and_no_number_is_broken(count: int, between: str) -> None:
    # A blank at the end of a line stays there; where it is lost too, nothing tells two words from one.
    assert tokens(repair(between.join(cut(TEXT, count))).text) == tokens(repair(TEXT).text)


@pytest.mark.parametrize("count", range(19, 50, 4))
def test_a_cut_line_goes_on_and_no_other(count: int) -> None:
    if any(len(paragraph) % count in (0, count - 1) for paragraph in TEXT.split("\n")):
        pytest.skip("a paragraph that ends where lines are cut cannot be told from one that goes on")
    lines = [line for line in cut(TEXT, count) if line]
    assert repair("\n".join(lines)).text == repair(TEXT).text


NAMES = [
    ("推行智能化大气污染防治监管模式，加强P\nM2.5和臭氧协同控制", "PM2.5"),
    ("推行智能化大气污染防治监管模式，加强PM2\n.5和臭氧协同控制", "PM2.5"),
    ("加快规模部署下一代互联网，完成网络的I\nPv6改造", "IPv6"),
    ("手机应用App的用户增加，新开发的Ap\np上线", "新开发的App"),
    ("2020年全区实现地区生产总值增长，到202\n0年末达到653亿元", "到2020年末"),
    ("建设统一的城市大数据平台，打造Smart\nCity运行中心", "Smart City"),
    ("建设统一的城市大数据平台，打造Smart \nCity运行中心", "Smart City"),
]


@pytest.mark.parametrize(("broken", "whole"), NAMES)
def test_names_broken_by_a_line_end(broken: str, whole: str) -> None:
    line = broken.index("\n")
    filler = "健全党组织领导的基层治理体系推动党建与治理深度融合不断提升服务群众的能力和水平，"
    lines = (filler * 20)[: line * 12]
    raw = "\n".join(lines[at : at + line] for at in range(0, len(lines), line)) + "\n" + broken
    assert whole in repair(raw).text


def test_a_page_that_ends_inside_a_sentence() -> None:
    unwrapped = "34.深化“高企融资服务直通车”活动，引进科技副总20名、高层次\n\n— 4 —\n\n人才200名。\n35.加快建设。"
    assert "高层次人才200名。\n35." in repair(unwrapped).text
    lines = cut(PARAGRAPHS[4] + PARAGRAPHS[5] + PARAGRAPHS[6] + PARAGRAPHS[7], 22)
    for mark in ("— 3 —", "第 3 页 共 12 页"):
        pages = "\n".join([*lines[:4], mark, *lines[4:9], "", mark, "", *lines[9:]])
        assert repair(pages).text == "".join(lines)


def test_the_imprint_at_the_foot_is_no_signature() -> None:
    raw = (
        "各有关单位：\n现将方案印发给你们，请认真贯彻执行。\n清河区人民政府\n2023年1月28日\n附件\n重点任务\n"
        "一、加快发展\n全区新建学校3所，改造道路20公里。\n清河区人民政府办公室\n2023年1月29日印发"
    )
    text = repair(raw)
    signature = find_front_matter(text, split_lines(text)).signature
    assert signature is not None
    assert text.text[signature.body_start : signature.body_end] == "清河区人民政府"
    assert signature.date == "2023-01-28"


COMPARED = {
    "documents": "title genre issuer doc_number index_number signed_on published_on period_from period_to",
    "sections": "level kind number_text title",
    "quantities": "text value unit comparator subject place period_text year_from year_to role sentence",
    "tasks": "number section_title text",
    "task_assignments": "role party_text",
}


def values(raw: str) -> dict[str, Counter[tuple[str, ...]]]:
    rows = parse_document(raw.encode(), Source("d", "d.txt")).rows
    return {
        table: Counter(tuple(str(row[column]) for column in columns.split()) for row in rows[table])
        for table, columns in COMPARED.items()
    }


@pytest.mark.parametrize("document", ["haizhou-2022-key-tasks", "haizhou-governance-article-hant"])
@pytest.mark.parametrize("count", [34, 45])
@pytest.mark.parametrize("blank", ["as they are", "none", "all"])
def test_wrapping_a_document_changes_no_value(document: str, count: int, blank: str) -> None:
    raw = (RAW / f"{document}.txt").read_text(encoding="utf-8")
    lines = cut(raw, count)
    if blank != "as they are":
        lines = [line for line in lines if line.strip()]
    assert values(("\n\n" if blank == "all" else "\n").join(lines)) == values(raw)
