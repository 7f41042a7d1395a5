"""Git's log to the versions of each article: asked once for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.desk.git import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNCOMMITTED = -1
_LOG = ("log", "--date-order", "--raw", "-z", "--no-abbrev", "-M", "--format=%x01%cI", "--relative", "--", ".")
_STATUS = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit left it: its blob, when, and how many commits came after (-1: it is on disk only)."""

    order: int
    blob: str = ""
    moment: dt.datetime | None = None


def read_versions(folder: Path) -> dict[str, list[Version]]:
    """Return the versions of each file below `folder`, newest first, by its name as seen from there.

    A renamed file keeps its versions; one that was deleted has those since it came back. Merges count with what they
    merged. What is changed and not committed is the newest. Raises KhabarnamaError where git has no log of the folder.
    """
    versions: dict[str, list[Version]] = defaultdict(list)
    for name in _uncommitted(folder):
        versions[name].append(Version(UNCOMMITTED))
    now: dict[str, str | None] = {}  # what a name of the past is called today; None: it was deleted since
    for version, kind, before, after in _changes(git(folder, *_LOG).decode("utf-8", "surrogateescape")):
        today = now.get(after, after)
        if kind == "D":
            now[after] = None
            continue
        if today is not None:
            versions[today].append(version)
        if kind == "R":
            now[before] = today
    return dict(versions)


def _changes(log: str) -> Iterator[tuple[Version, str, str, str]]:
    r"""Yield each change: the version it made, its kind (A, M, D, R), the name before and after it.

    The log is a list of parts: `\x01` and a commit's moment; `:modes blobs kind`, which one name follows, or two.
    """
    parts = iter(log.split("\0"))
    moment, order = None, -1
    for part in parts:
        said = part.lstrip("\n")
        if said.startswith("\x01"):
            moment, order = dt.datetime.fromisoformat(said[1:]), order + 1
        elif said.startswith(":"):
            blob, kind = said.split()[3:5]
            before = next(parts)
            after = next(parts) if kind[0] in "RC" else before
            yield Version(order, blob, moment), kind[0], before, after


def _uncommitted(folder: Path) -> list[str]:
    """Return the files below `folder` that are not as the last commit has them."""
    prefix = git(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    entries = git(folder, *_STATUS).decode("utf-8", "surrogateescape").split("\0")
    return [entry[3:].removeprefix(prefix) for entry in entries if entry]
