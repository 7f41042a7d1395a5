"""The HTML of articles, as the state keeps it: what a process asks for that renders their pages."""

from __future__ import annotations

import sqlite3
from types import MappingProxyType
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import quick_digest
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MAPPED = 1 << 30  # bytes of the file that are read as memory is


def read_only(path: Path) -> str:
    """Return the address (https://sqlite.org/uri.html) by which SQLite opens the file `path` to read it."""
    return f"{path.absolute().as_uri()}?mode=ro"


class Bodies:
    """Reads the HTML of articles, for one process; each is checked against the key that its head holds.

    `fresh` has by these keys what this process, or the one that it was forked from, has itself put into the file.
    """

    def __init__(self, path: Path, fresh: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._path, self._fresh = path, fresh
        self._connection: sqlite3.Connection | None = None

    def html(self, path: str, key: str) -> bytes:
        """Return the HTML of the article `path`, in UTF-8. Raises KhabarnamaError where it is not as it was kept."""
        return self._fresh.get(key) or self._read(path, key)

    def _read(self, path: str, key: str) -> bytes:
        if self._connection is None:
            self._connection = sqlite3.connect(read_only(self._path), uri=True, isolation_level=None)
            self._connection.execute(f"pragma mmap_size = {_MAPPED}")
            self._connection.execute("begin")  # one look at the state for all, which SQLite need not take again
        for table in ("body", "good"):
            query = f"select html from {table} where path = ?"  # noqa: S608  # our own names
            row = self._connection.execute(query, (path,)).fetchone()
            if row and type(row[0]) is bytes and quick_digest(row[0]).hex() == key:
                return row[0]
        message = "cache must hold the article as it was read, found something else"
        raise KhabarnamaError([Problem(path, 0, "error", message, f"delete {self._path.name} and build again")])

    def close(self) -> None:
        """Let go of the state's file."""
        if self._connection:
            self._connection.close()
