"""One run of Pelican from a command's options: its settings, what it gathers, what it logs."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.log import console as pelican_console

from khabarnama.building.build import KEY, SEEN, Build
from khabarnama.building.progress import Progress
from khabarnama.building.report import LogProblems, Report
from khabarnama.building.seal import Seen, seal
from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from khabarnama.building.seal import Told
    from khabarnama.commands.build import Options


class _DamagedError(Exception):
    """What is remembered turned out to be damaged when it was needed, and has been thrown away."""


def run(options: Options, told: Told | None, seen: Seen, console: Console) -> Report:
    """Build the site and return what is to be reported. Raises KhabarnamaError where no build could be begun.

    `seen` is what was seen already.
    """
    try:
        return _run(options, told, seen, console)
    except _DamagedError:
        report = _run(options, told, Seen(), console)
        return replace(report, problems=[*report.problems, _damage(options)])


def _damage(options: Options) -> Problem:
    place = str(options.output or "output")
    return Problem(place, 0, "warning", "what is remembered of the last build must be whole, found damage: made anew")


def _run(options: Options, told: Told | None, seen: Seen, console: Console) -> Report:
    settings = _settings(options) | {SEEN: seen}
    theme = Path(settings["THEME"])
    before = seen.theme_key(theme)
    logged: list[Problem] = []
    with _listening(logged):
        pelican = Pelican(settings)
        if any(problem.level == "error" for problem in logged) or KEY not in pelican.settings:  # a plugin is not there
            raise KhabarnamaError(logged)
        done: Build = pelican.settings[KEY]
        done.progress = Progress(console)
        try:
            pelican.run()
            report = _report(done, logged)
            seal(told, done, theme, before, report)
        except KhabarnamaError as error:
            raise KhabarnamaError([*done.problems, *logged, *error.problems]) from error
        except sqlite3.DatabaseError as error:
            if _is_of_the_disk(error):
                raise
            done.store.discard()
            raise _DamagedError from error
        finally:
            done.progress.stop()
            done.close()
    return report if not done.store.damaged else replace(report, problems=[*report.problems, _damage(options)])


def _report(done: Build, logged: list[Problem]) -> Report:
    changes = done.changes
    counts = done.counts | {
        "articles": len(done.entries),
        "left out": sum(entry.removed for entry in done.entries),
        "written": changes.written if changes else 0,
        "taken away": changes.removed if changes else 0,
    }
    size = str(done.size) if done.size else ""
    return Report(counts, [*done.problems, *logged], size, placed=changes is not None)


def _settings(options: Options) -> dict[str, Any]:
    given = {"PATH": options.content, "OUTPUT_PATH": options.output}
    override = {key: str(path.absolute()) for key, path in given.items() if path}
    if options.siteurl is not None:
        override["SITEURL"] = options.siteurl.rstrip("/")
    settings = load(options.settings, override)
    settings["KHABARNAMA_PREVIEW"] = options.preview
    settings["KHABARNAMA_GOOD_PART"] = options.good_part
    return settings


def _is_of_the_disk(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the disk is full or cannot be written to; text that is none has no code: Python found that out."""
    return isinstance(error, sqlite3.OperationalError) and hasattr(error, "sqlite_errorcode")


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
