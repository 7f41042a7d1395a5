"""The output folder: the next site is made ready beside the live one, then the two change places in one step.

Both folders stay. The one that was live until now is the next one's start, so that a build writes only what changed;
and what did not change is one file with two names.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import fingerprint
from khabarnama.building.ledger import File, Ledger, Weight, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Write = Callable[[Sequence[str], Path], list[File]]

_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux's renameat2(2)
_UNKNOWN = (errno.ENOSYS, errno.EINVAL)  # what a system or a disk says that cannot exchange


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to the output: how many files it wrote anew and took away; what is there now, and its stamp."""

    written: int
    removed: int
    weight: Weight
    stamp: bytes


def publish(wanted: Mapping[str, bytes], live: Path, spare: Path, ledger: Ledger, write: Write) -> Changes:
    """Make the folder `live` hold the files `wanted`, by path and key, and nothing else: all at once, or not at all.

    `spare` is a folder on the same disk. `write` makes the files of the given paths in a folder, and returns them.
    """
    _recover(live, spare)
    held = ledger.files(live)
    if {path: file.key for path, file in held.items()} == wanted:
        held, strangers = _as_written(live, held)
        if not strangers and len(held) == len(wanted):
            return _changes(held.values(), 0, 0)
    started = _ready(live, spare, held, ledger)
    missing = [path for path, key in wanted.items() if path not in started or started[path].key != key]
    same = [path for path in missing if _is_there(live, held.get(path), wanted[path])]
    linked = set(same)
    fresh = [path for path in missing if path not in linked]
    ledger.begin(spare)
    _remove(spare, started.keys() - wanted.keys())
    _clear(spare, [path for path in missing if path in started])
    _make_room(spare, missing)
    _link(live, spare, same)
    files = [*(held[path] for path in same), *write(fresh, spare)]
    _flush(spare)
    whole = {path: started[path] for path in wanted.keys() & started.keys()} | {file.path: file for file in files}
    ledger.finish(spare, whole.values(), [live])
    _exchange(spare, live)
    return _changes(whole.values(), len(fresh), len(held.keys() - wanted.keys()))


def _changes(files: Collection[File], written: int, removed: int) -> Changes:
    stamp = _stamp((file.path, (file.size, file.time)) for file in files)
    return Changes(written, removed, weigh(files), stamp)


def look(tree: Path) -> bytes:
    """Return the stamp of the folder `tree`: what changes when any file in it is written, added or taken away."""
    return _stamp(_walk(tree))


def _stamp(files: Iterable[tuple[str, tuple[int, int]]]) -> bytes:
    return fingerprint(sorted(files))


def _recover(live: Path, spare: Path) -> None:
    """Put the last site back where a computer without a way to exchange folders stopped between two names."""
    last = spare.with_name(f"{spare.name}.last")
    if last.exists() and not live.exists():
        last.replace(live)


def _as_written(tree: Path, files: Mapping[str, File]) -> tuple[dict[str, File], set[str]]:
    """Return those of `files` that are in `tree` as they were written, and the paths of all else in it."""
    found = dict(_walk(tree)) if files else {}
    held = {path: file for path, file in files.items() if found.get(path) == (file.size, file.time)}
    return held, found.keys() - held.keys()


def _is_there(tree: Path, file: File | None, key: bytes) -> bool:
    if file is None or file.key != key:
        return False
    with suppress(OSError):
        status = (tree / file.path).stat()
        return (status.st_size, status.st_mtime_ns) == (file.size, file.time)
    return False


def _walk(tree: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each file below `tree`, by its path, with its size and its time."""
    folders = [(str(tree), "")]
    while folders:
        folder, name = folders.pop()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{name}{entry.name}/"))
                else:
                    status = entry.stat(follow_symlinks=False)
                    yield f"{name}{entry.name}", (status.st_size, status.st_mtime_ns)


def _ready(live: Path, spare: Path, held: Mapping[str, File], ledger: Ledger) -> Mapping[str, File]:
    """Make `spare` a folder whose files are known: as the build before the last one left it, else like `live`."""
    if spare.is_symlink() or spare.is_file():
        spare.unlink()
    known, strangers = _as_written(spare, ledger.files(spare))
    if known:
        _remove(spare, strangers)
        return known
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(parents=True)
    spare.chmod(0o755)
    ledger.begin(spare)
    there = {path: file for path, file in held.items() if _is_there(live, file, file.key)}
    _make_room(spare, there)
    _link(live, spare, list(there))
    return there


def _link(source: Path, target: Path, paths: Sequence[str]) -> None:
    """Give the files `paths` below `source` the same names below `target`, where there is room for them."""
    for path in paths:
        try:
            os.link(f"{source}/{path}", f"{target}/{path}")
        except OSError:  # a disk that gives a file one name only
            shutil.copy2(f"{source}/{path}", f"{target}/{path}")


def _flush(tree: Path) -> None:
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


def _clear(tree: Path, paths: Iterable[str]) -> None:
    """Take away the files `paths`: another name of each may be live, so none is written into."""
    for path in paths:
        os.unlink(f"{tree}/{path}")  # noqa: PTH108  # strings: this is done for every file of a site


def _make_room(tree: Path, paths: Iterable[str]) -> None:
    """Make the folders of `paths` below `tree`."""
    made = {str(tree)}
    for path in paths:
        _make_folder(f"{tree}/{path}".rpartition("/")[0], made)


def _make_folder(folder: str, made: set[str]) -> None:
    if folder not in made:
        _make_folder(folder.rpartition("/")[0], made)
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102
        made.add(folder)


def _remove(tree: Path, paths: Sequence[str] | set[str]) -> None:
    """Take away the files `paths` and the folders that are empty then."""
    for path in sorted(paths, reverse=True):
        (tree / path).unlink(missing_ok=True)
        folder = (tree / path).parent
        with suppress(OSError):  # a folder that is not empty stays
            while folder != tree:
                folder.rmdir()
                folder = folder.parent


def _exchange(spare: Path, live: Path) -> None:
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
