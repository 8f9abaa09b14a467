"""``make bench``: print all measurements. Ratios are comparable between machines, seconds are not."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.parsing import linearity, throughput
from benchmarks.start_up import start_up


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--raw", type=Path, default=Path("raw"))
    options.add_argument("--megabytes", type=float, default=20.0, help="text to read (default: 20)")
    given = options.parse_args()
    throughput(given.raw, given.megabytes)
    linearity(given.raw)
    start_up(given.raw)


main()
