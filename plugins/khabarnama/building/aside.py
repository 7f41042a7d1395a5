"""Work that a process of its own does while this one does what comes before."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from khabarnama.building.processes import count_workers, end_with

if TYPE_CHECKING:
    from collections.abc import Callable


class Aside:
    """Begins to do `work`; called, it gives what came of it. Used as a context, at whose end nothing is left of it.

    It gives None where nothing came of it: where forking is not safe, on one core, or where the work has failed. Then
    whoever needs it does it.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._child, self._line = 0, -1
        if sys.platform != "linux" or count_workers() < 2:
            return
        self._line, theirs = os.pipe()
        parent = os.getpid()
        self._child = os.fork()
        if self._child:
            os.close(theirs)
            return
        try:
            os.close(self._line)
            end_with(parent)
            with os.fdopen(theirs, "wb") as line:
                line.write(b"\n" + work())
        finally:
            os._exit(0)

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *error: object) -> None:
        if self._child:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self()

    def __call__(self) -> bytes | None:
        """Return what came of the work, once: as soon as it is done."""
        if not self._child:
            return None
        with os.fdopen(self._line, "rb") as line:
            found = line.read()
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return found[1:] if found and not status else None
