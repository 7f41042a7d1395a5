"""A folder of the output to its stamp: what changes when any file in it is written, added or taken away."""

from __future__ import annotations

import os
from contextlib import suppress
from stat import S_ISREG
from typing import TYPE_CHECKING

from khabarnama.building.aside import Aside
from khabarnama.building.ledger import SPAN, from_bytes, mark, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def look(tree: Path) -> int:
    """Return the stamp of the folder `tree`."""
    return _look([str(tree)], len(str(tree)) + 1)


def look_over(tree: Path) -> int:
    """Return the stamp of the folder `tree`, of which a process of its own looks at one half."""
    start = len(str(tree)) + 1
    stamp, folders = _step([str(tree)], start)
    below, folders = _step(folders, start)
    folders.sort()
    with Aside(lambda: to_bytes(_look(folders[1::2], start))) as other:
        stamp += below + _look(folders[::2], start)
        found = other()
    return (stamp + (_look(folders[1::2], start) if found is None else from_bytes(found))) % SPAN


def _look(folders: Sequence[str], start: int) -> int:
    stamp = 0
    while folders:
        found, folders = _step(folders, start)
        stamp += found
    return stamp % SPAN


def _step(folders: Iterable[str], start: int) -> tuple[int, list[str]]:
    """Return the marks of the files in `folders`, added up, and the folders in them; `start` is where paths begin."""
    stamp, found = 0, []
    for folder in folders:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    found.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    kind = "" if S_ISREG(status.st_mode) else "/"  # a link is no file, however like one it is
                    stamp += mark(entry.path[start:] + kind, status.st_size, status.st_mtime_ns)
    return stamp, found
