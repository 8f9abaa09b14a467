"""Numbers of a text: (phrase, what a person reads in it). Each row is a phrase of a real document or of its kind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quantities.numbers import read_numbers
from pipelines.text.repair import repair
from pipelines.text.script import for_matching

MEASURED = [
    # phrase, text of the number, value, unit, comparator
    ("实现地区生产总值653亿元，", "653亿元", 653, "亿元", "eq"),
    ("新增高标准农田2.8万亩,", "2.8万亩", 2.8, "万亩", "eq"),
    ("应税销售收入过亿元企业超40家。", "超40家", 40, "家", "gt"),
    ("闲置厂房10万平方米以上(牵头", "10万平方米以上", 10, "万平方米", "ge"),
    ("年内引进外资不少于1亿美元。", "不少于1亿美元", 1, "亿美元", "ge"),
    ("招募平安志愿者20余万人，", "20余万人", 20, "万人", "gt"),
    ("设立4支总额近60亿元的", "近60亿元", 60, "亿元", "approx"),
    ("年成交额超百亿元的", "超百亿元", 100, "亿元", "gt"),
    ("到期后再延长三十年政策", "三十年", 30, "年", "eq"),
    ("友谊村由三个村合并而成", "三个", 3, "个", "eq"),
    ("单位面积税收突破1000元/m2，", "突破1000元/m2", 1000, "元/m2", "gt"),
    ("力争地区生产总值迈上1000亿台阶，", "1000亿", 1000, "亿", "ge"),
    ("排涝能力提高到 10 年一遇，", "10 年一遇", 10, "年一遇", "eq"),
    ("比重提高12个百分点，", "12个百分点", 12, "个百分点", "eq"),
    ("改建社区服务用房40万平方公尺，", "40万平方公尺", 40, "万平方公尺", "eq"),
    ("医疗废物集中处置率达到100％。", "100％", 100, "%", "eq"),
    ("每年新增高标准农田3万亩左右。", "3万亩左右", 3, "万亩", "approx"),
    ("报告例数低于14%，", "低于14%", 14, "%", "lt"),
    ("市县配套比例不得低于30%", "不得低于30%", 30, "%", "ge"),
    ("失业率不能高于4.5%，", "不能高于4.5%", 4.5, "%", "le"),
    ("项目资金不应少于20万元，", "不应少于20万元", 20, "万元", "ge"),
    ("能耗总量未突破200万吨，", "未突破200万吨", 200, "万吨", "le"),
    ("按照不得低于合同金额的30%给予补助", "30%", 30, "%", "ge"),
    ("累计开展联合执法530余次，", "530余次", 530, "次", "gt"),
    ("排查化解各类纠纷矛盾3000多起，", "3000多起", 3000, "起", "gt"),
    ("需求在5分钟内得到响应。", "5分钟内", 5, "分钟", "le"),
    ("城镇登记失业率控制在4%以内。", "4%以内", 4, "%", "le"),
    ("收回农村可用土地6700 余亩，", "6700 余亩", 6700, "亩", "gt"),
    ("绿地面积5500余平。", "5500余平", 5500, "平", "gt"),
    ("新增产能3095万吨/年，", "3095万吨/年", 3095, "万吨/年", "eq"),
    ("地区生产总值跨过3万亿元、", "跨过3万亿元", 3, "万亿元", "gt"),
    ("产量稳定在全国1/4、", "1/4", 0.25, None, "eq"),
    ("收入比缩小至2.54。", "2.54", 2.54, None, "eq"),
    ("按照不高于合同实际执行金额的30％ 给予补助", "30％", 30, "%", "le"),
    ("修缮廊桥3榀。", "3榀", 3, "榀", "eq"),
    ("实际投放1,200台，", "1,200台", 1200, "台", "eq"),
    ("95位居民成功办理业务，", "95位", 95, "位", "eq"),
    ("服务项目达到11大类，", "11大类", 11, "大类", "eq"),
    ("到市区1个半小时，", "1个半小时", 1.5, "个小时", "eq"),
    ("光坐车就得2个多小时，", "2个多小时", 2, "个小时", "gt"),
    ("等了3个多月，", "3个多月", 3, "个月", "gt"),
    ("跑了10多个部门，", "10多个", 10, "个", "gt"),
    ("5千多亩茶园，", "5千多亩", 5, "千亩", "gt"),
    ("服务超万人次。", "超万人次", 10000, "人次", "gt"),
    ("让近千万贫困人口实现", "近千万", 1000, "万", "approx"),
    ("完工的两座60KW村级光伏电站，", "两座", 2, "座", "eq"),
    ("消耗比为674发/吨，", "674发/吨", 674, "发/吨", "eq"),
    ("桑园面积约占全区55.8%，", "55.8%", 55.8, "%", "approx"),
    ("预算收入同比分别-6.2%，", "-6.2%", -6.2, "%", "eq"),
    ("全市划分网格2万4186个，", "2万4186个", 24186, "个", "eq"),
    ("安排公益性岗位1 260个。", "1 260个", 1260, "个", "eq"),
    ("收入达到12，127元，", "12，127元", 12127, "元", "eq"),
    ("投诉件减少三成二；", "三成二", 3.2, "成", "eq"),
    ("经济总量跃上千亿元台阶。", "千亿元", 1000, "亿元", "ge"),
    ("生产总值先后跨越两百亿元、三百亿元台阶。", "三百亿元", 300, "亿元", "ge"),
    ("财政收入连续跨越60亿、70亿两个关口，", "70亿", 70, "亿", "ge"),
    ("新培育省级涉农龙头企业两家，", "两家", 2, "家", "eq"),
    ("人均GDP29934元，", "29934元", 29934, "元", "eq"),
    ("年底前4820名贫困人口脱贫", "4820名", 4820, "名", "eq"),
    ("他家的8亩地全部流转", "8亩", 8, "亩", "eq"),
    # a blank, of any width, between thousands
    ("门票收入1 260万元。", "1 260万元", 1260, "万元", "eq"),
    ("挽回损失1\u00a0086.5万元。", "1 086.5万元", 1086.5, "万元", "eq"),
    ("清淤沟渠1\u2009200余条（段），", "1 200余条", 1200, "条", "gt"),
    ("完成投资12 345.6万元。", "12 345.6万元", 12345.6, "万元", "eq"),
    ("共计1 234 567元。", "1 234 567元", 1234567, "元", "eq"),
    ("走访群众１ ５００余户。", "１ ５００余户", 1500, "户", "gt"),
    ("人大代表1 200名", "1 200名", 1200, "名", "eq"),
    # numbers that only stand side by side
    ("见表1 200余个村", "200余个", 200, "个", "gt"),
    ("县城2020 315 120户", "120户", 120, "户", "eq"),
    ("综合得分92，100名学生", "100名", 100, "名", "eq"),
    ("完成投资3亿5000万元。", "3亿5000万元", 350000000, "元", "eq"),
    ("流转土地2万4千亩，", "2万4千亩", 24000, "亩", "eq"),
    ("建成茶园5千亩。", "5千亩", 5, "千亩", "eq"),
    ("装机30千瓦。", "30千瓦", 30, "千瓦", "eq"),
    ("建设2×35万千瓦火电机组", "2×35万千瓦", 35, "万千瓦", "eq"),
    ("建成了2/3的村", "2/3", 2 / 3, None, "eq"),
    ("产量占1/3强。", "1/3强", 1 / 3, None, "gt"),
    ("同比下降了-3.2%，", "-3.2%", -3.2, "%", "eq"),
    ("净利润-2亿元，", "-2亿元", -2, "亿元", "eq"),
    ("养殖规模稳定在5000峰左右", "5000峰左右", 5000, "峰", "approx"),
]

RANGES = [
    ("结对联系5—10户群众", 5, 10, "户"),
    ("每年创作1-2个具有", 1, 2, "个"),
    ("占比10%至15%左右", 10, 15, "%"),
    ("分别为1 200—1 500户，", 1200, 1500, "户"),
]

NOT_MEASURED = [
    ("2022年1月28日印发", ["date", "date", "date"]),
    ("发布日期:2022-01-29 10:13 阅读", ["date"] * 5),
    ("2020年国家高新技术企业", ["date"]),
    ("《2020-2035中小学布局规划》", ["date", "date"]),
    ("全市12345平台共汇集来电，", ["code"]),
    ("书院始建于1736年，", ["year"]),
    ("建立“1+18+X”社会治理管理体制", ["formula", "formula"]),
    ("实现“1+1>2”的目标", ["formula"] * 3),
    ("“3550”改革达到预期目标", ["name"]),
    ("形成“114”的配置格局", ["slogan"]),
    ("开通“114”热线", ["code"]),
    ("加快5G基站建设", ["name"]),
    ("打造20005G+数字化智慧农场", ["unit_lost", "name"]),
    ("建成15003D打印工厂", ["unit_lost", "name"]),
    ("PM2.5平均浓度", ["name", "name"]),
    ("国家5A景区", ["name"]),
    ("整合12345政府服务热线", ["code"]),
    ("沿233国道海州段", ["road"]),
    ("新老204、310国道穿境", ["road", "road"]),
    ("启动“天网4期”监控系统", ["ordinal"]),
    ("打造城市“15分钟服务圈”", ["slogan"]),
    ("禁烧、联防”12字方针", ["slogan"]),
    ("建华园2号楼一处水管", ["name"]),
    ("世界500强企业在陕", ["ordinal"]),
    ("第3次全国经济普查", ["ordinal"]),
    ("国发〔2011〕42号", ["document_number", "document_number"]),
    ("以3.5:1.2获胜", ["ratio"] * 4),
    ("3年来，", ["period"]),
    ("每10万人刑事案件数", ["name"]),
    ("实施1名村组干部+1名党员+1支服务队伍的", ["formula"] * 3),
    ("80年代以来", ["date"]),
    ("用好“240小时过境免签”政策", ["slogan"]),
    ("第1 200名", ["ordinal"] * 2),
    ("4×100米接力", ["formula"] * 2),
    ("友谊村“666”服务帮", ["name"]),
    ("友谊村“666 服务帮”", ["name"]),
    ("恒北村“888 红管家”", ["name"]),
    ("热线电话0737-8822345，邮编413400", ["code"] * 3),
    ("手机13807371234", ["code"]),
    ("坐标东经112°28′", ["code"] * 2),
    ("互联网3. 0交互", ["name"] * 2),
    ("国道319、209吉首绕城公路", ["road"] * 2),
    ("详见附件1）", ["ordinal"]),
    ("按6：4比例分担", ["ratio"] * 2),
    ("分为1、长湖地一村、2、长湖地三村", ["list_number"] * 2),
    ("今年前4个月", ["period"]),
]

NO_ROW = [
    "三岗十八级薪酬",
    "传承五大宫调",
    "推动一二三产融合",
    "崛起一批高原",
    "两个维护",
    "第三个百年",
    "三级联动",
    "“四个意识”",
    "一个个",
]


def tidy(phrase: str) -> str:
    return for_matching(phrase, "Hans")


@pytest.mark.parametrize(("phrase", "printed", "value", "unit", "comparator"), MEASURED)
def test_measured(phrase: str, printed: str, value: float, unit: str | None, comparator: str) -> None:
    text = repair(phrase).match
    numbers, _ = read_numbers(text, 0, len(text))
    words = [text[number.start : number.end].replace(" ", "") for number in numbers]
    assert words[-1:] == [tidy(printed.replace(" ", ""))]
    number = numbers[-1]
    assert (number.value, number.unit, number.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(("phrase", "low", "high", "unit"), RANGES)
def test_ranges(phrase: str, low: float, high: float, unit: str) -> None:
    numbers, _ = read_numbers(phrase, 0, len(phrase))
    assert [(n.value, n.value_max, n.unit, n.comparator) for n in numbers] == [(low, high, unit, "range")]


@pytest.mark.parametrize(("phrase", "reasons"), NOT_MEASURED)
def test_not_measured(phrase: str, reasons: list[str]) -> None:
    text = tidy(phrase)
    numbers, skipped = read_numbers(text, 0, len(text))
    assert numbers == []
    assert [entry.reason for entry in skipped] == reasons


@pytest.mark.parametrize("phrase", NO_ROW)
def test_chinese_numerals_that_count_nothing(phrase: str) -> None:
    assert read_numbers(phrase, 0, len(phrase)) == ([], [])


def test_shares_that_add_up_to_a_hundred() -> None:
    text = "三次产业比重调整为2020年的3.3:22.3:74.4。"
    numbers, _ = read_numbers(text, 0, len(text))
    assert [number.value for number in numbers] == [3.3, 22.3, 74.4]


LANGUAGE = st.text(
    alphabet="0123456789.,一二三十百千万亿年月日元亩个家%“”《》（）+-—～:/第超近过不少于以上内左右，。、的AG\n 人村"
)


def test_list_number_before_a_number() -> None:
    text = "示范工程\n1 200余亩示范园"
    (number,), (skipped,) = read_numbers(text, 0, len(text))
    assert (number.value, skipped.reason) == (200, "list_number")


@given(LANGUAGE)
def test_every_run_of_digits_is_accounted_for_once(text: str) -> None:
    numbers, skipped = read_numbers(text, 0, len(text))
    for position, character in enumerate(text):
        if character.isdigit():
            owners = sum(n.start <= position < n.end for n in numbers) + sum(
                s.start <= position < s.end for s in skipped
            )
            assert owners == 1, (text, position)
    spans = sorted([(n.start, n.end) for n in numbers] + [(s.start, s.end) for s in skipped])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text())
def test_never_raises(text: str) -> None:
    read_numbers(text, 0, len(text))
