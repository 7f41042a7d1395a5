"""Problems as people, GitHub and programs read them."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.text import Text

from khabarnama.problems import Level, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from khabarnama.desk.checking import Checked

_COLOURS: dict[Level, str] = {"error": "bold red", "warning": "yellow", "hint": "cyan"}
# GitHub's three kinds of annotation, and what each is headed by.
_ANNOTATIONS: dict[Level, tuple[str, str]] = {
    "error": ("error", "Must be mended"),
    "warning": ("warning", "Should be mended"),
    "hint": ("notice", "Worth a look"),
}


def print_text(checked: Checked, console: Console) -> None:
    """Print a line a problem, `path:line: level: message (hint)`; a terminal parts the files by a blank line."""
    for number, (_, problems) in enumerate(groupby(checked.problems, key=lambda problem: problem.path)):
        if number and console.is_terminal:
            console.print()
        for problem in problems:
            console.print(_line(problem))


def _line(problem: Problem) -> Text:
    """Return what `str(problem)` is, with its parts in colour."""
    line = Text(printable(f"{problem.path}:{problem.line}: "), "bold")
    line.append(f"{problem.level}:", _COLOURS[problem.level])
    line.append(f" {printable(problem.message)}", "not bold")
    if problem.hint:
        line.append(f" ({printable(problem.hint)})", "not bold dim")
    return line


def summarise(checked: Checked) -> str:
    """Return in one line how many articles were looked at, and what was found: «46 articles, 2 errors, 1 hint»."""
    counts = {level: checked.count(level) for level in _COLOURS}
    found = [f"{count:,} {level}{'s' * (count != 1)}" for level, count in counts.items() if count or level == "error"]
    return ", ".join([f"{checked.articles:,} article{'s' * (checked.articles != 1)}", *found])


def write_annotation(problem: Problem) -> str:
    """Return a problem as a command of GitHub's workflows, which shows it beside the line in a pull request.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands says which, and
    https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts what is escaped in it.
    """
    kind, title = _ANNOTATIONS[problem.level]
    values = {"file": problem.path, "line": str(problem.line) if problem.line else "", "title": title}
    properties = ",".join(f"{name}={_escape_property(value)}" for name, value in values.items() if value)
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"::{kind} {properties}::{_escape(problem.message + hint)}"


def _escape(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r", "%0D").split("\n")
    return "%0A".join(map(printable, lines))


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def to_json(checked: Checked) -> dict[str, Any]:
    """Return all of it in JSON's types."""
    counts = {f"{level}s": checked.count(level) for level in _COLOURS}
    return {"articles": checked.articles, **counts, "problems": list(map(asdict, checked.problems))}


def write_annotations(problems: Iterable[Problem]) -> str:
    """Return the problems as GitHub's workflow commands, a line each."""
    return "".join(f"{write_annotation(problem)}\n" for problem in problems)
