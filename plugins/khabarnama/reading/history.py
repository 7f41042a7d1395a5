"""The day a file was added, from git, for articles that name none."""

from __future__ import annotations

import datetime as dt
import subprocess
from functools import cached_property
from pathlib import Path

SECONDS = 20


class History:
    """When each file below a folder was added, by git: asked once, and only if an article needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def added(self, path: str) -> dt.datetime | None:
        """Return when the file `path` was added; None where git, a repository or the commit is missing."""
        return self._days.get(Path(path).resolve())

    @cached_property
    def _days(self) -> dict[Path, dt.datetime]:
        command = ["git", "log", "--diff-filter=A", "--format=%x00%aI", "--name-only", "-z", "--relative", "--", "."]
        try:
            run = subprocess.run(command, cwd=self._folder, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  # fixed command
        except (OSError, subprocess.SubprocessError):
            return {}
        return {self._folder / name: day for name, day in _parse(run.stdout.decode("utf-8", "surrogateescape"))}


def _parse(log: str) -> list[tuple[str, dt.datetime]]:
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
