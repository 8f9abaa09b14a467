"""Figures as the cross-checks see them, made by hand."""

from __future__ import annotations

import re
from typing import Any

from pipelines.crosschecks.figures import indicator_figures, quantity_figures
from pipelines.crosschecks.model import Figure

YEAR: dict[str, Any] = {"year_from": 2020, "year_to": 2020, "period_text": "2020年"}


def figure(subject: str, printed: str, value: float, unit: str | None, /, **other: Any) -> Figure:
    """A quantity of running text as a figure; ``other`` are columns that are not those of a plain report."""
    number = re.search(r"[0-9.]+", printed)
    row: dict[str, object] = {
        "quantity_id": f"q:{subject}:{printed}:{other.get('sentence', '')}:{other.get('project_id')}",
        "document_id": "d",
        "section_id": None,
        "task_id": None,
        "project_id": None,
        "text": printed,
        "value": float(number.group()) if number else None,
        "value_base": value,
        "value_max_base": None,
        "unit_base": unit,
        "comparator": "eq",
        "subject": subject,
        "place": "某县",
        "period_text": None,
        "year_from": None,
        "year_to": None,
        "role": "actual",
        "sentence": f"{subject}{printed}",
        "concept_id": None,
        "evidence": printed,
        "char_start": 0,
    }
    return next(iter(quantity_figures([{**row, **other}])))


def indicator(base: float, target: float, growth: float, name: str = "外贸进出口", **printed: str) -> list[Figure]:
    """The three figures of a row of an indicator table."""
    row: dict[str, object] = {
        "indicator_id": f"i:{name}",
        "document_id": "d",
        "name": name,
        "unit": "亿美元",
        "base_year": 2020,
        "base_value": base,
        "base_text": f"{base:g}",
        "target_year": 2025,
        "target_value": target,
        "target_comparator": "eq",
        "target_text": f"{target:g}",
        "growth_value": growth,
        "growth_text": f"{growth:g}",
        "concept_id": None,
        "evidence": "x",
        "char_start": 0,
    }
    return list(indicator_figures({**row, **printed}))
