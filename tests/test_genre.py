"""What kind of document a text is, told from its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.structure.read_structure import read_structure
from pipelines.text.repair import repair

DOCUMENTS = {
    "haizhou-14th-plan-outline": "plan",
    "haizhou-2022-key-tasks": "task_notice",
    "haizhou-governance-article-hans": "article",
    "haizhou-governance-article-hant": "article",
    "yancheng-governance-newspaper-page": "newspaper_page",
}

PARAGRAPH = "坚持稳中求进工作总基调，统筹推进各项事业，全县经济社会保持平稳健康发展的良好态势，人民生活水平稳步提高。"

REPORT = f"""政府工作报告
——2023年1月10日在临江县第十八届人民代表大会第二次会议上
临江县人民政府县长 王海
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员和其他列席人员提出意见。
一、2022年工作回顾
{PARAGRAPH}
二、2023年工作安排
{PARAGRAPH}
"""

REPORT_WITHOUT_TITLE = f"""各位代表：
我代表区人民政府向大会报告工作，请予审议。
一、五年来的工作
{PARAGRAPH}
二、今后五年的目标任务
{PARAGRAPH}
"""

PLAN = f"""青川县“十五五”现代农业发展规划
第一章 发展基础
{PARAGRAPH}
第二章 总体要求
第一节 指导思想
{PARAGRAPH}
第二节 主要目标
{PARAGRAPH}
"""

SCHEME_WITHOUT_TASKS = f"""关于推进乡村建设的实施方案
一、总体要求
{PARAGRAPH}
二、主要目标
{PARAGRAPH}
三、保障措施
{PARAGRAPH}
"""

SCHEME_WITH_TASKS = f"""关于推进乡村建设的实施方案
一、总体要求
{PARAGRAPH}
二、重点任务
（一）改善道路。{PARAGRAPH}（责任单位：县交通运输局、县财政局）
（二）整治河道。{PARAGRAPH}（责任单位：县水利局）
（三）建设学校。{PARAGRAPH}（责任单位：县教育局、各乡镇人民政府）
"""

STATE_TASKS = f"""国务院办公厅关于促进养老服务的意见
一、健全制度。{PARAGRAPH}（民政部牵头，国家发展改革委、财政部按职责分工负责）
二、增加供给。{PARAGRAPH}（国家发展改革委、民政部负责）
三、加强监管。{PARAGRAPH}（市场监管总局、民政部等按职责分工负责）
"""

ARTICLE = f"""小网格托起大民生
{PARAGRAPH}
近年来，我们坚持党建引领，把服务送到群众家门口。
{PARAGRAPH}
"""

ANALYSIS = f"""临江县12345政务服务热线中心2025年第一季度运行情况分析报告
{PARAGRAPH}
一、热线运行情况
（一）话务渠道受理情况。{PARAGRAPH}
（二）非话务渠道受理情况。{PARAGRAPH}
二、存在问题
{PARAGRAPH}
三、下一步建议
{PARAGRAPH}
"""

PROGRESS = """【进展情况】2023年3月份暖民心行动各县区进展情况表
寿县
一、就业促进行动
1.募集青年就业见习岗位325个　完成330个，完成率101.54%
二、老年助餐服务行动
1.新增老年食堂不少于6个　完成1个，完成率16.7%
"""

REPORT_FROM_ITS_LEAD = f"""——2016年1月13日在临江县第十五届人民代表大会第八次会议上
县长
现在报告政府工作。
一、“十二五”时期的回顾
{PARAGRAPH}
二、今年的工作
{PARAGRAPH}
"""

PART_OF_AN_ANALYSIS = f"""（四）固定资产投资总额突破60亿。
一季度全市完成固定资产投资63.8亿元，同比增长6.6%。{PARAGRAPH}
（五）市场消费稳步增长。
全市实现社会消费品零售总额290亿元，同比增长5%。
（六）地方财政收入增速达到19.8%。
全市地方财政收入完成43.7亿元，同比增长19.8%。
"""

WRITTEN = {
    "work_report": [REPORT, REPORT_WITHOUT_TITLE, ANALYSIS, REPORT_FROM_ITS_LEAD],
    "plan": [PLAN, SCHEME_WITHOUT_TASKS],
    "task_notice": [SCHEME_WITH_TASKS, STATE_TASKS],
    "article": [ARTICLE, PROGRESS, PART_OF_AN_ANALYSIS],
}


@pytest.mark.parametrize(("name", "genre"), DOCUMENTS.items())
def test_raw_documents(name: str, genre: str) -> None:
    path = Path(__file__).parent.parent / "raw" / f"{name}.txt"
    structure = read_structure(repair(path.read_bytes().decode("utf-8")))
    assert structure.genre == genre
    assert structure.confidence > 0.7


@pytest.mark.parametrize(("genre", "text"), [(genre, text) for genre, texts in WRITTEN.items() for text in texts])
def test_written_documents(genre: str, text: str) -> None:
    assert read_structure(repair(text)).genre == genre


def test_what_is_known_counts_where_the_text_does_not_say() -> None:
    text = repair("坚持以人民为中心，扎实推进各项工作。")
    assert read_structure(text).genre == "article"
    assert read_structure(repair(REPORT), {"genre": "plan"}).genre == "work_report"
