"""The single works that an enumeration names: 园博园、月牙岛建设、“镜花缘”小镇建设。"""

from __future__ import annotations

import re

SEPARATOR = re.compile(r"[、；，]|以及(?=\S)")
OPENING, CLOSING = "（“‘《", "）”’》"
LONGEST = 30
BEGINS_CLAUSE = re.compile(
    r"(?:到20|加强|加快|推进|推动|推行|完善|建立|健全|开展|实施|落实|强化|优化|提升|提高|促进|鼓励|支持|引导|实现|完成|达到|"
    r"坚持|深化|深入|全面|积极|大力|着力|力争|确保|进一步|围绕|聚焦|依托|按照|根据|通过|利用|充分|逐步|持续|不断|继续|切实|"
    r"统筹|探索|争取|重点|新建|改建|扩建|整合|打造|培育|培养|构建|提档|编制|成立|购置|创建|创成|建成|制定|实行|配合|新增|引进|启动|发展|组织|选评|建设(?![东西南北中]?(?:路|街|大道|社区|村|镇|桥))|做好|做大|做强|发挥|扩大|增加|降低|减少|倡导|对|以|将|把|使|为|每|在)"
)
INTRODUCES = re.compile(r"^(?:主要)?(?:包括|包含|涵盖|内容有|有)[：:]?")
FIGURE = re.compile(r"[0-9０-９]")
CLASS_NAME = re.compile(r"等[^等]{0,14}$")
"""What the works are, behind the last one: 文昌路、陇海西路等断头路建设."""


def list_components(wording: str) -> list[str] | None:
    """The works named one after another in ``wording``; None where it is no such list.

    Clauses with a verb of their own (推进…，完善…) and figures are no works. A list is one sentence.
    """
    text = INTRODUCES.sub("", wording.rstrip("。；;"))
    if "。" in text or not SEPARATOR.search(text):
        return None
    parts = _split(text)
    if len(parts) < 2 or any(not _is_work(part) for part in parts):
        return None
    parts[-1] = CLASS_NAME.sub("", parts[-1])
    return parts if len(parts[-1]) > 1 else None


def _split(text: str) -> list[str]:
    """Cut at separators that stand outside brackets and quotation marks."""
    parts: list[str] = []
    start = 0
    for found in SEPARATOR.finditer(text):
        before = text[: found.start()]
        if sum(map(before.count, OPENING)) == sum(map(before.count, CLOSING)):
            parts.append(text[start : found.start()].strip())
            start = found.end()
    parts.append(text[start:].strip())
    return parts


def _is_work(part: str) -> bool:
    return 2 <= len(part) <= LONGEST and not BEGINS_CLAUSE.match(part) and not FIGURE.search(part)
