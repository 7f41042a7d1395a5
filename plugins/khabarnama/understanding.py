"""A file to an article with its countries: the two halves of understanding, joined."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.countries.detector import Detection
from khabarnama.countries.tagging import tag
from khabarnama.problems import Problem
from khabarnama.reading.contents import shown
from khabarnama.reading.decode import LARGEST
from khabarnama.reading.pipeline import read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabarnama.reading.article import Article
    from khabarnama.reading.pipeline import Surroundings

_AT_ONCE = 65_536  # bytes: more than nearly all files hold, and little to make room for


class Understood(NamedTuple):
    """An article, and how its countries were found."""

    article: Article
    detection: Detection = Detection()


def understand(path: Path, surroundings: Surroundings) -> Understood:
    """Return what the file `path` says. Never raises: a file that cannot be read is an article with a problem."""
    return understand_data(load(path), shown(path), surroundings)


def load(path: Path | str) -> bytes | Problem:
    """Return the bytes of the file `path`, one more than are allowed at most; a problem if it cannot be read."""
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            data = b""
            while more := os.read(file, min(_AT_ONCE, LARGEST + 1 - len(data))):
                data += more
            return data
        finally:
            os.close(file)
    except OSError as error:
        return Problem(shown(Path(path)), 0, "error", f"file must be readable, found {error.strerror}")


def understand_data(
    data: bytes | Problem, name: str, surroundings: Surroundings, *, thorough: bool = True
) -> Understood:
    """Return what `data`, the bytes of the file `name` as `load` gives them, says. `thorough` is as for `tag`."""
    (understood,) = understand_all([(name, data)], surroundings, thorough=thorough)
    return understood


def understand_all(
    files: Iterable[tuple[str, bytes | Problem]], surroundings: Surroundings, *, thorough: bool = True
) -> Iterator[Understood]:
    """Yield what each of `files` says, by its name and its bytes as `load` gives them. `thorough` is as for `tag`."""
    for articles in read_articles(files, surroundings):
        yield from [Understood(*tag(article, thorough=thorough)) for article in articles]
