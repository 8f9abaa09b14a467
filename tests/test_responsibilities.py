"""Who answers for a task: labels, verbs and bare lists, in brackets and without."""

from __future__ import annotations

import time

import pytest

from pipelines.structure.parties import read_parties, states_order_rule
from pipelines.structure.responsibilities import find_responsibilities
from pipelines.text.repair import repair

# What is printed behind the wording: leaders, lead units, joint units as a reader names them.
Row = tuple[str, list[str], list[str], list[str]]

LABELS: list[Row] = [
    ("（牵头领导：朱伟哲；牵头单位：区发改局）", ["朱伟哲"], ["区发改局"], []),
    (
        "(牵头领导:王从峰、刘虹;牵头单位:区工信局,高新区科经局;共同责任单位:各镇街、园区)",
        ["王从峰", "刘虹"],
        ["区工信局", "高新区科经局"],
        ["各镇街", "各园区"],
    ),
    (
        "（责任单位：省经信厅、省发展改革委、省科技厅）",
        [],
        ["省经信厅", "省发展改革委", "省科技厅"],
        [],
    ),
    (
        "〔责任单位：省市场监管局（省知识产权局）、省法院、省委宣传部〕",
        [],
        ["省市场监管局（省知识产权局）", "省法院", "省委宣传部"],
        [],
    ),
    (
        "（牵头单位：省科技厅；配合单位：省发展改革委、工业和信息化厅，各市、县〔市、区〕政府）",
        [],
        ["省科技厅"],
        ["省发展改革委", "省工业和信息化厅", "各市、县〔市、区〕政府"],
    ),
    (
        "（责任领导：洪声耀；牵头单位：区交通运输局；责任单位：区发改局、林业局，区经发集团，相关乡镇办）",
        ["洪声耀"],
        ["区交通运输局"],
        ["区发改局", "区林业局", "区经发集团", "相关乡镇办"],
    ),
    ("【责任单位】市住建局、财政局", [], ["市住建局", "市财政局"], []),
    ("[责任单位:老街办、区招商服务中心、长乐投资有限公司]", [], ["老街办", "区招商服务中心", "长乐投资有限公司"], []),
    ("（协办单位：县财政局；主办单位：县教育局）", [], ["县教育局"], ["县财政局"]),
    ("（责任部门：市水务局；参加单位：市气象局、各区政府）", [], ["市水务局"], ["市气象局", "各区政府"]),
    ("（责任单位：市通信管理局等；各区政府）", [], ["市通信管理局", "各区政府"], []),
    ("（责任单位：县教育局；责任人：王明；完成时限：2024年8月）", ["王明"], ["县教育局"], []),
    ("（牵头领导：县委常委、常务副县长王志强；责任单位：县发改局）", ["王志强"], ["县发改局"], []),
    ("（牵头领导：刘洋副县长；牵头单位：县人社局）", ["刘洋"], ["县人社局"], []),
    ("（责任领导：赵　刚　李国华；责任单位：县应急局　县公安局　各乡镇）", ["赵刚", "李国华"], ["县应急局", "县公安局", "各乡镇"], []),
    ("（分管副县长：赵敏；责任单位：县水利局）", ["赵敏"], ["县水利局"], []),
    ("（牵头领导：各区长；牵头单位：区政府办；共同责任单位：政府组成部门）", ["各区长"], ["区政府办"], ["政府组成部门"]),
    ("（牵头单位：区政府 办；共同责任单位：区政府 办公室，区财政局 区审计局）", [], ["区政府办"], ["区政府办公室", "区财政局", "区审计局"]),
    ("（责任单位：省发展改革委牵头，省财政厅、省审计厅配合）", [], ["省发展改革委"], ["省财政厅", "省审计厅"]),
]  # fmt: skip

VERBS: list[Row] = [
    (
        "（发展改革委牵头，财政部、商务部按职责分工负责）",
        [],
        ["发展改革委"],
        ["财政部", "商务部"],
    ),
    ("（国务院各部门分别负责，年内持续推进）", [], ["国务院各部门"], []),
    (
        "（国家发展改革委、人力资源社会保障部、财政部等按职责分工负责，4月底前出台相关政策）",
        [],
        ["国家发展改革委", "人力资源社会保障部", "财政部"],
        [],
    ),
    ("（县税务局牵头负责，县财政局参与）", [], ["县税务局"], ["县财政局"]),
    ("（由县交通运输局负责）", [], ["县交通运输局"], []),
    ("(市经信委牵头落实)", [], ["市经信委"], []),
    ("（县市场监管局、公安局、税务局负责）", [], ["县市场监管局", "县公安局", "县税务局"], []),
    (
        "（市场监管总局牵头，各有关部门和地方各级人民政府配合）",
        [],
        ["市场监管总局"],
        ["各有关部门", "地方各级人民政府"],
    ),
    (
        "（国务院办公厅会同有关部门按职责分工负责，各省、自治区、直辖市人民政府负责）",
        [],
        ["国务院办公厅"],
        ["有关部门", "各省、自治区、直辖市人民政府"],
    ),
    (
        "（各省级人民政府负责，工业和信息化部、中央网信办等加强指导）",
        [],
        ["各省级人民政府"],
        ["工业和信息化部", "中央网信办"],
    ),
]

WITHOUT_BRACKET: list[Row] = [
    ("责任单位：市发展改革委、市城管局，各县（市、区）人民政府", [], ["市发展改革委", "市城管局", "各县（市、区）人民政府"], []),
    ("牵头单位：省政务服务局 责任单位：省直有关部门 完成时限：2024年底", [], ["省政务服务局"], ["省直有关部门"]),
    ("责任单位：区教育局、区住建局；责任人：王明。", ["王明"], ["区教育局", "区住建局"], []),
]  # fmt: skip


def parties(words: str, *, first_leads: bool = False) -> tuple[list[str], list[str], list[str]]:
    """Leaders, lead units and joint units that stand behind a sentence."""
    text = repair(f"1.推进项目建设。{words}\n")
    read = read_parties(text, find_responsibilities(text), first_leads=first_leads)
    return (
        [party.name for party in read if party.role == "lead_leader"],
        [party.name for party in read if party.role == "lead_unit"],
        [party.name for party in read if party.role == "joint_unit"],
    )


@pytest.mark.parametrize("row", [*LABELS, *VERBS, *WITHOUT_BRACKET], ids=lambda row: row[0][:24])
def test_parties(row: Row) -> None:
    words, leaders, leads, joints = row
    assert parties(words) == (leaders, leads, joints)


def test_first_unit_leads_where_the_text_says_so() -> None:
    words = "（责任单位：省经信厅、省发展改革委、省科技厅〔列第一位的为牵头单位，下同〕，以下各项工作均需相关市政府推进，不再单独列出）"
    assert states_order_rule(repair(words).match)
    assert parties(words, first_leads=True) == ([], ["省经信厅"], ["省发展改革委", "省科技厅"])


@pytest.mark.parametrize(
    "rule",
    [
        "列第一位的为牵头单位",
        "责任分解中，列第一位的责任单位为牵头单位或汇总单位",
        "排在首位的为牵头单位",
        "责任单位排名第一的为牵头单位",
        "第一个单位为牵头单位",
    ],
)
def test_order_rules(rule: str) -> None:
    assert states_order_rule(rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "各牵头单位、共同责任单位要敢于担当、主动作为。",
        "列入第一批试点的单位要主动对接牵头部门。",
        "各市、县（市、区）人民政府，省政府各部门、各直属单位：",
        "建设一批平台（包括重点实验室、工程研究中心）。",
        "文件（国发〔2025〕11号）印发后，各地要抓好落实。",
        "健全区、镇（街道）、村（居）三级网格体系。",
        "联系人：李明，联系电话：2805093。",
        "县长：李明",
    ],
)
def test_prose_names_nobody(sentence: str) -> None:
    text = repair(sentence + "\n")
    assert find_responsibilities(text) == []
    assert not states_order_rule(text.match)


def test_one_list_of_bodies_in_brackets_is_an_aside_three_are_responsibilities() -> None:
    one = repair("1.召开会议。（市发改委、市财政局）\n2.印发文件。\n3.总结经验。\n")
    assert find_responsibilities(one) == []
    three = repair("1.召开会议。（市发改委、市财政局）\n2.印发文件。（市司法局）\n3.总结经验。（市发改委）\n")
    assert len(find_responsibilities(three)) == 3


def test_a_lost_bracket_ends_with_its_line() -> None:
    text = repair(
        "13.加快建设。（牵头领导：王从峰；牵头单位：区工信局，宋跳工业园\n14.打造基地。（牵头单位：区科技局）\n"
    )
    lost, closed = find_responsibilities(text)
    assert (lost.bracket_lost, text.text[lost.end - 5 : lost.end]) == (True, "宋跳工业园")
    assert not closed.bracket_lost


def test_printed_form_and_span_are_those_of_the_source() -> None:
    text = repair("1.做大网络。（责任单位：区发改局、工信局，各镇街、园区）\n")
    read = read_parties(text, find_responsibilities(text))
    assert [party.printed for party in read] == ["区发改局", "工信局", "各镇街", "园区"]
    assert all(text.text[party.start : party.end] == party.printed for party in read)


@pytest.mark.parametrize(
    "unit", ["（牵头单位：", "责任单位：市发改委，", "（", "各市、县", "（市发改委牵头，", "列第一位"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    short, long = worked(unit, 25_000), worked(unit, 100_000)
    assert long < 12 * max(short, 0.05), "four times the text takes more than four times as long, 16 times if quadratic"


def worked(unit: str, size: int) -> float:
    """Seconds of processor time to read ``size`` characters of a repeated ``unit``."""
    text = repair("1.做。" + unit * (size // len(unit)))
    begin = time.process_time()
    for entry in find_responsibilities(text)[:50]:
        read_parties(text, [entry])
    states_order_rule(text.match)
    return time.process_time() - begin
