"""Indicators and quantities as figures of one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from pipelines.concepts.vocabulary import concepts
from pipelines.concepts.wording import same_wording, shortened
from pipelines.crosschecks.model import Figure
from pipelines.quantities.numerals import multiplied
from pipelines.text.script import for_matching, script_of
from pipelines.vocabulary import vocabulary

Row = Mapping[str, object]

SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
SCALED_UNIT = re.compile("^(?P<scale>[十百千]?[万亿]+|[百千](?=万|亿))?(?P<unit>.*)$")
DECIMALS = re.compile(r"[0-9]+(?:\.(?P<decimals>[0-9]+))?")
MAKING: list[str] = sorted(vocabulary("comparing")["wording"]["making"].split(), key=len, reverse=True)
GROWTH = ("增长", "增长率", "增速", "增幅")
GROWTH_CONCEPT = "_growth"
"""The end of the ids of concepts that are a growth over the year before."""
LOOSE = re.compile("|".join(sorted(vocabulary("comparing")["wording"]["loose"].split(), key=len, reverse=True)))


def indicator_figures(row: Row) -> Iterator[Figure]:
    """The base value, the target and the growth of a row of ``indicators``, where they are printed."""
    concept = concepts().get(str(row["concept_id"]))
    scale, unit = scale_of(_text(row["unit"]))
    compared = unit or (concept.unit_base if concept else None)
    name = str(row["name"])
    plain = simplified(name, script_of(name))
    columns: tuple[tuple[Literal["base_value", "target_value", "growth_value"], str, str | None], ...] = (
        ("base_value", "base_text", "base_year"),
        ("target_value", "target_text", "target_year"),
        ("growth_value", "growth_text", None),
    )
    for column, text, year in columns:
        value = row.get(column)
        if not isinstance(value, (int, float)):
            continue
        growth = column == "growth_value"
        measured = concept.concept_id if concept else None
        if growth and measured:
            measured = growth_concept(measured)
        first, last = (row.get("base_year"), row.get("target_year")) if growth else (row.get(year or ""),) * 2
        printed = str(row.get(text) or "")
        yield Figure(
            table="indicators",
            row_id=str(row["indicator_id"]),
            column=column,
            document_id=str(row["document_id"]),
            subject=name,
            wording=loose_wording(plain if not growth or plain.endswith(GROWTH) else plain + "增长"),
            concept_id=measured,
            value=float(value if growth else multiplied(value, int(scale)) or 0),
            unit="%" if growth else compared,
            comparator=str(row.get("target_comparator") or "eq") if column == "target_value" else "eq",
            year_from=_year(first),
            year_to=_year(last),
            role="actual" if column == "base_value" else "target",
            printed=printed,
            half_step=half_step(printed, 1 if growth else scale),
            evidence=str(row["evidence"]),
            context=indicator_context(row),
            start=_number(row["char_start"]),
            unit_printed=growth or unit is not None,
        )


def growth_concept(concept_id: str) -> str | None:
    """The concept of the yearly growth of a concept, itself where it is one."""
    if concept_id.endswith(GROWTH_CONCEPT):
        return concept_id
    name = concept_id + GROWTH_CONCEPT
    return name if name in concepts() else None


def indicator_context(row: Row) -> str:
    """The row of the table in one line: name, unit, base value, target and growth as printed."""
    unit = f"（{row['unit']}）" if row["unit"] else ""
    base, target, growth = (row.get(name) for name in ("base_text", "target_text", "growth_text"))
    cells = (
        (f"{row.get('base_year')}年" if row.get("base_year") else "基期", base),
        (f"{row.get('target_year')}年" if row.get("target_year") else "目标", target),
        ("增长", growth),
    )
    return f"{row['name']}{unit}：" + "，".join(f"{what}{cell}" for what, cell in cells if cell is not None)


def quantity_figures(rows: Iterable[Row], place: str = "", script: str = "Hans") -> Iterator[Figure]:
    """The rows of ``quantities`` that have a value.

    ``place`` is the area the document is about, ``script`` the one it is written in.
    """
    for row in rows:
        value = row["value_base"]
        if not isinstance(value, (int, float)):
            continue
        printed, sentence, subject = str(row["text"]), str(row["sentence"]), str(row["subject"])
        printed_value = row["value"]
        scale = float(value) / printed_value if isinstance(printed_value, (int, float)) and printed_value else 1.0
        upper = row["value_max_base"]
        yield Figure(
            table="quantities",
            row_id=str(row["quantity_id"]),
            column="value_base",
            document_id=str(row["document_id"]),
            subject=subject,
            wording=loose_wording(simplified(subject, script), place),
            concept_id=_text(row["concept_id"]),
            value=float(value),
            unit=_text(row["unit_base"]),
            comparator=str(row["comparator"]),
            year_from=_year(row["year_from"]),
            year_to=_year(row["year_to"]),
            role=str(row["role"]),
            printed=printed,
            half_step=half_step(printed, scale),
            evidence=str(row["evidence"]),
            context=sentence,
            start=_number(row["char_start"]),
            place=_text(row["place"]),
            section_id=_text(row["section_id"]),
            project_id=_text(row["project_id"]),
            task_id=_text(row["task_id"]),
            period_text=_text(row["period_text"]),
            before=simplified(sentence[: max(sentence.find(printed), 0)], script),
            value_max=float(upper) if isinstance(upper, (int, float)) else None,
        )


def scale_of(unit: str | None) -> tuple[float, str | None]:
    """What 万 and 亿 of a unit multiply by, and the unit without them: 亿美元 is 1e8 and 美元."""
    if not unit:
        return 1.0, None
    found = SCALED_UNIT.match(unit)
    assert found is not None
    scale = 1.0
    for character in found["scale"] or "":
        scale *= SCALES[character]
    return scale, found["unit"] or None


def half_step(printed: str, scale: float = 1.0) -> float:
    """Half of the last digit printed, times ``scale``: 0.05 for 12.1, 0.5e8 for 386亿."""
    found = DECIMALS.search(printed)
    digits = len(found["decimals"]) if found and found["decimals"] else 0
    return float(0.5 * scale * 10.0**-digits)


@lru_cache(maxsize=65536)
def loose_wording(subject: str, place: str = "") -> str:
    """A subject in Simplified script in the form in which the passages of one document are compared."""
    words = list(shortened(same_wording(subject), place))[-1]
    for verb in MAKING:
        if words.startswith(verb) and len(words) > len(verb) + 1:
            words = words[len(verb) :]
            break
    return LOOSE.sub("", words) or words


def simplified(words: str, script: str) -> str:
    """Words of a text of ``script`` in Simplified script."""
    return for_matching(words, script) if script == "Hant" else words


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
