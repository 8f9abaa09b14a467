"""What a number is that no unit follows: a telephone number, a place on the map, an annex, a lost unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.quantities.units import HAN


class _Wording(NamedTuple):
    """A reason, characters one of which stands near the number, and the words that the number lies in."""

    reason: str
    near: frozenset[str]
    words: re.Pattern[str]


WORDINGS = (
    _Wording(  # 0737-8822345, 400-800-1234
        "code",
        frozenset("-—"),
        re.compile("(?<![0-9.])(?:0[0-9]{2,3}[—-]{1,2}[0-9]{7,8}|400-?[0-9]{3,4}-?[0-9]{3,4})(?![0-9])"),
    ),
    _Wording(  # 邮编413400, 热线电话：8822345
        "code",
        frozenset("话线机真编箱号码群"),
        re.compile(
            "(?:电话|热线|手机|传真|邮编|邮政编码|邮箱|[账帐]号|号码|QQ群?|代码|编号)[^0-9，。；]{0,8}"
            "[0-9]{3,}(?:[—、/ -]{1,2}[0-9]{3,})*"
        ),
    ),
    _Wording("code", frozenset("1"), re.compile("(?<![0-9.])1[3-9][0-9]{9}(?![0-9])")),  # 13807371234
    _Wording(  # 东经112°28′, 最东岛屿处121°55′10″
        "code",
        frozenset("°゜º经纬"),
        re.compile("(?:[东西]经|[南北]纬)[0-9.°゜º′″'～—至-]+|[0-9.]+[°゜º][0-9.]+[′'][0-9.]*"),
    ),
    _Wording("road", frozenset("道"), re.compile("[国省县乡]道[0-9]{2,4}(?:[、和][0-9]{2,4})*")),
    _Wording("ordinal", frozenset("件表栏图"), re.compile("(?:附[件表]|专栏|[图表])[0-9]{1,2}(?:[.-][0-9]{1,2})*")),
    _Wording(  # 1.1.2水文气象, ⏎02⏎, *1.
        "list_number",
        frozenset("\n*▶●"),
        re.compile("(?<![^\n*▶●])[0-9]{1,2}(?:[.][0-9]{1,2})*(?=[.、 \n\u4e00-\u9fff])"),
    ),
    _Wording(  # 1、长湖地一村、2、长湖地三村
        "list_number", frozenset("、"), re.compile("(?<=[、，；：。为])[0-9]{1,2}、(?=[\u4e00-\u9fff])")
    ),
    _Wording(  # 按6：4比例
        "ratio",
        frozenset("："),
        re.compile("(?<![0-9.])[0-9]{1,3}(?:[.][0-9]{1,4})?(?:：[0-9]{1,3}(?:[.][0-9]{1,4})?)+(?![0-9.年月日])"),
    ),
    _Wording(  # 互联网3. 0交互
        "name", frozenset("."), re.compile("(?<=[\u4e00-\u9fffA-Za-z“])[0-9]{1,2}[.] ?[0-9]{1,2}(?=[\u4e00-\u9fff”])")
    ),
)


def reason_without_unit(text: str, start: int, end: int, low: int, high: int) -> str:
    """Why the digits ``text[start:end]``, which no unit follows, measure nothing."""
    begin, stop = max(low, start - 30), min(high, end + 16)
    near = text[max(low - 1, start - 12, 0) : end + 12]
    for wording in WORDINGS:
        if wording.near.isdisjoint(near):
            continue
        for found in wording.words.finditer(text, begin, stop):
            if found.start() <= start and end <= found.end():
                return wording.reason
    # 网格12网格员: a number between two words names something; at the end of a clause its unit is lost.
    named = HAN.match(text, start - 1) and HAN.match(text, end) if start > low else None
    return "name" if named else "unit_lost"
