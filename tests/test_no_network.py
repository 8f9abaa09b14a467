"""Building, querying and importing work without a network: nothing is looked up, nothing is sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GUARD = """
import socket


def refuse(*arguments, **names):
    raise AssertionError(f"the network was used: {arguments[1:]}")


connect = socket.socket.connect


def connect_here(own, address):  # processes of one machine talk over sockets that are files
    return connect(own, address) if own.family == socket.AF_UNIX else refuse(own, address)


socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
socket.socket.connect = connect_here
socket.socket.connect_ex = socket.socket.sendto = refuse
"""


def guarded(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with every way to the network refused."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parent.parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "HOME": str(tmp_path)}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_the_guard_guards(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert "the network was used" in guarded(tmp_path, "-c", code).stderr


def test_build_and_query(raw: Path, tmp_path: Path) -> None:
    build = guarded(tmp_path, "-m", "pipelines.command_line", "build", "--raw", str(raw))
    assert build.returncode == 0, build.stderr
    query = guarded(tmp_path, "-m", "pipelines.command_line", "sql", "--csv", "SELECT count(*) AS n FROM documents")
    assert query.stdout == "n\n5\n"


def test_the_web_interface_takes_builds_over(raw: Path, tmp_path: Path) -> None:
    assert guarded(tmp_path, "-m", "pipelines.command_line", "build", "--raw", str(raw)).returncode == 0
    code = "from pathlib import Path; from pipelines.web_interface import take_over_builds as take; "
    code += "print(take(Path('warehouse')), take(Path('warehouse')))"
    done = guarded(tmp_path, "-c", code)
    assert done.stdout == "1 0\n", done.stderr
