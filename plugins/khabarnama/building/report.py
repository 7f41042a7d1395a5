"""What a build has to say: a table in colour for people, a line a problem where it is piped."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from khabarnama.problems import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khabarnama.building.build import Build

_COLOURS: dict[Level, str] = {"error": "bold red", "warning": "yellow", "hint": "cyan"}
# A terminal must not obey what a file's name or text says: control characters and bidi overrides.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def stderr() -> Console:
    """Return the console that reports go to."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_problems(problems: Iterable[Problem], console: Console) -> None:
    """Print `problems`, sorted by file and line: a table in a terminal, else `path:line: level: message (hint)`."""
    found = sorted(set(problems))
    if not console.is_terminal:
        for problem in found:
            console.print(_safe(str(problem)), markup=False)
    elif found:
        console.print(_table(found))


def _table(problems: Iterable[Problem]) -> Table:
    table = Table("File", "", "What must be, and what was found", box=None, pad_edge=False, header_style="bold")
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        hint = f"\n[dim]{escape(_safe(problem.hint))}[/dim]" if problem.hint else ""
        level = f"[{_COLOURS[problem.level]}]{problem.level}[/]"
        table.add_row(escape(_safe(place)), level, escape(_safe(problem.message)) + hint)
    return table


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text.encode("utf-8", "backslashreplace").decode())


def print_summary(build: Build, console: Console, seconds: float) -> None:
    """Print in one line what was built, in one how large it is, and in one what is wrong."""
    counts = build.counts
    removed = sum(entry.removed for entry in build.entries)
    built = ", ".join(f"{counts.get(name, 0):,} {name}" for name in ("stories", "countries", "pages"))
    changes = (
        f"{build.changes.written:,} files written, {build.changes.removed:,} removed"
        if build.changes
        else "nothing written"
    )
    console.print(
        f"{len(build.entries):,} articles, {removed:,} lines of widgets left out: {built}; {changes} in {seconds:.1f} s"
    )
    if build.size:
        console.print(f"{build.size}")
    levels = Counter(problem.level for problem in set(build.problems))
    wrong = ", ".join(f"{levels[level]} {level}{'s' * (levels[level] > 1)}" for level in _COLOURS if levels[level])
    if wrong:
        console.print(f"[bold]{wrong}[/bold]")


def write_report(path: Path, problems: Iterable[Problem]) -> None:
    """Write every problem, sorted by file and line, for programs: as JSON."""
    path.write_text(json.dumps([asdict(problem) for problem in sorted(set(problems))]), encoding="ascii")


class LogProblems(logging.Handler):
    """Makes a problem of every warning and error that Pelican only logs."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record as a problem of the build as a whole."""
        level: Level = "error" if record.levelno >= logging.ERROR else "warning"
        cause = f": {record.exc_info[1]}" if record.exc_info else ""
        self._problems.append(Problem("pelican", 0, level, f"{record.getMessage()}{cause}"))
