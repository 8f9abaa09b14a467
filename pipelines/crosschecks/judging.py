"""Whether two values agree within the rounding they are printed with."""

from __future__ import annotations

from pipelines.crosschecks.model import Figure

RELATIVE = 1e-9
FLOORS = frozenset(["ge", "gt"])
CEILINGS = frozenset(["le", "lt"])


def equal(one: float, other: float) -> bool:
    """Whether two values are the same number."""
    return abs(one - other) <= RELATIVE * max(1.0, abs(one), abs(other))


def same_value(left: Figure, right: Figure) -> bool:
    """Whether two figures print the same number (and the same upper end, where they are ranges)."""
    return (
        equal(left.value, right.value)
        and (left.value_max is None) == (right.value_max is None)
        and (left.value_max is None or right.value_max is None or equal(left.value_max, right.value_max))
    )


def same_unit(left: Figure, right: Figure) -> bool:
    """Whether the values of two figures can be compared as they stand."""
    return left.unit == right.unit or {left.unit, right.unit} in SAME_UNITS


SAME_UNITS: tuple[set[str | None], ...] = (
    {"家", "个"},
    {"家", "户"},
    {"人", "名"},
    {"人", "个"},
    {"人", "位"},
    {"名", "位"},
    {"元", "元/人"},
    {"平方米", "平方米/人"},
    {"次", None},
    {"年", None},
    {"分", None},
)


def years_meet(left: Figure, right: Figure) -> bool:
    """Whether two figures can be about the same time: the same last year, or one does not say."""
    if left.year_to is None or right.year_to is None:
        return True
    return left.year_to == right.year_to


def tells_more_exactly(coarse: Figure, exact: Figure) -> bool:
    """Whether ``coarse`` is ``exact`` in round figures: 超130家 for 136家, 约500亿元 for 503.2亿元."""
    step = 2 * coarse.half_step
    while step and equal(coarse.value / (step * 10), round(coarse.value / (step * 10))) and coarse.value:
        step *= 10  # 6700余亩 is counted in hundreds
    away = exact.value - coarse.value
    if coarse.comparator == "approx":
        return abs(away) <= step
    if coarse.comparator in FLOORS:
        return 0 <= away < step
    if coarse.comparator in CEILINGS:
        return 0 <= -away < step
    return False
