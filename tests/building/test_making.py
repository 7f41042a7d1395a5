"""A part of the site to its files: each is whole, and in a place of its own."""

from __future__ import annotations

import resource
import signal
from typing import TYPE_CHECKING

import pytest

from khabarnama.building.making import Folders, Task, make, write
from khabarnama.building.plan import Output, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from khabarnama.building.making import Made


def _make(folder: Path, texts: list[tuple[str, str]], last: Made | None = None) -> Made:
    """Make a part of the files `texts` in a folder that lacks none that the `last` one left."""
    outputs = [Output(path, text.encode(), "text", text.encode()) for path, text in texts]
    task = Task(Part("part", b"", lambda: (outputs, b"")), last.row if last else None, set())
    (made,) = make([task], Folders("", str(folder)), _give)
    return made


def _give(kind: str, contents: Sequence[bytes]) -> Sequence[bytes]:
    assert kind == "text"
    return contents


def test_files_that_are_made_together_hold_each_its_own(tmp_path: Path) -> None:
    """More of several parts and kinds than are made at once, in any order."""
    parts = []
    for name, size in (("a", 700), ("b", 3), ("c", 0), ("d", 300)):
        found = [Output(f"{name}/{number}", b"", str(number % 3), f"{name}{number}") for number in range(size)]
        parts.append(Part(name, b"", lambda found=found: (found, b"")))  # type: ignore[misc]
    asked: list[int] = []

    def give(kind: str, sources: Sequence[str]) -> list[bytes]:
        asked.append(len(sources))
        return [f"{kind} {source}".encode() for source in sources]

    made = make([Task(part, None, set()) for part in parts], Folders("", str(tmp_path)), give)

    assert [row.row.name for row in made] == ["a", "b", "c", "d"]
    assert max(asked) <= 256
    paths = [path for part in made for path in part.new]
    assert len(set(paths)) == len(paths) == 1003
    for path in paths:
        name, number = path.split("/")
        assert (tmp_path / path).read_text() == f"{int(number) % 3} {name}{number}"


def test_heavy_files_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """However many are made together: pictures and the longest articles would not find room in memory."""
    outputs = [Output(str(number), b"", "text", number) for number in range(20)]
    waiting: list[int] = []

    def give(kind: str, sources: Sequence[int]) -> Iterator[bytes]:  # noqa: ARG001  # one kind only
        for number in sources:
            waiting.append(number - len(list(tmp_path.iterdir())))
            yield bytes(1 << 22)

    make([Task(Part("part", b"", lambda: (outputs, b"")), None, set())], Folders("", str(tmp_path)), give)

    assert len(list(tmp_path.iterdir())) == 20
    assert max(waiting) <= 3


@pytest.mark.parametrize("text", ["1", "2"])
def test_a_part_has_one_file_in_a_place(tmp_path: Path, text: str) -> None:
    """The second is late, also where the first is as it was, and whether they are alike or not."""
    first = _make(tmp_path, [("a", "1"), ("b", "1")])

    made = _make(tmp_path, [("a", "1"), ("b", "2"), ("a", text), ("b", "2")], first)

    assert [late.path for late in made.late] == ["a", "b"]
    assert (tmp_path / "a").read_text() == "1"
    assert [(path, file.key) for path, file in made.row.unfold().items()] == [("a", b"1"), ("b", b"2")]
    assert len(made.row.files) == len(first.row.files)


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    """No file can lie below one that somebody put in a folder's place: that is an error of the disk, and ends."""
    (tmp_path / "day").symlink_to("nowhere")

    with pytest.raises(FileNotFoundError):
        write(str(tmp_path), "day/story/index.html", b"", b"x")


def test_half_a_file_is_none(tmp_path: Path) -> None:
    """A disk may take a part of what is to be written, without a word: that is an error."""
    before, most = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, most[1]))
    try:
        with pytest.raises(OSError, match="large"):
            write(str(tmp_path), "a", b"", b"x" * 150_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
        signal.signal(signal.SIGXFSZ, before)
