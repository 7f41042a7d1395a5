"""`build`: the whole site, or the reasons why there is none."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.building.aside import Aside
from khabarnama.building.report import print_problems, print_summary, stderr
from khabarnama.building.seal import Seen, listen, see_spare, unchanged
from khabarnama.building.store import spare_folder
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from khabarnama.building.report import Report


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told; None leaves it to the settings file."""

    settings: Path = Path("pelicanconf.py")
    content: Path | None = None
    output: Path | None = None
    siteurl: str | None = None
    preview: bool = False
    good_part: bool = False


def run(arguments: Namespace) -> int:
    """Build the site, and return 0; 1 if an error stands, and then the last good site stays too."""
    names = ("settings", "content", "output", "siteurl", "preview", "good_part")
    report = build(Options(**{name: getattr(arguments, name) for name in names}))
    return 0 if report else 1


def build(options: Options) -> Report | None:
    """Build the site, print every problem, and return what was made; None if no site was put in place.

    With an error the last good site stays, but in the preview, which shows what can be shown.
    """
    report, _ = make(options)
    return report if report and report.placed else None


def make(options: Options) -> tuple[Report | None, Sequence[Problem]]:
    """Do as `build` does, and return what was built, None if the build came to no end, and all that is wrong."""
    began = time.monotonic()
    report, problems = _attempt(options)
    if said := [problem for problem in problems if problem.level != "hint"]:
        print_problems(said, stderr())
    if report:
        print_summary(report, time.monotonic() - began)
    return report, problems


def _attempt(options: Options) -> tuple[Report | None, Sequence[Problem]]:
    try:
        report = _build(options)
    except KhabarnamaError as error:
        return None, error.problems
    except (OSError, sqlite3.Error) as error:
        return None, [_unwritable(error)]
    return report, report.problems


def _build(options: Options) -> Report:
    told = listen(options)
    report, seen = unchanged(told) if told else (None, Seen())
    if report:
        return report
    output = told.output if told else options.output
    with Aside(partial(see_spare, spare_folder(output))) if output else nullcontext() as glance:
        from khabarnama.building.run import run as run_pelican  # noqa: PLC0415  # it takes longer to load than to know

        return run_pelican(options, told, replace(seen, glance=glance), stderr())


def _unwritable(error: OSError | sqlite3.Error) -> Problem:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    path = os.fsdecode(error.filename) if isinstance(error, OSError) and error.filename else "output"
    message, hint = f"site must be writable, found: {reason}", "the last good site is still there; build again"
    return Problem(path, 0, "error", message, hint)
