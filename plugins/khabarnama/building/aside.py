"""Work that a process of its own does while this one does what comes before."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from khabarnama.building.processes import count_workers, end_with, start_method

if TYPE_CHECKING:
    from collections.abc import Callable


class Aside:
    """Begins to do `work`; called, it gives what came of it. Used as a context, at whose end nothing is left of it.

    It gives None where nothing came of it: where forking is not safe, on one core, where no process can be had, or
    where the work has failed. Then whoever needs it does it.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._child = 0
        self._line: BinaryIO | None = None
        if start_method() == "fork" and count_workers() > 1:
            with suppress(OSError):  # there are as many processes or open files as may be
                self._begin(work)

    def _begin(self, work: Callable[[], bytes]) -> None:
        ours, theirs = os.pipe()
        parent = os.getpid()
        self._line = os.fdopen(ours, "rb")
        try:
            self._child = os.fork()
            if not self._child:
                _answer(work, parent, theirs)
        finally:
            os.close(theirs)

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *error: object) -> None:
        if self._child:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
        self._end()

    def __call__(self) -> bytes | None:
        """Return what came of the work, once: as soon as it is done."""
        if not (self._child and self._line):
            return None
        found = self._line.read()
        return found if self._end() == 0 else None

    def _end(self) -> int | None:
        """Let go of the process, and return its status; None where there is none, or where nobody knows it."""
        status = None
        if self._line:
            self._line.close()
        if self._child:
            with suppress(ChildProcessError):  # where this process was begun with its children's ends ignored
                status = os.waitpid(self._child, 0)[1]
            self._child = 0
        return status


def _answer(work: Callable[[], bytes], parent: int, line: int) -> None:
    """Do the work, write what came of it, and end: with a status that is not 0 where not all of it was written."""
    status = 1
    try:
        end_with(parent)
        with os.fdopen(line, "wb") as file:
            file.write(work())
        status = 0
    finally:
        os._exit(status)
