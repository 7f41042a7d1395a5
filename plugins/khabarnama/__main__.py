"""`python -m khabarnama`: build the site, preview it, explain and check articles."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.problems import KhabarnamaError

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command line's command and options."""
    parser = argparse.ArgumentParser(prog="python -m khabarnama", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build the site; exit 1 and keep the last good one if a problem stands")
    serve = commands.add_parser("serve", help="preview the site on this machine, and build again on every change")
    explain = commands.add_parser("explain", help="show how files were understood, and what was removed")
    publish = commands.add_parser("publish", help="push the site, built from what is committed, to GitHub Pages")
    check = commands.add_parser("check", help="list every problem of every article")
    for command in (build, serve, publish):
        _add_build_options(command)
    build.add_argument(
        "--good-part", action="store_true", help="publish despite errors; of a broken article its last good version"
    )
    build.add_argument("--preview", action="store_true", help="show drafts, and what can be shown despite problems")
    build.add_argument("--report", type=Path, metavar="FILE", help="write what is wrong to FILE as well, as JSON")
    serve.add_argument("--port", type=int, default=8000, help="the first port to try (default: 8000)")
    publish.add_argument("--remote", default="origin", help="where to push (default: origin)")
    publish.add_argument("--branch", default="gh-pages", help="the branch of the built site (default: gh-pages)")
    explain.add_argument("--json", action="store_true", help="print one line of JSON a file")
    explain.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="article, or folder of articles")
    check.add_argument("content", nargs="?", type=Path, default=Path("content"), help="folder (default: content)")
    return parser.parse_args(words)


def _add_build_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), help="default: pelicanconf.py")
    command.add_argument("--content", type=Path, help="folder of articles (default: what the settings say)")
    command.add_argument("--output", type=Path, help="folder of the site (default: what the settings say)")
    command.add_argument("--siteurl", help="where the site is published, such as https://example.org/repo")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = parse(words)
    try:
        return int(import_module(f"khabarnama.commands.{arguments.command}").run(arguments))
    except KhabarnamaError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
