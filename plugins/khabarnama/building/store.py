"""What one build leaves for the next: how each file was understood, and what each written file was made from.

One SQLite file beside the output: a row for each folder of articles, for each text, for each part of the site. It holds
text, numbers and checksums only, so the worst that a damaged or a foreign one can do is to be noticed and thrown away:
nothing in it is ever run, and every row that is used has been checked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.building.bodies import read_only
from khabarnama.building.fingerprint import fingerprint, quick_digest
from khabarnama.building.ledger import TABLES, Ledger, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = 11  # of the tables
_OURS = 0x6B686162  # how SQLite tells that a file is this program's: "khab"
_MOST_FRESH = 1 << 26  # bytes
_PAGE = 1 << 14  # bytes: a text takes one or two
_TABLES = f"""
{TABLES}
create table context (key blob not null);
create table folder (path text primary key, heads blob, sum blob) without rowid;
create table body (path text primary key, html blob);
create table good (path text primary key, head blob, html blob, sum blob);
create table seal (key blob, site blob, content text, theme text, report text, sum blob);
create table note (name text primary key, value text, sum blob) without rowid;
"""


def _sum(path: str, told: bytes) -> bytes:
    return quick_digest(f"{path}\0".encode() + told)


def _is_whole(path: str, told: bytes, checksum: bytes) -> bool:
    return type(told) is bytes and _sum(path, told) == checksum


class Change:
    """What a build learns of the articles, kept as soon as it is known: all of it in the end, or nothing."""

    def __init__(self, connection: sqlite3.Connection, fresh: dict[str, bytes]) -> None:
        self._run = connection.execute
        self._fresh = fresh
        self._room = _MOST_FRESH

    def forget(self, paths: Iterable[str]) -> None:
        """Forget the texts of the files `paths`, which are no more."""
        for path in paths:
            for table in ("body", "good"):
                self._run(f"delete from {table} where path = ?", (path,))  # noqa: S608  # our own names

    def keep_good(self, path: str, head: bytes) -> None:
        """Keep aside the text that the file `path` had until now, which was whole: `head` says in JSON how."""
        row = (head, _sum(path, head), path)
        self._run("insert or ignore into good select path, ?, html, ? from body where path = ?", row)

    def keep_body(self, path: str, key: str, html: bytes) -> None:
        """Keep the HTML of the file `path`, and its `key`."""
        self._run("insert or replace into body values (?, ?)", (path, html))
        self._room -= len(html)
        if self._room >= 0:
            self._fresh[key] = html

    def keep_folder(self, path: str, heads: bytes) -> None:
        """Keep what is known of the files of the folder `path`, as JSON in UTF-8; nothing if it is empty."""
        self._run("delete from folder where path = ?", (path,))
        if heads:
            self._run("insert into folder values (?, ?, ?)", (path, heads, _sum(path, heads)))


@dataclass(frozen=True, slots=True)
class Seal:
    """What the last build was made from, and what it made: keys, where it looked, and its report as JSON."""

    key: bytes
    site: bytes
    content: str
    theme: str
    report: str

    @property
    def sum(self) -> bytes:
        """The checksum of the row."""
        return fingerprint(self.key, self.site, self.content, self.theme, self.report)


def state_folder(output: Path) -> Path:
    """Return the folder where what is kept for the next build of the site `output` lies."""
    return output.parent / ".khabarnama" / output.name


def spare_folder(output: Path) -> Path:
    """Return the folder in which the next site that takes the place of `output` is made ready."""
    return state_folder(output) / "next"


def read_seal(path: Path) -> Seal | None:
    """Return the seal that the last build left in the file `path`; None without one, or if it is damaged."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(read_only(path), uri=True)) as connection:
        *values, checksum = connection.execute("select * from seal").fetchone() or (None,)
        seal = Seal(*values) if values else None
        return seal if seal and seal.sum == checksum else None
    return None


class _OtherVersionError(sqlite3.DatabaseError):
    """The tables are those of another version of this program, or of a first build that died: that is no damage."""


class Store:
    """The rows. Any of its methods may raise sqlite3.Error where the disk fails."""

    def __init__(self, path: Path, context: bytes) -> None:
        """Open the file `path`; what was understood under another `context` is forgotten."""
        self.path = path
        self.damaged = False  # whether anything was not as it was written, and was left out
        self.fresh: dict[str, bytes] = {}  # HTML that was kept since then, by its key: what there is room for
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            self._open(context)
        except sqlite3.DatabaseError as error:
            self.damaged = not isinstance(error, _OtherVersionError)
            self.discard()
            self._connection = sqlite3.connect(self.path, isolation_level=None)
            self._open(context)
        self.ledger = Ledger(self._connection)

    def _open(self, context: bytes) -> None:
        self._connection.execute(f"pragma page_size = {_PAGE}")  # of a new file
        self._connection.execute("pragma synchronous = off")  # a torn file is noticed, and made again
        found, ours = self._connection.execute("select * from pragma_user_version, pragma_application_id").fetchone()
        self._is_new = found != VERSION
        if not self._is_new:
            self._connection.execute("pragma journal_mode = wal")
        elif self._connection.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise _OtherVersionError if found or ours == _OURS else sqlite3.DatabaseError
        else:
            self._connection.execute("pragma journal_mode = memory")  # while nobody else looks into the file
            self._connection.executescript(f"begin; {_TABLES} pragma application_id = {_OURS}; commit;")
        self._forget_others(context)

    def _settle(self) -> None:
        """Let others look into a new file from now on; until then nothing in it counts, if this process dies."""
        if self._is_new:
            self._connection.execute(f"pragma user_version = {VERSION}")
            self._connection.execute("pragma journal_mode = wal")
            self._is_new = False

    def _forget_others(self, context: bytes) -> None:
        with transaction(self._connection):
            row = self._connection.execute("select key from context").fetchone()
            if row != (context,):
                for table in ("context", "folder", "body"):
                    self._connection.execute(f"delete from {table}")  # noqa: S608  # our own names
                self._connection.execute("insert into context values (?)", (context,))

    def discard(self) -> None:
        """Throw the file away."""
        self._connection.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file, with all that is known in it and nothing in files beside it."""
        with suppress(sqlite3.Error):  # what the disk has no room for, the next build makes anew
            self._settle()
            self._connection.execute("pragma wal_checkpoint(truncate)")
        self._connection.close()

    def folders(self) -> dict[str, bytes]:
        """Return what is known of the files of each folder, as JSON in UTF-8; what is not as written is forgotten."""
        folders, damaged = {}, []
        for path, heads, checksum in self._connection.execute("select path, heads, sum from folder"):
            if _is_whole(path, heads, checksum):
                folders[path] = heads
            else:
                damaged.append((path,))
        if damaged:
            self.damaged = True
            with transaction(self._connection):
                self._connection.executemany("delete from folder where path = ?", damaged)
        return folders

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Let a build keep what it learns within; nothing of it where that fails."""
        with transaction(self._connection):
            yield Change(self._connection, self.fresh)
        self._settle()

    def note(self, name: str) -> str | None:
        """Return the note `name` as it was kept; None without one, or if it is damaged."""
        for value, checksum in self._connection.execute("select value, sum from note where name = ?", (name,)):
            if fingerprint(name, value) == checksum:
                return str(value)
            self.damaged = True
        return None

    def keep_note(self, name: str, value: str) -> None:
        """Keep the note `name` for later builds."""
        with transaction(self._connection):
            row = (name, value, fingerprint(name, value))
            self._connection.execute("insert or replace into note values (?, ?, ?)", row)

    def seal(self, seal: Seal | None) -> None:
        """Keep `seal` as the last build's, or that it left none."""
        with transaction(self._connection):
            self._connection.execute("delete from seal")
            if seal:
                values = (seal.key, seal.site, seal.content, seal.theme, seal.report, seal.sum)
                self._connection.execute("insert into seal values (?, ?, ?, ?, ?, ?)", values)

    def good(self) -> dict[str, bytes]:
        """Return the last good version of each file that is broken now, as JSON in UTF-8 by path.

        Raises sqlite3.DatabaseError where one is damaged.
        """
        rows = self._connection.execute("select path, head, sum from good").fetchall()
        if not all(_is_whole(*row) for row in rows):
            message = "the last good version of a file must be as it was written"
            raise sqlite3.DatabaseError(message)
        return {path: head for path, head, _ in rows}

    def forget_good(self, paths: Iterable[str]) -> None:
        """Forget the last good versions of files that are mended."""
        with transaction(self._connection):
            self._connection.executemany("delete from good where path = ?", ((path,) for path in paths))
