"""Names of organizations: what a printed list means in full, what kind of body each is, and its id."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.records.organizations import leader_id, leader_rows, organization_id, organization_rows
from pipelines.schema.tables import TABLES
from pipelines.sources import read_sources
from pipelines.storage.combine import combine
from pipelines.storage.parse_shard import parse_shard
from pipelines.structure.model import Party
from pipelines.structure.organization_kinds import is_collective, is_collective_leader, kind_of
from pipelines.structure.organization_names import name_units, split_list, takes_prefix, words
from pipelines.text.repair import repair
from pipelines.vocabulary import vocabulary

# A list as printed, and the bodies it names.
LISTS: list[tuple[str, list[str]]] = [
    # an area word carries over 、 and not over a comma
    ("区发改局、工信局，高新区科经局，各园区", ["区发改局", "区工信局", "高新区科经局", "各园区"]),
    ("区卫健委，商业街区发展中心、文旅集团", ["区卫健委", "商业街区发展中心", "文旅集团"]),
    ("区妇联、残联", ["区妇联", "区残联"]),
    ("县法院、检察院、人武部、总工会", ["县法院", "县检察院", "县人武部", "县总工会"]),
    ("省发展改革委、财政厅、住房城乡建设厅、文化和旅游厅", ["省发展改革委", "省财政厅", "省住房城乡建设厅", "省文化和旅游厅"]),
    ("浙江省教育厅、财政厅", ["浙江省教育厅", "浙江省财政厅"]),
    ("高新区规建局、科经局", ["高新区规建局", "高新区科经局"]),
    # 市场 and 市政 are no area words, 区域 is none
    ("区农业农村局、市场监管局、市政园林局", ["区农业农村局", "区市场监管局", "区市政园林局"]),
    ("区信访局、区域协作办", ["区信访局", "区区域协作办"]),
    # bodies with a name of their own
    ("市资源局海州分局、海州生态环境局", ["市资源局海州分局", "海州生态环境局"]),
    ("区住建局、农业农村局，瀛洲集团，各镇街、园区", ["区住建局", "区农业农村局", "瀛洲集团", "各镇街", "各园区"]),
    ("区财政局、新浦街道、板浦镇、云台农场、住建局", ["区财政局", "新浦街道", "板浦镇", "云台农场", "区住建局"]),
    ("县财政局、供电公司、高新区管委会、住建局", ["县财政局", "供电公司", "高新区管委会", "县住建局"]),
    ("国家发展改革委、教育部、工业和信息化部", ["国家发展改革委", "教育部", "工业和信息化部"]),
    ("市公安局、城东公安分局、江北生态环境局", ["市公安局", "城东公安分局", "江北生态环境局"]),
    ("省科技厅、人行浙江省分行、浙江金融监管局", ["省科技厅", "人行浙江省分行", "浙江金融监管局"]),
    # party bodies carry 委
    ("县委组织部、宣传部、发改局、团县委、妇联", ["县委组织部", "县委宣传部", "县发改局", "团县委", "县妇联"]),
    ("省委宣传部、网信办", ["省委宣传部", "省委网信办"]),
    # brackets belong to their name
    ("区财政局(国资办)、教育局", ["区财政局(国资办)", "区教育局"]),
    ("市交通委（市道运局）、市气象局", ["市交通委（市道运局）", "市气象局"]),
    # collectives
    ("各镇街、农场、园区", ["各镇街", "各农场", "各园区"]),
    ("各镇人民政府、街道办事处，县直各部门", ["各镇人民政府", "各街道办事处", "县直各部门"]),
    ("各乡镇（街道）、开发区", ["各乡镇（街道）", "各开发区"]),
    ("各市、县〔市、区〕政府，市发改委", ["各市、县〔市、区〕政府", "市发改委"]),
    ("各县（市、区）人民政府、各开发区管委会", ["各县（市、区）人民政府", "各开发区管委会"]),
    ("省农业农村厅，各市、州、县人民政府", ["省农业农村厅", "各市、州、县人民政府"]),
    ("市财政局，各区、县级市政府", ["市财政局", "各区、县级市政府"]),
    ("市财政局，各区、县级市", ["市财政局", "各区", "各县级市"]),
    ("省财政厅，各市、县（市、区）", ["省财政厅", "各市、县（市、区）"]),
    ("浦南镇党委、政府", ["浦南镇党委、政府"]),
    # a bracket that never closes holds nothing together
    ("区发改局（区粮食局、区财政局，区人社局", ["区发改局（区粮食局", "区财政局", "区人社局"]),
    ("市发展改革委和市财政局", ["市发展改革委", "市财政局"]),
    ("县统计局、各有关部门和单位", ["县统计局", "各有关部门和单位"]),
    ("相关街道、园区", ["相关街道", "相关园区"]),
]  # fmt: skip

KINDS: list[tuple[str, str]] = [
    ("区发改局", "district_bureau"),
    ("区财政局(国资办)", "district_bureau"),
    ("区政府办", "district_bureau"),
    ("县融媒体中心", "district_bureau"),
    ("市资源局海州分局", "municipal_branch"),
    ("海州生态环境局", "municipal_branch"),
    ("高新公安分局", "municipal_branch"),
    ("高新区科经局", "high_tech_zone"),
    ("高新区招商引资服务中心", "high_tech_zone"),
    ("板浦镇", "town"),
    ("新浦街道", "subdistrict"),
    ("河口街道办事处", "subdistrict"),
    ("云台农场", "farm"),
    ("宋跳工业园", "park"),
    ("瀛洲集团", "company"),
    ("长乐投资有限公司", "company"),
    ("人行浙江省分行", "company"),
    ("区委组织部", "party_body"),
    ("县纪委监委", "party_body"),
    ("区妇联", "mass_organization"),
    ("团县委", "mass_organization"),
    ("高铁片区开发建设指挥部", "headquarters"),
    ("各镇街", "collective"),
    ("相关街道", "collective"),
    ("政府组成部门", "collective"),
    ("区安委会成员单位", "collective"),
    ("清水进城·碧水畅流行动指挥部成员单位", "collective"),
    ("各市、县〔市、区〕政府", "collective"),
    ("各区、县级市政府", "collective"),
    ("市、县人民政府", "collective"),
    ("县直各部门", "collective"),
    ("市发改委", "other"),
    ("省财政厅", "other"),
    ("国家发展改革委", "other"),
    ("县法院", "other"),
]


@pytest.mark.parametrize(("printed", "names"), LISTS, ids=[printed for printed, _ in LISTS])
def test_names_in_full(printed: str, names: list[str]) -> None:
    text = repair(printed + "\n")
    units = name_units(text, split_list(text.match, 0, len(printed)), ["海州"])
    assert [unit.name for unit in units] == names
    assert all(text.text[unit.start : unit.end] == unit.printed for unit in units)


def test_a_place_of_the_document_is_no_short_name() -> None:
    assert takes_prefix("文化执法局")
    assert not takes_prefix("海州文化执法局", ("海州",))


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert is_collective(name) == (kind == "collective")


@pytest.mark.parametrize(("name", "collective"), [("各区长", True), ("县政府领导班子成员", True), ("朱伟哲", False), ("于卉", False)])  # fmt: skip
def test_collective_leaders(name: str, collective: bool) -> None:
    assert is_collective_leader(name) is collective


def test_ids_are_of_the_area_the_body_belongs_to() -> None:
    assert organization_id("区发改局", "320706", "海州区") == "320706:区发改局"
    assert organization_id("市资源局海州分局", "320706", "海州区") == "320700:市资源局海州分局"
    assert organization_id("省财政厅", "320706", "海州区") == "320000:省财政厅"
    assert organization_id("市教育局", "110105", "朝阳区") == "110000:市教育局"
    assert organization_id("市教育局", "320583", "昆山市") == "320583:市教育局"
    assert organization_id("国家发展改革委", "320706", "海州区") == "000000:国家发展改革委"
    assert leader_id("朱伟哲", "320706") == "320706:朱伟哲"


def test_width_of_brackets_makes_no_other_body() -> None:
    narrow, wide = "区财政局(国资办)", "区财政局（国资办）"
    assert organization_id(narrow, "320706") == organization_id(wide, "320706")


def test_two_documents_that_print_brackets_of_other_widths_name_one_body(tmp_path: Path) -> None:
    notice = "海州区人民政府关于印发2022年重点任务分解方案的通知\n一、重点工作\n"
    notice += "1.一般公共预算收入增长6%。(牵头领导:各区长(兼);牵头单位:区财政局(国资办))\n"
    notice += "2.新建道路3条。(牵头单位:区住建局)\n3.改造小区5个。(牵头单位:区住建局)\n"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "raw" / "b.txt").write_text(notice.translate(str.maketrans("(),:;", "（），：；")), encoding="utf-8")
    parse_shard(tmp_path / "raw", read_sources(tmp_path / "raw"), tmp_path / "shard", "run")
    for name in ("organizations", "leaders"):
        combine(TABLES[name], [tmp_path / "shard"], tmp_path / f"{name}.parquet")
    rows = pq.read_table(tmp_path / "organizations.parquet", columns=["name", "aliases"]).to_pylist()
    assert rows == [
        {"name": "区住建局", "aliases": []},
        {"name": "区财政局(国资办)", "aliases": ["区财政局（国资办）"]},
    ]
    assert pq.read_table(tmp_path / "leaders.parquet", columns=["name"]).num_rows == 1


def test_rows_once_each_with_the_ways_they_are_printed() -> None:
    parties = [
        Party("lead_leader", "各区长", "各区长", 0, 3),
        Party("lead_unit", "区工信局", "区工信局", 4, 8),
        Party("joint_unit", "工信局", "区工信局", 9, 12),
        Party("joint_unit", "园区", "各园区", 13, 15),
        Party("joint_unit", "区商业街区发展中心", "区商业街区发展中心", 16, 25),
        Party("joint_unit", "商业街区发展中心", "商业街区发展中心", 26, 34),
    ]
    assert organization_rows(parties, "320706", "海州区") == [
        {
            "organization_id": "320706:区商业街区发展中心",
            "name": "区商业街区发展中心",
            "kind": "district_bureau",
            "is_collective": False,
            "aliases": [],
        },
        {
            "organization_id": "320706:区工信局",
            "name": "区工信局",
            "kind": "district_bureau",
            "is_collective": False,
            "aliases": ["工信局"],
        },
        {
            "organization_id": "320706:各园区",
            "name": "各园区",
            "kind": "collective",
            "is_collective": True,
            "aliases": ["园区"],
        },
        {
            "organization_id": "320706:商业街区发展中心",
            "name": "商业街区发展中心",
            "kind": "district_bureau",
            "is_collective": False,
            "aliases": [],
        },
    ]
    assert leader_rows(parties, "320706") == [{"leader_id": "320706:各区长", "name": "各区长", "is_collective": True}]


def test_no_word_stands_twice_in_a_list_of_the_vocabulary() -> None:
    for table, lists in vocabulary("organizations").items():
        for key in lists:
            found = words(table, key)
            assert found, (table, key)
            assert len(found) == len(set(found)), (table, key)
