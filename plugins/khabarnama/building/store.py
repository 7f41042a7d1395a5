"""What one build leaves for the next: how each file was understood, and what each written file was made from.

One SQLite file beside the output. It holds text, numbers and checksums only, so the worst that a damaged or a foreign
one can do is to be noticed and thrown away: nothing in it is ever run, and every row that is used has been checked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest, fingerprint
from khabarnama.building.ledger import TABLE, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

VERSION = 6  # of the tables
_TABLES = f"""
{TABLE}
create table context (key blob not null);
create table head (path text primary key, stat text, source blob, head text, sum blob) without rowid;
create table body (path text primary key, html blob);
create table good (path text primary key, head text, html blob);
create table seal (key blob, site blob, content text, theme text, report text, sum blob);
create table note (name text primary key, value text, sum blob) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Head:
    """How a file was understood, without its body: its `stat` and the key of its bytes when it was, and JSON."""

    path: str
    stat: str
    source: bytes
    json: str

    @property
    def sum(self) -> bytes:
        """The checksum of the row."""
        return digest("\0".join((self.path, self.stat, self.source.hex(), self.json)).encode())


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


def read_seal(path: Path) -> Seal | None:
    """Return the seal that the last build left in the file `path`; None without one, or if it is damaged."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        *values, checksum = connection.execute("select * from seal").fetchone() or (None,)
        seal = Seal(*values) if values else None
        return seal if seal and seal.sum == checksum else None
    return None


class Store:
    """The rows. Any of its methods may raise sqlite3.Error where the disk fails."""

    def __init__(self, path: Path, context: bytes) -> None:
        """Open the file `path`; what was understood under another `context` is forgotten."""
        self.path = path
        self._damaged = False
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            self._open(context)
        except sqlite3.DatabaseError:
            self._damaged = True
            self.discard()
            self._connection = sqlite3.connect(self.path, isolation_level=None)
            self._open(context)
        self.ledger = Ledger(self._connection)

    @property
    def damaged(self) -> bool:
        """Whether anything was not as it was written, and was left out."""
        return self._damaged or self.ledger.damaged

    def _open(self, context: bytes) -> None:
        self._connection.execute("pragma synchronous = off")  # a torn file is noticed, and made again
        self._connection.execute("pragma journal_mode = wal")
        found = self._connection.execute("pragma user_version").fetchone()[0]
        if found != VERSION:
            if self._connection.execute("select count(*) from sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError
            self._connection.executescript(f"begin; {_TABLES} pragma user_version = {VERSION}; commit;")
        self._forget_others(context)

    def _forget_others(self, context: bytes) -> None:
        with self.transaction():
            row = self._connection.execute("select key from context").fetchone()
            if row != (context,):
                for table in ("context", "head", "body"):
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
            self._connection.execute("pragma wal_checkpoint(truncate)")
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is done within, or nothing."""
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def heads(self) -> dict[str, Head]:
        """Return how each file was understood, by path; a row that is not as it was written is left out."""
        heads = {}
        for path, stat, source, json, checksum in self._connection.execute(
            "select path, stat, source, head, sum from head"
        ):
            head = Head(path, stat, source, json)
            if head.sum == checksum:
                heads[path] = head
            else:
                self._damaged = True
        return heads

    def put(
        self, rows: Sequence[tuple[Head, str]], stamped: Sequence[Head], gone: Iterable[str], broken: Iterable[str]
    ) -> None:
        """Keep how files were understood, each with its HTML, and heads whose HTML is kept; forget what is `gone`.

        Of the files that are `broken` now, what was known until now is kept aside as their last good version.
        """
        gone = list(gone)
        with self.transaction():
            self._connection.executemany(
                "insert or ignore into good select path, head, html from head join body using (path) where path = ?",
                ((path,) for path in broken),
            )
            for table in ("head", "body", "good"):
                self._connection.executemany(f"delete from {table} where path = ?", ((path,) for path in gone))  # noqa: S608
            self._connection.executemany(
                "insert or replace into head values (?, ?, ?, ?, ?)",
                (
                    (head.path, head.stat, head.source, head.json, head.sum)
                    for head in (*(head for head, _ in rows), *stamped)
                ),
            )
            self._connection.executemany(
                "insert or replace into body values (?, ?)", ((head.path, html.encode()) for head, html in rows)
            )

    def note(self, name: str) -> str | None:
        """Return the note `name` as it was kept; None without one, or if it is damaged."""
        for value, checksum in self._connection.execute("select value, sum from note where name = ?", (name,)):
            if fingerprint(name, value) == checksum:
                return str(value)
            self._damaged = True
        return None

    def keep_note(self, name: str, value: str) -> None:
        """Keep the note `name` for later builds."""
        with self.transaction():
            row = (name, value, fingerprint(name, value))
            self._connection.execute("insert or replace into note values (?, ?, ?)", row)

    def is_settled(self) -> bool:
        """Tell whether each file that is known need not be read again unless it is written to."""
        (left,) = self._connection.execute("select count(*) from head where stat = ''").fetchone()
        return not left

    def seal(self, seal: Seal | None) -> None:
        """Keep `seal` as the last build's, or that it left none."""
        with self.transaction():
            self._connection.execute("delete from seal")
            if seal:
                values = (seal.key, seal.site, seal.content, seal.theme, seal.report, seal.sum)
                self._connection.execute("insert into seal values (?, ?, ?, ?, ?, ?)", values)

    def good(self) -> dict[str, str]:
        """Return the last good version of each file that is broken now, as JSON by path."""
        return dict(self._connection.execute("select path, head from good"))

    def forget_good(self, paths: Iterable[str]) -> None:
        """Forget the last good versions of files that are mended."""
        with self.transaction():
            self._connection.executemany("delete from good where path = ?", ((path,) for path in paths))
