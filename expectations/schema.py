"""Expectations that follow from the schema: columns, keys, enumerations, links, conditions, and what holds for every
row that was read from a text (evidence, cleaned words, ids)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expectations.model import Expectation, Function, violation
from pipelines.schema.arrow import arrow_schema
from pipelines.schema.model import Column, Table
from pipelines.schema.sql import named, quoted
from pipelines.schema.tables import TABLES

VERBATIM = {"documents": {"text", "file", "sha256"}, "document_metadata": {"value"}}
"""Text columns that are not cleaned words: texts as received, names of files."""
NOT_EXTRACTED = ("concepts", "crosschecks", "corrections", "ingestions", "quality")
"""Tables whose texts are sentences of the dataset's own, messages, or copies of evidence."""

MAY_BE_BLANK = {
    ("sections", "title"),
    ("quantities", "subject"),
    ("governance_metrics", "subject"),
    ("crosschecks", "left_subject"),
    ("crosschecks", "right_subject"),
}
"""Texts that exist but may say nothing: an article that lost its headline, a number whose subject was not found. Each
has a warning of its own."""

Test = tuple[str, str]
"""What is wrong, in words, and SQL that is true of the rows where it is."""

UNCLEAN = (
    r"[\n\r]|^[\s\x{3000}\x{a0}]|[\s\x{3000}\x{a0}]$|[。；]$|[\x{4e00}-\x{9fff}][ \x{3000}\x{a0}]+[\x{4e00}-\x{9fff}]"
)
"""What cleaned words do not hold: line breaks, outer blanks, a closing 。 or ；, blanks between Chinese characters."""


def described_columns(table: Table) -> list[str]:
    """Name, type and nullability of each column in one text, as the check of the columns compares them."""
    return [described(field.name, str(field.type), field.nullable) for field in arrow_schema(table)]


def described(name: str, type_name: str, nullable: bool) -> str:
    """``position: int64 not null``."""
    return f"{name}: {type_name}" + ("" if nullable else " not null")


def derived(table: Table) -> Iterator[Expectation]:
    """All expectations that the definition of ``table`` implies."""
    yield Expectation(
        table.name,
        "columns_as_defined",
        (),
        "error",
        "The table has the columns of the schema, in their order, with their types.",
        "各列的名称、次序、类型与模式定义一致。",
        type="expect_table_columns_to_match_ordered_list",
        arguments={"column_list": described_columns(table)},
    )
    yield _unique_key(table)
    yield _well_formed(table)
    for column in table.columns:
        if column.values:
            yield _known_values(table, column)
    yield from _links(table)
    if any(column.name == "char_start" for column in table.columns):
        yield violation(
            table.name,
            "evidence_as_received",
            "char_start char_end evidence",
            "error",
            "The evidence is the raw text of the document from char_start to char_end, character for character.",
            "证据与原文 char_start 至 char_end 处的文字逐字相同。",
            Function("evidence_as_received"),
            "documents",
        )


def _unique_key(table: Table) -> Expectation:
    single = len(table.key) == 1
    return Expectation(
        table.name,
        "key_unique",
        table.key,
        "error",
        "No two rows have the same key.",
        "主键不重复。",
        type="expect_column_values_to_be_unique" if single else "expect_compound_columns_to_be_unique",
        arguments={} if single else {"column_list": list(table.key)},
    )


def _well_formed(table: Table) -> Expectation:
    checks = [column.check for column in table.columns if column.check] + list(table.checks)
    english = [
        "columns that must have a value have one",
        "texts are not blank",
    ]
    chinese = ["必填各列均有值", "文字不为空白"]
    if table.name not in NOT_EXTRACTED:
        english.append(
            "texts are in one line, without outer blanks, blanks between Chinese characters or a closing 。 or ；"
        )
        chinese.append("文字不含换行、首尾空白、汉字间空格及句末的“。”“；”")
    if _names_its_document(table):
        english.append("the key begins with the id of the document the row was read from")
        chinese.append("主键以所出自文件的标识开头")
    if checks:
        english.append("and " + ", ".join(checks))
        chinese.append("且 " + "，".join(checks))
    tests = [*_missing(table), *_unclean(table), *((check, f"NOT ({check})") for check in checks), *_misnamed(table)]
    return violation(
        table.name,
        "rows_well_formed",
        "",
        "error",
        f"Each row is well formed: {'; '.join(english)}.",
        f"各行完整规范：{'；'.join(chinese)}。",
        _select(table, tests),
    )


def _missing(table: Table) -> Iterator[Test]:
    for column in table.columns:
        name = named(column.name)
        if not column.nullable and (table.name, column.name) not in MAY_BE_BLANK:
            blank = f" OR trim({name}) = ''" if column.type == "text" else ""
            yield f"no {column.name}", f"{name} IS NULL{blank}"


def _unclean(table: Table) -> Iterator[Test]:
    if table.name in NOT_EXTRACTED:
        return
    verbatim = VERBATIM.get(table.name, set()) | {"evidence", "correction_id", *table.key}
    for column in table.columns:
        if column.type == "text" and not (column.values or column.references or column.name in verbatim):
            yield f"{column.name} not cleaned", f"regexp_matches({named(column.name)}, {quoted(UNCLEAN)})"


def _names_its_document(table: Table) -> bool:
    """Whether the rows come from one document each and have a key of their own."""
    names = [column.name for column in table.columns]
    return "document_id" in names and len(table.key) == 1 and table.key != ("document_id",)


def _misnamed(table: Table) -> Iterator[Test]:
    if _names_its_document(table):
        key = named(table.key[0])
        yield f"{table.key[0]} names another document", f"NOT starts_with({key}, document_id || ':')"


def _known_values(table: Table, column: Column) -> Expectation:
    return Expectation(
        table.name,
        f"{column.name}_known",
        (column.name,),
        "error",
        f"{column.name} is one of: {', '.join(column.values)}.",
        f"{column.name} 取值限于：{'、'.join(column.values)}。",
        type="expect_column_values_to_be_in_set",
        arguments={"value_set": list(column.values)},
    )


def _links(table: Table) -> Iterator[Expectation]:
    links = [column for column in table.columns if column.references]
    if not links:
        return
    queries = []
    for column in links:
        parent = TABLES[str(column.references)]
        queries.append(
            f"SELECT child.nth_row, {quoted(column.name + ': ')} || child.{named(column.name)} "
            f"FROM {named(table.name)} AS child ANTI JOIN {named(parent.name)} AS parent "
            f"ON child.{named(column.name)} = parent.{named(parent.key[0])} "
            f"WHERE child.{named(column.name)} IS NOT NULL"
        )
    yield violation(
        table.name,
        "links_lead_somewhere",
        " ".join(column.name for column in links),
        "error",
        "Each key of another table is the key of a row there.",
        "所引其他表的标识在该表中均存在。",
        " UNION ALL ".join(queries),
        *dict.fromkeys(str(column.references) for column in links),
    )


def _select(table: Table, tests: Iterable[Test]) -> str:
    """A SELECT of the rows where any of the tests (words, SQL) is true, with the words of those that are."""
    pieces = ", ".join(f"CASE WHEN {test} THEN {quoted(words)} END" for words, test in tests)
    return (
        f"SELECT nth_row, found FROM (SELECT nth_row, concat_ws('; ', {pieces}) AS found FROM {named(table.name)}) "
        "WHERE found <> ''"
    )
