"""What is true of ``sections``."""

from __future__ import annotations

from expectations.model import violation

EXPECTATIONS = (
    violation(
        "sections",
        "inside_its_parent",
        "parent_section_id level char_start char_end",
        "error",
        "A section lies inside its parent, in the same document, one level or more below it.",
        "层次位于其上一层之内，同属一份文件，且级别更低。",
        """
        SELECT s.nth_row, s.char_start || '–' || s.char_end || ' in ' || p.char_start || '–' || p.char_end
        FROM sections s JOIN sections p ON p.section_id = s.parent_section_id
        WHERE s.document_id <> p.document_id OR s.level <= p.level
            OR s.char_start < p.char_start OR s.char_end > p.char_end
        """,
    ),
    violation(
        "sections",
        "in_the_order_of_the_text",
        "position char_start",
        "error",
        "The sections of a document are numbered 1, 2, 3 ... in the order in which they begin.",
        "同一文件各层次按起点先后编为 1、2、3……。",
        """
        SELECT nth_row, position || ' as number ' || nth FROM (
            SELECT nth_row, position, row_number() OVER (PARTITION BY document_id ORDER BY char_start, position) AS nth
            FROM sections
        ) WHERE position <> nth
        """,
    ),
    violation(
        "sections",
        "title_present",
        "title",
        "warning",
        "A section has a title.",
        "层次有标题。",
        "SELECT nth_row, kind FROM sections WHERE trim(coalesce(title, '')) = ''",
    ),
)
