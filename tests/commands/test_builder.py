"""The preview's builds in a process of their own: it stays, it begins anew, and it leaves nothing open."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khabarnama.commands.build import Options
from khabarnama.commands.builder import Builder
from tests.conftest import ARTICLE, write_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = ARTICLE.format(headline="پہلی خبر شائع ہو گئی ہے")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a folder with an article."""
    folder = tmp_path / "content/2024/11/29"
    folder.mkdir(parents=True)
    (folder / "first.ur.txt").write_text(NEWS)
    return folder


@pytest.fixture
def builder(content: Path, tmp_path: Path) -> Iterator[Builder]:
    """Yield a builder of a site of that article."""
    settings = write_settings(tmp_path / "pelicanconf.py")
    options = Options(settings, content.parents[2], tmp_path / "site", "http://127.0.0.1:8000", preview=True)
    with Builder(options) as made:
        yield made


def pid(builder: Builder) -> int:
    """Return the number of the process."""
    process = builder._process  # noqa: SLF001  # nobody else needs it
    assert process
    assert process.pid
    return process.pid


def test_one_process_makes_all_builds_until_its_code_changes(builder: Builder) -> None:
    """A build that is to be anew has another process."""
    processes = []

    for anew in (False, False, True):
        assert builder.build(anew=anew) == []
        processes.append(pid(builder))

    assert processes[0] == processes[1] != processes[2]


def test_each_build_sees_what_there_is_now(builder: Builder, content: Path, tmp_path: Path) -> None:
    """What was read before is not what is shown, and a problem is told as often as it is there."""
    builder.build()
    (content / "first.ur.txt").write_text("ملک: رووس\n\n" + NEWS)
    wrong = [builder.build(), builder.build()]
    (content / "first.ur.txt").write_text(NEWS.replace("پہلی", "نئی"))

    mended = builder.build()

    assert [[problem.level for problem in found] for found in wrong] == [["error"], ["error"]]
    assert mended == []
    assert "نئی خبر" in (tmp_path / "site/ur/2024/11/29/first/index.html").read_text()


def test_a_process_that_dies_is_told_of_and_replaced(builder: Builder) -> None:
    """The next build is made all the same."""
    builder.build()
    os.kill(pid(builder), signal.SIGSTOP)  # so that it dies while it is asked
    os.kill(pid(builder), signal.SIGKILL)

    problems = builder.build()
    if problems:  # it was noticed only while it built
        assert "must come to its end" in problems[0].message
        problems = builder.build()

    assert problems == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_stays_open(builder: Builder, content: Path) -> None:
    """However often it builds, the process has the same files open."""
    counts = []

    for number in range(6):
        (content / "first.ur.txt").write_text(NEWS + "\nنیا جملہ لکھا گیا ہے۔\n" * number)
        builder.build()
        counts.append(len(list(Path(f"/proc/{pid(builder)}/fd").iterdir())))

    assert len(set(counts[1:])) == 1
