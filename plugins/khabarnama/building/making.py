"""Parts of the site to their files, in the folder where the next site is made ready: what a worker does."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.building.folders import link, make_folder, make_room, take_away
from khabarnama.building.ledger import File, fold, from_bytes, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
    from typing import Any

    from khabarnama.building.ledger import Row
    from khabarnama.building.plan import Output, Part

    MakeContents = Callable[[str, Sequence[Any]], Iterable[bytes]]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_BATCH = 256  # files
_MOST_WAITING = 1 << 23  # bytes: no more of what was made waits to be written
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


@dataclass(slots=True)
class _Look:
    """A part that is looked into: the files it `held`, those that are `kept`, and those that are `new` or `late`."""

    task: Task
    listed: bytes
    held: Mapping[str, File]
    kept: list[File] = field(default_factory=list)
    new: list[File] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)

    def place(self, output: Output, content: bytes, folder: str) -> None:
        """Bring a file that the part lacks in its place below `folder`, unless another one stands there."""
        if written := write(folder, output.path, output.key, content):
            self.new.append(written)
        else:
            self.late.append(Late(output.path, output.key, content))

    def end(self) -> Made:
        """Return what came of the part."""
        part = self.task.part
        row = fold(part.name, part.key, [*self.kept, *self.new])
        same = {file.path for file in self.kept}
        shift = from_bytes(row.stamp) - (from_bytes(self.task.row.stamp) if self.task.row else 0)
        old = [path for path in self.held if path not in same]
        return Made(row, self.listed, [file.path for file in self.new], old, shift, self.late)


def make(tasks: Iterable[Task], folders: Folders, make_contents: MakeContents) -> list[Made]:
    """Bring the files of parts in their places: those that are as they were by a link, where they are not there yet.

    The others are made, many together and kind by kind, and then they are written: a processor does the same again far
    quicker than one thing after another. `make_contents` gives the contents of files by their kind and their sources.
    """
    looks: list[_Look] = []
    lacking: list[tuple[Output, _Look]] = []
    for task in tasks:
        look, outputs = _look_into(task, folders)
        looks.append(look)
        lacking += [(output, look) for output in outputs]
        if len(lacking) >= _BATCH:
            _bring(lacking, folders, make_contents)
            lacking = []
    _bring(lacking, folders, make_contents)
    return [look.end() for look in looks]


def _look_into(task: Task, folders: Folders) -> tuple[_Look, list[Output]]:
    """Find out what a part lacks, and take away what of it is not as it is to be."""
    lacking: list[Output] = []
    outputs, listed = task.part.make()
    look = _Look(task, listed, task.row.unfold() if task.row else {})
    left = dict(look.held)
    take_away(folders.spare, left.keys() - {output.path for output in outputs} - task.behind)
    for output in outputs:
        file = left.pop(output.path, None)  # once: another output of its place is late
        if file and file.key == output.key and (output.path not in task.behind or _get(file, folders)):
            look.kept.append(file)
            continue
        lacking.append(output)
        if file and output.path not in task.behind:
            take_away(folders.spare, [output.path])
    return look, lacking


def _bring(lacking: Sequence[tuple[Output, _Look]], folders: Folders, make_contents: MakeContents) -> None:
    """Make files, each of which a part lacks, and bring them in their places."""
    for kind, found in groupby(sorted(lacking, key=_kind), key=_kind):
        while some := list(islice(found, _BATCH)):
            contents = chain.from_iterable(_gather(make_contents(kind, [output.source for output, _ in some])))
            for (output, look), content in zip(some, contents, strict=True):
                look.place(output, content, folders.spare)


def _gather(contents: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    """Yield `contents` in runs, so that many are made before the first is written, but no more than are light."""
    run: list[bytes] = []
    weight = 0
    for content in contents:
        run.append(content)
        weight += len(content)
        if weight >= _MOST_WAITING:
            yield run
            run, weight = [], 0
    yield run


def _kind(lack: tuple[Output, _Look]) -> str:
    return lack[0].kind


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
