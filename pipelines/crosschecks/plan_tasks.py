"""Targets of a plan against the tasks of a yearly notice of the same region."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

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


def plan_task_findings(
    plan: Sequence[Figure], tasks: Sequence[Figure], first_year: int, last_year: int
) -> Iterator[Finding]:
    """Compare each figure of ``tasks`` (one year's) with the target of ``plan`` that it is a step toward.

    ``plan`` holds the figures of the indicator table, then those of the text, then those of boxes; ``first_year`` and
    ``last_year`` are the years it governs.
    """
    targets = _by_key([figure for figure in plan if figure.role == "target"])
    actual = _by_key([figure for figure in plan if figure.role == "actual"])
    for task in tasks:
        if task.role != "target" or task.year_to is None:
            continue
        finding = (
            _growth(task, targets, actual)
            or _same_measure(task, targets, first_year, last_year)
            or _part_of_sum(task, targets, first_year, last_year)
            or _added(task, targets, actual, first_year, last_year)
        )
        if finding:
            yield finding


def _by_key(figures: Sequence[Figure]) -> dict[Key, list[Figure]]:
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        for key in _keys(figure):
            found[key].append(figure)
    return found


def _keys(figure: Figure) -> set[Key]:
    found = keys(figure)
    plain = ALTERNATIVE.sub("", figure.subject)
    return found | {("wording", loose_wording(plain))} if plain != figure.subject else found


def _fitting(task: Figure, targets: dict[Key, list[Figure]]) -> list[Figure]:
    """The targets of the plan that measure the same, in its order."""
    found = {(left.row_id, left.column): left for key in sorted(_keys(task)) for left in targets.get(key, ())}
    return [left for left in found.values() if same_unit(left, task)]


def _same_measure(task: Figure, targets: dict[Key, list[Figure]], first_year: int, last_year: int) -> Finding | None:
    for left in _fitting(task, targets):
        clause = CLAUSE.split(left.before)[-1]
        if left.column == "growth_value":
            return _rates(left, task)
        if left.unit not in SHARES and _sums(left, clause):
            if clause.startswith(YEARLY) or any(word in clause for word in YEARLY):
                return _yearly(left, task)
            return _part(left, task, first_year, last_year)
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


def _part(left: Figure, task: Figure, first_year: int, last_year: int) -> Finding:
    years = last_year - first_year + 1
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


def _part_of_sum(task: Figure, targets: dict[Key, list[Figure]], first_year: int, last_year: int) -> Finding | None:
    """The year's share of a concept that the plan counts over all its years."""
    if task.concept_id is None:
        return None
    for name in (task.concept_id + CUMULATIVE, FIVE_YEARS + task.concept_id):
        for left in targets.get(("concept", name), ()):
            if same_unit(left, task) and left.column != "growth_value":
                return _part(left, task, first_year, last_year)
    return None


def _added(
    task: Figure,
    targets: dict[Key, list[Figure]],
    actual: dict[Key, list[Figure]],
    first_year: int,
    last_year: int,
) -> Finding | None:
    """New ones of a year toward the number there are to be: 新增高新技术企业50家, where 136 are to become 180."""
    if task.concept_id is None or not task.concept_id.endswith(ADDED):
        return None
    key = ("concept", task.concept_id.removesuffix(ADDED))
    left = next((left for left in targets.get(key, ()) if same_unit(left, task)), None)
    base = next(
        (base for base in actual.get(key, ()) if same_unit(base, task) and base.year_to == first_year - 1), None
    )
    if left is None or base is None or left.value <= base.value:
        return None
    missing = left.value - base.value
    even = missing / (last_year - first_year + 1)
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


def _growth(task: Figure, targets: dict[Key, list[Figure]], actual: dict[Key, list[Figure]]) -> Finding | None:
    """A year's growth against the growth that base and target of the plan need."""
    if task.unit != "%" or task.concept_id is None or not task.concept_id.endswith(GROWTH_CONCEPT):
        return None
    key = ("concept", task.concept_id.removesuffix(GROWTH_CONCEPT))
    for left in targets.get(key, ()):
        if left.unit == "%" or left.year_to is None:
            continue
        for base in actual.get(key, ()):
            if base.year_to is None or not same_unit(base, left) or base.value <= 0 or left.year_to <= base.year_to:
                continue
            years = left.year_to - base.year_to
            needed = float(((left.value / base.value) ** (1 / years) - 1) * 100)
            difference = task.value - needed
            least_en, least_zh = ("at least ", "至少") if left.comparator in FLOORS else ("", "")
            caveat_en = caveat_zh = ""
            if key[1] in CONSTANT_PRICES:
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
