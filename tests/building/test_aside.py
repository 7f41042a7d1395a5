"""Work that a process of its own does."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from khabarnama.building.aside import Aside
from tests.conftest import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks")


@pytest.fixture(autouse=True)
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be two processes, on whatever machine."""
    monkeypatch.setenv("KHABARNAMA_WORKERS", "2")


def test_it_gives_what_came_of_the_work() -> None:
    """However much it is, and nothing too; it was another process that did it."""
    found = []

    for size in (0, 1, 1 << 20):
        with Aside(lambda size=size: b"x" * size) as aside:  # type: ignore[misc]  # mypy knows no such default
            found.append(aside())
    with Aside(lambda: str(os.getpid()).encode()) as aside:
        other = aside()

    assert [len(piece or b"-") for piece in found] == [1, 1, 1 << 20]
    assert found[0] == b""
    assert other != str(os.getpid()).encode()


def test_work_that_fails_gives_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Who needs it does it, and says what is wrong with it."""

    def fail() -> NoReturn:
        raise RuntimeError

    with Aside(fail) as aside:
        assert aside() is None

    assert capfd.readouterr().err == ""


def test_work_that_is_killed_gives_nothing() -> None:
    """Not even the part of it that came."""
    with Aside(lambda: b"x" * (1 << 20)) as aside:
        time.sleep(0.2)  # until it waits for a reader
        os.kill(aside._child, signal.SIGKILL)  # noqa: SLF001  # nobody else needs it

        assert aside() is None


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT, also where the tests were begun with it ignored, as a shell begins what runs behind it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_work_that_is_interrupted_gives_nothing() -> None:
    """Its process ends by itself then, with a part of it written."""
    with Aside(lambda: b"x" * (1 << 20)) as aside:
        time.sleep(0.2)  # until it waits for a reader
        os.kill(aside._child, signal.SIGINT)  # noqa: SLF001  # nobody else needs it

        assert aside() is None


@pytest.mark.parametrize(("name", "value"), [("KHABARNAMA_WORKERS", "1"), ("KHABARNAMA_START", "spawn")])
def test_one_process_does_all_where_no_other_may_be(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """On one core, and where forking is not safe."""
    monkeypatch.setenv(name, value)

    with Aside(lambda: b"x") as aside:
        assert aside._child == 0  # noqa: SLF001  # nobody else needs it
        assert aside() is None


def test_one_process_does_all_where_no_other_can_be() -> None:
    """Too many open files, or too many processes, are no reason to stop."""
    before, most = count_open(), resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most[1]))
    try:
        with Aside(lambda: b"x") as aside:
            found = aside()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, most)

    assert found is None
    assert count_open() == before


def test_an_interrupt_while_it_is_waited_for_is_one() -> None:
    """Who waits hears of it, and of nothing else; the process ends."""
    before = count_open()
    handler = signal.signal(signal.SIGALRM, signal.default_int_handler)
    aside = Aside(sleep)
    process = Path(f"/proc/{aside._child}")  # noqa: SLF001  # nobody else needs it
    signal.setitimer(signal.ITIMER_REAL, 0.2)

    with pytest.raises(KeyboardInterrupt), aside:
        aside()

    signal.signal(signal.SIGALRM, handler)
    assert not process.exists()
    assert count_open() == before


def test_a_process_whose_end_nobody_is_told_of() -> None:
    """Where this one was begun with its children's ends ignored, what came of the work is not known to be whole."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with Aside(lambda: b"x") as aside:
            assert aside() is None
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_nothing_is_left_of_work_that_nobody_waits_for() -> None:
    """Its process ends with the context, and no file stays open."""
    before = count_open()

    with Aside(sleep) as aside:
        process = Path(f"/proc/{aside._child}")  # noqa: SLF001  # nobody else needs it
        assert process.exists()

    assert not process.exists()
    assert count_open() == before


def sleep() -> bytes:
    """Do nothing for longer than a test may take."""
    time.sleep(10 * SECONDS)
    return b""


def count_open() -> int:
    """Return how many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))
