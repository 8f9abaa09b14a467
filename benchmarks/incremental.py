"""A full build of thousands of documents, and builds after one of them changed: time and memory of all processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import make_corpus
from pipelines.incremental.pool import cores

REBUILDS = 3
"""Each after another document changed: two seconds more or less are a percent of a full build."""
LOOK_SECONDS = 0.5
LOOKS_A_WEIGHING = 4
"""To sum up what processes of some 300 MiB hold takes the system a tenth of a second of a processor that they need
themselves: done at every look, builds took up to a tenth longer."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: ``processor`` seconds of all its processes; ``memory`` is the most that they held at once,
    shared pages counted once."""

    seconds: float
    processor: float
    memory: int


def incremental(raw: Path, documents: int) -> None:
    """Print what a full build and builds after a change take."""
    with tempfile.TemporaryDirectory() as place:
        folder, warehouse = Path(place) / "raw", Path(place) / "warehouse"
        characters = make_corpus(raw, folder, documents)
        command = [sys.executable, "-m", "pipelines.command_line", "build", "--raw", str(folder)]
        command += ["--warehouse", str(warehouse)]
        full = _cost(command)
        print(f"{documents:,} documents, {characters / 1e6:.1f} million characters, {cores()} cores")
        print(f"  full build              {_said(full)}")
        names = sorted(folder.iterdir())
        shares = []
        for number in range(1, REBUILDS + 1):
            changed = names[documents * number // (REBUILDS + 1)]
            changed.write_bytes(changed.read_bytes() + "\n新增高标准农田3.5万亩。\n".encode())
            again = _cost(command)
            shares.append((again.seconds / full.seconds, again.processor / full.processor))
            print(f"  one document changed    {_said(again)}")
        time_share, processor_share = (statistics.median(column) for column in zip(*shares, strict=True))
        print(f"    {time_share:.1%} of the time, {processor_share:.1%} of the processor time (medians; bound: 10 %)")


def _cost(command: list[str]) -> Cost:
    started, most, processor, looks = time.monotonic(), 0, 0.0, 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            processes = _descendants(process.pid)
            if looks % LOOKS_A_WEIGHING == 0:
                most = max(most, sum(map(_held, processes)))
            looks += 1
            processor = max(processor, sum(map(_worked, processes)))
            time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.monotonic() - started, processor, most)


def _descendants(process: int) -> list[int]:
    """The process and all that it started."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def _held(process: int) -> int:
    """The bytes a process holds, its share of what it shares with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _worked(process: int) -> float:
    """Seconds of processor time of a process and of those of its children that ended."""
    try:
        numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, numbers[11:15])) / os.sysconf("SC_CLK_TCK")


def _said(cost: Cost) -> str:
    return f"{cost.seconds:7.1f} s  {cost.processor:7.1f} s of processor time  {cost.memory / 2**20:6.0f} MiB"
