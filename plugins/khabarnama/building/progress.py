"""How far a build is: a bar for each stage that takes long, in a terminal only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class Progress:
    """Shows the stages of a build on `console`; on none if it is no terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._bars = _make_bars(console) if console is not None and console.is_terminal else None
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


def _make_bars(console: Console) -> Bars:
    from rich import progress as rich  # noqa: PLC0415  # for a terminal only

    columns = rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn()
    return rich.Progress(*columns, rich.TimeElapsedColumn(), console=console, transient=True)


def _silent(done: int, total: int) -> None:
    """Show nothing."""
