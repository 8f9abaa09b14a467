"""Arguments of the commands that keep the dataset alive: ``fetch``, ``release``, ``verify``, ``diff``, ``publish``."""

from __future__ import annotations

import argparse
from pathlib import Path

COMMANDS = ("fetch", "release", "verify", "diff", "publish")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the parsers of the commands."""
    fetch = commands.add_parser("fetch", help="fetch the sources that have a url in sources.toml")
    _add_folder(fetch, "--raw", "raw", "raw documents")
    fetch.add_argument("--strict", action="store_true", help="exit with 1 if a source could not be fetched")

    release = commands.add_parser("release", help="make an immutable release of what is published in the warehouse")
    _add_folder(release, "--warehouse", "warehouse", "the warehouse")
    _add_folder(release, "--releases", "releases", "the releases")
    release.add_argument("--version", metavar="VERSION", help="such as 2026.11.21 (default: today's)")
    release.add_argument("--even-unchanged", action="store_true", help="also when no value changed")

    verify = commands.add_parser("verify", help="check every file of a release against its checksums and descriptions")
    verify.add_argument("release", type=Path, metavar="RELEASE", help="folder such as releases/2026.11.21")

    diff = commands.add_parser("diff", help="print what changed between two releases, cell by cell, with the cause")
    diff.add_argument("before", type=Path, metavar="BEFORE")
    diff.add_argument("after", type=Path, metavar="AFTER")
    diff.add_argument("--all", action="store_true", help="also where values stand and how well they are read")

    publish = commands.add_parser("publish", help="copy a release to a folder, bucket or dataset repository")
    publish.add_argument("release", type=Path, metavar="RELEASE", help="folder such as releases/2026.11.21")
    publish.add_argument("target", metavar="TARGET", help="such as file:///srv/xianzhi or s3://bucket/xianzhi")
    publish.add_argument(
        "--layout",
        choices=("plain", "huggingface"),
        default="plain",
        help="plain: a folder a release; huggingface: a dataset repository with its card (default: plain)",
    )


def _add_folder(command: argparse.ArgumentParser, option: str, default: str, what: str) -> None:
    text = f"{what} (default: {default})"
    command.add_argument(option, type=Path, default=Path(default), metavar="DIR", help=text)


def run(options: argparse.Namespace) -> int:
    """Run one of :data:`COMMANDS`; returns its exit status."""
    if options.command == "fetch":
        from pipelines.command_line.fetch import fetch

        return fetch(options.raw, strict=options.strict)
    if options.command == "publish":
        from pipelines.command_line.publish import publish

        return publish(options.release, options.target, options.layout)
    from pipelines.command_line import release

    if options.command == "release":
        return release.release(
            options.warehouse, options.releases, options.version, even_unchanged=options.even_unchanged
        )
    if options.command == "verify":
        return release.verify(options.release)
    return release.diff(options.before, options.after, everything=options.all)
