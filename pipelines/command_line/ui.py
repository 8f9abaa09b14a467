"""``xianzhi ui``: open Dagster's web interface on this warehouse."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from pipelines.command_line.exits import CommandError


def ui(raw: Path, warehouse: Path, port: int) -> int:
    """Start the web interface in place of this process."""
    if importlib.util.find_spec("dagster_webserver") is None:
        raise CommandError("the web interface is not installed: `pip install xianzhi[ui]` brings it")
    from pipelines.web_interface import home, take_over_builds

    warehouse.mkdir(parents=True, exist_ok=True)
    taken = take_over_builds(warehouse)
    print(f"{taken} builds taken over; the web interface will be at http://127.0.0.1:{port}", flush=True)
    os.environ["DAGSTER_HOME"] = str(home(warehouse))
    os.environ["XIANZHI_RAW"], os.environ["XIANZHI_WAREHOUSE"] = str(raw.absolute()), str(warehouse.absolute())
    arguments = ["dagster", "dev", "-m", "pipelines.definitions", "--host", "127.0.0.1", "--port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])
