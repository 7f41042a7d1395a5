"""A part of the site to its files, in the folder where the next site is made ready: what a worker does."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.building.folders import link, make_folder, make_room, take_away
from khabarnama.building.ledger import File, fold, from_bytes, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from khabarnama.building.ledger import Row
    from khabarnama.building.plan import Part

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_TAKEN = (FileExistsError, NotADirectoryError, IsADirectoryError)


class Folders(NamedTuple):
    """The folder of the live site, and that of the next one."""

    live: str
    spare: str


class Task(NamedTuple):
    """A part that is to be looked into, how the last build left it, and which of its files the spare folder lacks."""

    part: Part
    row: Row | None
    behind: Set[str]


class Late(NamedTuple):
    """A file that is made, but in whose place another one stands: perhaps one that a part is about to take away."""

    path: str
    key: bytes
    content: bytes


@dataclass(slots=True)
class Made:
    """A part that was looked into: its row, what it lists, the paths of its `new` files.

    `old` are the paths of the files that are not as they were, or not there any more; `shift` is what both change in
    the folder's stamp. Those that are `late` are in none of these yet.
    """

    row: Row
    listed: bytes
    new: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    shift: int = 0
    late: list[Late] = field(default_factory=list)

    def add(self, files: Sequence[File]) -> None:
        """Add files that were late."""
        self.row = fold(self.row.name, self.row.key, [*self.row.unfold().values(), *files])
        self.new += (file.path for file in files)
        self.shift += total(files)
        self.late = []


def make(task: Task, folders: Folders, maker: object) -> Made:
    """Bring the files of a part in their places: those that are as they were by a link, where they are not there yet.

    `maker` is what its outputs are made with.
    """
    outputs, listed = task.part.make()
    held = task.row.unfold() if task.row else {}
    left = dict(held)
    take_away(folders.spare, held.keys() - {output.path for output in outputs} - task.behind)
    kept: list[File] = []
    new: list[File] = []
    late: list[Late] = []
    for output in outputs:
        file = left.pop(output.path, None)  # once: another output of its place is late
        if file and file.key == output.key and (output.path not in task.behind or _get(file, folders)):
            kept.append(file)
            continue
        content = output.make(maker)
        if file and output.path not in task.behind:
            take_away(folders.spare, [output.path])
        if written := write(folders.spare, output.path, output.key, content):
            new.append(written)
        else:
            late.append(Late(output.path, output.key, content))
    return _made(task, listed, held, kept, new, late)


def _made(  # noqa: PLR0913, PLR0917  # what came of a part
    task: Task, listed: bytes, held: Mapping[str, File], kept: list[File], new: list[File], late: list[Late]
) -> Made:
    row = fold(task.part.name, task.part.key, [*kept, *new])
    same = {file.path for file in kept}
    shift = from_bytes(row.stamp) - (from_bytes(task.row.stamp) if task.row else 0)
    return Made(row, listed, [file.path for file in new], [path for path in held if path not in same], shift, late)


def write(folder: str, path: str, key: bytes, content: bytes) -> File | None:
    """Write a file below `folder` and return it; None where another one stands in its place: it is not written over."""
    try:
        descriptor = _create(folder, path)
    except _TAKEN:
        return None
    try:
        left = content
        while left:  # the disk may take a part only
            left = left[os.write(descriptor, left) :]
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return File(path, key, len(content), status.st_mtime_ns)


def _create(folder: str, path: str) -> int:
    place = f"{folder}/{path}"
    if path.endswith("/index.html"):  # most often the first file of its folder: to fail first takes longest
        make_folder(place.rpartition("/")[0])
    try:
        return os.open(place, _NEW, 0o644)
    except FileNotFoundError:
        make_room(folder, [path])
        return os.open(place, _NEW, 0o644)


def _get(file: File, folders: Folders) -> bool:
    """Give a file of the live site its place in the next one; return whether it is there."""
    if not is_there(folders.live, file):
        return False
    with suppress(*_TAKEN):
        make_room(folders.spare, [file.path])
        link(folders.live, folders.spare, [file.path])
        return True
    return False


def is_there(folder: str, file: File) -> bool:
    """Tell whether `file` lies below `folder` as it was written."""
    with suppress(OSError):
        status = os.lstat(f"{folder}/{file.path}")
        return S_ISREG(status.st_mode) and (status.st_size, status.st_mtime_ns) == (file.size, file.time)
    return False
