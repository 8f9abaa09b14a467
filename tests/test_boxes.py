"""The 专栏 boxes of a plan and their numbered items."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.structure.boxes import Box, read_boxes
from pipelines.structure.components import list_components
from pipelines.structure.headings import read_headings
from pipelines.structure.lines import split_lines
from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair
from tests.reading import BODY

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "development"
NAMES = ("haizhou-14th-plan-outline.projects.jsonl", "haizhou-14th-plan-outline.rest.projects.jsonl")


def squash(text: str) -> str:
    return "".join(text.split()).rstrip("。；")


def boxes(raw: str) -> list[Box]:
    text = repair(raw)
    lines = split_lines(text)
    return read_boxes(text, lines, read_headings(text, lines))


def items(box: Box) -> list[tuple[int, str, str]]:
    return [(item.item_number, item.name, item.description) for item in box.items]


def test_all_items_of_the_plan() -> None:
    gold = [json.loads(line) for name in NAMES for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    text = repair((ROOT / "raw" / "haizhou-14th-plan-outline.txt").read_bytes().decode("utf-8"))
    structure = read_structure(text)
    found = [
        (item.box_title, item.item_number, item.name, squash(item.description), *text.raw_span(item.start, item.end))
        for item in structure.items
    ]
    assert found == [
        (row["box"], row["item"], squash(row["name"]), squash(row["description"]), row["start"], row["end"])
        for row in gold
    ]
    assert len(found) == 93
    assert max(item.box_number for item in structure.items) == 19
    assert all(structure.sections[item.section].title == item.box_title for item in structure.items)


def test_item_six_and_road_233() -> None:
    text = repair((ROOT / "raw" / "haizhou-14th-plan-outline.txt").read_bytes().decode("utf-8"))
    structure = read_structure(text)
    place = next(place for place, item in enumerate(structure.items) if item.name.startswith("233国道"))
    assert structure.items[place].item_number == 6
    passages = [passage for passage in structure.passages if passage.project == place]
    assert [(passage.kind, passage.reason) for passage in passages] == [("number", "list_number"), ("box", None)]
    assert text.text[passages[0].start : passages[0].end] == "6."


def test_items_over_several_lines() -> None:
    [box] = boxes(
        f"第一节 产业\n{BODY}\n专栏3 重点工程\n1.道路工程\n建设环城路。\n2.桥梁工程\n修建大桥。\n提升隧道。\n3.水利工程\n整治河道。\n"
        f"{BODY}\n第二节 民生\n{BODY}\n"
    )
    assert (box.number, box.title) == (3, "重点工程")
    assert items(box) == [
        (1, "道路工程", "建设环城路"),
        (2, "桥梁工程", "修建大桥。提升隧道"),
        (3, "水利工程", "整治河道"),
    ]


def test_numbers_within_an_item() -> None:
    [box] = boxes("专栏3 重点工程\n1.道路工程：\n（1）环城路。\n（2）滨河路。\n2.桥梁工程：修建大桥。\n\n第二节 民生\n")
    assert items(box) == [(1, "道路工程", "（1）环城路。（2）滨河路"), (2, "桥梁工程", "修建大桥")]


def test_a_box_ends_where_prose_goes_on() -> None:
    [box] = boxes(
        f"第一节 产业\n{BODY}\n专栏：重点工程\n1.道路工程：建设环城路。\n2.桥梁工程：修建大桥。\n{BODY}\n第二节 民生\n{BODY}\n"
    )
    assert items(box) == [(1, "道路工程", "建设环城路"), (2, "桥梁工程", "修建大桥")]


def test_blank_lines_between_items() -> None:
    [box] = boxes("第一节 产业\n\n专栏：重点工程\n\n1.道路工程：建设环城路。\n\n2.桥梁工程。\n\n第二节 民生\n\n")
    assert items(box) == [(1, "道路工程", "建设环城路"), (2, "桥梁工程", "")]


def test_items_in_one_line() -> None:
    [box] = boxes("专栏2：重点工程\n1.道路工程：建设环城路，长1.5公里。2.桥梁工程：修建大桥。3.水利工程：整治河道。\n")
    assert items(box) == [
        (1, "道路工程", "建设环城路，长1.5公里"),
        (2, "桥梁工程", "修建大桥"),
        (3, "水利工程", "整治河道"),
    ]


def test_items_that_lost_their_numbers() -> None:
    """专栏2：“十二五”环境保护重点工程: its works are paragraphs without numbers."""
    [box] = boxes(
        f"七、实施工程\n{BODY}专栏2：“十二五”环境保护重点工程\u3000\u3000主要污染物减排工程。包括污水处理、污泥处置等工程。\n"
        "农村环保惠民工程。包括农村环境综合整治、农业面源污染防治等工程。\n八、完善政策\n"
    )
    assert (box.number, box.title) == (2, "“十二五”环境保护重点工程")
    assert items(box) == [
        (1, "主要污染物减排工程", "包括污水处理、污泥处置等工程"),
        (2, "农村环保惠民工程", "包括农村环境综合整治、农业面源污染防治等工程"),
    ]
    assert box.items[1].components == ["农村环境综合整治", "农业面源污染防治"]


def test_box_without_items() -> None:
    [box] = boxes(f"第一节 产业\n专栏：发展重点\n{BODY}\n第二节 民生\n{BODY}\n")
    assert box.items == []
    assert box.title == "发展重点"


def test_a_sentence_about_boxes_is_none() -> None:
    assert boxes(f"第一节 产业\n专栏中列出的项目要按照时间节点加快推进，确保如期建成并投入使用。\n{BODY}\n") == []


@pytest.mark.parametrize(
    ("wording", "components"),
    [
        (
            "园博园、东盐河滨水生态观光带、月牙岛建设、“镜花缘”小镇建设。",
            ["园博园", "东盐河滨水生态观光带", "月牙岛建设", "“镜花缘”小镇建设"],
        ),
        (
            "快递电商产业园，新媒体产业园，镇街电商创新创业中心、跨境电商培育基地。",
            ["快递电商产业园", "新媒体产业园", "镇街电商创新创业中心", "跨境电商培育基地"],
        ),
        ("文昌路、建设西路、陇海西路等断头路建设", ["文昌路", "建设西路", "陇海西路"]),
        (
            "新浦磷矿塌陷区修复工程；锦屏采石二场宕口修复，九岭社区北山生态修复。",
            ["新浦磷矿塌陷区修复工程", "锦屏采石二场宕口修复", "九岭社区北山生态修复"],
        ),
        ("培育市级以上智能车间（工厂）10个，新增省级示范试点企业5户以上。", None),
        ("强化农村养殖污染治理；加强城乡黑臭水体治理；加强农村生活污水治理。", None),
        ("推进区档案馆信息化软硬件系统建设工作。", None),
        ("“希望有约”、“护苗、成长”项目", ["“希望有约”", "“护苗、成长”"]),
        # a clause lists works behind its verb, or before what they are; what else the item says is none
        (
            "重点培育海创未来城、运通创客中心、工业孵化中心等孵化载体",
            ["海创未来城", "运通创客中心", "工业孵化中心"],
        ),
        (
            "233国道海州段工程，加快推进311国道、507省道、344省道海州段建设",
            ["233国道海州段工程", "311国道", "507省道", "344省道"],
        ),
        (
            "浦南新镇区建设、“诗画锦屏”建设、“镜花缘小镇”建设。建成5个特色田园乡村，带动28个美丽宜居村庄。",
            ["浦南新镇区建设", "“诗画锦屏”建设", "“镜花缘小镇”建设"],
        ),
        (
            "完成秦东门校区、南湖中学、九年一贯制学校等13所中小学建设；完成南城幼儿园、宁海幼儿园等农村幼儿园新建、改扩建工程；"
            "公办幼儿园比例达85%以上。健全特殊教育体系，构建“学段衔接、普职融通”的发展模式",
            ["秦东门校区", "南湖中学", "九年一贯制学校", "南城幼儿园", "宁海幼儿园"],
        ),
        (
            "推进河滨公园、朐阳公园、观光带建设，城市重点区域布局大型特色公园、生态公园和专类公园，绿地率达到38%",
            ["河滨公园", "朐阳公园", "观光带"],
        ),
        ("按标准完成指挥大厅、会商室和信息发布室等场所建设，推动平台建设", ["指挥大厅", "会商室", "信息发布室"]),
        ("实施“童享阳光”“希望有约”“护苗成长”等项目，广泛组织专业人员。", ["“童享阳光”", "“希望有约”", "“护苗成长”"]),
        # what the last member prints for all
        (
            "港城大道、徐新公路、瀛洲路快速化改造，机场快速路建设",
            ["港城大道", "徐新公路", "瀛洲路", "机场快速路建设"],
        ),
        ("打造幸福南路、中大街、二营巷沿线文化旅游街区建设", ["幸福南路", "中大街", "二营巷"]),
        ("青山水库、东风水库除险加固工程", ["青山水库", "东风水库"]),
        ("返乡创业园、双创示范基地建设", ["返乡创业园", "双创示范基地"]),
        ("包括重点流域水污染防治、重点区域联防联控等工程", ["重点流域水污染防治", "重点区域联防联控"]),
        # lists of other things
        ("统筹编制交通、能源、教育、旅游等规划", None),
        ("打造解放路小学、海宁中学、板浦高级中学等为龙头的全市一流教育品牌", None),
        ("推进城镇、农村、社区建设", None),
        ("汇集公安天网、河道管理、城管等视频监控2000余路，建成指挥平台", None),
    ],
)
def test_components(wording: str, components: list[str] | None) -> None:
    assert list_components(wording) == components


COUNTED = [
    ("3.县医院迁建：投资3亿元。\n4.二中扩建：新增学位900个。\n6.体育馆：建筑面积2万平方米。\n", [3, 4, 6]),
    ("01　引洮二期配套：新建调蓄水池3座。\n02　水土保持：每年治理小流域3条。\n", [1, 2]),
    ("1.景区提升。2021年建成。\n9.5万平方米场馆投用。\n2.民宿集群。\n", [1, 2]),
]
"""Items of a box, and their numbers: a source that counts on from the box before, or skips one, or prints 01."""


@pytest.mark.parametrize(("printed", "numbers"), COUNTED)
def test_items_have_the_numbers_printed(printed: str, numbers: list[int]) -> None:
    [box] = boxes(f"第三章 重点任务\n{BODY}\n专栏2 重点工程\n{printed}第四章 保障措施\n{BODY}\n")
    assert [item.item_number for item in box.items] == numbers
    assert not any(item.name[0].isdigit() for item in box.items)
