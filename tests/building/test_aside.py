"""Work that a process of its own does."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

from khabarnama.building.aside import Aside
from tests.conftest import SECONDS

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


def test_one_worker_does_all_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no other process."""
    monkeypatch.setenv("KHABARNAMA_WORKERS", "1")

    with Aside(lambda: b"x") as aside:
        assert aside() is None


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
