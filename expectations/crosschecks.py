"""What is true of ``crosschecks``."""

from __future__ import annotations

from expectations.model import violation

SIDES = ("left", "right")

EXPECTATIONS = (
    violation(
        "crosschecks",
        "sides_are_rows",
        "left_table left_id right_table right_id",
        "error",
        "Both figures are rows of the tables that they are said to stand in.",
        "两侧数字均为所称之表中的一行。",
        " UNION ALL ".join(
            f"SELECT x.nth_row, '{side}: ' || x.{side}_id FROM crosschecks x ANTI JOIN ("
            "SELECT quantity_id AS id, 'quantities' AS name FROM quantities "
            "UNION ALL SELECT indicator_id, 'indicators' FROM indicators"
            f") r ON r.id = x.{side}_id AND r.name = x.{side}_table"
            for side in SIDES
        ),
        "quantities",
        "indicators",
    ),
    violation(
        "crosschecks",
        "sides_as_in_their_rows",
        "left_value left_evidence right_value right_evidence",
        "error",
        "A figure of quantities is compared with the value, evidence and document of its row.",
        "出自 quantities 的数字，其数值、证据、文件与该行一致。",
        " UNION ALL ".join(
            f"SELECT x.nth_row, '{side}: ' || x.{side}_value || ' ' || x.{side}_evidence "
            f"FROM crosschecks x JOIN quantities q ON q.quantity_id = x.{side}_id AND x.{side}_table = 'quantities' "
            f"WHERE x.{side}_value IS DISTINCT FROM q.value_base OR x.{side}_evidence <> q.evidence "
            f"OR x.{side}_document_id <> q.document_id"
            for side in SIDES
        ),
        "quantities",
    ),
    violation(
        "crosschecks",
        "difference_follows",
        "left_value right_value expected difference",
        "error",
        "The difference is the second figure minus the first, or minus what is expected where that is given.",
        "差额为右侧减左侧；有应有值者为右侧减应有值。",
        """
        SELECT nth_row, right_value || ' - ' || coalesce(expected, left_value) || ' = ' || difference FROM crosschecks
        WHERE abs(difference - (right_value - coalesce(expected, left_value))) > 1e-6 * greatest(1, abs(right_value))
        """,
    ),
)
