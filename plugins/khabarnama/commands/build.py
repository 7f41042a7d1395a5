"""`build`: the whole site, or the reasons why there is none."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.log import console as pelican_console

from khabarnama.building.build import KEY, Build
from khabarnama.building.progress import Progress
from khabarnama.building.report import LogProblems, print_problems, print_summary, stderr, write_report
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.settings import load

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told; None leaves it to the settings file."""

    settings: Path = Path("pelicanconf.py")
    content: Path | None = None
    output: Path | None = None
    siteurl: str | None = None
    preview: bool = False
    good_part: bool = False
    report: Path | None = None


def run(arguments: Namespace) -> int:
    """Build the site, and return 0; 1 if an error stands, and then the last good site stays too."""
    names = ("settings", "content", "output", "siteurl", "preview", "good_part", "report")
    return 0 if build(Options(**{name: getattr(arguments, name) for name in names})) else 1


def build(options: Options) -> Build | None:
    """Build the site, print every problem, and return the build; None if no site was put in place.

    With an error the last good site stays, but in the preview, which shows what can be shown.
    """
    console, began = stderr(), time.monotonic()
    done, problems = _attempt(options, console)
    print_problems((problem for problem in problems if problem.level != "hint"), console)
    if done:
        print_summary(done, console, time.monotonic() - began)
    if options.report:
        write_report(options.report, problems)
    return done if done and done.changes is not None else None


def _attempt(options: Options, console: Console) -> tuple[Build | None, Sequence[Problem]]:
    """Return the build, None if it could not come to its end, and all that is wrong."""
    try:
        done = _run(_settings(options), console)
    except KhabarnamaError as error:
        return None, error.problems
    except (OSError, sqlite3.Error) as error:
        return None, [_unwritable(error)]
    return done, done.problems


def _unwritable(error: OSError | sqlite3.Error) -> Problem:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    path = os.fsdecode(error.filename) if isinstance(error, OSError) and error.filename else "output"
    message, hint = f"site must be writable, found: {reason}", "the last good site is still there; build again"
    return Problem(path, 0, "error", message, hint)


def _settings(options: Options) -> dict[str, Any]:
    given = {"PATH": options.content, "OUTPUT_PATH": options.output}
    override = {key: str(path.absolute()) for key, path in given.items() if path}
    if options.siteurl is not None:
        override["SITEURL"] = options.siteurl.rstrip("/")
    settings = load(options.settings, override)
    settings["KHABARNAMA_PREVIEW"] = options.preview
    settings["KHABARNAMA_GOOD_PART"] = options.good_part
    return settings


def _run(settings: dict[str, Any], console: Console) -> Build:
    """Run Pelican, and return what it gathered."""
    logged: list[Problem] = []
    with _listening(logged):
        pelican = Pelican(settings)
        if KEY not in pelican.settings:
            raise KhabarnamaError(logged or [Problem("pelicanconf.py", 0, "error", "PLUGINS must name khabarnama")])
        done: Build = pelican.settings[KEY]
        done.progress = Progress(console)
        try:
            pelican.run()
        except KhabarnamaError as error:
            raise KhabarnamaError([*done.problems, *logged, *error.problems]) from error
        finally:
            done.progress.stop()
            done.close()
    if done.store.damaged:
        done.problems.append(
            Problem(str(done.store.path), 0, "warning", "cache must be whole, found damage: made anew")
        )
    done.problems += logged
    return done


@contextmanager
def _listening(problems: list[Problem]) -> Iterator[None]:
    """Gather what Pelican logs as problems, and keep it from printing."""
    logger, handler = logging.getLogger("pelican"), LogProblems(problems)
    before = pelican_console.quiet, logger.propagate
    pelican_console.quiet, logger.propagate = True, False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        pelican_console.quiet, logger.propagate = before
