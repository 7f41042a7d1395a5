"""What the output holds: which part of the site was made from what, as which files, and how these lay there then."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.building.fingerprint import fingerprint, quick_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

TABLES = """
create table part (name text primary key, key blob, files text, pages integer, size integer, largest integer,
 stamp blob, sum blob, listed blob, listed_sum blob);
create table tree (place text primary key, id integer, stamp blob, behind text, sum blob) without rowid;
"""
LIVE, SPARE = "live", "spare"  # the places: the folder that the parts describe, and the other one
_END = "\0"  # of a value: no path has it
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class File(NamedTuple):
    """A file of the output: the key of what it was made from, and its size and time (ns) when it was written."""

    path: str
    key: bytes
    size: int
    time: int


def mark(path: str, size: int, time: int) -> int:
    """Return the number of a file: the sum of all numbers, in any order, tells a folder from every other."""
    return int.from_bytes(quick_digest(f"{path}\0{size}\0{time}".encode("utf-8", "surrogatepass")), "little")


def total(files: Iterable[File]) -> int:
    """Return what `files` add to the stamp of their folder."""
    return sum([mark(path, size, time) for path, _, size, time in files])


def to_bytes(stamp: int) -> bytes:
    """Return a stamp as the state keeps it."""
    return stamp.to_bytes(_STAMP, "little")


def from_bytes(kept: bytes) -> int:
    """Return the stamp that `to_bytes` made `kept` of."""
    return int.from_bytes(kept, "little")


class Row(NamedTuple):
    """A part of the site: the key of what it was made from, its files, how many are pages, what they weigh.

    `files` has the values of each, which are read only where a part has changed; `size` is that of all, `largest` that
    of one; `stamp` is the sum of their marks.
    """

    name: str
    key: bytes
    files: str
    pages: int
    size: int
    largest: int
    stamp: bytes

    @property
    def sum(self) -> bytes:
        """The checksum of the row."""
        name, key, files, pages, size, largest, stamp = self
        return quick_digest(f"{name}\0{key!r}\0{pages}\0{size}\0{largest}\0{stamp!r}\0{files}".encode())

    def unfold(self) -> dict[str, File]:
        """Return the files by path."""
        told = self.files.split(_END)
        rows = zip(told[::4], told[1::4], told[2::4], told[3::4], strict=False)  # after the last one nothing stands
        return {path: File(path, bytes.fromhex(key), int(size), int(time)) for path, key, size, time in rows}


def fold(name: str, key: bytes, files: Collection[File]) -> Row:
    """Return the row of a part that is made of `files`."""
    told = "".join([f"{path}{_END}{key.hex()}{_END}{size}{_END}{time}{_END}" for path, key, size, time in files])
    sizes = [file.size for file in files]
    pages = sum([file.path.endswith(".html") for file in files])
    stamp = to_bytes(total(files) % SPAN)
    return Row(name, key, told, pages, sum(sizes), max(sizes, default=0), stamp)


class Weight(NamedTuple):
    """How many bytes a site has in `total`, and how many in its `content`: without theme and editor.

    `largest` is its largest file, with its `size`.
    """

    total: int = 0
    content: int = 0
    largest: str = ""
    size: int = 0


def weigh(rows: Collection[Row]) -> Weight:
    """Return how much a site of the parts `rows` weighs."""
    if not rows:
        return Weight()
    heaviest = max(rows, key=lambda row: row.largest)
    largest = max(heaviest.unfold().values(), key=lambda file: file.size, default=None)
    own = sum(row.size for row in rows if row.name not in {"theme", "admin"})
    return Weight(sum(row.size for row in rows), own, largest.path if largest else "", heaviest.largest)


class Tree(NamedTuple):
    """A folder as it was left: what stays the same when it is renamed, and the sum of its files' marks.

    `behind` are the paths in which it differs from the live one, each with the part that has it there, "" if none has.
    """

    id: int
    stamp: int
    behind: Mapping[str, str]


def identity(tree: Path) -> int:
    """Return what stays the same when the folder `tree` is renamed; 0 if there is none."""
    try:
        return tree.lstat().st_ino
    except OSError:
        return 0


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all that is done within by `connection`, or nothing."""
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:  # where the disk is full, SQLite has done it
            connection.execute("rollback")
        raise
    connection.execute("commit")


class Ledger:
    """The parts of the site that is live, and the state of both folders. What is not as it was written is damage."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def parts(self) -> dict[str, Row]:
        """Return the parts of the last site, by name.

        Raises sqlite3.DatabaseError where one is damaged, or where they are not just what the live folder holds.
        """
        query = "select name, key, files, pages, size, largest, stamp, sum from part"
        rows = {}
        for *values, checksum in self._connection.execute(query):
            rows[values[0]] = row = Row(*values)
            _check(row.sum == checksum)
        live = self.tree(LIVE)
        _check(live is None or live.stamp == sum(from_bytes(row.stamp) for row in rows.values()) % SPAN)
        return rows

    def listed(self) -> dict[str, bytes]:
        """Return what each part lists in the site's map. Raises sqlite3.DatabaseError where one is damaged."""
        found = {}
        for name, listed, checksum in self._connection.execute("select name, listed, listed_sum from part"):
            _check(type(listed) is bytes and quick_digest(listed) == checksum)
            found[name] = listed
        return found

    def tree(self, place: str) -> Tree | None:
        """Return how the folder in `place` was left; None if none was left whole."""
        query = "select id, stamp, behind, sum from tree where place = ?"
        for number, stamp, behind, checksum in self._connection.execute(query, (place,)):
            _check(fingerprint(place, number, stamp, behind) == checksum)
            return Tree(number, from_bytes(stamp), json.loads(behind))
        return None

    def begin(self) -> None:
        """Note that the spare folder is being written, so that a build that dies leaves no claim about it.

        Without one nothing is written: another connection may be keeping what is learned of the articles.
        """
        if self._connection.execute("select 1 from tree where place = ?", (SPARE,)).fetchone():
            self._connection.execute("delete from tree where place = ?", (SPARE,))

    def finish(self, rows: Iterable[tuple[Row, bytes]], gone: Iterable[str], live: Tree, spare: Tree | None) -> None:
        """Note the parts that are new, with what they list, those that are `gone`, and how both folders are left."""
        with transaction(self._connection) as run:
            if spare is None:
                run.execute("delete from part")
            run.executemany("delete from part where name = ?", ((name,) for name in gone))
            run.executemany(
                "insert or replace into part values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((*row, row.sum, listed, quick_digest(listed)) for row, listed in rows),
            )
            self.begin()
            for place, tree in ((LIVE, live), (SPARE, spare)):
                if tree:
                    left = (place, tree.id, to_bytes(tree.stamp), _write(tree.behind))
                    run.execute("insert or replace into tree values (?, ?, ?, ?, ?)", (*left, fingerprint(*left)))


_STAMP = 16  # bytes, modulo which marks are added
SPAN = 1 << 8 * _STAMP


def _check(is_whole: bool) -> None:  # noqa: FBT001  # what it is about
    if not is_whole:
        message = "the ledger must be as it was written"
        raise sqlite3.DatabaseError(message)
