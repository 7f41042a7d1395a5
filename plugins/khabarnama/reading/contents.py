"""A folder of articles to the files in it: each is an article, a picture, or a named problem."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from khabarnama.problems import Problem
from khabarnama.reading.pipeline import EXTENSIONS

PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif")
# What editors' programs and operating systems leave behind; hidden files too.
_LEFT_ALONE_ENDS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig")
_LEFT_ALONE = {"thumbs.db", "desktop.ini"}


@dataclass(slots=True)
class Contents:
    """What lies below `folder`: the files that are articles and pictures, sorted; what is neither is a problem."""

    folder: Path
    articles: list[Path] = field(default_factory=list)
    pictures: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def shown(path: Path) -> str:
    """Return `path` as a person in the current folder would write it, with `/`."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def survey(folder: Path) -> Contents:
    """Return what lies below `folder`. Follows no link out of it, and opens no file."""
    contents = Contents(folder)
    if not folder.is_dir():
        contents.problems.append(Problem(shown(folder), 0, "error", "content folder must exist, found none"))
        return contents
    for name, folders, files in os.walk(folder, onerror=lambda error: _add_unreadable(contents, error)):
        here = Path(name)
        folders[:] = sorted(sub for sub in folders if not sub.startswith(".") and _is_folder(here / sub, contents))
        for file in sorted(files):
            if not _is_left_alone(file):
                _place(here / file, contents)
    return contents


def _add_unreadable(contents: Contents, error: OSError) -> None:
    path = shown(Path(os.fsdecode(error.filename or contents.folder)))
    contents.problems.append(Problem(path, 0, "error", f"folder must be readable, found {error.strerror}"))


def _is_left_alone(name: str) -> bool:
    hidden = name.startswith(".") or (name.startswith("#") and name.endswith("#"))
    return hidden or name.lower().endswith(_LEFT_ALONE_ENDS) or name.lower() in _LEFT_ALONE


def _is_folder(path: Path, contents: Contents) -> bool:
    if path.is_symlink():
        contents.problems.append(_problem(path, "a folder must lie in the content folder itself, found a link to one"))
        return False
    if _extension(path) in EXTENSIONS:
        contents.problems.append(_problem(path, "an article must be a file, found a folder with an article's name"))
    return True


def _place(path: Path, contents: Contents) -> None:
    if reason := _refuse(path, contents.folder):
        contents.problems.append(_problem(path, *reason))
    elif _extension(path) in EXTENSIONS:
        contents.articles.append(path)
    else:
        contents.pictures.add(path)


def _refuse(path: Path, folder: Path) -> tuple[str, str] | None:
    """Return why `path` can be neither article nor picture, and how to mend it."""
    if not path.name.isprintable():
        return "file name must be plain text, found control characters or bytes that are none", "rename the file"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"file must be readable, found {error.strerror}", "delete it, or copy the file itself here"
    if not stat.S_ISREG(mode):
        return "an article must be an ordinary file, found a device, pipe or socket", "delete it"
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "file must lie in the content folder, found a link out of it", "copy the file itself here"
    if _extension(path) not in (*EXTENSIONS, *PICTURES):
        kinds = " ".join(f".{kind}" for kind in EXTENSIONS)
        return f"file must be an article ({kinds}) or a picture beside one, found «{path.suffix or path.name}»", ""
    return None


def _extension(path: Path) -> str:
    return path.suffix[1:].lower()


def _problem(path: Path, message: str, hint: str = "") -> Problem:
    name = shown(path).encode("utf-8", "backslashreplace").decode()
    return Problem(
        "".join(char if char.isprintable() else repr(char)[1:-1] for char in name), 0, "error", message, hint
    )
