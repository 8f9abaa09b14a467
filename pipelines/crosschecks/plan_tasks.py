"""Targets of a plan against the tasks of a yearly notice of the same region."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipelines.crosschecks.figures import GROWTH_CONCEPT, loose_wording
from pipelines.crosschecks.growth import CONSTANT_PRICES
from pipelines.crosschecks.judging import FLOORS, same_unit
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.restatements import Key, keys
from pipelines.crosschecks.wording import name_en, name_zh, number, told
from pipelines.vocabulary import vocabulary

VERBS = vocabulary("comparing")["verbs"]
SUMMING = re.compile("|".join(VERBS["summing"].split()))
YEARLY: tuple[str, ...] = tuple(VERBS["yearly"].split())
ALTERNATIVE = re.compile(r"[（(](?!城镇|农村|第)[^）)]{1,6}[）)]$")
"""市级以上智能车间（工厂): the task may name the first alone."""
ADDED, CUMULATIVE, FIVE_YEARS = "_added", "_cumulative", "five_year_cumulative_"
CLAUSE = re.compile("[，；。]")
SHARES = frozenset(["%", "‰"])


class Targets:
    """The targets of a plan and the values it reports, by what they measure.

    ``figures`` are those of the indicator table, then those of the text, then those of boxes: where several measure the
    same, the first stands for it. ``first_year`` and ``last_year`` are the years the plan governs.
    """

    def __init__(self, figures: Sequence[Figure], first_year: int, last_year: int) -> None:
        self.figures = figures
        self.aimed = _by_key(figure for figure in figures if figure.role == "target")
        self.reported = _by_key(figure for figure in figures if figure.role == "actual")
        self.first_year = first_year
        self.years = last_year - first_year + 1

    def fitting(self, task: Figure) -> list[Figure]:
        """The targets that measure what a task does, in the same unit."""
        found = {(left.row_id, left.column): left for key in sorted(_keys(task)) for left in self.aimed.get(key, ())}
        return [left for left in found.values() if same_unit(left, task)]

    def of_concept(self, name: str) -> list[Figure]:
        """The targets for a concept."""
        return self.aimed.get(("concept", name), [])

    def base_of_concept(self, name: str) -> list[Figure]:
        """The values that the plan reports of a concept."""
        return self.reported.get(("concept", name), [])


def plan_task_findings(plan: Targets, tasks: Sequence[Figure]) -> Iterator[Finding]:
    """Compare each figure of ``tasks`` (one year's) with the target of ``plan`` that it is a step toward."""
    for task in tasks:
        if task.role != "target" or task.year_to is None:
            continue
        finding = _growth(task, plan) or _same_measure(task, plan) or _part_of_sum(task, plan) or _added(task, plan)
        if finding:
            yield finding


def _by_key(figures: Iterable[Figure]) -> dict[Key, list[Figure]]:
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        for key in _keys(figure):
            found[key].append(figure)
    return found


def _keys(figure: Figure) -> set[Key]:
    found = keys(figure)
    plain = ALTERNATIVE.sub("", figure.subject)
    return found | {("wording", loose_wording(plain))} if plain != figure.subject else found


def _same_measure(task: Figure, plan: Targets) -> Finding | None:
    for left in plan.fitting(task):
        clause = CLAUSE.split(left.before)[-1]
        if left.column == "growth_value":
            return _rates(left, task)
        if left.unit not in SHARES and _sums(left, clause):
            if clause.startswith(YEARLY) or any(word in clause for word in YEARLY):
                return _yearly(left, task)
            return _part(left, task, plan.years)
        return _level(left, task)
    return None


def _sums(left: Figure, clause: str) -> bool:
    """Whether a target of the plan counts what is done in all its years: 培育10个, 累计达到800亿元."""
    return SUMMING.search(left.subject) is not None or SUMMING.search(clause) is not None


def _rates(left: Figure, task: Figure) -> Finding:
    difference = task.value - left.value
    return Finding(
        "plan_task",
        "refines",
        left,
        task,
        f"{name_en(task)}: the plan has it grow by {told(left)} a year on average, the task for {task.year_to} by "
        f"{told(task)}, {_side_en(difference, task)}.",
        f"{name_zh(task)}：规划年均增长“{told(left)}”，{task.year_to}年任务为“{task.printed}”，"
        f"{_side_zh(difference, task)}。",
        difference=difference,
    )


def _yearly(left: Figure, task: Figure) -> Finding:
    difference = task.value - left.value
    return Finding(
        "plan_task",
        "refines",
        left,
        task,
        f"{name_en(left, task)}: the plan wants “{told(left)}” every year, the task for {task.year_to} is "
        f"“{told(task)}”: one year's step, {_side_en(difference, task)}.",
        f"{name_zh(left)}：规划每年“{left.printed}”，{task.year_to}年任务“{task.printed}”，为年度分解，"
        f"{_side_zh(difference, task)}。",
        difference=difference,
    )


def _part(left: Figure, task: Figure, years: int) -> Finding:
    even = left.value / years
    share = task.value / left.value * 100
    return Finding(
        "plan_task",
        "refines",
        left,
        task,
        f"{name_en(left, task)}: the plan wants “{told(left)}” in its {years} years, the task for {task.year_to} is "
        f"“{told(task)}”{_worded_en(left, task)}: {number(share)} % of it in one year.",
        f"{name_zh(left)}：规划{years}年共“{left.printed}”，{task.year_to}年任务“{task.printed}”"
        f"{_worded_zh(left, task)}，一年占{number(share)}%。",
        expected=even,
        difference=task.value - even,
    )


def _level(left: Figure, task: Figure) -> Finding:
    difference = task.value - left.value
    last = left.year_to == task.year_to
    return Finding(
        "plan_task",
        "refines" if not last else "agree" if difference == 0 else "differ",
        left,
        task,
        f"{name_en(left, task)}: the plan aims at “{told(left)}” by {left.year_to or 'its last year'}, the task for "
        f"{task.year_to} at “{told(task)}”, {_side_en(difference, task)}.",
        f"{name_zh(left)}：规划目标“{told(left)}”（{f'{left.year_to}年' if left.year_to else '规划期末'}），"
        f"{task.year_to}年任务“{task.printed}”，{_side_zh(difference, task)}。",
        difference=difference,
    )


def _part_of_sum(task: Figure, plan: Targets) -> Finding | None:
    """The year's share of a concept that the plan counts over all its years."""
    if task.concept_id is None:
        return None
    for name in (task.concept_id + CUMULATIVE, FIVE_YEARS + task.concept_id):
        for left in plan.of_concept(name):
            if same_unit(left, task) and left.column != "growth_value":
                return _part(left, task, plan.years)
    return None


def _added(task: Figure, plan: Targets) -> Finding | None:
    """New ones of a year toward the number there are to be: 新增高新技术企业50家, where 136 are to become 180."""
    if task.concept_id is None or not task.concept_id.endswith(ADDED):
        return None
    name = task.concept_id.removesuffix(ADDED)
    left = next((left for left in plan.of_concept(name) if same_unit(left, task)), None)
    before = plan.first_year - 1
    base = next((base for base in plan.base_of_concept(name) if same_unit(base, task) and base.year_to == before), None)
    if left is None or base is None or left.value <= base.value:
        return None
    missing = left.value - base.value
    even = missing / plan.years
    return Finding(
        "plan_task",
        "refines",
        left,
        task,
        f"{name_en(left)}: from “{told(base)}” ({base.year_to}) to “{told(left)}” ({left.year_to}) {number(missing)} "
        f"are to be added; the task for {task.year_to} alone is to add “{told(task)}”, not counting any that are lost.",
        f"{name_zh(left)}：由{base.year_to}年“{base.printed}”到{left.year_to}年“{left.printed}”需净增{number(missing)}，"
        f"{task.year_to}年任务新增“{task.printed}”（未计减少数）。",
        expected=even,
        difference=task.value - even,
        others=(base.row_id,),
    )


def _growth(task: Figure, plan: Targets) -> Finding | None:
    """A year's growth against the growth that base and target of the plan need."""
    if task.unit != "%" or task.concept_id is None or not task.concept_id.endswith(GROWTH_CONCEPT):
        return None
    name = task.concept_id.removesuffix(GROWTH_CONCEPT)
    for left in plan.of_concept(name):
        if left.unit == "%" or left.year_to is None:
            continue
        for base in plan.base_of_concept(name):
            if base.year_to is None or not same_unit(base, left) or base.value <= 0 or left.year_to <= base.year_to:
                continue
            years = left.year_to - base.year_to
            needed = float(((left.value / base.value) ** (1 / years) - 1) * 100)
            difference = task.value - needed
            least_en, least_zh = ("at least ", "至少") if left.comparator in FLOORS else ("", "")
            caveat_en = caveat_zh = ""
            if name in CONSTANT_PRICES:
                caveat_en = "; growth is counted in constant prices, the target is probably in current ones"
                caveat_zh = "（增速按不变价，目标值或为现价）"
            return Finding(
                "plan_task",
                "refines",
                left,
                task,
                f"{name_en(left)}: from “{told(base)}” ({base.year_to}) to “{told(left)}” ({left.year_to}) takes "
                f"{least_en}{number(needed)} % a year, the task for {task.year_to} is “{told(task)}”, "
                f"{_side_en(difference, task)}{caveat_en}.",
                f"{name_zh(left)}：由{base.year_to}年“{told(base)}”到{left.year_to}年“{told(left)}”年均"
                f"{least_zh}需增长{number(needed)}%，"
                f"{task.year_to}年任务“{task.printed}”，{_side_zh(difference, task)}{caveat_zh}。",
                expected=needed,
                difference=difference,
                others=(base.row_id,) if base.row_id != left.row_id else (),
            )
    return None


def _worded_en(left: Figure, task: Figure) -> str:
    """The words of the task, where they are others than those of the plan."""
    return "" if left.subject == task.subject else f" (“{task.subject}”)"


def _worded_zh(left: Figure, task: Figure) -> str:
    return "" if left.subject == task.subject else f"（“{task.subject}”）"


def _side_en(difference: float, task: Figure) -> str:
    if difference == 0:
        return "the same"
    unit = " percentage points" if task.unit == "%" else f" {task.unit}" if task.unit else ""
    return f"{number(abs(difference))}{unit} {'more' if difference > 0 else 'less'}"


def _side_zh(difference: float, task: Figure) -> str:
    if difference == 0:
        return "相同"
    unit = "个百分点" if task.unit == "%" else task.unit or ""
    return f"{'高' if difference > 0 else '低'}{number(abs(difference))}{unit}"
