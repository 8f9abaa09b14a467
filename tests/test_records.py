"""Rows from a document: ids, provenance, cleaned words, closed books, regions, topics, parallel texts."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.concepts.vocabulary import concepts
from pipelines.records.accounts import Cover, span, unaccounted
from pipelines.records.governance import governance_rows
from pipelines.records.parallel import parallel_documents
from pipelines.records.parse import ParsedDocument, parse_document
from pipelines.records.regions import division_of, region_rows
from pipelines.records.rows import Identifiers, cleaned, provenance
from pipelines.records.topics import topic_of, topics
from pipelines.schema.concepts import TOPICS
from pipelines.schema.tables import TABLES
from pipelines.sources import Source
from pipelines.text.repair import repair


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("推进高铁片区\n高铁商圈建设。", "推进高铁片区高铁商圈建设"),
        ("  做强实力海州；\n", "做强实力海州"),
        ("实施EPC\nGPON工程", "实施EPC GPON工程"),
        ("“红色邻里”。”", "“红色邻里”。”"),
        ("", ""),
        ("\n。；", ""),
    ],
)
def test_cleaned_words(words: str, expected: str) -> None:
    assert cleaned(words) == expected


@given(st.text())
def test_cleaned_words_never_fail_and_are_clean(words: str) -> None:
    result = cleaned(words)
    assert "\n" not in result
    assert cleaned(result) == result


@given(st.text(alphabet="海州区2022年 \n\r\t　。、１２〇", min_size=1, max_size=60), st.data())
def test_evidence_is_the_slice_of_the_raw_text(raw: str, data: st.DataObject) -> None:
    text = repair(raw)
    if not text.text:
        return
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    row = provenance(text, start, end)
    assert row["evidence"] == raw[slice(*span(row))]
    assert str(row["evidence"])[0] == text.text[start] or text.text[start].isspace()


def test_numbered_ids_use_the_number_and_others_the_wording() -> None:
    identifiers = Identifiers("doc")
    assert identifiers.numbered("018", "task", "新增上云企业") == "doc:018"
    again = identifiers.numbered("018", "task", "新增上云企业")
    assert again.startswith("doc:task:")
    first, second = (identifiers.worded("quantity", "s", "10家") for _ in range(2))
    assert first != second
    assert Identifiers("doc").worded("quantity", "s", "10家") == first


def test_an_edit_elsewhere_leaves_ids_alone(raw: Path) -> None:
    name = "haizhou-14th-plan-outline.txt"
    data = (raw / name).read_bytes()
    before = ids(parse_document(data, Source("plan", name)))
    marker = "第二节 发展形势\n".encode()
    assert data.count(marker) == 1
    edited = data.replace(marker, marker + "全区新增路灯321盏，改造泵站7座。\n".encode())
    after = ids(parse_document(edited, Source("plan", name)))
    assert {table: before[table] - after[table] for table in before if before[table] - after[table]} == {}
    assert len(after["quantities"] - before["quantities"]) == 2


def ids(parsed: ParsedDocument) -> dict[str, set[object]]:
    return {
        name: {row[TABLES[name].key[0]] for row in rows}
        for name, rows in parsed.rows.items()
        if name not in ("regions", "organizations", "leaders", "documents")
    }


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8))), st.integers(0, 45), st.integers(1, 6))
def test_cover_holds_what_its_spans_hold(spans: list[tuple[int, int]], start: int, length: int) -> None:
    covered = {place for begin, size in spans for place in range(begin, begin + size)}
    cover = Cover((begin, begin + size) for begin, size in spans)
    assert cover.holds(start, start + length) == all(place in covered for place in range(start, start + length))


def test_runs_of_digits_that_nothing_accounts_for() -> None:
    assert unaccounted("2022年增长７.5%", [(0, 4)]) == [(7, 8), (9, 10)]


def test_the_books_of_every_document_close(dataset: duckdb.DuckDBPyConnection) -> None:
    for document_id, text in dataset.execute("SELECT document_id, text FROM documents").fetchall():
        kinds = {
            table: Cover(
                dataset.execute(
                    f"SELECT char_start, char_end FROM {table} WHERE document_id = ?", [document_id]
                ).fetchall()
            )
            for table in ("indicator_cells", "quantities", "skipped_numbers", "document_metadata")
        }
        for digits in unaccounted(text, []):
            owners = [table for table, cover in kinds.items() if cover.holds(*digits)]
            assert len(owners) == 1, (document_id, digits, text[digits[0] - 10 : digits[1] + 10], owners)


def test_no_number_is_left_unread(dataset: duckdb.DuckDBPyConnection) -> None:
    unread = dataset.execute("SELECT document_id, char_start, text FROM skipped_numbers WHERE reason = 'unread'")
    assert unread.fetchall() == []


def test_evidence_of_every_row_equals_its_slice(dataset: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        if any(column.name == "evidence" for column in table.columns):
            wrong = dataset.execute(
                f"SELECT count(*) FROM {table.name} t JOIN documents d USING (document_id) "
                "WHERE t.evidence IS DISTINCT FROM substring(d.text, char_start + 1, char_end - char_start)"
            ).fetchall()
            assert wrong == [(0,)], table.name


def test_cleaned_columns_are_clean(dataset: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES.values():
        for column in table.columns:
            if (
                column.type == "text"
                and table.name != "concepts"
                and not column.name.endswith("evidence")
                and not column.name.startswith("note_")
                and column.name != "key"
                and (table.name, column.name)
                != (
                    "documents",
                    "text",
                )
            ):
                wrong = dataset.execute(
                    f'SELECT "{column.name}" FROM {table.name} WHERE regexp_matches("{column.name}"::VARCHAR, ?)',
                    ["[\n\r\t]|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff]|[。；]$|^\\s|\\s$"],
                ).fetchall()
                assert wrong == [], f"{table.name}.{column.name}"


@pytest.mark.parametrize(
    ("place", "home", "code"),
    [
        ("海州区", "320706", "320706"),  # there is another one in 阜新市
        ("海州区", "210902", "210902"),
        ("友谊村", "320904", "320904"),
        ("建湖县", "320900", "320925"),
        ("盐城市建湖县", "320900", "320925"),
        ("建湖县近湖街道", "320900", "320925"),
        ("连云港市", "320706", "320700"),
        ("江苏省", "320706", "320000"),
        ("全国", "320706", None),
        ("大丰区", None, "320904"),
        ("海州区", None, None),
        ("朝阳新村", "320706", "320706"),
    ],
)
def test_the_division_of_a_place(place: str, home: str | None, code: str | None) -> None:
    assert division_of(place, home) == code


def test_regions_come_with_those_above_them() -> None:
    rows = [(row["region_code"], row["name"], row["level"], row["parent_code"]) for row in region_rows(["320706"])]
    assert rows == [
        ("320000", "江苏省", "province", None),
        ("320700", "连云港市", "prefecture", "320000"),
        ("320706", "海州区", "county", "320700"),
    ]


@pytest.mark.parametrize(
    ("subject", "text", "sentence", "topic"),
    [
        ("农村土地成片流转比例", "近70%", "农村土地成片流转比例近70%", "land"),
        ("基础网格", "702个", "全区187个村社细化为702个基础网格", "grid_management"),
        ("招募平安志愿者", "20余万人", "累计招募平安志愿者20余万人", "volunteering"),
        ("招录社区工作者", "260余人", "近两年，共招录社区工作者260余人", "community_workforce"),
        ("楼院党组织", "112个", "组建小区党支部53个，楼院党组织112个", "party_building"),
        ("排查化解各类纠纷矛盾", "3000多起", "排查化解各类纠纷矛盾3000多起", "dispute_resolution"),
        ("产业投资基金", "4支", "设立4支总额近60亿元的产业投资基金", "economy"),
        ("生活垃圾分类收集覆盖率", "100%", "生活垃圾分类收集覆盖率100%", "environment"),
        ("免费开放博物馆", "3家", "免费开放博物馆3家", "culture"),
        ("新建卫生室", "12个", "新建卫生室12个", "public_services"),
        ("开展联合执法", "530余次", "累计开展联合执法530余次", "urban_management"),
        ("刑事警情", "12%", "刑事警情下降12%", "public_safety"),
        ("石子", "3颗", "池中有石子3颗", "other"),
        # one clause, one topic
        (
            "部门",
            "17个",
            "全区划分网格，把公安、城管等方面的17个部门61项工作统一纳入“全要素网格”管理",
            "grid_management",
        ),
        (
            "工作",
            "61项",
            "全区划分网格，把公安、城管等方面的17个部门61项工作统一纳入“全要素网格”管理",
            "grid_management",
        ),
        # people speak for no topic, visits to them do
        ("村民", "近3500人", "友谊村由三个村合并而成，有村民近3500人", "other"),
        ("居民", "近200户", "众心村近200户居民已搬进新居", "other"),
        ("党员网格长走访居民群众", "77505户", "党员网格长走访居民群众77505户", "public_services"),
    ],
)
def test_topics(subject: str, text: str, sentence: str, topic: str) -> None:
    assert topic_of(subject, text, sentence, "") == topic


def test_a_heading_alone_gives_no_topic() -> None:
    assert topic_of("石子", "3颗", "池中有石子3颗", "打造党群服务中心") == "other"
    assert topic_of("部门", "3个", "3个部门开展服务", "深化政务服务") == "public_services"


@pytest.mark.parametrize(
    ("concept", "topic"),
    [("joint_enforcement_actions", "urban_management"), ("practical_problems_solved", "public_services")],
)
def test_topics_of_concepts_that_are_of_no_grid(concept: str, topic: str) -> None:
    assert concepts()[concept].topic == topic


def test_every_topic_has_words() -> None:
    assert {topic.name for topic in topics()} | {"other"} == set(TOPICS)
    assert all(Counter(word for word, _ in topic.weights).most_common(1)[0][1] == 1 for topic in topics())


def test_parallel_documents_are_found_in_any_script_and_layout(raw: Path) -> None:
    hans = (raw / "haizhou-governance-article-hans.txt").read_text(encoding="utf-8")
    hant = (raw / "haizhou-governance-article-hant.txt").read_text(encoding="utf-8")
    page = (raw / "yancheng-governance-newspaper-page.txt").read_text(encoding="utf-8")
    rows = [
        {"document_id": "b", "script": "Hans", "text": hans},
        {"document_id": "a", "script": "Hant", "text": hant},
        {"document_id": "c", "script": "Hans", "text": hans.replace("\n\n", "\n").replace("，", "，\n")},
        {"document_id": "d", "script": "Hans", "text": page},
        {"document_id": "e", "script": "Hans", "text": "短讯"},
        {"document_id": "f", "script": "Hans", "text": "短讯"},
    ]
    assert parallel_documents(rows) == {"a": "b", "c": "b"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全县18个社区共划分网格。单位进驻18个城市社区开展共建。", [("18个", "城市社区")]),
        ("全县18个社区共划分网格。单位进驻12个城市社区开展共建。", [("18个", "社区"), ("12个", "城市社区")]),
        ("全县18个社区共划分网格。18个社区开展共建。", [("18个", "社区")]),
        ("建成3个社区食堂。打造3个智慧社区食堂。", [("3个", "建成社区食堂"), ("3个", "打造智慧社区食堂")]),
    ],
)
def test_a_count_said_more_fully_is_one_figure(text: str, figures: list[tuple[str, str]]) -> None:
    rows = parse_document(
        f"青山县社区治理调研\n{text}\n".encode(), Source("a", "a.txt", facts={"genre": "article"})
    ).rows
    found = governance_rows(rows["documents"], rows["sections"], rows["quantities"])
    assert [(row["text"], row["subject"]) for row in found] == figures


def test_a_parallel_text_adds_no_governance_metric(dataset: duckdb.DuckDBPyConnection) -> None:
    counted = dataset.execute(
        "SELECT document_id, count(*) FROM governance_metrics GROUP BY document_id ORDER BY document_id"
    ).fetchall()
    assert [name for name, _ in counted] == [
        "haizhou-governance-article-hans",
        "yancheng-governance-newspaper-page",
    ]


def test_files_copied_under_another_name_are_the_same_document(raw: Path, tmp_path: Path) -> None:
    shutil.copy(raw / "haizhou-governance-article-hans.txt", tmp_path / "a.txt")
    first, second = (parse_document((tmp_path / "a.txt").read_bytes(), Source(name, "a.txt")) for name in ("x", "y"))
    assert [row["text"] for row in first.rows["quantities"]] == [row["text"] for row in second.rows["quantities"]]


def test_twins_in_two_scripts_have_the_same_sections(raw: Path) -> None:
    """What stands behind an article (摘編自…, 分享到：, 相關文章:) belongs to none of its sections."""
    title = "连云港市委副书记万闻华：牢记“后发先至”嘱托，提升县域治理效能"
    shapes, ends = [], []
    for script, facts in (("hans", {"title": title}), ("hant", {})):
        name = f"haizhou-governance-article-{script}.txt"
        rows = parse_document((raw / name).read_bytes(), Source(script, name, facts=facts)).rows["sections"]
        shapes.append([(row["level"], row["kind"]) for row in rows])
        ends.append({str(row["evidence"])[-4:] for row in rows if row["char_end"] == rows[0]["char_end"]})
    assert shapes[0] == shapes[1] == [(1, "article"), *[(2, "heading")] * 4]
    assert ends == [{"加可感。"}, {"加可感。"}]


HEADER = """区政府关于印发2023年重点任务分解方案的通知
信息来源：清河 发布日期：2023-01-29 10:13 阅读次数：128
区政府关于印发2023年重点任务分解方案的通知
清政发〔2023〕3号
清政发〔2023〕3号
各镇人民政府，各有关单位：
现将方案印发给你们，请认真贯彻执行。今年新建学校3所，改造道路20公里，新增绿地15公顷，群众满意度不断提高。
清河区人民政府
2023年1月28日
清河区人民政府办公室 2023年1月28日印发
联系电话：0514-87340000
"""


def test_numbers_of_header_lines_are_whole_and_said_once() -> None:
    rows = parse_document(HEADER.encode(), Source("d", "d.txt")).rows
    others = [row["value"] for row in rows["document_metadata"] if row["field"] == "header"]
    assert others == ["128", "0514-87340000"]
    again = [(row["text"], row["reason"]) for row in rows["skipped_numbers"]]
    assert again == [
        ("2023", "year"),
        ("2023", "document_number"),
        ("3", "document_number"),
        ("2023", "date"),
        ("1", "date"),
        ("28", "date"),
    ]


def test_a_number_glued_to_a_name_lost_its_unit() -> None:
    notice = "一、农业\n1.建设粮食基地，打造20005G+数字化智慧农场，培育良种基地。（牵头单位：县农业农村局）\n2.新建学校3所。（牵头单位：县教育局）\n"
    rows = parse_document(notice.encode(), Source("d", "d.txt")).rows
    assert [(row["text"], row["reason"]) for row in rows["skipped_numbers"]][1:3] == [
        ("2000", "unit_lost"),
        ("5", "name"),
    ]
    lost = [row["evidence"] for row in rows["source_defects"] if row["kind"] == "unit_lost"]
    assert lost == ["20005"]
