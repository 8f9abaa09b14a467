"""What a figure measures, as a noun phrase in the words of the text.

Three constructions carry nearly all figures:

- the subject stands before: 一般公共预算收入突破100亿元, 新增高标准农田2.8万亩;
- the number counts the noun behind it: 组建5个行业党委, 187个村社细化为702个基础网格;
- one list of subjects, one list of numbers: 工业、制造业、工业技改投资分别增长9.4%、13.3%、6.1%.

A figure whose own words only say how something changed (同比增长13%) or what share it has (占全市的35%以上) takes the
subject of the figure before it in front of its own words.
"""

from __future__ import annotations

import re

from pipelines.quantities.numbers import Number
from pipelines.quantities.periods import BARE_DATE
from pipelines.structure.boxes import BULLETS
from pipelines.structure.periods import FIVE_YEARS
from pipelines.vocabulary import alternatives, unless_followed, unless_preceded, vocabulary

WORDING = vocabulary("wording")
FOLLOWED, PRECEDED = WORDING["unless_followed"], WORDING["unless_preceded"]

PERIOD_HEAD = (
    rf"(?:力争|争取|确保|预计)?(?:到|至|截至|截止到?)?(?:{FIVE_YEARS}(?:时期|期间|规划期?末?|末期?|后期|期末|以来)?"
    r"|(?:19|20)[0-9]{2}年?(?:[-—至到]+(?:19|20)[0-9]{2})?年?(?:底|末|初|前|度)?(?:[0-9]{1,2}月份?(?:[0-9]{1,2}日)?)?"
    rf"|{BARE_DATE}|[0-9]{{1,2}}月(?:份|底|末|初|中旬|上旬)?(?:之?前)?|近[一二两三四五0-9]年来?|[一二三五0-9]年来)"
)
HEAD = re.compile(
    rf"(?:(?>{PERIOD_HEAD})|(?:剔除|扣除)[^，。；]{{2,12}}后|[，、：；\s]|{alternatives(WORDING['subject']['leading'])}"
    rf"|{unless_followed(FOLLOWED['head'])})+(?=..|$)"
)
"""实现率 is one word, and so is 完成率 in 对|完成率."""
TAIL = re.compile(
    rf"(?:{alternatives(WORDING['subject']['between'])}|{unless_preceded(PRECEDED['tail'])}"
    r"|[由从](?:每年|[上去]年|年初|(?:19|20)[0-9]{2}年[底末初]?))$"
)
"""What ends a subject: 占比由2010年|的35.45%提高到…"""
TAIL_ENDS = frozenset(
    word[-1]
    for words in (WORDING["subject"]["between"], PRECEDED["tail"], "每年 年底 年末 年初")
    for word in words.split()
)
"""The last characters of what TAIL finds: most subjects end with another one."""
PREDICATE = re.compile(
    f"(?:[比较](?:上年|去年|年初|同期|上月|(?:19|20)[0-9]{{2}}年|{FIVE_YEARS}(?:时期|末)?|全[国省市区]))?"
    "(?:分别|年均|同比|平均|各|均|累计)*"
    "(?:增长|下降|减少|增加|提高|提升|降低|改善|缩减|压减|上升|上涨|下跌|优化|稳定在|占)?(?:达到?|为|到|至|超过|全国|全省|全市|的)*$"
)
BARE = frozenset(WORDING["subject"]["bare"].split())
SHARE_VERBS = frozenset(("占", "高于", "低于", "总计", "共计", "合计", "累计"))
ATTRIBUTES = frozenset(("投资", "产值", "收入", "税收", "销售额", "利润", "营收", "进出口"))
COMPARISON = re.compile(f"^(?:{unless_followed(FOLLOWED['comparison'])})")
LIST_MARK = re.compile("、|以及|(?<![共总饱温])和(?![谐平])|(?<!参)与(?!会)|(?<![普涉惠以触])及(?![时格])")
PER_HEAD = re.compile("每[十百千万]{0,2}[名户个]?(?:常住)?(?:人口|人|居民|老人|劳动力)?(?:拥有)?|人均|户均|亩均")
VERB = re.compile("增长|下降|减少|增加|提高|提升|降低|改善|缩减|压减|上升|上涨|下跌|优化")
HEADS = re.compile(f"(?:{alternatives(WORDING['subject']['heads'])}|[一-龥]{{2}}率)$")
# What directly follows a number but begins no noun: 5个在…, 3家已…; but 在职党员, 中小学校, 地涵 are nouns.
NOUN_STOP = re.compile(
    "(?:提[高升]?|增加?|减少?|下?降低?|上?升|扩大?|压[减缩]|发展|缩[小短]|拓展|整合|优化|调整|划分|细化|细分)[至到为]"
    f"|[增降减升](?=[0-9])|{unless_followed(FOLLOWED['no_noun'])}"
)
PERIOD_WORD = (
    "全年(?<=[一-龥]{2}全年)|第?[一二三四前]{1,2}季度|[上下]半年"
    "|(?<![一二两三四五六七八九十])年[内底末]|[今明去当]年(?!度)"
)
"""700万吨露天矿|一季度完成核准, 200万吨提质项目|年内投产."""
DATING = frozenset("年季期")
DATED = re.compile(
    rf"""在?{FIVE_YEARS}(?:时期|期间)
    | (?<![比较与于是同按占为超的])
      (?: [今去]年 (?:以来|[上下]半年|第?[一二三四]季度)? (?![底末初]|同期)
        | (?:第?[一二三四]|前[一二三])季度
        | [上下]半年
      )
    """,
    re.VERBOSE,
)
NOUN_END = re.compile(
    f"[，。；：、！？\n（）“”]|[0-9](?![0-9]*[A-Za-z强])|在(?![职编校岗建册营运园训读外])|{PERIOD_WORD}|(?:{alternatives(WORDING['subject']['verbs'])})"
    "(?!率|项目|工程|中心|队|站|机构|平台|设施|单位|体系|人员|面积|企业|基地|示范|用地|标准|点|员|类|型|性|的|量|面)"
)
# 6600余个高频民生事项群众可|就地就近办理, 100个社区与|370余家
NOUN_TAIL = re.compile(f"(?:{unless_preceded(PRECEDED['noun_tail'])})+$")
_MODIFIER = (
    "年|总|计划|实际|累计|建筑|占地|种植|流转|销售|营业|经营性?|财政|税收|纳税|成交|交易|(?<!集体)经济|入股|启动"
)
# 招录一批年龄在30岁以下的社区工作者: what of the noun behind is measured. Its words are whole ones: 经济|年收入.
ATTRIBUTE_END = re.compile(
    f"(?:(?:^[一-龥]{{0,3}}?|(?:{_MODIFIER})+)(?:额|价|量|数|率|资金)|(?:{_MODIFIER})*(?:年龄|长度|跨度|高度|效率|投资|面积|产值|规模"
    "|收入|税收|容量|装机|投入|总额|总量)|^[一-龥]{0,2}(?:投资|面积|产值|规模|收入|税收|资金|容量|装机|投入))$"
)
HOLDER_END = re.compile("(?:集体|经济|企业|产业|合作社|农民|居民|村民|家庭|人均|户均)$")
"""村级集体经济|年收入5万元以下的村: who has the income stands before it."""
QUALITY_END = re.compile("(?:能力|水平|质量|条件|标准|产量|单产|效益|收入|面貌|环境|比例|[一-龥]率)$")
LAND = re.compile(
    "[一-龥]{0,4}?(?:农田|耕地|土地|林地|草原|草场|草地|湿地|水面|水域|稻田|水田|旱地|梯田|果园|茶园|菜地|绿地|公益林|经济林|天然林)"
)
SHARE_END = re.compile("的?(?:比例|比重|占比)$")
NO_THING = re.compile("基础|前提|情况|条件下")
"""粮食种植面积稳定在30000亩的|基础上: nothing that is measured."""
CONTEXT_VERB = re.compile("^(?:持续|深入|全面|大力|积极|切实)?(?:推进|推动|加快|深化|开展|加强|实施|抓好|做好|落实)")
INDUSTRIES = ("第一产业", "第二产业", "第三产业")
THREE_SECTORS = re.compile("第一、第?二、第?三产业(?:分别)?(?P<rest>.*)")
"""第一、二、三产业分别拉动GDP增长2.74、1.96、5.1个百分点."""
OUTPUT = frozenset(
    ("总产值", "产值", "增加值", "营业收入", "主营业务收入", "销售收入", "利税", "利润", "利润总额", "税收", "税金")
)
OUTPUT_OF = re.compile(f"(?P<of>.{{2,12}}?)(?:{alternatives(' '.join(sorted(OUTPUT)))})$")
"""规模以上工业|总产值、增加值、利润分别完成…: whose output all members of a list are."""
RELATIVE = re.compile(r"[^，。；！？\n0-9]{2,40}的(?=[^，。；！？\n])")
QUOTED_END = re.compile("[”’]")
QUOTED = re.compile("[“‘][^”’]{1,20}[”’]")
BRACKETED = re.compile("（[\u4e00-\u9fff]{1,6}）(?=[\u4e00-\u9fff])")
PHRASE_END = re.compile("[，。；：！？\n（）]")
NOTED = re.compile("^[^（）]{0,8}下同）[，、]?")
"""实现地区生产总值285亿元（预计，下同），增长5.5%: what a note in brackets leaves behind."""
LEFT_BEFORE = frozenset(f"{BULLETS}☆▶*」』”’）》")
MARK = re.compile(f"[{re.escape(''.join(sorted(LEFT_BEFORE)))}]+(?:[0-9]{{1,2}}[.、．])?")
"""●居民消费价格涨幅3%左右, *4.新增技能人才4000人: the mark of an item, or one that closes what stands before."""
LONGEST_SUBJECT = 90
"""Characters: what stands further before a number in the same clause is not its subject."""


def clean(words: str) -> str:
    """A subject without its fillers and verbs at both ends."""
    words = words.strip("，、：； \n")
    if words[:1] in LEFT_BEFORE and (mark := MARK.match(words)):
        words = words[mark.end() :]
    given = words = unquoted(NOTED.sub("", words))
    while words[-1:] in TAIL_ENDS and words not in SHARE_VERBS:
        tail = TAIL.search(words)
        if tail is None:
            break
        words = words[: tail.start()]
    head = HEAD.match(words)
    if head:
        words = words[head.end() :]
    words = words.strip("，、：； \n")
    if words in ATTRIBUTES:
        verb = given[max(0, given.rfind(words) - 2) : given.rfind(words)]
        return verb + words if verb in ("完成", "实现") else words  # 实施省级重点项目640个、完成投资3500亿元
    return words


def unquoted(words: str) -> str:
    """Words without a quotation mark at their beginning that closes outside of them: “全村参与分红|120万元”."""
    return words[1:] if words[:1] in ("“", "‘") and not QUOTED_END.search(words) else words


def noun_behind(text: str, start: int, high: int) -> str:
    """The noun phrase that begins at ``start``, up to a verb, a mark or the next number; empty where none begins."""
    return NOUN_TAIL.sub("", _noun_phrase(text, start, high))


def _noun_phrase(text: str, start: int, high: int) -> str:
    if start >= high:
        return ""
    if NOUN_STOP.match(text, start):
        relative = RELATIVE.match(text, start, high)  # 56个由社区党组织、…组成的“红色物业”服务自治组织
        if relative is None or text[start] in "的，" or NOUN_STOP.match(text, relative.end()):
            return ""
        start = relative.end()
    position = start
    quoted = QUOTED.match(text, start, high)
    while quoted:  # “两化”融合示范试点企业: a quotation is part of the noun
        position = quoted.end()
        quoted = QUOTED.match(text, position, high)
    while True:
        end = NOUN_END.search(text, position, high)
        if end is None:
            return text[start:high]
        stop = end.start()
        if text[stop] in "“‘":
            quoted = QUOTED.match(text, stop, high)
            if quoted:
                position = quoted.end()
                continue
        bracket = BRACKETED.match(text, stop, high) if stop > start else None
        if bracket:  # 117个村（社区）党组织
            position = bracket.end()
            continue
        if text[stop] == "、" and stop > start:
            # 80余名快递小哥、外卖配送员: the list goes on unless a number comes
            following = NOUN_END.search(text, stop + 1, high)
            if following and text[following.start()].isdigit():
                return text[start:stop]
            position = stop + 1
            continue
        if stop == start:
            return ""
        return text[start:stop].rstrip("的、")


def measured_in(noun: str, kind: str) -> str:
    """What the number before ``noun`` counts, without what is then said of it: 农田|排涝能力, 居民家庭|的供热质量."""
    if not QUALITY_END.search(noun):
        return noun
    if kind == "area":
        land = LAND.match(noun)
        return land.group() if land else noun
    thing = noun.rpartition("的")[0] if kind in ("count", "people") else ""
    return thing if len(thing) > 1 else noun


def undated(words: str) -> str:
    """A subject without the words within it that say when: 高速|上半年|完成投资."""
    if not set(words) & DATING:
        return words
    rest = DATED.sub("", words)
    return (rest if words.endswith(rest[-1:]) else clean(rest)) or words  # 投资是“十一五”时期|2.6倍


def split_list(words: str) -> list[str]:
    """The members of 工业、制造业和工业技改投资, each with the head noun that only the last one prints."""
    shared = THREE_SECTORS.fullmatch(words)
    if shared:
        return [industry + shared["rest"] for industry in INDUSTRIES]
    found = PREDICATE.search(words)
    predicate = found.group() if found else ""
    members = [member for member in LIST_MARK.split(words[: len(words) - len(predicate)]) if member]
    if len(members) < 2:
        return members
    output = OUTPUT_OF.match(members[0])
    if output:
        members = [output["of"] + member if member in OUTPUT else member for member in members]
    head = HEADS.search(members[-1])
    if head and head.start() > 0:
        members = [member if HEADS.search(member) else member + head.group() for member in members[:-1]] + [members[-1]]
    each = PER_HEAD.match(members[0])  # 每千人口执业（助理）医师、注册护士分别达到2.31人、2.86人
    if each:
        members = members[:1] + [member if PER_HEAD.match(member) else each.group() + member for member in members[1:]]
    verb = VERB.search(predicate)
    change = ("年均" if "年均" in predicate else "") + verb.group() if verb else ""
    return [member + change for member in members]


def is_bare(words: str, *, listed: bool = False) -> bool:
    """Whether the words only say how something changed, or what share it has, and not of what."""
    if not words or words in BARE:
        return True
    if listed and VERB.sub("", words) in BARE:
        return True  # 猕猴桃综合产值增长8.5%、出口增长53.6%
    return COMPARISON.match(words) is not None


def with_predicate(text: str, number: Number, high: int) -> str:
    """The words from behind a number to the end of its clause, for shares and durations that open their clause."""
    end = PHRASE_END.search(text, number.end, min(high, number.end + LONGEST_SUBJECT))
    return text[number.end : end.start() if end else min(high, number.end + LONGEST_SUBJECT)].lstrip("的")
