"""What is true of ``projects``, the numbered items of boxes."""

from __future__ import annotations

from expectations.model import Function, violation
from expectations.spans import apart, inside, without_blanks

EXPECTATIONS = (
    violation(
        "projects",
        "no_number_lost",
        "item_number",
        "error",
        "No item is missing whose number the text prints between two others of its box, in their style.",
        "专栏中凡在前后项目之间以相同样式印有序号的项目，无一遗漏。",
        Function("number_lost"),
        "documents",
        "sections",
    ),
    violation(
        "projects",
        "numbers_run_on",
        "item_number",
        "warning",
        "The items of a box are numbered 1, 2, 3 ... in the order of the text; the source may skip or mix up a number.",
        "同一专栏的项目按原文次序编为 1、2、3……；原文或有跳号、乱序。",
        Function("number_skipped"),
        "documents",
        "sections",
    ),
    apart("projects"),
    inside("projects", "section_id", "sections", name="inside_its_box"),
    violation(
        "projects",
        "box_is_a_box",
        "section_id box_title",
        "error",
        "The section an item stands in is a box of the title that the item gives.",
        "项目所在层次为专栏，标题一致。",
        """
        SELECT p.nth_row, s.kind || ' ' || s.title FROM projects p JOIN sections s ON s.section_id = p.section_id
        WHERE s.kind <> 'box' OR s.title <> p.box_title
        """,
        "sections",
    ),
    violation(
        "projects",
        "name_begins_the_item",
        "name evidence",
        "error",
        "The item begins with its name.",
        "项目内容以项目名称开头。",
        f"""
        SELECT nth_row, name FROM projects
        WHERE correction_id IS NULL AND NOT starts_with({without_blanks("evidence")}, {without_blanks("name")})
        """,
    ),
    violation(
        "projects",
        "components_in_the_item",
        "components evidence",
        "error",
        "Each single work is named in the item.",
        "所列单项工程均见于项目原文。",
        f"""
        SELECT nth_row, component FROM (
            SELECT nth_row, {without_blanks("evidence")} AS item, unnest(components) AS component FROM projects
            WHERE correction_id IS NULL
        ) WHERE NOT contains(item, {without_blanks("component")})
        """,
    ),
)
