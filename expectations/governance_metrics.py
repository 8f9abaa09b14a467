"""What is true of ``governance_metrics``."""

from __future__ import annotations

from expectations.model import Expectation, Sql, violation
from pipelines.records.governance import COUNTED, FEWEST, SAME_FIGURE
from pipelines.schema.quantities import GOVERNANCE_METRICS, QUANTITIES
from pipelines.schema.sql import named

SHARED = [column.name for column in GOVERNANCE_METRICS.columns if column in QUANTITIES.columns]

SAID = (
    "WITH said AS (SELECT q.* FROM quantities q JOIN documents d ON d.document_id = q.document_id "
    "WHERE d.genre IN ('article', 'newspaper_page') AND d.parallel_of IS NULL)"
)

EXPECTATIONS = (
    violation(
        "governance_metrics",
        "traceable_to_its_quantity",
        "quantity_id",
        "error",
        "Each figure is one row of quantities, column by column.",
        "每个数字即 quantities 的一行，逐列相同。",
        "SELECT g.nth_row, concat_ws(' ', "
        + ", ".join(f"CASE WHEN g.{named(name)} IS DISTINCT FROM q.{named(name)} THEN '{name}' END" for name in SHARED)
        + ") FROM governance_metrics g LEFT JOIN quantities q ON q.quantity_id = g.quantity_id WHERE "
        + " OR ".join(f"g.{named(name)} IS DISTINCT FROM q.{named(name)}" for name in SHARED),
        "quantities",
    ),
    violation(
        "governance_metrics",
        "from_an_article",
        "document_id",
        "error",
        "Each figure comes from an article or newspaper page that is parallel to no other document.",
        "数字出自文章或报纸版面，且非平行文本。",
        """
        SELECT g.nth_row, d.genre || coalesce(' parallel of ' || d.parallel_of, '') FROM governance_metrics g
        JOIN documents d ON d.document_id = g.document_id
        WHERE d.genre NOT IN ('article', 'newspaper_page') OR d.parallel_of IS NOT NULL
        """,
        "documents",
    ),
    violation(
        "governance_metrics",
        "said_once",
        " ".join(SAME_FIGURE),
        "error",
        "No two rows say the same of the same place.",
        "同一地方的同一数字不重复。",
        "SELECT nth_row, text FROM (SELECT nth_row, text, count(*) OVER (PARTITION BY "
        f"{', '.join(map(named, SAME_FIGURE))}) AS times FROM governance_metrics) WHERE times > 1",
    ),
    Expectation(
        "governance_metrics",
        "complete",
        (),
        "error",
        "There are as many rows as the quantities of such documents say different things; of a count whose subject is "
        "said more or less fully (社区, 城市社区) the fullest counts.",
        "行数与此类文件所述各异之数量的个数相等；同一计数的主语详略不一时（社区、城市社区），以最详者计。",
        type="expect_table_row_count_to_equal",
        arguments={
            "value": Sql(
                f"{SAID} SELECT count(*) FROM (SELECT DISTINCT {', '.join('q.' + named(name) for name in SAME_FIGURE)} "
                "FROM said q WHERE NOT EXISTS (SELECT 1 FROM said fuller WHERE fuller.document_id = q.document_id "
                f"AND q.value_base >= {FEWEST} AND q.unit_base IN ({', '.join(map(repr, COUNTED))}) "
                "AND fuller.subject <> q.subject AND ends_with(fuller.subject, q.subject) AND "
                + " AND ".join(
                    f"fuller.{named(name)} IS NOT DISTINCT FROM q.{named(name)}"
                    for name in SAME_FIGURE
                    if name != "subject"
                )
                + "))"
            )
        },
        reads=("quantities", "documents"),
    ),
)
