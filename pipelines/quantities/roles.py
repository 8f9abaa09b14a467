"""Whether a figure is reported (actual), aimed at (target), or a standing rule or condition (norm)."""

from __future__ import annotations

import re

from pipelines.quantities.calendar import opens_with_the_past
from pipelines.quantities.model import Role
from pipelines.quantities.planned import LOOKS_BACK, planned_year
from pipelines.structure.model import NARRATIVE, Structure
from pipelines.structure.periods import FIVE_YEARS
from pipelines.vocabulary import alternatives, unless_followed, vocabulary

WORDS = vocabulary("wording")["role"]
REPORTING_TITLE = re.compile(unless_followed(WORDS["reporting_title"]))
PLANNING_TITLE = re.compile(alternatives(WORDS["planning_title"]))
YEAR_AHEAD = re.compile(
    "20[0-9]{2}年[^。，]{0,12}?(?:安排|打算|计划|目标|部署|任务)|下一?步(?:工作)?(?:打算|计划|安排|重点|举措|思路)"
)
"""三、2026年工作安排: a part of a report that is printed without its title."""
TARGET_WORDS = re.compile(
    rf"""
    {alternatives(WORDS["target"])}
    | 争取(?!到位)(?=[到在实达完新年建])
    | 计划(?=[新建完投到用在今招引启推开培选改筹播种减增实引]|年内)(?!生育) | 计划实施(?!情况|方案|细则)
    | 准备(?=[再新建扩打]) | 目标(?=[是为：])
    | (?<![需主重只既首纲想就])要(?:新|再|力争|完成|达到|实现|增长|建成|改造|种(?!植)) | 还(?:要|将)(?=[新建再改完种])
    | (?:收入|支出|预算)(?:预期|安排) | 预期增长
    | 预计(?=(?:年内|年[产均])?就?(?:带动|增收|可|将)|实现(?:村|集体))
    | 规划(?:近期|中期|远期|期末|[^，。；0-9]{{2,8}}20[0-9]{{2}}年控制)
    | 用[0-9一二三四五]{{1,2}}年(?:左右)?的?时间 | 努力实现
    | 将(?=[新建达在完实投改打推培引争]|持续|继续|陆续|进一步|一举)
    | (?<![至止加高少长大升降展达])到20[0-9]{{2}}年(?!的)
    """,
    re.VERBOSE,
)
ACTUAL_WORDS = re.compile(f"已(?!上)|{alternatives(WORDS['actual'])}|第[一二三四五六七八九十]+次全国")
ALREADY = re.compile("已(?:经|有|达|完成|建成|实现|累计)|目前")
RULE_WORDS = re.compile(
    f"{alternatives(WORDS['norm'])}|奖励(?!资金|项目)|(?<!财政)补助(?!资金|金)|为单元|按照?每|亩均(?:税收|财政投入|投资)不低于|年龄[在不为]|再?延长|(?:按|按照)[^，。]{{0,12}}标准"
)
EACH = re.compile("每(?:个|名|户|位|家|所|处|支)[^，。；]{0,30}$")
YIELD = re.compile("收入|收益|收获|增收|盈利|分红|利润|年产|亩产|产值|产量")
EVERY = re.compile("每(?:天|日|周|月|[0-9]+户|亩补)[^，。；]{0,16}$")
# 每月组织辐射户开展1次政治理论学习
OFTEN = re.compile("每(?:天|日|周|月|个月|季度|季|半年)[^，。；0-9]{0,16}$")
TIMES = re.compile("(?:不少于|不低于|至少)?[0-9一二两三四五六]{1,2}[次场]")
# 由7.6%提高到10%: where a goal starts from is a report
FROM = re.compile(f"[由从](?:{FIVE_YEARS}(?:时期)?末?的?|20[0-9]{{2}}年的?|目前的?|现有的?)?$")
RISE = re.compile("(?:以上|左右)?[提增降减升扩上下发缩压拓优调]")
# 建筑面积不少于60平方米, 人均不低于30平方米: how large a thing must be
SIZE = re.compile("(?:面积|人均|床均|生均|每[人床生户])[^，。；]{0,8}$")
PROGRESS = re.compile("完成[0-9.]+[^，。；0-9]{0,4}，完成率")
"""募集青年就业见习岗位325个　完成330个，完成率101.54%: a table of goals and of what has been done."""
DONE = ("完成率", "完成率达")
GOAL_LINE = re.compile("(?:^|\\n)(?:总体|具体|主要|发展|[^\\n。，；：]{0,20}预期)目标[：:]?(?:\\n|$)")
"""A line that says 具体目标： or 全年经济社会发展预期目标 in an article that prints the goals of a plan or report."""
TO_BE_DONE = re.compile(
    "(?:要|将|拟|计划)(?:建|办|抓好?|干|做|实施|推进|完成)[^，。；]{0,6}[“‘]?[0-9十百一二三四五六七八九]+(?:大|件|项|个)?[^，。；]{0,6}"
    "(?:工程|实事|行动|项目|任务)"
)
"""农业农村要建“十大工程”: the headline of an article that lists what is to be done."""
ASKS = re.compile(f"[\n。；，、](?:{alternatives(WORDS['asks'])})")
TELLS = re.compile(
    f"{alternatives(WORDS['tells'])}|[了已]|荣获|获[评批]|[比较]20[0-9]{{2}}年|达到[0-9]|完成[0-9]|实现[^，。]{{2,12}}[0-9]"
)
READ_FOR_MOOD = 4_000
FEWEST_ASKS = 8
RESPONSE = re.compile("在$")


def section_roles(text: str, structure: Structure) -> list[Role]:
    """The role of a figure in each section that says nothing of its own."""
    default = document_role(text, structure)
    roles: list[Role] = []
    for section in structure.sections:
        role: Role | None = None
        if structure.genre in ("plan", "work_report") and section.level <= 2:
            if REPORTING_TITLE.search(section.title):
                role = "actual"
            elif PLANNING_TITLE.search(section.title):
                role = "target"
        elif structure.genre in NARRATIVE and section.level <= 2 and YEAR_AHEAD.search(section.title):
            back = REPORTING_TITLE.search(section.title) or LOOKS_BACK.search(section.title)
            role = "actual" if back else "target"
        if structure.genre == "plan" and opens_with_the_past(text, section, structure):
            role = "actual"
        if section.parent is not None and (role is None or structure.genre == "work_report"):
            role = roles[section.parent]
        roles.append(role or default)
    return roles


def document_role(text: str, structure: Structure) -> Role:
    """Articles and reports report, plans and notices aim."""
    if structure.genre in ("plan", "task_notice"):
        return "target"
    if planned_year(text, structure):
        return "target"
    headline = text[: text.find("\n")] if "\n" in text else ""
    aims = GOAL_LINE.search(text) or TO_BE_DONE.search(structure.value("title") or headline)
    return "target" if (structure.genre in NARRATIVE and aims) or _only_asks(text) else "actual"


def _only_asks(text: str) -> bool:
    """Whether a text says clause after clause what is to be done and nothing of what was: a part of a plan or of the
    goals of a report that is printed without its title."""
    asks = sum(1 for _ in ASKS.finditer(text, 0, READ_FOR_MOOD))
    return asks >= FEWEST_ASKS and sum(1 for _ in TELLS.finditer(text, 0, READ_FOR_MOOD)) * 10 <= asks


def role_of(text: str, sentence_start: int, clause_start: int, start: int, end: int, default: Role) -> Role:
    """The role of the figure ``text[start:end]``."""
    if text.startswith("完成", end) and PROGRESS.match(text, end):
        return "target"
    if text.startswith("，完成率", end) or text.endswith(DONE, 0, start):
        return "actual"
    if RULE_WORDS.search(text, clause_start, min(len(text), end + 6)):
        return "norm"
    if default == "target" and EVERY.search(text, max(clause_start, start - 22), start):
        return "norm"
    if text[end - 1] in "次场" and TIMES.fullmatch(text, start, end) and OFTEN.search(text, clause_start, start):
        return "norm"
    begins = RISE.match(text, end) and FROM.search(text, max(clause_start, start - 12), start)
    if default == "actual":
        if _of_each(text, clause_start, start) or (
            RESPONSE.search(text, start - 1, start) and text[end - 3 : end] in ("分钟内", "小时内", "工作日内")
        ):
            return "norm"
        assigned = (
            text.endswith("任务", 0, start) and text[end - 1] not in "项个条" and "超" not in text[clause_start:start]
        )
        if assigned and text.find("完成", clause_start, start) < 0:
            return "target"  # 造林绿化任务40万亩
        aims = [found.end() for found in TARGET_WORDS.finditer(text, sentence_start, start)]
        if begins or not aims:
            return "actual"
        # 确保“成熟”一对，今年全市已有227对; 2018年还将增加100个，目前已覆盖2706个社区，覆盖率达87.5%
        return "actual" if ALREADY.search(text, min(clause_start, aims[-1]), start) else "target"
    if (
        text[start] == "不"
        and text[end - 3 : end] == "平方米"
        and SIZE.search(text, max(clause_start, start - 14), start)
    ):
        return "norm"
    said = _done(text, clause_start, start) or (
        ACTUAL_WORDS.search(text, clause_start, start) and not TARGET_WORDS.search(text, clause_start, start)
    )
    return "actual" if begins or said else default


def _done(text: str, clause_start: int, start: int) -> bool:
    """主导建立了|128项标准 in a plan: what was done; 为了5个村 gives a reason."""
    done, reason = (text.endswith(words, clause_start, start) for words in ("了", ("为了", "除了")))
    return done and not reason


def _of_each(text: str, clause_start: int, start: int) -> bool:
    """Whether a rule says what each is to have; 每个大棚可收获三千斤 is a report."""
    each = EACH.search(text, max(clause_start, start - 36), start)
    return each is not None and YIELD.search(each.group()) is None
