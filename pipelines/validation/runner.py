"""Decide questions with Great Expectations, which is imported here alone: it costs more than the rest of a build."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from pipelines.validation.questions import Asked, Outcome, Question

NUMBER = "row_number"
"""The column of a frame that counts its rows."""
COLUMN_LIST = "expect_table_columns_to_match_ordered_list"


def decide(question: Question) -> dict[str, Outcome]:
    """The outcome of each expectation by name.

    The rows of those that fail are asked for in a second run: listing them costs more than the check.
    """
    frame = _frame(question)
    first = _validate(frame, [_whole(asked, question, frame) for asked in question.asked], "BOOLEAN_ONLY")
    failed = [asked for asked in question.asked if not first[asked.name].success]
    if not failed:
        return first
    return {**first, **_validate(frame, [_whole(asked, question, frame) for asked in failed], "COMPLETE")}


def _frame(question: Question) -> pd.DataFrame:
    rows = range(question.rows)
    violations = {
        name: pd.Series([found.get(number) for number in rows], dtype=object)
        for name, found in question.violations.items()
    }
    own: pd.DataFrame = question.own.to_pandas()
    parts = [
        pd.DataFrame(np.nan, rows, list(question.described)),
        own,
        pd.DataFrame({**violations, NUMBER: rows}),
    ]
    return pd.concat(parts, axis=1)


def _whole(asked: Asked, question: Question, frame: pd.DataFrame) -> Asked:
    """A list of columns names those of the file; the frame has some behind them."""
    if asked.type != COLUMN_LIST:
        return asked
    listed: Any = asked.arguments["column_list"]
    rest = list(frame.columns[len(question.described) :])
    return Asked(asked.name, asked.type, None, {"column_list": [*listed, *rest]})


def _validate(frame: pd.DataFrame, asked: Sequence[Asked], form: str) -> dict[str, Outcome]:
    library, asset = load()
    built = library.ExpectationSuite(
        name="suite",
        expectations=[
            getattr(library.expectations, _class_name(one.type))(
                **({"column": one.column} if one.column else {}), **one.arguments, meta={"name": one.name}
            )
            for one in asked
        ],
    )
    report = asset.get_batch(asset.build_batch_request({"dataframe": frame})).validate(
        built,
        result_format={
            "result_format": form,
            "unexpected_index_column_names": [NUMBER],
            "return_unexpected_index_query": False,
        },
    )
    return {entry.expectation_config.meta["name"]: _outcome(entry) for entry in report.results}


def _outcome(entry: Any) -> Outcome:
    raised = [value["exception_message"] for value in _exceptions(entry.exception_info)]
    if raised:
        raise RuntimeError(f"{entry.expectation_config.meta['name']} cannot be decided: {raised[0]}")
    rows = entry.result.get("unexpected_index_list") or ()
    return Outcome(bool(entry.success), tuple(int(row[NUMBER]) for row in rows))


def _exceptions(info: Any) -> list[dict[str, Any]]:
    values = [info] if "raised_exception" in info else list(info.values())
    return [value for value in values if value.get("raised_exception")]


def _class_name(type_name: str) -> str:
    return "".join(part.capitalize() for part in type_name.split("_"))


@cache
def load() -> tuple[Any, Any]:
    """The library, silenced, and an asset that takes any frame."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    collecting = gc.isenabled()
    gc.disable()  # some thousand modules are loaded: collecting meanwhile costs a fifth of the time
    try:
        import great_expectations
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}  # type: ignore[assignment]
    return great_expectations, context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
