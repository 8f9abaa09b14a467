"""The page ``validation.html``: each expectation in words, its result, and the failing rows with their evidence.

One file without scripts and without anything from the network. Its languages are chosen by three buttons that are plain
HTML. It says nothing that the tables do not say, and nothing of the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from expectations.model import Expectation
from pipelines.schema.tables import TABLES
from pipelines.validation.passages import Passage, Passages
from pipelines.validation.results import Result

SHOWN = 20
"""Failing rows shown of an expectation."""

STYLE = Path(__file__).with_name("page.css")
COUNTED = re.compile(r"(?:([0-9,]+) of )?([0-9,]+) rows")
NO_WORD = re.compile(r"[^\w.:-]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
BREAKS = re.compile(r"\s*[\n\r]\s*")

Entry = tuple[Expectation, Result]


def page(folder: Path, results: Sequence[Result], rules: Sequence[Expectation]) -> str:
    """The page of the results of the Parquet files in ``folder``."""
    meanings = {(rule.table, rule.name): rule for rule in rules}
    entries = [(meanings[result.table, result.expectation], result) for result in results]
    passages = Passages(folder)
    findings = [entry for entry in entries if not entry[1].success]
    findings.sort(key=lambda entry: entry[0].severity != "error")
    body = "\n".join(
        (
            _head(entries),
            _contents(entries),
            *(_finding(entry, passages) for entry in findings),
            "" if findings else f'<p class="none">{_both("Every expectation is met.", "各项期望均已满足。")}</p>',
            f'<h2 id="all">{_both("All expectations", "全部期望")}</h2>',
            *(_suite(name, [entry for entry in entries if entry[0].table == name]) for name in TABLES),
        )
    )
    return _document(body)


def _document(body: str) -> str:
    style = STYLE.read_text(encoding="utf-8")
    buttons = "".join(
        f'<input type="radio" name="language" id="{name}"{" checked" if name == "both" else ""}>'
        f'<label for="{name}">{words}</label>'
        for name, words in (("both", "English 中文"), ("english", "English"), ("chinese", "中文"))
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<title>Xianzhi: what was checked 数据检查</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n{buttons}\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(entries: Sequence[Entry]) -> str:
    counts = Counter("met" if result.success else rule.severity for rule, result in entries)
    published = not counts["error"]
    verdict = (
        _both("Published: nothing forbids it.", "已发布：无阻止发布的问题。")
        if published
        else _both("Not published. What was published before is untouched.", "未发布；此前发布的数据保持原样。")
    )
    tiles = "".join(
        f'<div class="tile {kind}"><b>{counts[kind]}</b>{_both(english, chinese)}</div>'
        for kind, english, chinese in (
            ("error", "errors", "错误"),
            ("warning", "warnings", "警告"),
            ("met", "expectations met", "项满足"),
        )
    )
    return (
        f"<h1>{_both('What was checked, and what was found', '检查内容与发现')}</h1>\n"
        f'<p class="verdict {"met" if published else "error"}">{verdict}</p>\n<div class="tiles">{tiles}</div>\n'
        f'<p class="note">'
        + _both(
            "An error means that the reading contradicts the text, the schema or itself: nothing is published. A "
            "warning is a finding for a person to look at; the source may well say so.",
            "错误：读取结果与原文、模式或自身矛盾，不予发布。警告：供人查看的发现，原文可能确是如此。",
        )
        + "</p>"
    )


def _contents(entries: Sequence[Entry]) -> str:
    """A line a finding, which leads to its rows."""
    findings = [(rule, result) for rule, result in entries if not result.success]
    if not findings:
        return ""
    lines = "".join(
        f'<li class="{rule.severity}"><a href="#{_anchor(rule.table, rule.name)}"><b>{escape(rule.table)}</b>: '
        f"{_observed(result)}</a> {_expected(rule)}</li>"
        for rule, result in sorted(findings, key=lambda entry: entry[0].severity != "error")
    )
    return f'<h2>{_both("Findings", "发现")}</h2>\n<ul class="findings">{lines}</ul>'


def _finding(entry: Entry, passages: Passages) -> str:
    rule, result = entry
    shown = result.examples[:SHOWN]
    places = passages.of(rule.table, [key for key, _ in shown])
    rows = "\n".join(_row(rule, key, detail, places.get(key)) for key, detail in shown)
    more = result.unexpected - len(shown)
    rest = ""
    if more > 0 and shown:
        query = f"SELECT unnest(examples), unnest(details) FROM validations WHERE expectation = '{rule.name}'"
        rest = (
            f'<p class="note">{_both(f"and {more:,} more rows:", f"另有 {more:,} 行：")} '
            f'<code>xianzhi sql "{escape(query)}"</code></p>'
        )
    return (
        f'<section class="finding {rule.severity}" id="{_anchor(rule.table, rule.name)}">\n<h3>{_badge(entry)} '
        f"{escape(rule.table)}: {_observed(result)}</h3>\n<p>{_expected(rule)}</p>\n"
        f'<p class="rule">{_name(rule)}</p>\n{rows}\n{rest}</section>'
    )


def _row(rule: Expectation, key: str, detail: str, passage: Passage | None) -> str:
    anchor = _anchor(rule.table, rule.name, key)
    place = command = ""
    if passage is not None:
        place = (
            f'<p class="place">{escape(passage.file)}, {_both("line", "行")} {passage.line}, '
            f"{_both('characters', '字符')} {passage.start}–{passage.end}</p>"
            f'<blockquote lang="zh">…{_text(passage.before)}<mark>{_text(passage.evidence)}</mark>'
            f"{_text(passage.behind)}…</blockquote>"
        )
    if len(TABLES[rule.table].key) == 1:
        command = f"<p><code>xianzhi show {_text(key)}</code></p>"
    return (
        f'<article id="{anchor}"><h4><a href="#{anchor}">{_text(key)}</a></h4>'
        f'<p class="detail">{_text(detail)}</p>{place}{command}</article>'
    )


def _suite(name: str, entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    table = TABLES[name]
    failing = sum(not result.success for _, result in entries)
    state = f'<span class="count">{len(entries) - failing}/{len(entries)}</span>'
    items = "\n".join(
        f"<li>{_badge(entry)} {_both(entry[0].english, entry[0].chinese)}"
        f'<span class="rule">{_name(entry[0])} · {_observed(entry[1])}{_more(entry)}</span></li>'
        for entry in entries
    )
    return (
        f"<details{' open' if failing else ''}><summary><b>{escape(name)}</b> {state} "
        f'{_both(table.english, table.chinese)}</summary>\n<ul class="suite">\n{items}\n</ul></details>'
    )


def _more(entry: Entry) -> str:
    rule, result = entry
    if result.success:
        return ""
    return f' · <a href="#{_anchor(rule.table, rule.name)}">{_both("rows", "各行")}</a>'


def _badge(entry: Entry) -> str:
    rule, result = entry
    if result.success:
        return f'<span class="badge met">{_both("met", "满足")}</span>'
    words = ("error", "错误") if rule.severity == "error" else ("warning", "警告")
    return f'<span class="badge {rule.severity}">{_both(*words)}</span>'


def _name(rule: Expectation) -> str:
    columns = f" ({', '.join(rule.columns)})" if rule.columns else ""
    return f"<code>{escape(rule.table)}.{escape(rule.name)}</code>{escape(columns)}"


def _observed(result: Result) -> str:
    """What was observed: ``2 of 32 rows`` in both languages."""
    counted = COUNTED.fullmatch(result.observed)
    if counted is None:
        return escape(result.observed)
    failing, rows = counted.groups()
    return _both(result.observed, f"{rows} 行中 {failing} 行" if failing else f"{rows} 行")


def _expected(rule: Expectation) -> str:
    return f'<span class="expected">{_both(f"Expected: {rule.english}", f"期望：{rule.chinese}")}</span>'


def _both(english: str, chinese: str) -> str:
    return f'<span class="en" lang="en">{escape(english)}</span> <span class="zh" lang="zh">{escape(chinese)}</span>'


def _text(words: str) -> str:
    """Words of a source in one line; breaks become ⏎, control characters are left out."""
    return escape(CONTROL.sub("", BREAKS.sub("⏎", words)))


def _anchor(*words: str) -> str:
    return NO_WORD.sub("-", "/".join(words))
