"""What is true of ``documents`` and of how completely each was read."""

from __future__ import annotations

from expectations.floors import DECLINE, ENOUGH, declined, lacking
from expectations.model import Function, violation

EXPECTATIONS = (
    violation(
        "documents",
        "books_closed",
        "text",
        "error",
        "Each run of digits of the text is accounted for exactly once: in an indicator cell, a quantity, a skipped "
        "number, or what the document says of itself.",
        "正文每一串数字恰有一处着落：指标单元格、数量、不计数字或文件自述。",
        Function("books_closed"),
        "indicator_cells",
        "quantities",
        "skipped_numbers",
        "document_metadata",
    ),
    violation(
        "documents",
        "years_sane",
        "signed_on published_on period_from period_to",
        "error",
        "Dates and governed years lie between 1949 and 2100.",
        "日期与所管年份在 1949 至 2100 年之间。",
        """
        SELECT nth_row, concat_ws(', ', signed_on, published_on, period_from, period_to) FROM documents
        WHERE least(year(signed_on), year(published_on), period_from, period_to) < 1949
            OR greatest(year(signed_on), year(published_on), period_from, period_to) > 2100
        """,
    ),
    violation(
        "documents",
        "signed_before_published",
        "signed_on published_on",
        "warning",
        "A document is signed before it is published.",
        "成文日期不晚于发布日期。",
        "SELECT nth_row, signed_on || ' > ' || published_on FROM documents WHERE signed_on > published_on",
    ),
    violation(
        "documents",
        "title_known",
        "title",
        "warning",
        "The title of the document is known; a newspaper page has none but those of its articles.",
        "文件题名已知；报纸版面除各篇文章外无题名。",
        "SELECT nth_row, file FROM documents WHERE title IS NULL AND genre <> 'newspaper_page'",
    ),
    violation(
        "documents",
        "ingested_once",
        "document_id file sha256",
        "error",
        "Each document was read from exactly one file, whose checksum is the document's.",
        "每份文件恰由一个原始文件读得，校验值一致。",
        """
        SELECT d.nth_row, count(i.file) || ' ingestions' FROM documents d
        LEFT JOIN ingestions i ON i.document_id = d.document_id AND i.sha256 = d.sha256 AND i.file = d.file
            AND i.status <> 'quarantined'
        GROUP BY d.nth_row HAVING count(i.file) <> 1
        """,
        "ingestions",
    ),
    violation(
        "documents",
        "parallel_of_an_original",
        "parallel_of",
        "error",
        "What a document is parallel to is another document, and itself parallel to none.",
        "平行文本所指为另一文件，且后者自身并非平行文本。",
        """
        SELECT d.nth_row, d.parallel_of FROM documents d JOIN documents o ON o.document_id = d.parallel_of
        WHERE d.parallel_of = d.document_id OR o.parallel_of IS NOT NULL
        """,
    ),
    violation(
        "documents",
        "enough_read",
        "genre",
        "warning",
        f"As much was read from the document as its genre leads to expect: {'; '.join(f.english for f in ENOUGH)}.",
        f"读出的内容不少于该文种应有之数：{'；'.join(f.chinese for f in ENOUGH)}。",
        lacking(),
        *dict.fromkeys(floor.table for floor in ENOUGH),
    ),
    violation(
        "documents",
        "no_collapse",
        "sha256",
        "error",
        "An unchanged document gives at least half the rows and filled values it gave in the build before: "
        "a sudden loss is a fault of the parser.",
        "未变的文件，其行数与非空值不少于上次构建的一半；骤减即解析程序之误。",
        declined("error"),
        *dict.fromkeys(floor.table for floor in DECLINE),
    ),
    violation(
        "documents",
        "no_decline",
        "sha256",
        "warning",
        "An unchanged document gives nearly all rows and filled values it gave in the build before.",
        "未变的文件，其行数与非空值与上次构建相差无几。",
        declined("warning"),
        *dict.fromkeys(floor.table for floor in DECLINE),
    ),
)
