"""A file to an article with its countries: the two halves of understanding, joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabarnama.countries.detector import Detection
from khabarnama.countries.tagging import tag
from khabarnama.problems import Problem
from khabarnama.reading.article import Article
from khabarnama.reading.contents import shown
from khabarnama.reading.decode import LARGEST
from khabarnama.reading.filename import read_name
from khabarnama.reading.pipeline import Surroundings, read_article

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Understood:
    """An article, and how its countries were found."""

    article: Article
    detection: Detection = field(default_factory=Detection)


def understand(path: Path, surroundings: Surroundings) -> Understood:
    """Return what the file `path` says. Never raises: a file that cannot be read is an article with a problem."""
    name = shown(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        problem = Problem(name, 0, "error", f"file must be readable, found {error.strerror}")
        known = read_name(name)
        return Understood(Article(name, known.slug, known.lang or "ur", "", problems=(problem,)))
    return Understood(*tag(read_article(data, name, surroundings)))
