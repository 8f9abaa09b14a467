"""Task notices of many styles, and what holds of every text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.structure.notice import count_tasks
from pipelines.text.repair import repair
from tests.reading import of_role, read_notice

Expected = tuple[int | None, str, list[str], list[str], list[str]]
"""Number, wording, leaders, lead units, joint units."""

STYLES: dict[str, tuple[str, list[Expected]]] = {
    "State Council: numbers run on through the sections": (
        """一、加大宏观政策实施力度
（一）加大减税降费力度。
1.继续执行下调增值税税率政策。（财政部、税务总局牵头，国家发展改革委等按职责分工负责，年内持续推进）
2.全年为企业新增减负超过2.5万亿元。（财政部、国家医保局按职责分工负责）
（二）推动降低企业生产经营成本。
3.宽带平均资费降低15%。（工业和信息化部负责，6月底前出台相关政策）
""",
        [
            (1, "继续执行下调增值税税率政策", [], ["财政部", "税务总局"], ["国家发展改革委"]),
            (2, "全年为企业新增减负超过2.5万亿元", [], ["财政部", "国家医保局"], []),
            (3, "宽带平均资费降低15%", [], ["工业和信息化部"], []),
        ],
    ),
    "province: numbers of parts, an order rule said once": (
        """二、重点任务
（一）打造引领区。培育企业100家。（责任单位：省经信厅、省科技厅〔列第一位的为牵头单位，下同〕）
（二）布局协同区。发展配套产业。（责任单位：省经信厅、省发展改革委，各市、县〔市、区〕政府）
三、保障措施
（三）加强统筹。建立工作机制。（责任单位：省经信厅）
""",
        [
            (1, "打造引领区。培育企业100家", [], ["省经信厅"], ["省科技厅"]),
            (2, "布局协同区。发展配套产业", [], ["省经信厅"], ["省发展改革委", "各市、县〔市、区〕政府"]),
            (3, "加强统筹。建立工作机制", [], ["省经信厅"], []),
        ],
    ),
    "county: labels on lines of their own": (
        """一、工业经济
1．新增规上工业企业12家，完成技改投资5亿元。
牵头领导：张伟
牵头单位：县工信局
责任单位：县发改局、统计局
完成时限：2023年12月
2．建成标准厂房10万平方米。
牵头领导：李  飞、王建国
责任单位：县开发区管委会，县住建局、自然资源局
完成时限：2023年10月
""",
        [
            (1, "新增规上工业企业12家，完成技改投资5亿元", ["张伟"], ["县工信局"], ["县发改局", "县统计局"]),
            (2, "建成标准厂房10万平方米", ["李飞", "王建国"], ["县开发区管委会", "县住建局", "县自然资源局"], []),
        ],
    ),
    "short targets with their unit below": (
        """一、主要预期目标
（一）地区生产总值增长7%以上
责任单位：区发展和改革局
（二）规上工业增加值增长12%以上
责任单位：区科技和经信局、统计局
""",
        [
            (1, "地区生产总值增长7%以上", [], ["区发展和改革局"], []),
            (2, "规上工业增加值增长12%以上", [], ["区科技和经信局", "区统计局"], []),
        ],
    ),
    "headings on lines of their own, one paragraph below each, restarting numbers": (
        """（一）提升支撑能力
1.建设数据资源体系
整合馆藏数据。建设语料库5个。〔责任单位：省委宣传部、省数据局〕
2.夯实算力底座
建设云平台。（责任单位：省发展改革委）
（二）打造标杆应用
1.文化遗产
一是构建保护体系。建立数据库。（责任单位：省文物局）
二是AI赋能修复。研发工具。（责任单位：省文物局、华数集团）
2.旅游服务
推广导游应用。（责任单位：省文化广电和旅游厅）
""",
        [
            (None, "整合馆藏数据。建设语料库5个", [], ["省委宣传部", "省数据局"], []),
            (None, "建设云平台", [], ["省发展改革委"], []),
            (1, "构建保护体系。建立数据库", [], ["省文物局"], []),
            (2, "AI赋能修复。研发工具", [], ["省文物局", "华数集团"], []),
            (None, "推广导游应用", [], ["省文化广电和旅游厅"], []),
        ],
    ),
    "one list of measures, responsible units named behind all": (
        """（一）实施数字化改造行动
1.编制改造清单。
2.培育服务商10家。
3.推广应用场景20个。
责任单位：市工信局、市数据局
（二）实施绿色化改造行动
1.创建绿色工厂15家。
2.推进节能诊断。
责任单位：市发改委、市工信局
""",
        [
            (1, "1.编制改造清单。\n2.培育服务商10家。\n3.推广应用场景20个", [], ["市工信局", "市数据局"], []),
            (2, "1.创建绿色工厂15家。\n2.推进节能诊断", [], ["市发改委", "市工信局"], []),
        ],
    ),
    "leaders named once behind the heading": (
        """一、工业（牵头领导：张强）
1.实施技改项目30个。（责任单位：县工信局）
2.净增规上企业10家。（责任单位：县工信局、统计局）
二、农业（牵头领导：李明）
3.建设高标准农田3万亩。（责任单位：县农业农村局）
""",
        [
            (1, "实施技改项目30个", ["张强"], ["县工信局"], []),
            (2, "净增规上企业10家", ["张强"], ["县工信局", "县统计局"], []),
            (3, "建设高标准农田3万亩", ["李明"], ["县农业农村局"], []),
        ],
    ),
    "two tasks in one paragraph": (
        """一、深化改革
（一）推进简政放权。制定权力清单。（县编办牵头，县政务服务局配合）完善监管规则。（县市场监管局负责）
（二）改革财税体制。（县财政局负责）
""",
        [
            (1, "推进简政放权。制定权力清单", [], ["县编办"], ["县政务服务局"]),
            (None, "完善监管规则", [], ["县市场监管局"], []),
            (2, "改革财税体制", [], ["县财政局"], []),
        ],
    ),
    "a task that lost its responsibilities between two that have them": (
        """二、重点任务
1.新增企业100家。（责任单位：市工信局）
2.引进项目20个。
3.建设平台5个。（责任单位：市科技局）
三、工作要求
1.加强领导。各级要高度重视。
2.强化考核。纳入年度考核。
""",
        [
            (1, "新增企业100家", [], ["市工信局"], []),
            (2, "引进项目20个", [], [], []),
            (3, "建设平台5个", [], ["市科技局"], []),
        ],
    ),
    "a letter with a list of its own before the tasks": (
        """各县、区人民政府，市政府各部门：
现将任务落实通知如下：
1.明确任务，压实责任。各牵头单位要建立任务清单。
2.统筹协调，合力攻坚。各相关单位要加强配合。
3.加强督考，狠抓落实。
2021年任务分解方案
1.新增规上企业20家。（责任单位：市工信局）
2.引进项目50个。（责任单位：市商务局）
3.粮食产量稳定。（责任单位：市农业农村局）
4.建成平台3个。（责任单位：市科技局）
""",
        [
            (1, "新增规上企业20家", [], ["市工信局"], []),
            (2, "引进项目50个", [], ["市商务局"], []),
            (3, "粮食产量稳定", [], ["市农业农村局"], []),
            (4, "建成平台3个", [], ["市科技局"], []),
        ],
    ),
    "a table with a row a line": (
        "序号\t目标任务\t牵头领导\t牵头单位\t责任单位\t完成时限\n"
        "1\t地区生产总值增长6%\t张三\t县发改局\t县统计局、工信局\t全年\n"
        "2\t新建学校2所\t李四\t县教育局\t各乡镇\t8月底\n",
        [
            (1, "地区生产总值增长6%", ["张三"], ["县发改局"], ["县统计局", "县工信局"]),
            (2, "新建学校2所", ["李四"], ["县教育局"], ["各乡镇"]),
        ],
    ),
    "a table with a cell a line": (
        "序号\n工作任务\n牵头单位\n责任单位\n完成时限\n"
        "1\n建成高标准农田2万亩\n县农业农村局\n县财政局、水利局\n12月底\n"
        "2\n改造老旧小区8个\n县住建局\n各街道\n11月底\n",
        [
            (1, "建成高标准农田2万亩", [], ["县农业农村局"], ["县财政局", "县水利局"]),
            (2, "改造老旧小区8个", [], ["县住建局"], ["各街道"]),
        ],
    ),
    "a table whose cells hold a unit a line, under a title of its own wording": (
        "2016年民生实事目标任务分解表\n\n序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n"
        "1\n\n启动建设湿地公园。\n\n县水务局\n\n县住建局\n\n县护城河指挥部\n\n12月底前\n\n"
        "2\n\n新建2座人行天桥。\n\n县住建局\n\n9月投入使用\n\n分享到：\n",
        [
            (1, "启动建设湿地公园", [], ["县水务局", "县住建局", "县护城河指挥部"], []),
            (2, "新建2座人行天桥", [], ["县住建局"], []),
        ],
    ),
    "leaders and units below each task": (
        """1.聚焦不平衡不充分问题,实施提高居民收入富民行动。

牵头市领导:汤飞帆

责任单位:市发改委、市农业农村局

2.实施做大产业扩大税源行动,加快构建现代产业体系。

牵头市领导:汤飞帆、王良春

责任单位:市发改委、市税务局、各县(市、区)政府
""",
        [
            (1, "聚焦不平衡不充分问题,实施提高居民收入富民行动", ["汤飞帆"], ["市发改委", "市农业农村局"], []),
            (
                2,
                "实施做大产业扩大税源行动,加快构建现代产业体系",
                ["汤飞帆", "王良春"],
                ["市发改委", "市税务局", "各县(市、区)政府"],
                [],
            ),
        ],
    ),
    "Traditional script": (
        """一、堅持系統集成
1.編制市、縣兩級清單。(市政府辦公室牽頭，市級各有關部門及各縣市區政府按職責分工負責)
2.深化改革。(市司法局、市委編辦牽頭，市級有關部門配合)
""",
        [
            (1, "編制市、縣兩級清單", [], ["市政府辦公室"], ["市級各有關部門", "各縣市區政府"]),
            (2, "深化改革", [], ["市司法局", "市委編辦"], ["市級有關部門"]),
        ],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_notices_of_other_styles(style: str) -> None:
    raw, expected = STYLES[style]
    text, structure = read_notice(raw)
    assert [
        (
            task.number,
            text.text[task.start : task.end],
            of_role(task, "lead_leader"),
            of_role(task, "lead_unit"),
            of_role(task, "joint_unit"),
        )
        for task in structure.tasks
    ] == expected


@pytest.mark.parametrize("style", STYLES)
def test_a_notice_of_any_style_is_told_by_its_responsibilities(style: str) -> None:
    assert count_tasks(repair(STYLES[style][0])) >= 2


@pytest.mark.parametrize("document", ["haizhou-14th-plan-outline", "haizhou-governance-article-hans"])
def test_a_plan_or_article_hands_out_no_tasks(document: str, raw: Path) -> None:
    assert count_tasks(repair((raw / f"{document}.txt").read_bytes().decode())) == 0


def test_headings_without_number_stand_between_section_and_tasks() -> None:
    _, structure = read_notice(
        """（一）做强增长引擎
加强基础设施建设
12.启动项目建设。（责任领导：洪声耀；牵头单位：区交通运输局）
做大做强工业经济
13.实施技改。（责任领导：洪声耀；牵头单位：区科经局）
（二）扩大内需
14.促进消费。（责任领导：陈浩；牵头单位：区商务局）
"""
    )
    assert [(s.level, s.number_text, s.title) for s in structure.sections] == [
        (1, "（一）", "做强增长引擎"),
        (2, None, "加强基础设施建设"),
        (2, None, "做大做强工业经济"),
        (1, "（二）", "扩大内需"),
    ]
    assert [task.section_title for task in structure.tasks] == ["加强基础设施建设", "做大做强工业经济", None]
    assert structure.defects == []


def test_a_text_without_responsibilities_is_left_alone() -> None:
    _, structure = read_notice("一、总体要求\n（一）指导思想。坚持稳中求进。\n各责任单位要高度重视。\n")
    assert (structure.tasks, structure.sections, structure.passages) == ([], [], [])


PIECES = """一、 （一） 1. ① 一是 （责任单位： （牵头领导： 牵头单位：区发改局 、工信局 ，各镇街 ； ） 〔 〕 负责） 。 ” “ 1
推进项目建设 2022年 列第一位的为牵头单位"""
FRAGMENTS = st.sampled_from([*PIECES.split(), "\n", "\t", "序号\t任务\t责任单位", "责任单位：\n"])


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_text_is_read_without_error_and_spans_lie_in_it(raw: str) -> None:
    text, structure = read_notice(raw)
    for passage in structure.passages:
        assert 0 <= passage.start < passage.end <= len(text.text)
    ordered = sorted((passage.start, passage.end) for passage in structure.passages)
    assert all(first[1] <= second[0] for first, second in pairwise(ordered))
    for task in structure.tasks:
        assert 0 <= task.start <= task.end <= len(text.text)
        for party in task.parties:
            assert party.printed == text.text[party.start : party.end].replace("\n", "")
