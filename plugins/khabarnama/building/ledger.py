"""What each folder of the output holds: which file was made from what, and how it lay there when it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.building.fingerprint import digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable
    from pathlib import Path

TABLE = "create table tree (id integer primary key, files text, sum blob) without rowid;"


class File(NamedTuple):
    """A file of the output: the key of what it was made from, and its size and time (ns) when it was written.

    A named tuple, for every build asks for every file of two folders.
    """

    path: str
    key: bytes
    size: int
    time: int


class Weight(NamedTuple):
    """How many bytes a site has in `total`, and how many in its `content`: without theme and editor.

    `largest` is its largest file, with its `size`.
    """

    total: int = 0
    content: int = 0
    largest: str = ""
    size: int = 0


def weigh(files: Collection[File]) -> Weight:
    """Return how much a site of `files` weighs."""
    if not files:
        return Weight()
    largest = max(files, key=lambda file: (file.size, file.path))
    own = sum(file.size for file in files if not file.path.startswith(("theme/", "admin/")))
    return Weight(sum(file.size for file in files), own, largest.path, largest.size)


class Ledger:
    """One row for each folder in the state, known by what stays the same when a folder is renamed.

    A row that is not as it was written is no row: what the folder holds is made anew.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.damaged = False

    def files(self, tree: Path) -> dict[str, File]:
        """Return what the folder `tree` held when it was last written whole; nothing if it never was."""
        query = "select files, sum from tree where id = ?"
        files, checksum = self._connection.execute(query, (_identity(tree),)).fetchone() or (None, None)
        if files is None:
            return {}
        if digest(str(files).encode()) != checksum:
            self.damaged = True
            return {}
        rows = json.loads(files)
        return {path: File(path, bytes.fromhex(key), size, time) for path, key, size, time in rows}

    def begin(self, tree: Path) -> None:
        """Note that the folder `tree` is being written, so that a build that dies leaves no claim about it."""
        self._connection.execute("insert or replace into tree values (?, null, null)", (_identity(tree),))

    def finish(self, tree: Path, files: Iterable[File], others: Iterable[Path]) -> None:
        """Note that `tree` is whole and holds `files`; forget all folders but it and `others`."""
        held = json.dumps([(path, key.hex(), size, time) for path, key, size, time in files], ensure_ascii=False)
        identity = _identity(tree)
        kept = (identity, *(_identity(other) for other in others))
        self._connection.execute(f"delete from tree where id not in ({', '.join('?' * len(kept))})", kept)  # noqa: S608
        row = (identity, held, digest(held.encode()))
        self._connection.execute("insert or replace into tree values (?, ?, ?)", row)


def _identity(tree: Path) -> int:
    """Return what stays the same when a folder is renamed."""
    try:
        return tree.stat().st_ino
    except OSError:
        return 0
