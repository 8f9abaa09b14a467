"""Run suites with Great Expectations, which is imported here alone: it costs more than the rest of a build."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from expectations.model import Expectation

NUMBER = "row_number"
"""The column of a frame that counts its rows."""

_loading = threading.Lock()

Entry = tuple[Expectation, str | None, Mapping[str, object]]
"""An expectation, the column of the frame it looks at, and its other arguments."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What Great Expectations says of one expectation; ``rows`` are the failing rows, where it names them."""

    success: bool
    rows: tuple[int, ...]


def run(frame: pd.DataFrame, suite: Sequence[Entry]) -> dict[str, Outcome]:
    """Validate ``frame`` (with a column ``row_number``) against expectations with their column and arguments.

    The rows of those that fail are asked for in a second run: listing them costs more than the check.
    """
    first = _validate(frame, suite, "BOOLEAN_ONLY")
    failed = [entry for entry in suite if not first[entry[0].name].success]
    return {**first, **(_validate(frame, failed, "COMPLETE") if failed else {})}


def _validate(frame: pd.DataFrame, suite: Sequence[Entry], form: str) -> dict[str, Outcome]:
    library, asset = _library()
    built = library.ExpectationSuite(
        name="suite",
        expectations=[
            getattr(library.expectations, _class_name(rule.type))(
                **({"column": column} if column else {}), **arguments, meta={"name": rule.name}
            )
            for rule, column, arguments in suite
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


def begin_loading() -> None:
    """Load the library while this process waits for others."""
    threading.Thread(target=_library, daemon=True).start()


def _library() -> tuple[Any, Any]:
    with _loading:
        return _loaded()


@cache
def _loaded() -> tuple[Any, Any]:
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
