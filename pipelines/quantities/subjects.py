"""Which words say what each number of a sentence measures.

The numbers of a sentence are read in order. Numbers that stand in one list (9.4%、13.3%、6.1%) are read together; a
bare change or share (同比增长13%, 占全市的35%以上) goes on about the figure before it.
"""

from __future__ import annotations

import re

from pipelines.quantities.numbers import Number
from pipelines.quantities.subject_lists import MOVED, VERB_END, Sentence, Subject, changes_from, clause_start, list_of
from pipelines.quantities.subject_phrases import (
    ATTRIBUTE_END,
    BARE,
    COMPARISON,
    HOLDER_END,
    INDUSTRIES,
    LIST_MARK,
    LONGEST_SUBJECT,
    NO_THING,
    NOUN_STOP,
    SHARE_END,
    clean,
    is_bare,
    measured_in,
    noun_behind,
    split_list,
    undated,
    with_predicate,
)
from pipelines.quantities.subjects_before import AREA, BUILDS, inherited
from pipelines.structure.periods import FIVE_YEARS

SHORT_VERBS = frozenset(
    [
        "新增",
        "引进",
        "培育",
        "建成",
        "创建",
        "打造",
        "新建",
        "改造",
        "新招录",
        "招录",
        "新改建",
        "新培育",
        "建设",
        "创成",
        "争创",
        "选派",
        "组建",
        "培养",
        "启动",
    ]
)
PUNCTUATION = frozenset("，。；：、！？\n）”") | {""}
LEADING_VERB = re.compile(
    f"(?:[或并好]|重点|加快|推进|推动|实施|启动|安装|{'|'.join(sorted(SHORT_VERBS, key=len, reverse=True))})+(?=..)"
)
"""实施|总投资35亿元的城建重点工程, 建设|建筑面积120平方米的新村部."""
SINCE = re.compile("[由从].*$")
AREAS = re.compile("(?:[一-龥]{1,4}[市县区旗州镇乡][、和与]){1,9}[一-龥]{1,4}?[市县区旗州镇乡]")
"""平江县、华容县|生态环境状况指数, 长春市、延边州|分别新增: whose figures a list tells."""
EACH = re.compile("^(?:分别|各自?)+")
PAIRS = {"城乡社区": ("城市", "农村"), "城乡": ("城镇", "农村"), "村社": ("村", "社区"), "镇村": ("镇", "村")}
"""Words that name two things at once: 村社党群服务中心达标建设，实现率分别达100%、91%."""
OBJECT = re.compile("保留|带动|吸纳|覆盖|惠及|解决|满足|承担|贡献|创造")
LISTED_NEXT = re.compile("[\u4e00-\u9fff]{0,8}、")
REACHING = re.compile("惠及|覆盖|带动|服务|涉及|辐射")
KINDS_OF_THINGS = frozenset(("类", "大类", "种", "批"))
GOES_ON = re.compile(
    "[新的大]{0,3}(?:台阶|大关|关口|目标)|(?:增[长加]?|下?降|减少?|提[高升]|上?升|扩大?)[到至]?约?[0-9]"
)
"""突破100亿元大关, 比2005年的6.98亿元增72.78%: what follows a number without saying what it measures."""
_YEAR = "(?:19|20)[0-9]{2}年(?:底|末)?的?"
FROM_TO = re.compile(f"[由从自][^，。；由从]*?(?:{MOVED})(?:到|至|为)?(?:{_YEAR})?$")
"""由72%提高到|100%, 由2017年的20亿元增加到2022年的|27亿元."""
REACHED = re.compile(f"(?:{MOVED})[到至为]{_YEAR}$")
"""命案发案由最高点2015年的12起，下降至2022年的|2起: the second half, in a clause of its own."""
FROM_HIGH = re.compile(f"[由从](?:历史)?(?:最高点|最高峰|峰值|高峰)?的?{_YEAR}$")
COMPARED_VALUE = re.compile(f"(?:比|较)(?:{FIVE_YEARS}末?的|{_YEAR}|(?:上|去)年的)(?<=的)(?P<value>[^，。；]*)$")
"""比2005年的|6.98亿元增|72.78%: the value that is compared with, and the change from it."""
CHANGE_END = re.compile("[增长降减少加升提高下]*$")
BOUND = re.compile("[0-9]{1,4}(?:周?岁|亩|年|万元|平方米|吨)(?:以上|以下|及以上|以内)")


def subjects_of(text: str, start: int, end: int, batch: list[Number]) -> list[str]:
    """One subject a number of the sentence ``text[start:end]``, in order."""
    sentence = Sentence(start, end)
    found: list[Subject] = []
    position = 0
    while position < len(batch):
        run = list_of(text, batch, position)
        previous = batch[position - 1] if position else None
        position += len(run)
        changes = changes_from(text, sentence, batch, position - len(run), found) if len(run) == 1 else []
        if changes:
            position += len(changes) - 1
            found.extend(changes)
            continue
        following = batch[position] if position < len(batch) else None
        found.extend(_run_subjects(text, sentence, run, previous, following, found))
    return [undated(subject.words) for subject in found]


def _past_bound(text: str, start: int) -> int:
    """The end of a bound that stands between a number and its noun: 1467位80岁以上低收入老年人."""
    bound = BOUND.match(text, start)
    return bound.end() if bound else start


def _words_of(text: str, low: int, first: Number, previous: Number | None) -> str:
    """The words of the clause before a number, from the number before it where that one has a noun of its own."""
    if previous is not None and low < previous.end <= first.start and previous.kind in ("count", "people"):
        begin = _past_bound(text, previous.end)
        between = text[begin : first.start]
        if noun_behind(text, begin, first.start) and not is_bare(clean(between)):
            return between  # 带动156户脱贫户户均增收1.2万元
    if previous is not None and low < previous.end < first.start and previous.kind == "money" and first.kind == "count":
        between = text[previous.end : first.start]
        if BUILDS.match(between) and not is_bare(clean(between)):
            return between  # 投资2600万元|建成污水处理厂|一座
    end = first.start
    if previous is not None and previous.end == end and (previous.start > low or previous.word == "户"):
        end = previous.start  # 走访居民群众77505户190078人
    words = FROM_TO.sub("", text[max(low, end - LONGEST_SUBJECT) : end])
    if "年" in words:
        words = REACHED.sub("", FROM_HIGH.sub("", words))
    compared = COMPARED_VALUE.search(words) if "的" in words else None
    change = CHANGE_END.search(compared["value"]) if compared else None
    return change.group() if change else words


def _run_subjects(
    text: str,
    sentence: Sentence,
    run: list[Number],
    previous: Number | None,
    following: Number | None,
    before: list[Subject],
) -> list[Subject]:
    first, last = run[0], run[-1]
    clause = clause_start(text, sentence.start, first.start)
    low = clause
    if previous is not None and previous.end > clause:
        mark = max(text.rfind(sign, previous.end, first.start) for sign in "、和及与（")
        if text[previous.end : previous.end + 1] in "、和及与（":
            low = previous.end + 1
        elif mark >= 0 and noun_behind(text, previous.end, mark) != "" and text[mark] == "、":
            low = mark + 1
    words = _words_of(text, low, first, previous)
    own = clean(words)
    if words.startswith("对") and own in BARE:
        return _same(own, run)  # 各奖励50万元，对完成率低于80%的予以通报
    counted = first.kind in ("count", "people") and not (first.word == "人" and own)
    beside = following is not None and following.start == last.end
    listed = following is not None and following.chinese and text[following.start - 1] == "、"
    high = following.start - 1 if following is not None and listed else sentence.end  # 百余名干部、两百多户
    behind = noun_behind(text, _past_bound(text, last.end), high) if last.kind != "time" else ""
    if beside and following is not None and following.chinese and following.kind in ("people", "count"):
        behind = ""  # 惠及居民3100多户|近万人
    behind = measured_in(behind, last.kind)
    after = previous.end if previous is not None and low < previous.end <= first.start else low
    if (
        first.word == "户"
        and beside
        and following is not None
        and (following.kind == "people" or following.word == "口")
    ):
        behind = behind or noun_behind(text, following.end, sentence.end)  # 2329户1.13万名贫困群众
    behind = behind or _shared_noun(text, run, following, sentence.end)
    if not own and not behind and (reached := _reached(text, clause, run, previous, following)):
        return _same(reached, run)
    of_what = _whose_money(text, last, following)
    if of_what or (text.startswith("的", last.end) and not counted):
        noun = of_what or noun_behind(text, last.end + 1, sentence.end)
        if not noun and following is not None and following.start == last.end + 1:
            noun = noun_behind(text, following.end, sentence.end)  # 总投资35亿元的80项城建重点工程
        if NO_THING.match(noun):
            noun = ""
        said = LEADING_VERB.sub("", clean(text[after : first.start]), count=1) if noun else ""
        attribute = ATTRIBUTE_END.search(said)
        if noun and attribute and "投资" not in said and HOLDER_END.search(said, 0, attribute.start()):
            return _same(own, run)  # 村级集体经济年收入5万元以下的村
        if noun and attribute:
            return _same(noun + attribute.group(), run)  # 投资3.3亿元的机场快速路, 年成交额超百亿元的物流中心
        if noun and last.kind == "ratio" and OBJECT.search(own):
            return _same(own + noun, run)  # 村集体保留70%的土地
        behind = behind or noun
    if counted and following is not None and text.startswith("的", following.end):
        between = text[last.end : following.start]
        if len(between) <= 6 and not set(between) & set("，。；、"):
            behind = noun_behind(text, following.end + 1, sentence.end) or behind  # 4支总额近60亿元的产业投资基金
    if behind and not own and last.kind == "ratio":
        return _same(with_predicate(text, last, sentence.end), run)  # 60%的涉农镇街开展生活垃圾分类
    if behind and first.chinese and counted:
        behind = behind.partition("的")[0]  # 三个村的中心位置
    if behind and (counted or not own):
        return _same(own + behind if own in SHORT_VERBS else behind, run)  # 新建5座…, 引进20名…
    if behind and len(run) == 1 and last.kind != "ratio":
        return _same(own + behind, run)  # 设立10亿元绿色发展纵向补偿基金
    if last.kind == "time" and own and not is_bare(own):
        return _same(own + _lasting(text, last, following, sentence.end), run)
    if len(run) > 1:
        return _distributed(text, sentence, run, clause, own, before)
    open_end = text[last.end : last.end + 1] not in PUNCTUATION and not GOES_ON.match(text, last.end)
    if text.startswith("的", last.end) and NOUN_STOP.match(text, last.end + 1):
        open_end = False  # 对完成率低于80%的|予以通报
    if not own and not behind and open_end:
        if before and "其中" in words:
            return _same(before[-1].head, run)  # 9条次干道路开工建设，其中4条实现通车
        return _same(with_predicate(text, last, sentence.end), run)  # 1324人凭转化贡献晋升职称
    if open_end and is_bare(own) and not COMPARISON.match(own):
        high = sentence.end if following is None else following.start
        own += with_predicate(text, last, high)  # 累计投入13.5亿元|改善办学条件, 总投资5亿元|建成大棚|200个
    listed = previous is not None and text[previous.end : previous.end + 1] == "、"
    among = "其中" in words
    subject = inherited(text, sentence, own, clause, before, first, previous, listed=listed, among=among)
    return [subject] * len(run)


def _whose_money(text: str, last: Number, following: Number | None) -> str:
    """The noun between a sum and the number of things that it is told of: 总投资超30亿元|产业项目|2个."""
    if last.kind != "money" or following is None or following.kind != "count":
        return ""
    noun = noun_behind(text, last.end, following.start)
    return noun if last.end + len(noun) == following.start and not BUILDS.match(noun) else ""


def _lasting(text: str, last: Number, following: Number | None, high: int) -> str:
    """What goes on for a time, without the figure that is then said of it: 接受15年免费教育|比例达98%."""
    if text.startswith("、", last.end):
        return ""  # 人均预期寿命达到75.7岁、比2010年提高2.1岁
    words = with_predicate(text, last, high)
    if following is None or last.end + len(words) <= following.start:
        return words
    return SHARE_END.sub("", clean(with_predicate(text, last, following.start)))


def _shared_noun(text: str, run: list[Number], following: Number | None, high: int) -> str:
    """The noun that two counts side by side have in common: 8类3万余场活动."""
    last = run[-1]
    if following is None or following.start != last.end or last.word not in KINDS_OF_THINGS:
        return ""
    return noun_behind(text, following.end, high) if following.kind == "count" else ""


def _reached(text: str, clause: int, run: list[Number], previous: Number | None, following: Number | None) -> str:
    """What people or households are that no noun says: 惠及23个村、4.7万人; 3545户14784人 are both."""
    first, last = run[0], run[-1]
    if first is not last or first.word not in ("户", "人", "口"):
        return ""
    if following is not None and following.start == last.end and following.scale and not following.word:
        return noun_behind(text, following.end, len(text))  # 1.53万户5.6万贫困人口
    listed = previous is not None and LISTED_NEXT.fullmatch(text, previous.end, first.start) is not None
    verb = REACHING.search(text, clause, first.start) if listed else None
    if verb:
        return verb.group()
    beside = text[last.end : last.end + 1].isdigit() or (previous is not None and previous.end == first.start)
    return first.word if beside else ""


def _same(words: str, run: list[Number]) -> list[Subject]:
    return [Subject(words, words)] * len(run)


def _distributed(
    text: str, sentence: Sentence, run: list[Number], clause: int, own: str, before: list[Subject]
) -> list[Subject]:
    """One subject a number of a list: by the list of subjects, or by the figures before (分别是…的1.71倍、1.42倍)."""
    count = len(run)
    if run[0].kind == "share":
        own = SINCE.sub("", own)
        return [Subject(f"{own}（{part}）", own) for part in INDUSTRIES] if "产业" in own else _same(own, run)
    if is_bare(own):
        own = own.replace("分别", "")
        if len(before) >= count and not before[-1].head.startswith("城乡"):
            bases = [VERB_END.sub("", subject.words) for subject in before[-count:]]
            return [Subject(base + own if len(own) < 12 else base, base) for base in bases]
        own = inherited(text, sentence, own, clause, before, run[0], None).words
    areas = AREAS.match(own)
    if areas and len(parts := LIST_MARK.split(areas.group())) == count:
        rest = clean(EACH.sub("", own[areas.end() :]))  # 长春市、延边州分别新增托位1.2万个、4500个
        rest = before[-1].head if before and is_bare(rest) else rest
        return [Subject(f"{rest}（{part}）", rest) for part in parts]
    members = split_list(own)
    if len(members) == count and before and all(AREA.fullmatch(member) for member in members):
        head = before[-1].head  # 新改建农村公路65公里，其中横水镇、扬眉镇、龙勾乡分别为12公里、9公里、7.5公里
        return [Subject(f"{head}（{member}）", head) for member in members]
    if len(members) == count:
        return [Subject(member, VERB_END.sub("", member)) for member in members]
    own = own.replace("分别", "")
    head = VERB_END.sub("", own)
    pair = next((parts for word, parts in PAIRS.items() if word in own), None)
    if pair and count == 2:
        return [Subject(f"{own}（{part}）", head) for part in pair]
    return [Subject(own, head)] * count
