"""What a build has to say: a table in colour for people, a line a problem where it is piped.

Rich is loaded where it is needed: that takes a sixth of the time of a build that changes nothing.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from khabarnama.problems import Level, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

_COLOURS: dict[Level, str] = {"error": "bold red", "warning": "yellow", "hint": "cyan"}


def stderr() -> Console:
    """Return the console that reports go to."""
    from rich.console import Console  # noqa: PLC0415  # as said above

    return Console(stderr=True, highlight=False, soft_wrap=True)


def stdout() -> Console:
    """Return the console that a command's own findings go to: plain where NO_COLOR is set (https://no-color.org)."""
    from rich.console import Console  # noqa: PLC0415

    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    return Console(highlight=False, soft_wrap=True, emoji=False, color_system=colours)


def print_problems(problems: Iterable[Problem], console: Console) -> None:
    """Print `problems`, sorted by file and line: a table in a terminal, else `path:line: level: message (hint)`."""
    found = sorted(set(problems))
    if not console.is_terminal:
        for problem in found:
            console.print(printable(str(problem)), markup=False)
    elif found:
        console.print(_table(found))


def _table(problems: Iterable[Problem]) -> Table:
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("File", "", "What must be, and what was found", box=None, pad_edge=False, header_style="bold")
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        hint = f"\n[dim]{escape(printable(problem.hint))}[/dim]" if problem.hint else ""
        level = f"[{_COLOURS[problem.level]}]{problem.level}[/]"
        table.add_row(escape(printable(place)), level, escape(printable(problem.message)) + hint)
    return table


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and made, in numbers by name, what is wrong, how large the site is.

    Nothing is `placed` while an error stands.
    """

    counts: dict[str, int]
    problems: list[Problem]
    size: str = ""
    placed: bool = True

    def to_json(self) -> str:
        """Return the numbers and problems as a line of JSON."""
        problems = [asdict(problem) for problem in self.problems]
        return json.dumps({"counts": self.counts, "problems": problems, "size": self.size})


def from_json(line: str) -> Report:
    """Return the report of a line that `to_json` wrote, of a build that wrote nothing."""
    values = json.loads(line)
    counts = values["counts"] | {"written": 0, "taken away": 0}
    return Report(counts, [Problem(**problem) for problem in values["problems"]], values["size"])


def print_summary(report: Report, seconds: float) -> None:
    """Say in one line what was built, in one how large it is, and in one what is wrong."""
    counts = report.counts
    built = ", ".join(f"{counts.get(name, 0):,} {name}" for name in ("stories", "countries", "pages"))
    written = f"{counts['written']:,} files written, {counts['taken away']:,} removed"
    changes = written if report.placed else "nothing written"
    read = f"{counts['articles']:,} articles, {counts['left out']:,} lines of widgets left out"
    size = f"{report.size}\n" if report.size else ""
    sys.stderr.write(f"{read}: {built}; {changes} in {seconds:.1f} s\n{size}")
    levels = Counter(problem.level for problem in set(report.problems))
    if wrong := ", ".join(f"{levels[level]} {level}{'s' * (levels[level] > 1)}" for level in _COLOURS if levels[level]):
        stderr().print(f"[bold]{wrong}[/bold]")


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
