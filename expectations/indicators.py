"""What is true of ``indicators``: that each row reads as the plan's table prints it, and what its figures may say."""

from __future__ import annotations

from expectations.kinds import (
    AT_LEAST,
    AT_MOST,
    LESS_THAN,
    MAY_EXCEED_HUNDRED_PERCENT,
    MAY_FALL_SHORT_OF_BASE,
    MORE_THAN,
    WITHOUT_UNIT,
    any_of,
)
from expectations.model import violation

PLAIN = "translate(replace(replace({text}, ',', ''), '，', ''), '０１２３４５６７８９．', '0123456789.')"
NUMBER = f"regexp_extract({PLAIN}, '-?[0-9]+([.][0-9]+)?')"
"""SQL of the first number of a text, as text; '' where it has none."""


def printed(value: str, text: str) -> str:
    """A SELECT of the rows whose ``value`` is not the number that ``text`` prints."""
    number = NUMBER.format(text=text)
    return f"""
        SELECT nth_row, '{value} ' || {value} || ', printed ' || coalesce({text}, 'NULL') FROM indicators
        WHERE correction_id IS NULL AND {value} IS NOT NULL
            AND abs({value}) IS DISTINCT FROM abs(TRY_CAST(nullif({number}, '') AS DOUBLE))
    """


HALF_UNIT = "0.5 / pow(10, length(regexp_extract({text}, '[.．]([0-9０-９]+)', 1)))"
"""SQL of half a unit of the last digit a text prints: what rounding may have taken away."""

GROWTH = f"""
    SELECT nth_row, name || ' ' || base_text || ' → ' || target_text || ' in ' || years || ' years is '
        || round(100 * (pow(target_value / base_value, 1.0 / years) - 1), 2) || '% a year, printed ' || growth_text
    FROM (
        SELECT *, target_year - base_year AS years, {HALF_UNIT.format(text="base_text")} AS base_rounding,
            {HALF_UNIT.format(text="growth_text")}
                + CASE WHEN regexp_matches(growth_text, '约|左右') THEN 0.5 ELSE 0 END AS growth_rounding
        FROM indicators
        WHERE growth_value IS NOT NULL AND base_value > 0 AND target_value > 0 AND target_kind = 'point'
            AND target_year > base_year AND coalesce(unit, '') NOT IN ('%', '％', '‰')
    )
    WHERE base_value > base_rounding AND (
        growth_value - growth_rounding
            > 100 * (pow(target_value / (base_value - base_rounding), 1.0 / years) - 1) + 1e-9
        OR growth_value + growth_rounding
            < 100 * (pow(target_value / (base_value + base_rounding), 1.0 / years) - 1) - 1e-9
            AND NOT regexp_matches(growth_text, '以上|不低于|≥|>|＞|超')
    )
"""

WORSE_THAN_BASE = """
    SELECT nth_row, name || ' ' || base_text || ' → ' || target_text FROM indicators
    WHERE target_kind = '{kind}' AND (desired_direction = 'increase' AND target_value < base_value
        OR desired_direction = 'decrease' AND target_value > base_value)
"""

HOLDS_OR_SLOWS = f"regexp_matches(name, '{any_of(MAY_FALL_SHORT_OF_BASE)}')"

EXPECTATIONS = (
    violation(
        "indicators",
        "numbered_without_gap",
        "position",
        "error",
        "The indicators of a plan are numbered 1, 2, 3 ... in the order of the text.",
        "同一规划的指标按原文次序编为 1、2、3……。",
        """
        SELECT nth_row, position || ' as number ' || nth FROM (
            SELECT nth_row, position, row_number() OVER (PARTITION BY document_id ORDER BY char_start, position) AS nth
            FROM indicators
        ) WHERE position <> nth
        """,
    ),
    violation(
        "indicators",
        "target_kind_fits",
        "target_kind target_value target_comparator target_text",
        "error",
        "A point has a value (eq, approx); a bound has a value (ge, gt, le, lt); a delegated target has words and no "
        "value; none has no value.",
        "定值有数值（eq、approx）；上下限有数值（ge、gt、le、lt）；由上级下达者仅有文字；无目标者无数值。",
        """
        SELECT nth_row, concat_ws(' ', target_kind, target_comparator, target_text) FROM indicators
        WHERE NOT CASE target_kind
            WHEN 'point' THEN target_value IS NOT NULL AND coalesce(target_comparator IN ('eq', 'approx'), false)
            WHEN 'bound' THEN target_value IS NOT NULL
                AND coalesce(target_comparator IN ('ge', 'gt', 'le', 'lt'), false)
            WHEN 'delegated' THEN target_value IS NULL AND target_comparator IS NULL AND target_text IS NOT NULL
            ELSE target_value IS NULL AND target_comparator IS NULL END
        """,
    ),
    violation(
        "indicators",
        "point_target_no_worse_than_base",
        "desired_direction base_value target_value",
        "error",
        "Where the target is a point, it is at least the base of an indicator that should increase, and at most that "
        "of one that should decrease; growth rates, cuts, ceilings and floors aside.",
        "目标为定值者：应增指标不低于基期，应减指标不高于基期；增速、降幅、控制上限、保有底线除外。",
        f"{WORSE_THAN_BASE.format(kind='point')} AND NOT {HOLDS_OR_SLOWS}",
    ),
    violation(
        "indicators",
        "held_target_no_worse_than_base",
        "desired_direction base_value target_value",
        "warning",
        "Where the target of a growth rate, a cut, a ceiling or a floor is a point, it is no worse than the base; the "
        "plan may well only mean to hold a line, or expect less.",
        "增速、降幅、控制上限、保有底线等以定值为目标者不劣于基期水平；规划也可能只求守住底线或预期放缓。",
        f"{WORSE_THAN_BASE.format(kind='point')} AND {HOLDS_OR_SLOWS}",
    ),
    violation(
        "indicators",
        "bound_no_worse_than_base",
        "desired_direction base_value target_value",
        "warning",
        "A floor or ceiling set as a target is no worse than what the base year reached; the plan may well only mean "
        "to hold a line.",
        "作为目标的上下限不劣于基期水平；规划也可能只求守住底线。",
        WORSE_THAN_BASE.format(kind="bound"),
    ),
    violation(
        "indicators",
        "growth_follows_from_base_and_target",
        "base_value target_value growth_value base_year target_year",
        "warning",
        "The yearly growth printed is that from base to target over the years between, but for rounding.",
        "所载年均增长与基期、目标及其间年数相符（四舍五入除外）。",
        GROWTH,
    ),
    violation(
        "indicators",
        "values_as_printed",
        "base_value base_text target_value target_text growth_value growth_text",
        "error",
        "Base, target and growth are the numbers that their texts print.",
        "基期、目标、年均增长的数值即其原文所载数字。",
        " UNION ALL ".join(printed(f"{name}_value", f"{name}_text") for name in ("base", "target", "growth")),
    ),
    violation(
        "indicators",
        "comparator_as_printed",
        "target_comparator target_text",
        "error",
        "The comparator is what the target's words or signs say (≥ ge, > gt, 以内 le, 左右 approx).",
        "比较关系与目标值的文字、符号相符（≥ 为 ge，> 为 gt，以内为 le，左右为 approx）。",
        f"""
        SELECT nth_row, target_comparator || ', printed ' || target_text FROM indicators
        WHERE correction_id IS NULL AND target_comparator IS NOT NULL AND target_comparator <> CASE
            WHEN regexp_matches(target_text, '{AT_LEAST}') THEN 'ge'
            WHEN regexp_matches(target_text, '{AT_MOST}') THEN 'le'
            WHEN regexp_matches(target_text, '{LESS_THAN}') THEN 'lt'
            WHEN regexp_matches(target_text, '{MORE_THAN}') THEN 'gt'
            WHEN regexp_matches(target_text, '约|左右|近|上下') THEN 'approx'
            WHEN regexp_matches(target_text, '控制在') THEN 'le'
            ELSE 'eq' END
        """,
    ),
    violation(
        "indicators",
        "years_sane",
        "base_year target_year",
        "error",
        "The base year lies before the target year, both between 1949 and 2100.",
        "基期早于目标年份，均在 1949 至 2100 年之间。",
        """
        SELECT nth_row, concat_ws(' → ', base_year, target_year) FROM indicators
        WHERE base_year >= target_year OR least(base_year, target_year) < 1949
            OR greatest(base_year, target_year) > 2100
        """,
    ),
    violation(
        "indicators",
        "target_in_the_planned_years",
        "target_year",
        "warning",
        "The target year is one of the years the plan governs.",
        "目标年份在规划期内。",
        """
        SELECT i.nth_row, i.target_year || ', planned ' || d.period_from || '–' || d.period_to
        FROM indicators i JOIN documents d ON d.document_id = i.document_id
        WHERE i.target_year NOT BETWEEN d.period_from AND d.period_to
        """,
        "documents",
    ),
    violation(
        "indicators",
        "unit_present",
        "unit",
        "warning",
        "An indicator with a value has a unit, unless it is an index, a coefficient or a ratio; where it has none, the "
        "source gives none.",
        "有数值的指标有单位，指数、系数、比值除外；无单位者系原文未给。",
        f"""
        SELECT nth_row, name || ' ' || coalesce(target_text, base_text) FROM indicators
        WHERE unit IS NULL AND coalesce(base_value, target_value) IS NOT NULL
            AND NOT regexp_matches(name, '{any_of(WITHOUT_UNIT)}')
        """,
    ),
    violation(
        "indicators",
        "percent_in_range",
        "unit base_value target_value",
        "warning",
        "A percentage lies between 0 and 100, unless it is a change, a fulfilment or of another kind that may exceed "
        "100.",
        "百分比在 0 至 100 之间；增减幅度、完成率等可逾 100 者除外。",
        f"""
        SELECT nth_row, name || ' ' || concat_ws(' → ', base_text, target_text) FROM indicators
        WHERE unit IN ('%', '％') AND (greatest(base_value, target_value) > 100 OR least(base_value, target_value) < 0)
            AND NOT regexp_matches(name, '{any_of(MAY_EXCEED_HUNDRED_PERCENT)}')
        """,
    ),
    violation(
        "indicators",
        "texts_are_cells",
        "base_text target_text growth_text",
        "error",
        "Base, target and growth are printed in a cell of the indicator's row.",
        "基期、目标、年均增长均出自该指标行的单元格。",
        " UNION ALL ".join(
            f"SELECT i.nth_row, '{name}: ' || i.{name}_text FROM indicators i ANTI JOIN indicator_cells c "
            f"ON c.indicator_id = i.indicator_id AND c.\"column\" = '{name}' AND contains(c.text, i.{name}_text) "
            f"WHERE i.correction_id IS NULL AND i.{name}_text IS NOT NULL"
            for name in ("base", "target", "growth")
        ),
        "indicator_cells",
    ),
)
