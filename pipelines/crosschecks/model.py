"""A figure wherever it stands, and what a comparison of two found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "parallel_text",
    "table_prose",
    "prose_box",
    "prose_prose",
    "plan_task",
    "growth_arithmetic",
    "share_sum",
    "share_change",
    "multiple",
    "restated",
]
Relation = Literal["agree", "differ", "refines"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of an indicator or a quantity.

    ``column`` is the column of the row that holds it; ``value`` is in ``unit``, 万 and 亿 multiplied out. ``wording``
    is what it measures in the form in which the subjects of one document are compared. ``half_step`` is half of the
    last digit printed: 12.1 stands for 12.05 to 12.15. ``printed`` is the figure as the source prints it, ``before``
    the words of its sentence before it.
    """

    table: Literal["indicators", "quantities"]
    row_id: str
    column: Literal["base_value", "target_value", "growth_value", "value_base"]
    document_id: str
    subject: str
    wording: str
    concept_id: str | None
    value: float
    unit: str | None
    comparator: str
    year_from: int | None
    year_to: int | None
    role: str
    printed: str
    half_step: float
    evidence: str
    context: str
    start: int
    place: str | None = None
    section_id: str | None = None
    project_id: str | None = None
    task_id: str | None = None
    period_text: str | None = None
    before: str = ""
    value_max: float | None = None
    unit_printed: bool = True
    """False where the source prints none and the figure is compared in that of its concept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Two figures compared; ``expected`` is what the left one implies for the right one, where that was computed."""

    kind: Kind
    relation: Relation
    left: Figure
    right: Figure
    note_en: str
    note_zh: str
    expected: float | None = None
    difference: float | None = None
    others: tuple[str, ...] = ()
