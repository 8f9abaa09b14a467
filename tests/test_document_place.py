"""The area a document is about, and the names of areas in a text."""

from __future__ import annotations

import pytest

from pipelines.structure.document_place import WORDS_TOO, find_place
from pipelines.structure.read_structure import read_structure
from pipelines.structure.regions import code_of, common_parent, mentions, regions, regions_by_name, short_name
from pipelines.text.repair import repair
from tests.reading import BODY, document


def test_newspaper_page_is_about_the_city_of_its_counties() -> None:
    _, structure = document("yancheng-governance-newspaper-page")
    assert (structure.place, structure.region_code) == ("盐城市", "320900")


def test_a_town_is_named_where_its_report_was_given() -> None:
    raw = f"政府工作报告\n——2020年4月26日在万佛湖镇第三届人民代表大会\n第四次会议上\n镇长 张三\n各位代表：\n{BODY}\n六安市。\n"
    assert read_structure(repair(raw)).place == "万佛湖镇"


def test_a_province_that_is_called_by_its_short_name_alone() -> None:
    raw = f"江西农业强省建设规划：收入超全国平均水平\n根据规划，确保我省建设高标准农田2825万亩，超过全国平均水平。\n{BODY}\n"
    structure = read_structure(repair(raw))
    assert (structure.place, structure.region_code) == ("江西省", "360000")
    assert read_structure(repair(raw.replace("我省", "湖南"))).place == "全国"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (f"（河北省）2017年蠡县人民政府工作报告\n2021-07-23 10:26:26\n政府工作报告\n各位代表：\n{BODY}\n", "蠡县"),
        (f"（安徽省）黄山市黄山区国民经济和社会发展十四五规划\n第一章 总则\n{BODY}\n", "黄山区"),
        (
            f"福州精品示范村建设见成效\n福州日报讯 示范村建设是福州新农村建设的切入点。全市有示范村10个，福州走出新路。{BODY}\n",
            "福州市",
        ),
        (
            f"政府工作报告\n——2024年1月18日在牟定县第十八届\n人民代表大会第三次会议上\n县长 李四\n各位代表：\n现在，我代表十八届县人民政府，向大会报告工作。\n{BODY}\n",
            "牟定县",
        ),
        (f"关于民生实事项目进展情况的通报\n全县办好实事，会同各单位推进，会同各方落实。会同督查。{BODY}\n", "全国"),
        (f"中卫市2013年统计资料汇编一则\n建成区面积增加，其中沙坡头区较多，沙坡头区最快。{BODY}\n", "中卫市"),
        (
            f"关于支持人才的十条意见\n为莆田高质量发展提供保障，结合莆田实际。全市对来莆田创业的团队给予资助。{BODY}\n",
            "莆田市",
        ),
        (f"连云港市委副书记谈治理\n海州区推进治理，海州区见成效。{BODY}\n", "海州区"),
        (f"推进安康、平安建设\n全市推进平安建设，安康为民，安康到家，建设安康之家。{BODY}\n", "全国"),
        # 全市 and 我县 say which of the areas named it is about; 全国 is what others are compared with
        (
            f"沃野新篇——安庆“三农”五年回望\n全市粮食丰收，桐城市见成效。全市农机多了，安庆再上台阶。{BODY}\n",
            "安庆市",
        ),
        (
            f"前4月投资情况\n宁夏投资增长10.5%，位居全国第九，高于全国平均。1月，宁夏产业投资增长。4月，宁夏银川市在建。{BODY}\n",
            "宁夏回族自治区",
        ),
        (f"二、工作安排\n今年是吉林振兴的关键一年。增长5%左右，努力跑赢全国。{BODY}\n", "吉林省"),
        (
            f"湖北宜昌：今年计划改造老旧小区\n湖北省推进改造，湖北省出台办法。宜昌新开工286个。宜昌在行动。{BODY}\n",
            "宜昌市",
        ),
        # no area is named 关于分解下达市
        (f"关于分解下达市政府2009年民生工程的通知\n广元市推进实事，广元市落实任务。{BODY}\n", "广元市"),
        # counties that are no more, or are said in short
        (f"湟中县提前谋划农业工作\n青海省湟中县实施好项目。{BODY}\n", "湟中县"),
        (f"湖畔备耕忙\n记者从前郭县农业农村局获悉，今年全县要种地。吉林省支持，全县备足种子。{BODY}\n", "前郭县"),
        (f"重点工作责任分解\n全县推进重点工作。嘉鱼经济开发区牵头，嘉鱼港配合，嘉鱼园区参加。{BODY}\n", "嘉鱼县"),
    ],
)
def test_places_named_in_other_ways(raw: str, place: str) -> None:
    assert read_structure(repair(raw)).place == place


def test_the_words_before_a_county_are_no_name() -> None:
    text = "十八届县人民政府工作。"
    assert find_place(text, [(0, 8)]).name == "全国"


def test_short_names_that_are_words_are_names() -> None:
    names = {name[:-1] for name in regions_by_name() if name[-1] in "县区市"}
    assert names >= WORDS_TOO


def test_a_text_that_is_a_name() -> None:
    assert find_place("海州区", [], headline=(0, 3)).name == "海州区"


def test_division_table() -> None:
    assert len(regions()) > 3000
    assert regions()["320706"].parents == ("320700", "320000")
    assert all(len(code) == 6 and code.isdigit() for code in regions())
    assert sorted(region.code for region in regions_by_name()["海州区"]) == ["210902", "320706"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("海州区", "江苏省连云港市海州区", "320706"),
        ("海州区", "阜新市海州区", "210902"),
        ("海州区", "海州区召开会议", None),
        ("射阳县", "射阳县", "320924"),
    ],
)
def test_districts_of_one_name(name: str, text: str, code: str | None) -> None:
    assert code_of(name, text) == code


def test_what_is_known_tells_districts_of_one_name_apart() -> None:
    assert code_of("海州区", "海州区召开会议", "320706") == "320706"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江苏省盐城市建湖县认真学习", ["江苏省", "盐城市", "建湖县"]),
        ("提高县域治理水平，治理县区道路", []),
        ("在城区和郊区", []),
        ("湖南省湘西土家族苗族自治州", ["湖南省", "湘西土家族苗族自治州"]),
        ("黄南州农牧局", ["黄南藏族自治州"]),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [mention.name for mention in mentions(text)] == names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("连云港市", "连云港"),
        ("内蒙古自治区", "内蒙古"),
        ("海拉尔区", "海拉尔"),
        ("湘西土家族苗族自治州", "湘西"),
        ("成县", "成县"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_common_parent() -> None:
    parent = common_parent(["320925", "320904", "320924"])
    assert parent is not None
    assert parent.name == "盐城市"
    assert common_parent([]) is None
