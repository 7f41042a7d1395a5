"""The day a file was added, from git, for articles that name none."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 20


def added(folder: Path) -> dict[str, dt.datetime]:
    """Return when each file below `folder` was added, by its path relative to `folder`.

    One run of git for all of them. Empty where git or a repository is missing.
    """
    command = ["git", "log", "--diff-filter=A", "--format=%x00%aI", "--name-only", "-z", "--relative", "--", "."]
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  # fixed command
    except (OSError, subprocess.SubprocessError):
        return {}
    return _parse(run.stdout.decode("utf-8", "surrogateescape"))


def _parse(log: str) -> dict[str, dt.datetime]:
    r"""Read `\0date\n\0\0name\0name…`: newest first, so the last date seen for a name is when it came."""
    days: dict[str, dt.datetime] = {}
    moment: dt.datetime | None = None
    for part in filter(None, (piece.strip("\n") for piece in log.split("\x00"))):
        try:
            moment = dt.datetime.fromisoformat(part)
        except ValueError:
            if moment is not None:
                days[part] = moment
    return days
