"""How far a build is: a bar for each stage that takes long, in a terminal only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console


class Progress:
    """Shows the stages of a build on `console`; on none if it is no terminal."""

    def __init__(self, console: Console | None = None) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        shown = console is not None and console.is_terminal
        self._bars = Bars(*columns, console=console, transient=True) if shown else None
        self._tasks: dict[str, TaskID] = {}

    def stage(self, name: str) -> Callable[[int, int], None]:
        """Return what is to be told, in the stage `name`, how many of how many are done: a stage has one bar."""
        bars = self._bars
        if bars is None:
            return _silent
        task = self._tasks[name] if name in self._tasks else bars.add_task(name, total=None)
        self._tasks[name] = task
        bars.start()

        def advance(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        return advance

    def stop(self) -> None:
        """Take the bars away."""
        if self._bars is not None:
            self._bars.stop()


def _silent(done: int, total: int) -> None:
    """Show nothing."""
