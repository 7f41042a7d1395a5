"""Work spread over all cores, behind one small seam: an Executor of the standard library."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from khabarnama.building.processes import end_with, start_method
from khabarnama.problems import KhabarnamaError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")
ALONE = 64  # items: for fewer, starting processes takes longer than the work
FEW = 4  # items of heavy work, for which the same is true
_SLOWER = {"fork": 1, "spawn": 10}  # how many times as long that takes: a process that is begun anew loads all
# Into how many runs for each worker what is left is cut, and how many items the longest has. In long runs less is made
# twice, by two processes; in short ones these come to the end together also where some items take longer.
_SHORT, _LONG = (4, 64), (2, 1000)


class Alone(Executor):
    """An executor that does the work itself, when it is told of it."""

    def submit(self, task: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Run `task` and return its result as a future."""
        future: Future[Result] = Future()
        try:
            future.set_result(task(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is the caller's, as with any executor
            future.set_exception(error)
        return future


def spread(  # noqa: PLR0913  # the last three by name
    task: Callable[..., Result],
    items: Sequence[Item],
    workers: int,
    shared: Sequence[Any] = (),
    *,
    alone: int = ALONE,
    sendable: bool = False,
    together: bool = False,
) -> Iterator[Result]:
    """Yield `task(run, *shared)` for runs of `items`, in their order, each as soon as it and those before are done.

    The runs are worked on by processes forked from this one, so that `shared` is there without being sent. Where
    forking is not safe (https://docs.python.org/3/library/multiprocessing.html: macOS) processes are begun anew, if
    `shared` is `sendable`; else, and for fewer items than `alone`, this process does the work itself. The results are
    the same. Items that follow one another are quicker done `together`, in longer runs, where they need the same.
    Raises KhabarnamaError where somebody ends one of the processes.
    """
    method, cut = start_method(), _LONG if together else _SHORT
    if workers < 2 or len(items) < alone * _SLOWER[method] or not (method == "fork" or sendable):
        yield from Alone().map(partial(_do, task, shared), _runs(items, 1, *cut))
        return
    gc.freeze()  # so that forked workers go on sharing this process's memory
    try:
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(workers, context, _Shared.set, (shared,)) as pool:
            waiting: deque[Future[Result]] = deque()
            for run in _runs(items, workers, *cut):
                waiting.append(pool.submit(_do_in_worker, task, run))
                if len(waiting) > 2 * workers:  # so that no more results wait here than are soon asked for
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        message = "every process of a build must come to its end, found one that was killed"
        hint = "where memory is short: KHABARNAMA_WORKERS=1"
        raise KhabarnamaError([Problem("build", 0, "error", message, hint)]) from error
    finally:
        gc.unfreeze()


class _Shared:
    """What a worker process was forked with."""

    values: Sequence[Any] = ()

    @classmethod
    def set(cls, values: Sequence[Any]) -> None:
        """Keep `values`, and end with the parent, however it ends: what a worker does first."""
        if parent := multiprocessing.parent_process():
            end_with(parent.pid or 0)
        cls.values = values


def _do(task: Callable[..., Result], shared: Sequence[Any], run: Sequence[Item]) -> Result:
    return task(run, *shared)


def _do_in_worker(task: Callable[..., Result], run: Sequence[Item]) -> Result:
    return task(run, *_Shared.values)


def _runs(items: Sequence[Item], workers: int, each: int, longest: int) -> Iterator[Sequence[Item]]:
    """Yield `items` cut into runs, several for each worker, and shorter towards the end: so all come to it together."""
    start = 0
    while left := len(items) - start:
        size = min(longest, max(1, left // (each * workers)))
        yield items[start : start + size]
        start += size
