"""What is true of ``quantities``: that each figure reads as it is printed, and what it may say."""

from __future__ import annotations

from expectations.kinds import MAY_EXCEED_HUNDRED_PERCENT, WITHOUT_UNIT, any_of
from expectations.model import Function, violation
from expectations.spans import apart, inside, without_blanks, wording

MULTIPLIER = """CASE WHEN unit_base = substr(unit, 2) AND left(unit, 1) IN ('百', '千')
    THEN CASE left(unit, 1) WHEN '百' THEN 1e2 ELSE 1e3 END
    ELSE CASE regexp_extract(translate(unit, '萬億', '万亿'), '^[十百千]?[万亿]?亿|^[十百千]?万')
    WHEN '' THEN 1 WHEN '万' THEN 1e4 WHEN '亿' THEN 1e8 WHEN '万亿' THEN 1e12
    WHEN '十万' THEN 1e5 WHEN '百万' THEN 1e6 WHEN '千万' THEN 1e7
    WHEN '十亿' THEN 1e9 WHEN '百亿' THEN 1e10 WHEN '千亿' THEN 1e11 ELSE 1 END END"""
"""What 万 and 亿 at the head of a unit multiply by."""

DIGITS = (
    "translate(replace(replace(regexp_replace(text, '[\\s\u3000\u00a0\u2000-\u200a\u202f]', '', 'g'), "
    "',', ''), '，', ''), '０１２３４５６７８９．', '0123456789.')"
)

EXPECTATIONS = (
    violation(
        "quantities",
        "unit_present",
        "unit unit_base",
        "warning",
        "A value has a unit, unless it is an index, a coefficient or a ratio.",
        "数值有单位，指数、系数、比值除外。",
        f"""
        SELECT nth_row, text || ' ' || coalesce(subject, '') FROM quantities
        WHERE value IS NOT NULL AND coalesce(unit, unit_base, '') = '' AND NOT regexp_matches(text, '分之|/')
            AND NOT regexp_matches(coalesce(subject, ''), '{any_of(WITHOUT_UNIT)}')
        """,
    ),
    violation(
        "quantities",
        "base_value_multiplied_out",
        "value unit value_base value_max_base",
        "error",
        "value_base is value times what 万, 亿 (and 千 in 5千多亩) of the unit stand for; likewise value_max_base.",
        "value_base 等于 value 乘以单位中的万、亿；value_max_base 亦然。",
        f"""
        SELECT nth_row, concat_ws(' ', value, value_max, unit, '→', value_base, value_max_base) FROM (
            SELECT *, {MULTIPLIER} AS times FROM quantities
        ) WHERE abs(value * times - value_base) > 1e-9 * abs(value * times)
            OR abs(value_max * times - value_max_base) > 1e-9 * abs(value_max * times)
            OR (value IS NULL) <> (value_base IS NULL) OR (value_max IS NULL) <> (value_max_base IS NULL)
        """,
    ),
    violation(
        "quantities",
        "base_unit_without_scale",
        "unit unit_base",
        "error",
        "unit_base is the unit without 万 and 亿, in Simplified script; a bare 万 or 亿 takes the unit that is meant.",
        "unit_base 为去掉万、亿的单位（简体）；单独的万、亿取其所指单位。",
        Function("scale_left_in_unit"),
    ),
    violation(
        "quantities",
        "comparator_as_printed",
        "comparator text",
        "error",
        "The comparator is what the qualifiers say: 以上 ge, 超 gt, 以内 le, 不足 lt, 约 approx; a figure without any "
        "is eq, unless its sentence carries one over from a list.",
        "比较关系与修饰词相符：以上 ge，超 gt，以内 le，不足 lt，约 approx；无修饰词为 eq，除非句中并列共用。",
        Function("comparator_as_printed"),
    ),
    violation(
        "quantities",
        "range_has_two_ends",
        "comparator value value_max",
        "error",
        "A range, and only a range, has an upper end, not below its lower one.",
        "区间且仅区间有上端，且不小于下端。",
        """
        SELECT nth_row, concat_ws(' ', comparator, value, value_max) FROM quantities
        WHERE (comparator = 'range') <> (value_max IS NOT NULL) OR value_max < value
        """,
    ),
    violation(
        "quantities",
        "value_as_printed",
        "value text",
        "error",
        "The value is the number printed, where it is printed in digits.",
        "数值即原文所印数字（以阿拉伯数字书写者）。",
        f"""
        SELECT nth_row, value || ', printed ' || text FROM (
            SELECT nth_row, text, value, value_max,
                regexp_extract({DIGITS}, '^[^0-9]*?([0-9]+([.][0-9]+)?)(.?)', ['first', 'f', 'next']) AS number
            FROM quantities
            WHERE correction_id IS NULL
                AND NOT regexp_matches(text, '分之|[0-9]/[0-9]|[一二三四五六七八九十两半]')
                AND NOT regexp_matches(text, '[0-9０-９][万萬亿億×xX*✕][0-9０-９]')
        ) WHERE number['first'] <> '' AND number['next'] NOT IN ('千', '百', '十', '成')
            AND TRY_CAST(number['first'] AS DOUBLE) IS DISTINCT FROM abs(value)
            AND TRY_CAST(number['first'] AS DOUBLE) IS DISTINCT FROM value_max
        """,
    ),
    violation(
        "quantities",
        "percent_in_range",
        "unit_base value_base",
        "warning",
        "A percentage lies between 0 and 100, unless it is a change, a fulfilment or of another kind that may exceed "
        "100.",
        "百分比在 0 至 100 之间；增减幅度、完成率等可逾 100 者除外。",
        f"""
        SELECT nth_row, text || ' ' || coalesce(subject, '') FROM quantities
        WHERE unit_base = '%' AND (coalesce(value_max, value) > 100 OR value < 0)
            AND NOT regexp_matches(coalesce(subject, ''), '{any_of(MAY_EXCEED_HUNDRED_PERCENT)}')
        """,
    ),
    violation(
        "quantities",
        "years_sane",
        "year_from year_to",
        "warning",
        "Years lie between 1840 and 2100; older works and misprinted years aside.",
        "年份在 1840 至 2100 年之间，古代事物与误印年份除外。",
        """
        SELECT nth_row, concat_ws(' – ', year_from, year_to) || ' ' || coalesce(period_text, '') FROM quantities
        WHERE least(year_from, year_to) < 1840 OR greatest(year_from, year_to) > 2100
        """,
    ),
    violation(
        "quantities",
        "target_not_in_the_past",
        "role year_to",
        "warning",
        "A target is not set for a time before its document.",
        "目标年份不早于文件。",
        """
        SELECT q.nth_row, q.text || ' for ' || q.year_to
        FROM quantities q JOIN documents d ON d.document_id = q.document_id
        WHERE q.role = 'target' AND q.year_to < coalesce(d.period_from, year(d.signed_on), year(d.published_on))
        """,
        "documents",
    ),
    violation(
        "quantities",
        "actual_not_in_the_future",
        "role year_from",
        "warning",
        "What is reported as reached does not lie behind the last year its document governs, or was signed in.",
        "已实现的数字不晚于文件成文或所管的最后年份。",
        """
        SELECT q.nth_row, q.text || ' of ' || q.year_from
        FROM quantities q JOIN documents d ON d.document_id = q.document_id
        WHERE q.role = 'actual' AND q.year_from > coalesce(year(d.signed_on), year(d.published_on), d.period_to)
        """,
        "documents",
    ),
    violation(
        "quantities",
        "subject_present",
        "subject",
        "warning",
        "It is known what a figure measures.",
        "数字所计量的事物已知。",
        "SELECT nth_row, text FROM quantities WHERE trim(coalesce(subject, '')) = ''",
    ),
    violation(
        "quantities",
        "subject_whole",
        "subject",
        "warning",
        "A subject does not break off with a conjunction or an open bracket.",
        "所计量的事物不以连词、未闭合的括号等残缺结尾。",
        """
        SELECT nth_row, subject FROM quantities
        WHERE regexp_matches(subject, '[与和及或的、，：（(“《]$')
            AND NOT regexp_matches(subject, '(目的|总和|饱和|温和|平和|惠及|普及|涉及|以及)$')
        """,
    ),
    violation(
        "quantities",
        "sentence_holds_the_figure",
        "sentence text",
        "error",
        "The sentence holds the figure.",
        "所在句子含有该数字。",
        f"""
        SELECT nth_row, text FROM quantities
        WHERE correction_id IS NULL AND NOT contains({without_blanks("sentence")}, {without_blanks("text")})
        """,
    ),
    apart("quantities"),
    wording("quantities", "text"),
    inside("quantities", "section_id", "sections", name="inside_its_section"),
    inside("quantities", "task_id", "tasks", name="inside_its_task"),
    inside("quantities", "project_id", "projects", name="inside_its_project"),
)
