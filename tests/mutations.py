"""One change of the tables for each expectation that it must catch, as SQL; ``also`` are the others it cannot help failing.

The tables are those built from the five raw documents. ``moved(TABLE, KEY, START, END)`` gives a row another passage with
its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.records.governance import SAME_FIGURE

PLAN = "haizhou-14th-plan-outline"
TASKS = "haizhou-2022-key-tasks"
ARTICLE = "haizhou-governance-article-hans"
PAGE = "yancheng-governance-newspaper-page"
CROSSCHECK = "(SELECT min(crosscheck_id) FROM crosschecks WHERE right_table = 'quantities')"
COPIED = "crosschecks.sides_as_in_their_rows"
"""What a figure in quantities is compared with holds a copy of it."""
JOINT = 10
"""A task with two joint units."""


@dataclass(frozen=True)
class Mutation:
    """Statements, separated by semicolons, after which ``expectation`` (table.name) comes to another result."""

    expectation: str
    sql: str
    also: tuple[str, ...] = ()


def indicator(number: int) -> str:
    return f"indicator_id = '{PLAN}:indicator:{number:02d}'"


def task(number: int) -> str:
    return f"task_id = '{TASKS}:{number:03d}'"


def quantity(text: str, document: str = PLAN) -> str:
    """The first quantity of those words."""
    return (
        "quantity_id = (SELECT first(quantity_id ORDER BY char_start) FROM quantities "
        f"WHERE text = '{text}' AND document_id = '{document}')"
    )


OF_THE_SUBJECT = (
    Mutation("regions.code_fits_level", "UPDATE regions SET level = 'prefecture' WHERE region_code = '320706'"),
    Mutation(
        "documents.books_closed",
        f"DELETE FROM skipped_numbers WHERE skipped_id = (SELECT min(skipped_id) FROM skipped_numbers "
        f"WHERE document_id = '{TASKS}' AND reason = 'list_number')",
    ),
    Mutation(
        "documents.years_sane",
        f"UPDATE documents SET signed_on = '1822-01-28' WHERE document_id = '{TASKS}'; "
        "UPDATE document_metadata SET value = '1822-01-28' WHERE field = 'signed_on'",
    ),
    Mutation(
        "documents.signed_before_published",
        f"UPDATE documents SET signed_on = '2022-02-28' WHERE document_id = '{TASKS}'; "
        "UPDATE document_metadata SET value = '2022-02-28' WHERE field = 'signed_on'",
    ),
    Mutation("documents.title_known", f"UPDATE documents SET title = NULL WHERE document_id = '{ARTICLE}'"),
    Mutation(
        "documents.ingested_once",
        f"UPDATE ingestions SET sha256 = repeat('0', 64) WHERE document_id = '{PLAN}'",
    ),
    Mutation(
        "documents.parallel_of_an_original",
        f"UPDATE documents SET parallel_of = document_id WHERE document_id = '{PLAN}'",
    ),
    Mutation("documents.enough_read", f"UPDATE quantities SET place = NULL WHERE document_id = '{PLAN}'"),
    Mutation(
        "source_defects.documents_whole", "UPDATE source_defects SET kind = 'table_lost' WHERE kind = 'unit_lost'"
    ),
    Mutation(
        "document_metadata.statement_reaches_its_document",
        f"UPDATE documents SET issuer = '海州区政府' WHERE document_id = '{TASKS}'",
    ),
    Mutation(
        "sections.inside_its_parent",
        "UPDATE sections SET level = 1 WHERE section_id = (SELECT min(section_id) FROM sections WHERE level = 2)",
    ),
    Mutation(
        "sections.in_the_order_of_the_text",
        f"UPDATE sections SET position = 99 WHERE document_id = '{TASKS}' AND position = 1",
    ),
    Mutation(
        "sections.title_present", f"UPDATE sections SET title = '' WHERE document_id = '{TASKS}' AND position = 1"
    ),
    Mutation("indicators.numbered_without_gap", f"UPDATE indicators SET position = 33 WHERE {indicator(32)}"),
    Mutation("indicators.target_kind_fits", f"UPDATE indicators SET target_kind = 'bound' WHERE {indicator(1)}"),
    Mutation(
        "indicators.point_target_no_worse_than_base",
        f"UPDATE indicators SET desired_direction = 'decrease' WHERE {indicator(1)}",
    ),
    Mutation(
        "indicators.held_target_no_worse_than_base",
        f"UPDATE indicators SET desired_direction = 'decrease' WHERE {indicator(31)}",
    ),
    Mutation(
        "indicators.bound_no_worse_than_base",
        f"UPDATE indicators SET desired_direction = 'decrease' WHERE {indicator(21)}",
    ),
    Mutation(
        "indicators.growth_follows_from_base_and_target",
        f"UPDATE indicators SET base_year = 2015 WHERE {indicator(9)}",
    ),
    Mutation("indicators.values_as_printed", f"UPDATE indicators SET base_value = 654 WHERE {indicator(1)}"),
    Mutation(
        "indicators.comparator_as_printed", f"UPDATE indicators SET target_comparator = 'ge' WHERE {indicator(21)}"
    ),
    Mutation("indicators.years_sane", f"UPDATE indicators SET base_year = 2025 WHERE {indicator(1)}"),
    Mutation(
        "indicators.target_in_the_planned_years", f"UPDATE indicators SET target_year = 2026 WHERE {indicator(1)}"
    ),
    Mutation("indicators.unit_present", f"UPDATE indicators SET unit = NULL WHERE {indicator(1)}"),
    Mutation("indicators.percent_in_range", f"UPDATE indicators SET unit = '%' WHERE {indicator(1)}"),
    Mutation("indicators.texts_are_cells", f"UPDATE indicators SET base_text = '653亿' WHERE {indicator(1)}"),
    Mutation(
        "indicator_cells.spans_apart",
        "SET VARIABLE cell = (SELECT first(cell_id ORDER BY char_start) FROM indicator_cells WHERE \"column\" = 'name'); "
        "SET VARIABLE start = (SELECT char_start FROM indicator_cells WHERE cell_id = getvariable('cell')); "
        "SET VARIABLE stop = (SELECT min(char_start) + 1 FROM indicator_cells WHERE char_start > getvariable('start')); "
        "MOVE indicator_cells",
    ),
    Mutation(
        "indicator_cells.wording_of_the_source",
        "UPDATE indicator_cells SET text = '别的' WHERE cell_id = "
        "(SELECT min(cell_id) FROM indicator_cells WHERE \"column\" = 'header')",
    ),
    Mutation("projects.no_number_lost", f"DELETE FROM projects WHERE project_id = '{PLAN}:box01:02'"),
    Mutation(
        "projects.numbers_run_on",
        f"UPDATE projects SET item_number = 3 - item_number WHERE project_id IN ('{PLAN}:box01:01', '{PLAN}:box01:02')",
    ),
    Mutation(
        "projects.spans_apart",
        f"SET VARIABLE cell = '{PLAN}:box01:01'; "
        "SET VARIABLE start = (SELECT char_start FROM projects WHERE project_id = getvariable('cell')); "
        f"SET VARIABLE stop = (SELECT char_start + 1 FROM projects WHERE project_id = '{PLAN}:box01:02'); MOVE projects",
    ),
    Mutation(
        "projects.inside_its_box",
        f"SET VARIABLE cell = '{PLAN}:box01:04'; "
        "SET VARIABLE start = (SELECT char_start FROM projects WHERE project_id = getvariable('cell')); "
        "SET VARIABLE stop = (SELECT max(s.char_end) + 1 FROM sections s JOIN projects p ON p.section_id = s.section_id "
        "AND p.project_id = getvariable('cell')); MOVE projects",
    ),
    Mutation(
        "projects.box_is_a_box", f"UPDATE projects SET box_title = '别的专栏' WHERE project_id = '{PLAN}:box01:02'"
    ),
    Mutation(
        "projects.name_begins_the_item", f"UPDATE projects SET name = '别的' WHERE project_id = '{PLAN}:box01:02'"
    ),
    Mutation(
        "projects.components_in_the_item",
        f"UPDATE projects SET components = ['没有的工程'] WHERE project_id = '{PLAN}:box01:02'",
    ),
    Mutation(
        "organizations.used",
        "INSERT INTO organizations SELECT 'new', '区气象局', kind, false, [] FROM organizations "
        "WHERE kind <> 'collective' LIMIT 1",
    ),
    Mutation(
        "organizations.names_unique",
        "UPDATE organizations SET aliases = list_append(aliases, name), name = '区发改局' WHERE name = '区教育局'",
    ),
    Mutation(
        "organizations.one_name_in_a_row",
        "UPDATE organizations SET aliases = list_append(aliases, name), name = '区教育局、区科技局' WHERE name = '区教育局'",
    ),
    Mutation(
        "organizations.brackets_paired",
        "UPDATE organizations SET aliases = list_append(aliases, name), name = '区教育局）' WHERE name = '区教育局'",
    ),
    Mutation("organizations.collective_kind", "UPDATE organizations SET is_collective = true WHERE name = '区教育局'"),
    Mutation("leaders.used", "INSERT INTO leaders SELECT 'new', '王明', false"),
    Mutation(
        "leaders.name_of_a_person",
        "UPDATE leaders SET name = name || name WHERE name = '朱伟哲'",
        also=("task_assignments.name_holds_the_printed_one",),
    ),
    Mutation(
        "tasks.no_number_lost",
        f"DELETE FROM task_assignments WHERE {task(6)}; DELETE FROM tasks WHERE {task(6)}; "
        f"UPDATE quantities SET task_id = NULL WHERE {task(6)}",
    ),
    Mutation(
        "tasks.numbers_run_on",
        f"UPDATE tasks SET number = 11 - number, number_text = (11 - number)::VARCHAR WHERE {task(5)} OR {task(6)}",
    ),
    Mutation("tasks.number_as_printed", f"UPDATE tasks SET number_text = '99' WHERE {task(5)}"),
    Mutation(
        "tasks.lead_unit_read",
        f"DELETE FROM task_assignments WHERE {task(2)} AND role = 'lead_unit'",
        also=("tasks.lead_unit_named",),
    ),
    Mutation("tasks.lead_unit_named", f"DELETE FROM task_assignments WHERE {task(109)} AND role = 'lead_unit'"),
    Mutation("tasks.year_of_the_notice", f"UPDATE tasks SET year = 2023 WHERE {task(5)}"),
    Mutation(
        "tasks.spans_apart",
        f"SET VARIABLE cell = '{TASKS}:001'; "
        "SET VARIABLE start = (SELECT char_start FROM tasks WHERE task_id = getvariable('cell')); "
        f"SET VARIABLE stop = (SELECT char_start + 1 FROM tasks WHERE {task(2)}); MOVE tasks",
    ),
    Mutation(
        "tasks.inside_its_section",
        "UPDATE tasks SET section_id = (SELECT first(section_id ORDER BY position DESC) FROM sections "
        f"WHERE document_id = '{TASKS}') WHERE {task(1)}",
    ),
    Mutation("tasks.wording_of_the_source", f"UPDATE tasks SET text = '别的' WHERE {task(5)}"),
    Mutation(
        "task_assignments.positions_run_on",
        f"UPDATE task_assignments SET position = 5 WHERE {task(1)} AND role = 'lead_unit'",
    ),
    Mutation(
        "task_assignments.printed_with_its_task",
        "UPDATE task_assignments SET char_start = other.char_start, char_end = other.char_end, evidence = other.evidence "
        "FROM (SELECT * FROM task_assignments WHERE party_text = '区发改局' ORDER BY char_start DESC LIMIT 1) other "
        f"WHERE task_assignments.{task(3)} AND task_assignments.role = 'lead_unit'",
    ),
    Mutation(
        "task_assignments.named_once",
        "UPDATE task_assignments SET organization_id = other.organization_id, party_text = other.party_text, "
        "char_start = other.char_start, char_end = other.char_end, evidence = other.evidence FROM ("
        f"SELECT * FROM task_assignments WHERE {task(JOINT)} AND role = 'joint_unit' AND position = 1) other "
        f"WHERE task_assignments.{task(JOINT)} AND task_assignments.role = 'joint_unit' AND task_assignments.position = 2",
    ),
    Mutation(
        "task_assignments.name_holds_the_printed_one",
        "UPDATE organizations SET name = '区某局', aliases = [] WHERE name = '区教育局'",
    ),
    Mutation(
        "task_assignments.wording_of_the_source",
        "UPDATE organizations SET aliases = list_append(aliases, '区教体局') WHERE name = '区教育局'; "
        "UPDATE task_assignments SET party_text = '区教体局' WHERE organization_id = "
        "(SELECT organization_id FROM organizations WHERE name = '区教育局')",
    ),
    Mutation(
        "quantities.unit_present", f"UPDATE quantities SET unit = NULL, unit_base = NULL WHERE {quantity('136家')}"
    ),
    Mutation(
        "quantities.base_value_multiplied_out",
        f"UPDATE quantities SET value_base = value WHERE {quantity('653亿元')}",
        also=(COPIED,),
    ),
    Mutation(
        "quantities.base_unit_without_scale", f"UPDATE quantities SET unit_base = '亿元' WHERE {quantity('653亿元')}"
    ),
    Mutation(
        "quantities.comparator_as_printed", f"UPDATE quantities SET comparator = 'lt' WHERE {quantity('653亿元')}"
    ),
    Mutation(
        "quantities.range_has_two_ends",
        f"UPDATE quantities SET value_max = 200, value_max_base = 200 WHERE {quantity('136家')}",
    ),
    Mutation(
        "quantities.value_as_printed",
        f"UPDATE quantities SET value = 635, value_base = 635e8 WHERE {quantity('653亿元')}",
        also=(COPIED,),
    ),
    Mutation(
        "quantities.percent_in_range",
        f"UPDATE quantities SET value = -81.1, value_base = -81.1 WHERE {quantity('81.1%')}",
    ),
    Mutation("quantities.years_sane", f"UPDATE quantities SET year_to = 2205 WHERE {quantity('800亿元')}"),
    Mutation(
        "quantities.target_not_in_the_past",
        f"UPDATE quantities SET year_from = 2012, year_to = 2012 WHERE {quantity('7.5%', TASKS)}",
    ),
    Mutation(
        "quantities.actual_not_in_the_future",
        f"UPDATE quantities SET year_from = 2026, year_to = 2026 WHERE {quantity('653亿元')}",
    ),
    Mutation("quantities.subject_present", f"UPDATE quantities SET subject = '' WHERE {quantity('653亿元')}"),
    Mutation("quantities.subject_whole", f"UPDATE quantities SET subject = '生产总值和' WHERE {quantity('653亿元')}"),
    Mutation(
        "quantities.sentence_holds_the_figure", f"UPDATE quantities SET sentence = '别的' WHERE {quantity('653亿元')}"
    ),
    Mutation(
        "quantities.spans_apart",
        f"SET VARIABLE cell = (SELECT quantity_id FROM quantities WHERE {quantity('653亿元')}); "
        "SET VARIABLE start = (SELECT char_start FROM quantities WHERE quantity_id = getvariable('cell')); "
        f"SET VARIABLE stop = (SELECT char_start + 1 FROM quantities WHERE {quantity('7.39万元')}); MOVE quantities",
        also=(COPIED,),
    ),
    Mutation(
        "quantities.wording_of_the_source",
        f"UPDATE quantities SET text = '653亿圆', sentence = '653亿圆' WHERE {quantity('653亿元')}",
    ),
    Mutation(
        "quantities.inside_its_section",
        f"UPDATE quantities SET section_id = (SELECT section_id FROM sections WHERE document_id = '{TASKS}' "
        f"AND title = '全面加强政府自身建设') WHERE {quantity('7.5%', TASKS)}",
    ),
    Mutation(
        "quantities.inside_its_task", f"UPDATE quantities SET task_id = '{TASKS}:109' WHERE {quantity('7.5%', TASKS)}"
    ),
    Mutation(
        "quantities.inside_its_project",
        f"UPDATE quantities SET project_id = '{PLAN}:box01:02' WHERE {quantity('3000人')}",
    ),
    Mutation(
        "governance_metrics.traceable_to_its_quantity",
        "UPDATE governance_metrics SET subject = '别的' WHERE quantity_id = (SELECT min(quantity_id) FROM governance_metrics)",
    ),
    Mutation(
        "governance_metrics.from_an_article",
        "DELETE FROM governance_metrics WHERE quantity_id = (SELECT min(quantity_id) FROM governance_metrics); "
        "INSERT INTO governance_metrics BY NAME SELECT * EXCLUDE (task_id, project_id), 'other' AS topic "
        f"FROM quantities WHERE {quantity('653亿元')}",
    ),
    Mutation(
        "governance_metrics.said_once",
        "; ".join(
            f"UPDATE {name} SET {', '.join(f'{column} = other.{column}' for column in SAME_FIGURE)} FROM ("
            f"SELECT * FROM governance_metrics WHERE text = '702个') other WHERE {name}.text = '187个' "
            f"AND {name}.document_id = '{ARTICLE}'"
            for name in ("governance_metrics", "quantities")
        ),
        also=(COPIED, "governance_metrics.complete", "quantities.base_value_multiplied_out"),
    ),
    Mutation(
        "governance_metrics.complete",
        "DELETE FROM governance_metrics WHERE quantity_id = (SELECT min(quantity_id) FROM governance_metrics)",
    ),
    Mutation(
        "skipped_numbers.holds_a_number",
        "INSERT INTO skipped_numbers BY NAME SELECT document_id || ':skipped:new' AS skipped_id, document_id, "
        "'海' AS text, 'name' AS reason, instr(text, '海') - 1 AS char_start, instr(text, '海') AS char_end, "
        f"'海' AS evidence FROM documents WHERE document_id = '{PLAN}'",
    ),
    Mutation(
        "skipped_numbers.reason_known",
        "UPDATE skipped_numbers SET reason = 'unread' WHERE skipped_id = (SELECT min(skipped_id) FROM skipped_numbers)",
    ),
    Mutation(
        "skipped_numbers.spans_apart",
        f"SET VARIABLE cell = (SELECT first(skipped_id ORDER BY char_start) FROM skipped_numbers "
        f"WHERE document_id = '{PLAN}' AND char_end + 1 IN (SELECT char_start FROM skipped_numbers "
        f"WHERE document_id = '{PLAN}')); "
        "SET VARIABLE start = (SELECT char_start FROM skipped_numbers WHERE skipped_id = getvariable('cell')); "
        "SET VARIABLE stop = (SELECT min(char_start) + 1 FROM skipped_numbers "
        f"WHERE document_id = '{PLAN}' AND char_start > getvariable('start')); MOVE skipped_numbers",
    ),
    Mutation(
        "skipped_numbers.wording_of_the_source",
        "UPDATE skipped_numbers SET text = '1999' WHERE skipped_id = (SELECT min(skipped_id) FROM skipped_numbers "
        "WHERE reason = 'list_number')",
    ),
    Mutation(
        "crosschecks.sides_are_rows",
        f"UPDATE crosschecks SET left_id = 'nowhere' WHERE crosscheck_id = {CROSSCHECK}",
    ),
    Mutation(
        "crosschecks.sides_as_in_their_rows",
        f"UPDATE crosschecks SET right_evidence = '别的' WHERE crosscheck_id = {CROSSCHECK}",
    ),
    Mutation(
        "crosschecks.difference_follows",
        f"UPDATE crosschecks SET difference = difference + 1 WHERE crosscheck_id = {CROSSCHECK}",
    ),
    Mutation(
        "concepts.wording_of_one_concept",
        "UPDATE concepts SET synonyms = list_append(synonyms, '地区生产总值') WHERE concept_id = "
        "(SELECT min(concept_id) FROM concepts WHERE NOT list_contains(synonyms, '地区生产总值'))",
    ),
    Mutation(
        "ingestions.rows_counted",
        f"UPDATE ingestions SET rows_per_table = MAP {{'tasks': 110::BIGINT}} WHERE document_id = '{TASKS}'",
    ),
    Mutation("ingestions.one_build", f"UPDATE ingestions SET run_id = 'another' WHERE document_id = '{TASKS}'"),
    Mutation(
        "ingestions.nothing_quarantined",
        "INSERT INTO ingestions BY NAME SELECT run_id, 'broken.txt' AS file, started_at, 'quarantined' AS status, "
        "'not a text' AS error, parser_version, MAP {} AS rows_per_table FROM ingestions LIMIT 1",
    ),
)
