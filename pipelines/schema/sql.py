"""Quoting of SQL."""

from __future__ import annotations


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A quoted identifier of SQL: ``column`` and ``text`` are words of the language."""
    return '"' + name.replace('"', '""') + '"'
