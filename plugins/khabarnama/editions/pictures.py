"""The pictures that lie beside an article, found by the names that it shows them by."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from khabarnama.problems import Problem
from khabarnama.reading.sanitizer import is_local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from khabarnama.editions.entry import Entry
    from khabarnama.editions.standing import StandingPage
    from khabarnama.pictures.measuring import Measured
    from khabarnama.reading.article import Article

_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


def picture_names(article: Article) -> tuple[str, ...]:
    """Return the file names of the pictures that an article shows; those of other hosts have none."""
    names = [article.image] if article.image else []
    if "<img" in article.html:
        names += filter(is_local, map(html.unescape, _SOURCE.findall(article.html)))
    return tuple(dict.fromkeys(names))


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


def gather_pictures(
    texts: Iterable[Entry | StandingPage], pictures: Mapping[str, Mapping[str, str]], workers: int, memory: Path
) -> tuple[dict[str, dict[str, Measured]], list[Problem]]:
    """Return for each of `texts` that shows pictures what is known of them, by their names, and what is wrong with any.

    The last three are as for `find_pictures` and `measure_all`.
    """
    from khabarnama.pictures.measuring import measure_all  # noqa: PLC0415  # here, as reading an article needs no Pillow

    shown: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for text in texts:
        if text.pictures:
            shown[text.path], missing = find_pictures(text.path, text.pictures, pictures)
            problems += missing
    files = dict.fromkeys(file for found in shown.values() for file in found)
    stamps = {file: pictures[posixpath.dirname(file)][posixpath.basename(file)] for file in files}
    measured, broken = measure_all(stamps, workers, memory)
    return {
        path: {posixpath.basename(file): measured[file] for file in found if file in measured}
        for path, found in shown.items()
    }, problems + broken
