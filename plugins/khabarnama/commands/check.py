"""`check`: every problem of every file, without building anything; on request what is safe to mend is mended."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from khabarnama.building.report import stderr, stdout
from khabarnama.commands.parser import PROGRAM, UsageError
from khabarnama.desk.checking import check, find
from khabarnama.desk.desk import open_desk
from khabarnama.desk.formats import print_text, summarise, to_json, write_annotations
from khabarnama.desk.mender import mend_files
from khabarnama.desk.staged import check_staged

if TYPE_CHECKING:
    from argparse import Namespace

    from khabarnama.desk.checking import Checked
    from khabarnama.desk.desk import Desk


def run(arguments: Namespace) -> int:
    """Print the problems of the articles, and return 1 if one is an error; with --strict, also for a warning."""
    _refuse(arguments)
    desk = open_desk(arguments)
    if arguments.fix:
        _fix(arguments, desk)
    checked = check_staged(desk) if arguments.staged else check(desk, arguments.paths)
    _PRINTERS[arguments.format](checked)
    return int(checked.count("error") > 0 or (arguments.strict and checked.count("warning") > 0))


def _refuse(arguments: Namespace) -> None:
    if arguments.dry_run and not arguments.fix:
        message, hint = "--dry-run must go with --fix", f"such as: {PROGRAM} check --fix --dry-run"
        raise UsageError(message, hint)
    if arguments.staged and (arguments.fix or arguments.paths):
        message, hint = "--staged must stand alone: what is staged lies in git", f"such as: {PROGRAM} check --staged"
        raise UsageError(message, hint)


def _fix(arguments: Namespace, desk: Desk) -> None:
    """Mend the files, or show what would be mended; where the output is for a program, beside it."""
    console = stdout() if arguments.format == "text" else stderr()
    contents, chosen = find(desk, arguments.paths)
    mended = mend_files([*chosen, *contents.pages], console, write=not arguments.dry_run)
    what = "would be mended" if arguments.dry_run else "mended"
    console.print(f"{mended:,} file{'s' * (mended != 1)} {what}")


def _print_text(checked: Checked) -> None:
    console = stdout()
    print_text(checked, console)
    console.print(summarise(checked), style="bold")


def _print_github(checked: Checked) -> None:
    sys.stdout.write(write_annotations(checked.problems))
    sys.stdout.write(f"{summarise(checked)}\n")


def _print_json(checked: Checked) -> None:
    json.dump(to_json(checked), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


_PRINTERS = {"text": _print_text, "github": _print_github, "json": _print_json}
