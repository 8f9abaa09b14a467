"""Arguments of the command, and what is said when something is wrong.

Exit status: 0 done, 1 a check failed or the warehouse cannot be written (nothing published), 2 wrong usage,
3 a document was quarantined and ``--strict`` was given.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.command_line import lifecycle
from pipelines.command_line.exits import DEFAULT_WAREHOUSE, DONE, STOPPED, CommandError
from pipelines.version import VERSION


def parser() -> argparse.ArgumentParser:
    """The parser of the arguments."""
    top = argparse.ArgumentParser(
        prog="xianzhi", description="What Chinese local governments plan, assign and report, as traceable tables."
    )
    top.add_argument("--version", action="version", version=f"xianzhi {VERSION}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build the dataset from the raw documents")
    _add_raw(build)
    _add_warehouse(build)
    build.add_argument("--strict", action="store_true", help="exit with 3 when a document was quarantined")

    sql = commands.add_parser("sql", help="ask the dataset a question in SQL")
    sql.add_argument("query", help='such as "SELECT name, target_value FROM indicators"')
    form = sql.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_const", const="csv", dest="form", help="print CSV")
    form.add_argument("--json", action="store_const", const="json", dest="form", help="print JSON")
    _add_warehouse(sql)

    check = commands.add_parser("check", help="check the published dataset once more, as it lies there")
    _add_warehouse(check)

    show = commands.add_parser("show", help="show a row in the passage of the source it was read from")
    show.add_argument("row_id", metavar="ROW_ID", help="key of a row, such as haizhou-2022-key-tasks:018")
    _add_warehouse(show)

    score = commands.add_parser("score", help="compare the dataset with annotations written by hand")
    score.add_argument(
        "--annotations",
        type=Path,
        metavar="DIR",
        help="annotation files (default: the project's own)",
    )
    score.add_argument("--show", type=int, default=0, metavar="N", help="print the first N errors of each document")
    _add_warehouse(score)

    lifecycle.add_commands(commands)

    ui = commands.add_parser("ui", help="open the web interface with the last builds' results")
    _add_raw(ui)
    _add_warehouse(ui)
    ui.add_argument("--port", type=int, default=3000, help="port on this machine (default: 3000)")
    return top


def _add_raw(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="raw documents (default: raw)")


def _add_warehouse(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--warehouse", type=Path, default=DEFAULT_WAREHOUSE, metavar="DIR", help="the warehouse (default: warehouse)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except CommandError as error:
        print(f"xianzhi: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("xianzhi: stopped; what was published before is untouched", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader of the output (head) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(options: argparse.Namespace) -> int:
    # Each command imports what it needs: queries must not wait for the libraries of the build.
    if options.command == "build":
        from pipelines.command_line.build import build

        return build(options.raw, options.warehouse, strict=options.strict)
    if options.command == "sql":
        from pipelines.command_line.sql import sql

        return sql(options.query, options.warehouse, options.form or "table")
    if options.command == "check":
        from pipelines.command_line.check import check

        return check(options.warehouse)
    if options.command == "show":
        from pipelines.command_line.show import show

        return show(options.row_id, options.warehouse)
    if options.command == "score":
        from pipelines.command_line.score import score

        return score(options.annotations, options.warehouse, options.show)
    if options.command in lifecycle.COMMANDS:
        return lifecycle.run(options)
    from pipelines.command_line.ui import ui

    return ui(options.raw, options.warehouse, options.port)
