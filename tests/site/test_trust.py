"""A site is whole or not there: builds that are killed, crowded out or short of room."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ARTICLE, PROJECT, SECONDS

KILLS = 6
_DROP, _OVER_PERMISSIONS = 24, (1, 2)  # PR_CAPBSET_DROP; what root reads and writes by: CAP_DAC_OVERRIDE and …_SEARCH
if TYPE_CHECKING:
    from collections.abc import Callable

ENV = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}


def command(folder: Path, size: int) -> list[str]:
    """Return the command that builds the articles in `folder` with `size` stories a list."""
    settings = folder / f"settings{size}.py"
    own = (PROJECT / "pelicanconf.py").read_text().replace("PAGE_SIZE = 20", f"PAGE_SIZE = {size}")
    own = own.replace('"theme"', repr(str(PROJECT / "theme"))).replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    settings.write_text(own)
    words = ("--settings", str(settings), "--content", str(folder / "content"), "--output", str(folder / "output"))
    return [sys.executable, "-m", "khabarnama", "build", *words]


def run(words: list[str], limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a build for which permissions count, whoever runs the tests; `limit` is how many bytes a file may have."""

    def shrink() -> None:
        if sys.platform == "linux":
            for power in _OVER_PERMISSIONS:
                ctypes.CDLL(None).prctl(_DROP, power, 0, 0, 0)
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        words,
        cwd=PROJECT,
        env=ENV,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=shrink,  # the limit is for the child only
    )


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the articles of a small site."""
    for number in range(40):
        path = tmp_path / "content" / f"2024/11/{number % 28 + 1:02}" / f"story-{number}.ur.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(headline=f"شہر میں کتاب میلہ نمبر {number} شروع ہو گیا"))
    return tmp_path


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


@pytest.mark.parametrize("place", ["", "content", "content/2024"])
def test_an_output_that_holds_the_articles_is_refused(folder: Path, place: str) -> None:
    """No build takes the place of a folder with something of ours in it."""
    words = command(folder, 5)
    words[-1] = str(folder / place)

    refused = run(words)

    assert refused.returncode == 1
    assert "output must be a folder of its own" in refused.stderr
    assert len(list((folder / "content").rglob("*.txt"))) == 40


def test_an_output_that_is_somebody_elses_is_refused(folder: Path) -> None:
    """A folder that holds other things than a site is left as it is."""
    (folder / "output").mkdir()
    (folder / "output" / "letter.doc").write_text("mine")

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "output must be empty or a site that was built here" in refused.stderr
    assert (folder / "output" / "letter.doc").read_text() == "mine"


@pytest.mark.parametrize("target", ["elsewhere", "nowhere", "output", "content"])
def test_an_output_that_is_a_link_is_refused(folder: Path, target: str) -> None:
    """A site is put in place of a folder: a link would be lost, and what it leads to would stay as it was."""
    (folder / "elsewhere").mkdir()
    (folder / "output").symlink_to(target)

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "output must be a folder itself, found a link" in refused.stderr
    assert (folder / "output").is_symlink()
    assert not list((folder / "elsewhere").iterdir())


def test_what_lies_in_the_place_of_the_next_site_is_no_hindrance(folder: Path) -> None:
    """A link there is taken away, and not followed."""
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/letter.doc").write_text("mine")
    (folder / ".khabarnama/output").mkdir(parents=True)
    (folder / ".khabarnama/output/next").symlink_to(folder / "elsewhere")

    assert run(command(folder, 5)).returncode == 0

    assert [path.name for path in (folder / "elsewhere").iterdir()] == ["letter.doc"]


@pytest.mark.parametrize("place", [".khabarnama", ".khabarnama/output"])
def test_state_that_leads_elsewhere_is_refused(folder: Path, place: str) -> None:
    """Nothing is written through a link that somebody has committed."""
    (folder / "elsewhere").mkdir()
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(folder / "elsewhere")

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "must lie in a folder itself, found a link" in refused.stderr
    assert not list((folder / "elsewhere").iterdir())


def test_state_that_is_no_file_is_said(folder: Path) -> None:
    """It is a problem, and no traceback."""
    (folder / ".khabarnama/output/state.sqlite").mkdir(parents=True)

    refused = run(command(folder, 5))

    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "error:" in refused.stderr
