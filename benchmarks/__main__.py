"""``make bench``: print all measurements. Ratios are comparable between machines, seconds are not."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.incremental import incremental
from benchmarks.parsing import linearity, throughput
from benchmarks.start_up import start_up


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--raw", type=Path, default=Path("raw"))
    options.add_argument("--megabytes", type=float, default=20.0, help="text to read (default: 20)")
    options.add_argument("--documents", type=int, default=10_000, help="documents to build (default: 10000)")
    given = options.parse_args()
    throughput(given.raw, given.megabytes)
    linearity(given.raw)
    start_up(given.raw)
    incremental(given.raw, given.documents)


main()
