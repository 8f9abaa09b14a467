"""The year that a title or the lead of a list says something is to be done in."""

from __future__ import annotations

import re

from pipelines.structure.model import NARRATIVE, Structure

_BACK = "(?:完成|实施|落实|执行)情况|已完成|完成率|进展|总结|回顾"
LOOKS_BACK = re.compile(_BACK)
PLANNED = re.compile(
    rf"^(?!.*(?:{_BACK})).*?(?P<year>20[0-9]{{2}})年[^。]{{0,24}}?"
    "(?:实事|重点工作|工作重点|工作要点|工作计划|工作任务|目标任务)"
    "|(?:谋划|谋实|部署|安排|打算)[^。，]{0,4}(?P<ahead>20[0-9]{2})年"
)
"""县政府2020年将为民办好15件大事和民生实事: the headline of an article that lists what a year is to bring."""
LISTED_TASKS = re.compile(
    "(?P<year>20[0-9]{2})年[^。；\\n期]{0,30}?(?:实事|任务)(?:项目)?(?:包括|(?:具体)?如下|：|[：。]?\\n+一、)"
)
"""南郑区2024年10个民生实事项目具体如下: the lead of an article that is such a list."""
INSTRUCTED = re.compile(
    "关于(?:切实|扎实|认真|进一步|全力|积极)*(?:抓好|做好|推进|开展|加强|实施|办好|落实|抓紧)(?P<year>20[0-9]{2})年[^。]{0,30}的(?:通知|(?:实施|指导)?意见|若干措施)$"
    "|(?<![到至])(?P<named>20[0-9]{2})年(?!前|—|-|至|到|版)[^。—到至]{0,24}(?:工作要点|工作计划|工作方案|实施方案|行动方案|重点工作安排)$"
)
"""关于切实抓好2012年造林绿化工作的通知, 2023年乡村振兴工作要点: a government says what is to be done in a year."""
LEAD = 400
"""Characters of an article that say what it lists."""
QUOTED_TITLE = re.compile("《([^《》]{6,60})》")


def planned_year(text: str, structure: Structure) -> int | None:
    """The year whose tasks a plan or article lists, by its title, by the notice that its first line reports on
    (印发《黔江区2022年重点民生实事工作目标任务的通知》) or by the sentence that opens the list."""
    title = structure.value("title") or ""
    if structure.genre == "plan":
        return _instructed_year(title) or _listed_year(text)
    if structure.genre not in NARRATIVE:
        return None
    line = text[: text.find("\n") if "\n" in text else len(text)]
    for words in (title, *QUOTED_TITLE.findall(line)):
        found = PLANNED.search(words)
        if found:
            return int(found["year"] or found["ahead"])
        if year := _instructed_year(words):
            return year
    return _listed_year(text)


def _listed_year(text: str) -> int | None:
    listed = LISTED_TASKS.search(text, 0, LEAD)
    return int(listed["year"]) if listed else None


def _instructed_year(title: str) -> int | None:
    """The one year whose work a notice or plan says to be its subject."""
    found = None if LOOKS_BACK.search(title) else INSTRUCTED.search(title)
    return int(found["year"] or found["named"]) if found else None
