"""The preview's builds: a process of its own makes them one after another, and keeps what it has loaded and read."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from typing import TYPE_CHECKING

from khabarnama.commands.build import make
from khabarnama.problems import Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

    from khabarnama.commands.build import Options

_PATIENCE = 5.0  # seconds that a process has to end


class Builder:
    """Builds as `options` say, as often as it is told to. Used as a context, at whose end its process ends too.

    The process begins anew when what it has loaded may have changed, and after one that died.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def build(self, *, anew: bool = False) -> list[Problem]:
        """Build, print what is to be said, and return what is wrong; `anew` where more than articles changed."""
        is_ready = self._process is not None and self._process.is_alive() and not anew
        line = self._line if self._line and is_ready else self._begin()
        try:
            line.send(None)
            problems: list[Problem] = line.recv()
        except (EOFError, OSError):
            return [_unreported(self._end())]
        return problems

    def _begin(self) -> Connection:
        self._end()
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(theirs, self._options))
        self._process.start()
        theirs.close()
        return self._line

    def _end(self) -> int | None:
        """End the process, and return its exit code."""
        if self._process is None or self._line is None:
            return None
        self._line.close()
        self._process.join(_PATIENCE)
        self._process.terminate()
        self._process.join()
        code, self._process, self._line = self._process.exitcode, None, None
        return code


def _work(line: Connection, options: Options) -> None:
    """Build whenever the line says so, until it is closed: what the process does."""
    with suppress(EOFError, KeyboardInterrupt, ConnectionError):
        while True:
            line.recv()
            _, problems = make(options)
            line.send(sorted(set(problems)))


def _unreported(code: int | None) -> Problem:
    """Return the problem of a build that could not even say what is wrong."""
    hint = "the terminal shows where; the last site that was built is still there"
    return Problem("build", 0, "error", f"build must come to its end, found exit code {code}", hint)
