"""A look at a folder of the output by a process of its own, while this one does what comes before."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from khabarnama.building.ledger import from_bytes, identity, to_bytes
from khabarnama.building.tree import look

if TYPE_CHECKING:
    from pathlib import Path


class Glance:
    """Begins to look at the folder `tree`; called, it gives its stamp. Used as a context, at whose end nothing is left.

    Where forking is not safe, or one core does all the work, it looks when it is called.
    """

    def __init__(self, tree: Path, workers: int) -> None:
        self._tree, self._identity = tree, identity(tree)
        self._child, self._line = 0, -1
        if sys.platform == "linux" and workers > 1 and self._identity:
            self._begin()

    def _begin(self) -> None:
        self._line, theirs = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(theirs)
            return
        try:
            os.write(theirs, to_bytes(look(self._tree)))
        finally:
            os._exit(0)

    def __enter__(self) -> Glance:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def _end(self) -> bytes:
        """Return what the process has found, nothing if it was not asked before; it is no more."""
        if not self._child:
            return b""
        found = os.read(self._line, 1 << 10)
        os.close(self._line)
        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        self._child = 0
        return found

    def __call__(self) -> int:
        """Return the stamp of the folder, if it is still the one that was looked at; else of the one that is there."""
        found = self._end()
        return from_bytes(found) if found and identity(self._tree) == self._identity else look(self._tree)
