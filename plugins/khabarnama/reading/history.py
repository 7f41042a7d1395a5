"""What git knows of the articles: the day each was added, and the names that each has had."""

from __future__ import annotations

import datetime as dt
import subprocess
from functools import cached_property
from pathlib import Path

SECONDS = 60


class History:
    """The history of the files below a folder: asked of git once, and only if it is needed.

    Where git, a repository or a commit is missing, there is none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def added(self, path: str) -> dt.datetime | None:
        """Return when the file `path` was added; None where git does not know."""
        return self._days.get(Path(path).resolve())

    @cached_property
    def _days(self) -> dict[Path, dt.datetime]:
        log = self._ask("log", "--diff-filter=A", "--format=%x00%aI", "--name-only", "-z", "--relative", "--", ".")
        return {self._folder / name: day for name, day in _parse_days(log)}

    @cached_property
    def head(self) -> str:
        """The commit that is checked out; empty without one."""
        return self._ask("rev-parse", "-q", "--verify", "HEAD").strip()

    def renames(self, since: str = "") -> list[tuple[str, str]] | None:
        """Return the renames that were committed after the commit `since`, oldest first: names below the folder.

        None where git does not answer.
        """
        commits = [f"{since}..HEAD"] if since else []
        options = ("--reverse", "--diff-filter=R", "--find-renames", "--name-status", "--format=", "-z", "--relative")
        log = self._run("log", *options, *commits, "--", ".")
        if log is None:
            return None
        parts = iter(log.split("\x00"))
        return [(next(parts), next(parts)) for status in parts if status.startswith("R")]

    def holds(self, commit: str) -> bool:
        """Tell whether `commit` is part of what is checked out."""
        return bool(commit) and self._run("merge-base", "--is-ancestor", commit, "HEAD") is not None

    def _ask(self, *words: str) -> str:
        return self._run(*words) or ""

    def _run(self, *words: str) -> str | None:
        command = ["git", *words]
        try:
            run = subprocess.run(command, cwd=self._folder, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  # fixed command
        except (OSError, subprocess.SubprocessError):
            return None
        return run.stdout.decode("utf-8", "surrogateescape")


def _parse_days(log: str) -> list[tuple[str, dt.datetime]]:
    r"""Read `\0date\n\0\0name\0name…`: newest first, so the last date given for a name is when it came."""
    days: list[tuple[str, dt.datetime]] = []
    moment: dt.datetime | None = None
    for part in filter(None, (piece.strip("\n") for piece in log.split("\x00"))):
        try:
            moment = dt.datetime.fromisoformat(part)
        except ValueError:
            if moment is not None:
                days.append((part, moment))
    return days
