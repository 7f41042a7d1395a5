"""What the next commit will hold to what is wrong with it: git's index is read, not the files beside it."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from khabarnama.desk.checking import Checked, enter_data, judge, judge_pages
from khabarnama.desk.git import git, read_blobs
from khabarnama.reading.contents import EXTENSIONS, PICTURES, is_page, shown, survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabarnama.desk.desk import Desk

# What git tells a hook, relative to the folder that the hook starts in.
_PLACES = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
_FILE = "100"  # how the mode of an ordinary file begins; a link's is 120000


def check_staged(desk: Desk) -> Checked:
    """Return what is wrong with the articles that are staged. One without a day gets that of its commit: a warning.

    Raises KhabarnamaError where there is no git repository.
    """
    for name in _PLACES:
        if name in os.environ:
            os.environ[name] = str(Path(os.environ[name]).absolute())
    if not desk.content.is_dir():
        return Checked(0)
    index = _index(desk)
    staged = _staged(desk)
    texts = [name for name in index if _is(name, EXTENSIONS)]
    pages = [name for name in texts if name in staged and is_page(name, desk.content)]
    chosen = [name for name in texts if name in staged and not is_page(name, desk.content)]
    folders = set(map(posixpath.dirname, chosen))
    names = [name for name in texts if posixpath.dirname(name) in folders]
    blobs = read_blobs(desk.content, (index[name] for name in (*names, *pages)))
    surroundings = desk.surroundings(dated=True)
    entries = [enter_data(blobs[index[name]], name, surroundings) for name in names if index[name] in blobs]
    wrong = judge(entries, set(chosen), _pictures(index), desk)
    wrong += judge_pages({name: blobs[index[name]] for name in pages if index[name] in blobs}, _pictures(index), desk)
    named = [problem for problem in survey(desk.content).problems if problem.path in staged]
    return Checked(len(chosen), sorted({*wrong, *named}))


def _index(desk: Desk) -> dict[str, str]:
    """Return the blob of each ordinary file below the content folder, as it is staged or was committed."""
    lines = _split(git(desk.content, "ls-files", "--stage", "-z", "--", "."))
    files = (line.split("\t", 1) for line in lines if line.startswith(_FILE))
    return {_name(desk, name): said.split()[1] for said, name in files}


def _staged(desk: Desk) -> set[str]:
    """Return what the next commit adds or changes below the content folder."""
    words = ("diff", "--cached", "--name-only", "--relative", "-z", "--diff-filter=ACMRT", "--", ".")
    return {_name(desk, name) for name in _split(git(desk.content, *words))}


def _split(answer: bytes) -> list[str]:
    return [part for part in answer.decode("utf-8", "surrogateescape").split("\0") if part]


def _name(desk: Desk, name: str) -> str:
    return f"{shown(desk.content)}/{name}"


def _is(name: str, kinds: tuple[str, ...]) -> bool:
    stem, suffix = posixpath.splitext(posixpath.basename(name))
    return suffix[1:].lower() in kinds and not stem.startswith((".", "#")) and name.isprintable()


def _pictures(names: Iterable[str]) -> dict[str, dict[str, str]]:
    pictures: dict[str, dict[str, str]] = {}
    for name in names:
        if _is(name, PICTURES):
            pictures.setdefault(posixpath.dirname(name), {})[posixpath.basename(name)] = ""
    return pictures
