"""Articles into the content folder: under the day and the story that they belong to, and never over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.contents import EXTENSIONS, shown
from khabarnama.reading.filename import read_name, write_slug
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path


def name_story(text: str) -> str:
    """Return the name of the story that `text`, its headline or a name that an editor gives, stands for."""
    name = write_slug(text)
    while (shorter := read_name(f"{name}.ur.txt").slug) != name:  # a day at its start is no part of a name
        name = shorter
    return name


def place(content: Path, day: dt.date, name: str, lang: str, suffix: str) -> Path:
    """Return where the article of a story is kept: `2024/11/29/<name>.<lang>.<suffix>`."""
    return content / f"{day:%Y}" / f"{day:%m}" / f"{day:%d}" / f"{name}.{lang}.{suffix}"


def refuse_taken(content: Path, path: Path) -> None:
    """Raise KhabarnamaError if an article tells the story of `path` in its language, or that lies out of `content`."""
    if not path.parent.resolve().is_relative_to(content.resolve()):
        _refuse(path, "file must lie in the content folder, found a link out of it", "look at the links in it")
    told = next(_same_story(path), None)
    if told:
        hint = "edit that file, or give this story another headline or --name"
        _refuse(path, f"story must be new in its language, found {shown(told)}", hint)


def _same_story(path: Path) -> Iterator[Path]:
    """Yield the articles beside `path` that tell the same story in the same language."""
    wanted = read_name(path.name)
    for other in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
        known = read_name(other.name)
        if other.suffix[1:].lower() not in EXTENSIONS or known.slug != wanted.slug:
            continue
        lang = known.lang or understand(other, Surroundings()).article.lang
        if lang == wanted.lang:
            yield other


def file_article(content: Path, path: Path, data: bytes) -> None:
    """Write `data` to `path`, which must be new. Raises KhabarnamaError where it is not, or cannot be written."""
    refuse_taken(content, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        _refuse(path, f"file must be writable, found {error.strerror}", "look at the folder's rights")


def _refuse(path: Path, message: str, hint: str) -> NoReturn:
    raise KhabarnamaError([Problem(shown(path), 0, "error", message, hint)])
