"""The pictures that lie beside an article, published beside its page."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from khabarnama.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khabarnama.reading.article import Article

_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


def picture_names(article: Article) -> Iterator[str]:
    """Yield the file names of the pictures that an article shows."""
    names = [html.unescape(name) for name in _SOURCE.findall(article.html)]
    yield from dict.fromkeys([*names, *([article.image] if article.image else [])])


def find_pictures(
    article: str, names: Sequence[str], pictures: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], list[Problem]]:
    """Return the paths of the pictures that the article at the path `article` shows by `names`.

    `pictures` has the names of a folder's pictures. Each that is not beside the article is a problem.
    """
    files: list[str] = []
    problems: list[Problem] = []
    folder = posixpath.dirname(article)
    beside = pictures.get(folder, {})
    for name in names:
        if unquote(name) in beside:
            files.append(f"{folder}/{unquote(name)}")
        else:
            message, hint = (
                f"picture must lie beside the article, found no «{name}»",
                f"put it into {folder}/, or take it out",
            )
            problems.append(Problem(article, 0, "error", message, hint))
    return files, problems
