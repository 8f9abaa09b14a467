"""The figures of two versions of one text, aligned and compared one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipelines.crosschecks.judging import same_value
from pipelines.crosschecks.model import Figure, Finding
from pipelines.crosschecks.wording import name_en, name_zh, told

CONTEXT = 12
"""The characters before a number by which it is found again in the other version."""


def parallel_findings(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[Finding]:
    """Compare the figures of two parallel documents, both in the order of the text.

    Figures are aligned by the words before and the unit behind them, not by their values, so that a value that differs
    shows; figures between two aligned ones are paired where both versions have as many of them.
    """
    matcher = SequenceMatcher(None, [_place(figure) for figure in left], [_place(figure) for figure in right], False)
    for _, first, last, begin, end in matcher.get_opcodes():
        if last - first == end - begin:
            for one, other in zip(left[first:last], right[begin:end], strict=True):
                yield _compared(one, other)


def _place(figure: Figure) -> tuple[str, str | None]:
    return figure.before[-CONTEXT:], figure.unit


def _compared(left: Figure, right: Figure) -> Finding:
    same = same_value(left, right) and left.unit == right.unit and left.comparator == right.comparator
    return Finding(
        "parallel_text",
        "agree" if same else "differ",
        left,
        right,
        f"{name_en(left, right)}: “{told(left)}” in one version, “{told(right)}” in the parallel one; "
        + ("the same figure." if same else "not the same figure."),
        f"{name_zh(left)}：一版为“{told(left)}”，平行文本为“{told(right)}”，" + ("一致。" if same else "不一致。"),
        difference=right.value - left.value if left.unit == right.unit else None,
    )
