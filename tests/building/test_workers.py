"""Work over all cores: the same results, whatever way processes begin."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from khabarnama.building.processes import count_workers, start_method
from khabarnama.building.workers import spread
from khabarnama.problems import KhabarnamaError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NUMBERS = range(1000)


def multiply(numbers: Sequence[int], factor: int) -> tuple[int, list[int]]:
    """Return the process that did the work, and what it found."""
    return os.getpid(), [number * factor for number in numbers]


def refuse(numbers: Sequence[int]) -> None:
    """Fail at a number."""
    if 700 in numbers:
        raise LookupError


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_that_are_forked_or_begun_anew_do_the_same(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The results come in order, from other processes than this one."""
    monkeypatch.setenv("KHABARNAMA_START", method)

    results = list(spread(multiply, NUMBERS, 2, (3,), sendable=True))

    assert [found for _, run in results for found in run] == [number * 3 for number in NUMBERS]
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.parametrize(("together", "longest"), [(False, 64), (True, 250)])
def test_runs_are_longer_where_items_are_done_together(together: bool, longest: int) -> None:  # noqa: FBT001  # a parameter
    """They become shorter towards the end, and every item is in one of them."""
    runs = [found for _, found in spread(multiply, NUMBERS, 2, (1,), together=together)]

    assert max(map(len, runs)) == longest
    assert len(runs[-1]) == 1
    assert [number for run in runs for number in run] == list(NUMBERS)


def test_what_cannot_be_sent_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes begin anew, work whose surroundings cannot be sent is done by this one."""
    monkeypatch.setenv("KHABARNAMA_START", "spawn")

    results = list(spread(multiply, NUMBERS, 2, (3,)))

    assert {process for process, _ in results} == {os.getpid()}


def die(numbers: Sequence[int]) -> None:
    """End as a process does that takes too much memory."""
    if 700 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_that_is_killed_is_a_problem(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what happened, and what may help."""
    monkeypatch.setenv("KHABARNAMA_START", method)

    with pytest.raises(KhabarnamaError, match=r"killed .*KHABARNAMA_WORKERS=1"):
        list(spread(die, NUMBERS, 2, sendable=True))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_what_a_worker_raises_is_raised_here(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No failure is lost on its way."""
    monkeypatch.setenv("KHABARNAMA_START", method)

    with pytest.raises(LookupError):
        list(spread(refuse, NUMBERS, 2, sendable=True))


@pytest.mark.parametrize(
    ("name", "asked", "ask"),
    [
        ("KHABARNAMA_WORKERS", "many", count_workers),
        ("KHABARNAMA_WORKERS", "0", count_workers),
        ("KHABARNAMA_START", "forkk", start_method),
    ],
)
def test_what_the_environment_asks_for_is_checked(
    name: str, asked: str, ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that means nothing is told with what may stand there."""
    monkeypatch.setenv(name, asked)

    with pytest.raises(KhabarnamaError) as raised:
        ask()

    (problem,) = raised.value.problems
    assert name in problem.message
    assert asked in problem.message
