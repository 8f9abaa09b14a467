"""The ``xianzhi`` command."""

from __future__ import annotations

from pipelines.command_line.main import main

__all__ = ["main"]
