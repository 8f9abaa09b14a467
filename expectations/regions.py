"""What is true of ``regions``."""

from __future__ import annotations

from expectations.model import violation

EXPECTATIONS = (
    violation(
        "regions",
        "code_fits_level",
        "region_code level parent_code",
        "error",
        "The code says the level (xx0000 a province, xxxx00 a prefecture) and begins like that of the division above.",
        "代码与级别相符（xx0000 省级，xxxx00 地级），且与上级区划代码同首。",
        """
        SELECT nth_row, concat_ws(' ', region_code, level, parent_code) FROM regions
        WHERE level <> CASE WHEN region_code LIKE '__0000' THEN 'province'
                            WHEN region_code LIKE '____00' THEN 'prefecture' ELSE 'county' END
            OR (level = 'province') <> (parent_code IS NULL)
            OR left(parent_code, 2) <> left(region_code, 2)
        """,
    ),
)
