"""The pictures that lie beside an article, published beside its page."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from khabarnama.problems import Problem
from khabarnama.reading.contents import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from khabarnama.reading.article import Article

_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


def picture_names(article: Article) -> Iterator[str]:
    """Yield the file names of the pictures that an article shows."""
    names = [html.unescape(name) for name in _SOURCE.findall(article.html)]
    yield from dict.fromkeys([*names, *([article.image] if article.image else [])])


def find_pictures(article: Article, pictures: Set[Path]) -> tuple[list[Path], list[Problem]]:
    """Return the files of the pictures that an article shows, and a problem for each that is not beside it."""
    files: list[Path] = []
    problems: list[Problem] = []
    folder = Path(article.path).absolute().parent
    beside = {picture.name: picture for picture in pictures if picture.absolute().parent == folder} if pictures else {}
    for name in picture_names(article):
        file = beside.get(unquote(name))
        if file:
            files.append(file)
        else:
            hint = f"put it into {shown(folder)}/, or take it out of the article"
            problems.append(
                Problem(article.path, 0, "error", f"picture must lie beside the article, found no «{name}»", hint)
            )
    return files, problems
