"""What is done with a folder of the output: its files get other names and go; none is written into."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux's renameat2(2)
_UNKNOWN = (errno.ENOSYS, errno.EINVAL)  # what a system or a disk says that cannot exchange


def link(source: str, target: str, paths: Iterable[str]) -> None:
    """Give the files `paths` below `source` the same names below `target`, where there is room for them.

    Raises FileExistsError where anything has such a name already.
    """
    for path in paths:
        try:
            os.link(f"{source}/{path}", f"{target}/{path}")
        except OSError:  # a disk that gives a file one name only
            _copy(f"{source}/{path}", f"{target}/{path}")


def _copy(source: str, target: str) -> None:
    with open(source, "rb") as file, open(target, "xb") as copy:  # noqa: PTH123
        shutil.copyfileobj(file, copy)
    shutil.copystat(source, target)


def flush(tree: Path) -> None:
    """Let the disk that `tree` lies on hold all that was written: on Linux it alone, for others may be busy or slow."""
    if sys.platform != "linux":
        os.sync()
        return
    folder = os.open(tree, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(folder):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(tree))
    finally:
        os.close(folder)


def take_away(tree: str, paths: Iterable[str]) -> None:
    """Take away the files `paths` below `tree`, where they are there: another name of each may be live."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            os.unlink(f"{tree}/{path}")  # noqa: PTH108  # strings: this is done for every file of a site


def prune(tree: Path, paths: Iterable[str]) -> None:
    """Take away the folders below `tree` in which the files `paths` were, if nothing else is in them."""
    for path in paths:
        folder = (tree / path).parent
        with suppress(OSError):  # a folder that is not empty stays
            while folder != tree:
                folder.rmdir()
                folder = folder.parent


def make_room(tree: str, paths: Iterable[str]) -> None:
    """Make the folders of `paths` below `tree`."""
    for folder in {path.rpartition("/")[0] for path in paths}:
        make_folder(f"{tree}/{folder}")


def make_folder(folder: str) -> None:
    """Make `folder` and those that it lies in, as far as they are not there."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(folder.rpartition("/")[0])
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102  # once more only: a link that leads nowhere stays in the way


def exchange(spare: Path, live: Path) -> None:
    """Let the two folders change places, in one step where the system can; where they cannot, both stay."""
    if not live.exists():
        spare.replace(live)
        return
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if not libc.renameat2(_HERE, os.fsencode(spare), _HERE, os.fsencode(live), _EXCHANGE):
            return
        if ctypes.get_errno() not in _UNKNOWN:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(spare))
    last = spare.with_name(f"{spare.name}.last")
    live.replace(last)
    try:
        spare.replace(live)
    except OSError:
        last.replace(live)
        raise
    last.replace(spare)
