"""A site is whole or not there: builds that are killed, crowded out, short of room or without a network."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT, SECONDS
from tests.site.builds import ENV, begin, command, run

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the articles of a small site."""
    return begin(tmp_path)


def read(folder: Path) -> dict[str, bytes]:
    """Return the published site."""
    output = folder / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def processes_of(folder: Path) -> list[str]:
    """Return the processes that build the site in `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found += [process.parent.name] if str(folder).encode() in process.read_bytes() else []
    return found


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Return whether `is_so` before long."""
    ends = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.05)
    return is_so()


def test_a_build_that_is_killed_leaves_a_whole_site(folder: Path) -> None:
    """Killed at any moment, the site is the old or the new one, and the next build mends all."""
    sites = {}
    for size in (5, 6):
        assert run(command(folder, size)).returncode == 0
        sites[size] = read(folder)
    began = time.monotonic()
    assert run(command(folder, 5)).returncode == 0
    whole = time.monotonic() - began

    for kill in range(KILLS):
        with subprocess.Popen(
            command(folder, 6 - kill % 2), cwd=PROJECT, env=ENV, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(whole * (0.35 + 0.65 * kill / KILLS))
            process.kill()
        assert read(folder) in sites.values()
        assert wait_until(lambda: not processes_of(folder))

    assert run(command(folder, 6)).returncode == 0
    assert read(folder) == sites[6]


def test_a_disk_without_room_leaves_the_last_site(folder: Path) -> None:
    """A file that cannot be written is said, without a traceback, and nothing is published."""
    assert run(command(folder, 5)).returncode == 0
    before = read(folder)

    failed = run(command(folder, 6), limit=3000)

    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "error:" in failed.stderr
    assert read(folder) == before
    assert run(command(folder, 6)).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="root may write everywhere")
@pytest.mark.parametrize("closed", [".", ".khabarnama/output", ".khabarnama/output/next"])
def test_a_folder_that_cannot_be_written_leaves_the_last_site(folder: Path, closed: str) -> None:
    """It is said which, without a traceback; when it can be written again, the next build is made."""
    for size in (5, 6):
        assert run(command(folder, size)).returncode == 0
    before = read(folder)
    for path in [folder / closed, *(folder / closed).glob("*.sqlite*")]:
        path.chmod(path.stat().st_mode & ~0o222)

    failed = run([*command(folder, 5)])

    for path in [folder / closed, *(folder / closed).glob("*.sqlite*")]:
        path.chmod(path.stat().st_mode | 0o200)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "error:" in failed.stderr
    assert read(folder) == before
    assert run(command(folder, 5)).returncode == 0


def test_a_build_opens_no_socket(folder: Path) -> None:
    """Nothing is fetched, nothing is sent: where sockets cannot be made, a build is the same."""
    words = command(folder, 5)
    program = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('a socket was opened')\n"
        "socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from khabarnama.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    closed = run([words[0], "-c", program, *words[3:]])

    assert closed.returncode == 0, closed.stderr


def test_two_builds_at_once_do_not_mix(folder: Path) -> None:
    """While one build writes a site, another says so and leaves it alone."""
    words = command(folder, 5)
    builds = [subprocess.Popen(words, cwd=PROJECT, env=ENV, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    printed = [build.communicate(timeout=SECONDS)[1] for build in builds]

    codes = [build.returncode for build in builds]
    assert 0 in codes
    assert all("another build" in text for code, text in zip(codes, printed, strict=True) if code)
    assert run(words).returncode == 0
