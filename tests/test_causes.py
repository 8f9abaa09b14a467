"""Why a cell changed, and how the changelog says it: (changes, what else changed, causes as a person gives them)."""

from __future__ import annotations

import pytest

from pipelines.releases.causes import with_causes
from pipelines.releases.changelog import changelog
from pipelines.releases.differences import Change


def change(table: str, document: str | None, *others: str, corrected: bool = False) -> Change:
    documents = tuple(name for name in (document, *others) if name)
    return Change(table, "row", None, document, "changed", "value", "1", "2", "value", corrected, documents)


QUANTITY = change("quantities", "notice")
CORRECTED = change("quantities", "article", corrected=True)
COMPARED = change("crosschecks", None, "article", "other")
COMPARED_WITH_NOTICE = change("crosschecks", "plan", "plan", "notice")
ORGANIZATION = change("organizations", None)
CONCEPT = change("concepts", None)
ENTRY = change("documents", "article")
RIGHTS = Change(
    "documents", "article", None, "article", "changed", "rights", "copyrighted", "official_document", "value"
)


@pytest.mark.parametrize(
    ("changes", "changed", "same_parser", "causes"),
    [
        ([QUANTITY], ["notice"], True, ["source"]),
        ([QUANTITY], ["notice"], False, ["source"]),
        ([QUANTITY], [], False, ["parser"]),
        # the entry of a document in sources.toml is part of the source
        ([QUANTITY], [], True, ["source"]),
        ([ENTRY, CORRECTED], [], True, ["source", "correction"]),
        ([ENTRY, RIGHTS], [], False, ["parser", "source"]),
        ([CORRECTED], [], True, ["correction"]),
        # what compares documents is put down to those that it compares, not to any other that changed
        ([CORRECTED, COMPARED, QUANTITY], ["notice"], True, ["correction", "correction", "source"]),
        ([COMPARED_WITH_NOTICE], ["notice"], True, ["source"]),
        ([COMPARED], ["notice"], False, ["parser"]),
        # what follows from all documents; but a concept comes with the parser
        ([ORGANIZATION, CONCEPT], ["notice"], True, ["source", "source"]),
        ([ORGANIZATION, CONCEPT], ["notice"], False, ["source", "parser"]),
        ([ORGANIZATION, CORRECTED], [], True, ["correction", "correction"]),
    ],
)
def test_causes(changes: list[Change], changed: list[str], same_parser: bool, causes: list[str]) -> None:
    before = dict.fromkeys(("notice", "article", "plan", "other"), "0")
    after = {**before, **dict.fromkeys(changed, "1")}
    assert [cause for _, cause in with_causes(changes, before, after, same_parser=same_parser)] == causes


def test_a_new_document_is_one_line_of_the_changelog() -> None:
    def added(table: str, document: str | None, layer: str = "value") -> tuple[Change, str]:
        row = str(document) if table == "documents" else f"{table} of {document}"
        return Change(table, row, None, document, "added", None, None, "{}", layer), "source"

    changes = [added("documents", "new"), *[added("tasks", "new")] * 3, *[added("sections", "new", "location")] * 2]
    changes += [added("tasks", "old"), *[added("organizations", None)] * 30]
    gone = Change("documents", "gone", None, "gone", "removed", None, "{}", None, "value"), "source"
    page = changelog("2026.11.22", "2026.11.21", [*changes, gone], unread={"gone": "the file is empty"})
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert lines == [
        "- document gone removed (its file cannot be read: the file is empty): ",
        "- document new added: 3 tasks, 2 sections",
        "- `organizations`: 30 rows added (source)",
        "- `tasks` tasks of old added: {} (source)",
    ]
