"""Where a figure holds: (sentence, places of its figures as a person reads them)."""

from __future__ import annotations

import pytest

from pipelines.quantities.places import read_places
from tests.reading import read_quantities

PLACES = [
    ("目前，众心村近200户居民已搬进新居。", ["众心村"]),
    ("友谊村有一支服务帮，共18名党员。服务帮包括6支服务队。", ["友谊村", "友谊村"]),
    ("近湖街道党工委收集微心愿100余条。", ["近湖街道"]),
    ("出台社区工作者管理办法，招录社区工作者260人。", ["青山县"]),
    ("省级健康镇覆盖率达到100%、健康村覆盖率达到40%。", ["青山县", "青山县"]),
    ("刘庄镇友谊村建成书屋3个；全县建成书屋80个。", ["友谊村", "青山县"]),
    # the name stands behind that of a larger area, or inside a phrase
    ("许庄镇西渠头村村民吕新发回乡创业。公司产值突破2000万元，带动西渠头村增收近40万元。", ["西渠头村", "西渠头村"]),
    ("庆坪镇位于青山县北部，距县城19公里。共有党组织18个。", ["庆坪镇", "庆坪镇"]),
    ("红山街道25社区打造服务品牌。社区党委下设13个党支部。", ["25社区"]),
    ("额日和图敖包嘎查总面积58万亩。", ["额日和图敖包嘎查"]),
    # a neighbour at the head of a sentence; no name in 教育实验区, 紧扣乡村, “七彩社区”
    ("在武夷山市，茶产值达15.33亿元。", ["武夷山市"]),
    ("大水坑镇投资1260万元建成敬老院。", ["大水坑镇"]),
    ("改扩建乡镇卫生院75个。", ["青山县"]),
    ("建成4个国家级社区教育实验区。", ["青山县"]),
    ("大丰区紧扣乡村振兴建成阵地53个。", ["大丰区"]),
    ("青山县推行“七彩社区”治理。设立“七彩社区”驿站36个。", ["青山县"]),
    # the area of the document named again, and words that make no name
    ("青山市青山县2024年建成书屋10个。", ["青山县"]),
    ("前任村支书种地30亩，秋后村集体收入7万元。", ["青山县", "青山县"]),
    ("居家社区机构相协调，床位50万张。居家社区机构100个。", ["青山县", "青山县"]),
    # several that share a figure; the figure of each
    ("在尹集镇新兴村、大滩涧村，刁祁镇龙泉村建设温室534座、服务中心2个。", ["青山县", "青山县"]),
    ("建成“邮乐社区”便民服务网点42个。推进“邮乐社区生活”，网点1210个。", ["青山县", "青山县"]),
    ("青山县实行农村整村推进，改厕10万户。", ["青山县"]),
    ("该项目位于我镇北漳村，总投资400万元。", ["北漳村"]),
    ("在麒麟村建成管网1处。全镇共有427个村民小组。", ["麒麟村", "青山县"]),
    # where an area lies is no area the figure is about
    ("郝家桥村位于绥德县城西南10公里处，总人口633户。", ["郝家桥村", "郝家桥村"]),
    ("在兴办砂料场之前，他们村村民人均收入1500元。", ["青山县"]),
    ("青山县积极探索村集体经济新模式，改造棚户区980户。", ["青山县"]),
    ("依托众心村鑫宇合作社，入股703亩。", ["众心村"]),
    ("大洋镇、舒洪镇各建设1个高山蔬菜保供基地。", ["大洋镇、舒洪镇"]),
    # one list of places, one list of figures
    (
        "新改建农村公路65公里，其中横水镇、扬眉镇、龙勾乡分别为12公里、9公里、7.5公里。",
        ["青山县", "横水镇", "扬眉镇", "龙勾乡"],
    ),
    # each area of a list has a figure of its own; several that share one are not the last of them
    ("长春市、延边州分别新增托位1.2万个、4500个。", ["长春市", "延边朝鲜族自治州"]),
    ("平江县、华容县生态环境状况指数分别为82.4、61.7。", ["平江县", "华容县"]),
    (
        "新增企业60户，其中射洪市16户，蓬溪县、船山区各不少于8户；新增企业80户以上。",
        ["青山县", "青山县", "蓬溪县、船山区", "青山县"],
    ),
    ("建设西秀区、关岭自治县客运枢纽各1个。", ["青山县"]),
    ("芷江西路街道第三届社区代表大会表决通过3项议题。", ["芷江西路街道"]),
]


@pytest.mark.parametrize(("sentence", "places"), PLACES)
def test_places(sentence: str, places: list[str]) -> None:
    assert [quantity.place for quantity in read_quantities("article", sentence)] == places


THREADS = [
    # the article of one village names it in its first sentence
    (
        "青山县西埠镇腰埠村扶贫工作队驻村以来，走村入户。\n协助行政村成立3个合作社。\n另募集100万元。",
        ["腰埠村", "腰埠村"],
    ),
    # a line introduces it, whatever its name is made of
    ("长湖地社区简介\n占地面积0.87平方公里。\n辖区有武汉市单位8家。", ["长湖地社区"] * 2),
    ("观堂镇郭庄村地处观堂镇西北方向，在观堂镇最大。\n现有农户1086户，人口3718人。", ["郭庄村"] * 2),
    (
        "大杨镇孟王村位于大杨镇北部。\n现有农户1193户。\n大杨镇丁固村位于大杨镇西部。\n现有人口5720人。",
        ["孟王村", "丁固村"],
    ),
    # its headline names it
    ("展小庄村村民领红包\n展小庄村党支部牵头。展小庄村村民共领到176万元。\n公司每月发4000元。", ["展小庄村"] * 2),
    # 社区 without a name is the one named last
    (
        "青山区蟠龙社区立足自贸区，服务2.7万人。\n社区选配9名干部。\n全县选配80名干部。",
        ["蟠龙社区", "蟠龙社区", "青山县"],
    ),
    # the article turns to the county again
    ("靖边镇张家畔村办起实体18处。\n青山县深化改革，青山县稳步发展。\n经济强村达到300个。", ["张家畔村", "青山县"]),
]


@pytest.mark.parametrize(("article", "places"), THREADS)
def test_a_place_is_carried_on(article: str, places: list[str]) -> None:
    assert [quantity.place for quantity in read_quantities("article", article)] == places


def test_a_place_is_printed_in_the_script_of_the_source() -> None:
    (quantity,) = read_quantities("article", "靖邊鎮張家畔村辦起實體。\n村集體收入566萬元。")
    assert quantity.place == "張家畔村"


def test_a_division_may_bear_any_name() -> None:
    text = "各地人口：东城区708829人；谯城区1106214人；海西州468216人；广州18676605人。"
    names = [place.name for place in read_places(text, 0, len(text))]
    assert names == ["东城区", "谯城区", "海西蒙古族藏族自治州"]
