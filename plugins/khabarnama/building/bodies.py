"""The HTML of articles, as the state keeps it: what a process asks for that renders their pages."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import digest
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from pathlib import Path


class Bodies:
    """Reads the HTML of articles, for one process; each is checked against the key that its head holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def html(self, path: str, key: str) -> str:
        """Return the HTML of the article `path`. Raises KhabarnamaError where it is not as it was kept."""
        if self._connection is None:
            self._connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        query = "select html from body where path = ? union all select html from good where path = ?"
        for (html,) in self._connection.execute(query, (path, path)):
            if digest(html.encode()).hex() == key:
                return str(html)
        message = "cache must hold the article as it was read, found something else"
        raise KhabarnamaError([Problem(path, 0, "error", message, f"delete {self._path.name} and build again")])

    def close(self) -> None:
        """Let go of the state's file."""
        if self._connection:
            self._connection.close()
