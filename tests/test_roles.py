"""Whether a figure is reached, aimed at or a rule: (genre, sentence, role of its first figure)."""

from __future__ import annotations

import pytest

from pipelines.quantities.find import find_quantities
from pipelines.structure.model import Genre, MetadataField, Passage, Structure
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.reading import read_quantities

ROLES = [
    ("article", "2013年，五莲县计划招引20个项目；新增绿化面积28万平方米。", "target"),
    ("article", "下半年全市要新开工项目120个以上。", "target"),
    ("article", "今年还要改造大棚40座。", "target"),
    ("article", "水稻计划种4.3万亩。", "target"),
    ("article", "2019年全省计划减少贫困人口110万人。", "target"),
    ("article", "区级预算收入安排41亿元。", "target"),
    ("article", "今年我们准备再建8个大棚。", "target"),
    ("article", "2024年计划实施项目30个。", "target"),
    ("article", "每个草莓大棚可收获3000斤。", "actual"),
    ("article", "完成粮食播种面积242万亩，超省下达任务2019亩。", "actual"),
    ("article", "本市主要新增企业20家。", "actual"),
    ("article", "已经建成的还要增加，目前覆盖2706个社区。", "actual"),
    ("article", "确保“成熟”一对，今年全市已有227对村企确立关系。", "actual"),
    ("article", "争取上级化债奖励资金5500万元。", "actual"),
    ("article", "“红色堡垒户”每月组织辐射户开展1次学习。", "norm"),
    ("plan", "按照每3至10万居民设置1个社区卫生服务中心。", "norm"),
    ("article", "累计招募志愿者20余万人。", "actual"),
    ("article", "今年还将新增托位15万个。", "target"),
    ("article", "每年招录一批年龄在30岁以下的社区工作者。", "norm"),
    ("article", "每个中心户联系10—30户农户。", "norm"),
    ("article", "确保村民的需求在5分钟内得到响应。", "norm"),
    ("plan", "省级以上研发机构总量达50家。", "target"),
    ("plan", "依托海州工业园等3家国家级孵化器。", "actual"),
    ("plan", "公司主导建立了128项标准。", "actual"),
    ("plan", "为了5个村的发展，实施一批项目。", "target"),
    ("plan", "落实土地承包到期后再延长三十年政策。", "norm"),
    ("task_notice", "提档农村公路20公里。", "target"),
    ("article", "2012年全市造林绿化任务40万亩。", "target"),
    ("article", "主要经济指标任务10项已分解。", "actual"),
    ("article", "方案明确，全省将持续抓好示范创建；打造200个示范样板。", "target"),
    ("article", "力争到2024年，农业企业由8万户增加到12万户以上。", "actual"),
    ("article", "预计带动集体增收35万元。", "target"),
    ("article", "预计全县地区生产总值增长5%。", "actual"),
    ("article", "争取到位债券资金10亿元。", "actual"),
    ("article", "改建户厕10万户，完成年度任务100.8%。", "actual"),
    ("article", "规划市域总人口2010年控制在300万人以内。", "target"),
    ("article", "努力实现用3年时间，创建产业园1个。", "target"),
    ("article", "每月开展不少于2次全覆盖的集中清理。", "norm"),
    ("article", "食堂每天的堂食接待量约260人次。", "actual"),
    ("article", "发放光伏补助资金179万元。", "actual"),
    ("article", "社区按照300—500户为单元划分网格。", "norm"),
]


@pytest.mark.parametrize(("genre", "sentence", "role"), ROLES)
def test_roles(genre: Genre, sentence: str, role: str) -> None:
    assert read_quantities(genre, sentence)[0].role == role


def test_goals_of_a_plan_told_by_an_article() -> None:
    text = (
        "《规划》提出，争取到2025年，农业农村现代化取得重要进展，农业基础更加稳固。\n"
        "具体包括：重要农产品保障能力提升。粮食面积稳定在4000万亩。\n去年粮食面积3990万亩。"
    )
    goal, told = read_quantities("article", text)
    assert (goal.year_from, goal.year_to, goal.role) == (None, 2025, "target")
    assert (told.year_to, told.role) == (None, "actual")


def test_a_list_of_what_a_year_is_to_bring() -> None:
    """The headline of a news article, and the sentence that opens a list, give year and role."""
    text = repair("新建便民市场5处。")
    title = MetadataField("title", "甘谷县政府2020年将为民办好15件大事和民生实事", 0, 0)
    structure = Structure("article", 1.0, "甘谷县", None, [title], passages=[Passage("prose", 0, len(text.text))])
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2020, 2020, "target")
    title.value = "甘谷县2020年民生实事完成情况"
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2020, 2020, "actual")
    title.value = "海州区2020年工作总结和2021年工作计划"
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (None, None, "actual")


@pytest.mark.parametrize(
    "title",
    [
        "青山市人民政府办公室关于切实抓好2012年造林绿化工作的通知",
        "中共青山县委关于做好2012年全面推进乡村振兴重点工作的实施意见",
        "青山县2012年乡村振兴工作要点",
        "青山州农牧局谋实2012年“八项行动”",
    ],
)
def test_a_title_that_says_what_a_year_is_to_bring(title: str) -> None:
    text = repair("完成造林40万亩。")
    fields = [MetadataField("title", title, 0, 0)]
    structure = Structure("article", 1.0, "青山县", None, fields, passages=[Passage("prose", 0, len(text.text))])
    (quantity,) = find_quantities(text, structure)[0]
    assert (quantity.year_from, quantity.year_to, quantity.role) == (2012, 2012, "target")


def test_lead_of_a_list() -> None:
    quantities = read_quantities(
        "article", "南郑区2024年10个民生实事项目具体如下\n新建学生宿舍楼1栋。\n全年更新路灯9000盏。"
    )
    assert [(q.year_from, q.year_to, q.role) for q in quantities[1:]] == [(2024, 2024, "target")] * 2


def test_a_table_of_goals_and_of_what_is_done() -> None:
    """年度目标任务 and 完成进度 side by side, in a list of any genre."""
    for genre in ("article", "plan"):
        quantities = read_quantities(genre, "2.募集青年就业见习岗位325个　完成330个，完成率101.54%")
        assert [quantity.role for quantity in quantities] == ["target", "actual", "actual"]


@pytest.mark.parametrize("line", ["具体目标：", "建议全年经济社会发展预期目标", "2023年主要预期目标"])
def test_goals_printed_in_an_article(line: str) -> None:
    text = f"省农业厅印发规划。\n{line}\n粮食作物播种面积稳定在4500万亩以上。"
    assert read_quantities("article", text)[0].role == "target"


def test_a_part_of_a_report_printed_alone() -> None:
    raw = "二、2026年工作安排\n\n实施亿元以上项目2000个。\n\n三、2025年计划执行情况\n\n实施项目900个。\n"
    text = repair(raw)
    quantities, _ = find_quantities(text, read_structure(text))
    found = [(quantity.year_from, quantity.role) for quantity in quantities]
    assert found == [(2026, "target"), (2025, "actual")]


def test_a_headline_that_says_what_is_to_be_done() -> None:
    text = "农业农村要建“十大工程”\n创建绿色示范乡镇40个。\n目前已有示范村20个。"
    assert [quantity.role for quantity in read_quantities("article", text)] == ["target", "actual"]


def test_a_text_that_only_asks() -> None:
    """A part of a plan printed without its title; one that tells what was done is a report."""
    asks = (
        "推动农业提质增效，构建产业格局。推动工业转型升级，打造产业园5个，加快项目建设。强化统筹，深化改革，"
        "完善机制，提升服务，新增绿化15公顷。"
    )
    assert {quantity.role for quantity in read_quantities("article", asks)} == {"target"}
    tells = "去年完成了各项任务，目前已见成效。"
    assert {quantity.role for quantity in read_quantities("article", tells + asks)} == {"actual"}
