"""A folder of articles to the files in it: each is an article, a page, a picture, or a named problem."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from khabarnama.problems import Problem

EXTENSIONS = ("txt", "md", "html", "htm")
PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif")
PAGES = "pages"  # the folder of texts that are no news, such as the one about the site
_KINDS = {*EXTENSIONS, *PICTURES}
# What editors' programs and operating systems leave behind; hidden files too.
_LEFT_ALONE_ENDS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig")
_UNPRINTABLE = "name must be plain text, found control characters or bytes that are none", "rename it"
_LEFT_ALONE = {"thumbs.db", "desktop.ini"}
_is_plain = re.compile(rf"\w[\w.-]*\.(?:{'|'.join(EXTENSIONS)})").fullmatch  # no name that is left alone or wrong


@dataclass
class Contents:
    """What lies below `folder`: articles, pages, pictures, each with what `stamp` says of it; the rest is a problem.

    `files` has the articles by their path as a person in the current folder would write it, in order; `pages` has in
    the same way the texts of the folder `pages/`, which are no news; `pictures` has for each folder, written so too,
    its pictures by name.
    """

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def standing(self) -> str:
        """The folder of the pages, written so too."""
        return f"{shown(self.folder)}/{PAGES}"

    @property
    def articles(self) -> list[Path]:
        """The articles, sorted."""
        return [Path(name) for name in self.files]


def shown(path: Path) -> str:
    """Return `path` as a person in the current folder would write it, with `/`."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def is_page(name: str, folder: Path) -> bool:
    """Tell whether the text `name`, written as by `shown`, is one of the pages of the content folder, no article."""
    return posixpath.dirname(name) == f"{shown(folder)}/{PAGES}"


def stamp(status: os.stat_result) -> str:
    """Return what changes whenever a file is written: its size, its times, its place on the disk."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def survey(folder: Path) -> Contents:
    """Return what lies below `folder`. Follows no link out of it, and opens no file."""
    contents = Contents(folder)
    if folder.is_dir():
        _walk(str(folder), shown(folder), contents)
    else:
        contents.problems.append(Problem(shown(folder), 0, "error", "content folder must exist, found none"))
    return contents


def survey_file(path: Path) -> Contents:
    """Return what the file `path` is by itself, and the pictures beside it."""
    contents = Contents(path.parent)
    with os.scandir(path.parent) as found:
        entries = [entry for entry in found if entry.name == path.name or _extension(entry.name) in PICTURES]
    for entry in entries:
        if entry.name == path.name or not _is_directory(entry):
            _place(entry, shown(path.parent / entry.name), shown(path.parent), contents)
    return contents


def _walk(folder: str, name: str, contents: Contents) -> None:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        contents.problems.append(Problem(name, 0, "error", f"folder must be readable, found {error.strerror}"))
        return
    folders, texts = [], _texts(name, contents)
    for entry in entries:
        if _is_plain(entry.name) and entry.is_file(follow_symlinks=False):
            texts[f"{name}/{entry.name}"] = stamp(entry.stat(follow_symlinks=False))
        elif _is_directory(entry):
            folders.append(entry)
        elif not _is_left_alone(entry.name):
            _place(entry, f"{name}/{entry.name}", name, contents)
    for entry in folders:
        if not entry.name.startswith(".") and _is_folder(entry, contents):
            _walk(entry.path, f"{name}/{entry.name}", contents)


def _is_directory(entry: os.DirEntry[str]) -> bool:
    """Tell whether `entry` is a folder or a link to one; a link that leads round to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_left_alone(name: str) -> bool:
    hidden, lower = name.startswith(".") or (name.startswith("#") and name.endswith("#")), name.lower()
    return hidden or lower.endswith(_LEFT_ALONE_ENDS) or lower in _LEFT_ALONE


def _is_folder(entry: os.DirEntry[str], contents: Contents) -> bool:
    wrong = []
    if entry.is_symlink():
        wrong = ["a folder must lie in the content folder itself, found a link to one"]
    elif not entry.name.isprintable():
        wrong = [*_UNPRINTABLE]
    elif _extension(entry.name) in EXTENSIONS:
        contents.problems.append(
            _problem(Path(entry.path), "an article must be a file, found a folder with an article's name")
        )
    if wrong:
        contents.problems.append(_problem(Path(entry.path), *wrong))
    return not wrong


def _place(entry: os.DirEntry[str], name: str, folder: str, contents: Contents) -> None:
    path = Path(entry.path) if not entry.name.isprintable() or not entry.is_file(follow_symlinks=False) else None
    extension = _extension(entry.name)
    reason = _refuse(path, contents.folder) if path else None
    if reason is None and extension not in _KINDS:
        kinds = " ".join(f".{kind}" for kind in EXTENSIONS)
        found = f".{extension}" if "." in entry.name else entry.name
        hint = "it can hold scripts: save it as PNG" if extension == "svg" else ""
        reason = f"file must be an article ({kinds}) or a picture beside one, found «{found}»", hint
    if reason:
        contents.problems.append(_problem(Path(entry.path), *reason))
    elif extension in EXTENSIONS:
        _texts(folder, contents)[name] = stamp(entry.stat())
    else:
        contents.pictures.setdefault(folder, {})[entry.name] = stamp(entry.stat())


def _texts(folder: str, contents: Contents) -> dict[str, str]:
    """Return where `contents` has the texts of `folder`."""
    return contents.pages if folder == contents.standing else contents.files


def _refuse(path: Path, folder: Path) -> tuple[str, str] | None:
    """Return why `path`, which is not simply a file, can be neither article nor picture, and how to mend it."""
    if not path.name.isprintable():
        return _UNPRINTABLE
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"file must be readable, found {error.strerror}", "delete it, or copy the file itself here"
    if not stat.S_ISREG(mode):
        return "an article must be an ordinary file, found a device, pipe or socket", "delete it"
    if not path.resolve().is_relative_to(folder.resolve()):
        return "file must lie in the content folder, found a link out of it", "copy the file itself here"
    return None


def _extension(name: str) -> str:
    """Return what stands behind the last dot: "" where none but dots are before it, as in a hidden file."""
    before, _, extension = name.rpartition(".")
    return extension.lower() if before.strip(".") else ""


def _problem(path: Path, message: str, hint: str = "") -> Problem:
    name = shown(path).encode("utf-8", "backslashreplace").decode()
    return Problem(
        "".join(char if char.isprintable() else repr(char)[1:-1] for char in name), 0, "error", message, hint
    )
