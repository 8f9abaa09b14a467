"""Subjects that a figure takes from what stands before it.

Words that only say how something changed (同比增长13%), what share it has (占全市的35%以上) or which side of it is
measured (总建筑面积28577平方米) go on about the figure, or else the clause, before them.
"""

from __future__ import annotations

import re

from pipelines.quantities.numbers import Number
from pipelines.quantities.subject_lists import VERB_END, Sentence, Subject, clause_start
from pipelines.quantities.subject_phrases import ATTRIBUTE_END, ATTRIBUTES, BARE, CONTEXT_VERB, clean, is_bare

AREA = re.compile("[一-龥]{1,3}(?:市|县|区|旗|镇|乡|街道)(?:、[一-龥]{1,3}(?:市|县|区|旗|镇|乡|街道))*各?")
AREA_ATTRIBUTE = re.compile("(?:占地|建筑|校舍|绿地|总)?(?:面积|场地)$|占地$|总?投资$|总?产量$")
"""马铃薯|总产量达到25万吨，实现产值2.5亿元: both are of the potatoes."""
SHORT_RATE = re.compile("[一-龥]{2}率$")
BARE_RATE = re.compile("(?:" + "|".join(sorted(word for word in BARE if word[-1] in "率度" and len(word) > 2)) + ")$")
RATE_END = re.compile("[率度]$")
OTHER_THAN_RATE = re.compile("投资$")
_PLAN = "目标|计划|任务|预算|预期|指标"
PLANNED = re.compile(f"(?:(?:[全本当]?年(?:度|初)?|[省市县区上级]*[定下达]*|总|调整|建设)*)(?:{_PLAN})+数?")
"""为年计划的106.3%: what share of a plan, a figure or what it is about is not said."""
INVESTED = frozenset(("投资", "总投资", "累计投资", "共投资", "投入", "总投入"))
BUILDS = re.compile(
    "(?:已|共|先后|并|主要|用于)*(?:用于|完成|新建|改造|建设|建成|实施|筹建|改建|扩建|修建|集中|开展|购置|打造|硬化|维修)"
)
"""投资2600万元|建成污水处理厂: what the money was spent on follows it."""
BUILT = re.compile("(?:新改扩?建|改扩建|新建|改建|扩建|续建|改造|维修|修复|整治)+")
"""改扩建水厂4座、|新建2座: another work on what the figure before it counts."""
NEXT_VERB = re.compile(f"，{BUILDS.pattern}")
COMPLETED = re.compile(
    "(?:全面|全部|顺利|正式|基本|相继|陆续|均?已|如期)*(?:开工建设|开工|建成通车|建成投用|建成投产|建成|完工|竣工|投入使用|投入运营|通车|投产"
    "|投用|启用|进展顺利)+$"
)


def inherited(
    text: str,
    sentence: Sentence,
    own: str,
    clause: int,
    before: list[Subject],
    number: Number,
    previous: Number | None,
    *,
    listed: bool = False,
    among: bool = False,
) -> Subject:
    """``own`` with the subject of the figure or clause before it where it names no subject itself."""
    if listed and before and len(own) == 3 and SHORT_RATE.fullmatch(own):
        base = SHORT_RATE.sub("", before[-1].words)  # 离校未就业高校毕业生服务率100%、就业率95%
        return Subject(base + own, base + own)
    if before and AREA.fullmatch(own) and (among or before[-1].words.endswith("）")):
        return Subject(f"{before[-1].head}（{own}）", before[-1].head)  # 新增企业60户，其中射洪市16户、安居区12户
    work = BUILT.match(before[-1].words) if before and previous is not None and BUILT.fullmatch(own) else None
    if work is not None and previous is not None and previous.word == number.word:
        words = own + before[-1].words[work.end() :]
        return Subject(words, words)
    planned = number.kind == "ratio" and text.startswith("的", number.start - 1) and PLANNED.fullmatch(own)
    if not planned and not is_bare(own, listed=listed):
        return Subject(own, VERB_END.sub("", own) or own)
    if not listed and _begins_anew(text, own, clause, number):
        return Subject(own, own)
    if (
        before
        and "百分点" in number.word
        and not VERB_END.search(before[-1].words)
        and before[-1].words != before[-1].head
    ):
        base = before[-1].words  # 占规上工业比重达38.5%，较上年提升5.2个百分点
    elif before and (previous is None or clause_start(text, sentence.start, clause - 1) <= previous.end):
        base = before[-1].head
    else:
        said = _words_before(text, sentence.start, clause)  # 全省进出口总值创历史新高，达到5379亿元
        base = said if said is not None else (before[-1].head if before else "")
    if RATE_END.search(base) and (BARE_RATE.search(own) or OTHER_THAN_RATE.search(own)):
        base = BARE_RATE.sub("", base) if BARE_RATE.search(base) else ""  # 办理建议|办复率100%，满意率98%
    if ATTRIBUTE_END.search(own):
        base = AREA_ATTRIBUTE.sub("", base) or base  # 校园占地面积92868平方米，总建筑面积28577平方米
    words = base + own if own not in base else base
    # 实现产值215.6亿元、增长9.8%: a change is of the value before it, a share or a change of a change is not.
    goes_on = own in ATTRIBUTES or own.removeprefix("实现").removeprefix("完成") in ATTRIBUTES
    return Subject(words, words if goes_on else base)


def _begins_anew(text: str, own: str, clause: int, number: Number) -> bool:
    """Whether an investment is that of what follows it: 新建小学2所；投资8000万元，改造初中3所."""
    if own not in INVESTED:
        return False
    return text.startswith("；", clause - 1) or (own == "投资" and NEXT_VERB.match(text, number.end) is not None)


def _words_before(text: str, start: int, low: int) -> str | None:
    """The clause before ``low``: 持续推进村社党群服务中心达标建设，实现率分别达…; None where none stands there.

    Of several works each done (甲路建成通车，乙馆投入使用，完成投资1.7亿元) none is what the figure is about: "".
    """
    if low <= start:
        return None
    begin = clause_start(text, start, low - 1)
    words = CONTEXT_VERB.sub("", clean(text[begin : low - 1]))
    done = COMPLETED.search(words)
    if done is None:
        return words or None
    earlier = text[clause_start(text, start, begin - 1) : begin - 1] if begin > start else ""
    return "" if COMPLETED.search(earlier) else words[: done.start()]
