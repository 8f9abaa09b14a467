"""The times of a first build and of a build of what was built, beside the bare import of the libraries it stands on."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = "import gc; gc.disable(); import dagster, great_expectations, duckdb, pyarrow; gc.freeze(); gc.enable()"
RUNS = 5


def start_up(raw: Path) -> None:
    """Print the median times of all, taken in turn."""
    floor: list[float] = []
    first: list[float] = []
    again: list[float] = []
    command = [sys.executable, "-m", "pipelines.command_line", "build", "--raw", str(raw.absolute()), "--warehouse"]
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            floor.append(_seconds([sys.executable, "-c", FLOOR]))
            first.append(_seconds([*command, folder]))
            again.append(_seconds([*command, folder]))
    print(f"bare import of dagster, great_expectations, duckdb, pyarrow: {_spread(floor)}")
    for said, build in (("into an empty warehouse", first), ("of what was built", again)):
        print(f"xianzhi build {said}: {_spread(build)}")
        print(f"  {statistics.median(build) / statistics.median(floor):.2f} times the bare import (bound: 1.5)")
    for name in ("--help", "--version"):
        seconds = [_seconds([sys.executable, "-m", "pipelines.command_line", name]) for _ in range(RUNS)]
        print(f"xianzhi {name}: {_spread(seconds)}")


def _seconds(command: list[str]) -> float:
    environment = {**os.environ, "GX_ANALYTICS_ENABLED": "false"}
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def _spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} s (from {min(seconds):.2f} to {max(seconds):.2f})"
