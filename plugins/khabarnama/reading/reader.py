"""The one Pelican reader: every file of `content/` goes through it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.readers import BaseReader
from pelican.utils import SafeDatetime

from khabarnama.building.build import KEY
from khabarnama.reading.contents import EXTENSIONS
from khabarnama.understanding import understand

if TYPE_CHECKING:
    from khabarnama.reading.article import Article

ARTICLE = "khabarnama_article"  # the metadata key of what the reader understood


def _spellings(extension: str) -> list[str]:
    return ["".join(letters) for letters in itertools.product(*((letter, letter.upper()) for letter in extension))]


class ArticleReader(BaseReader):  # type: ignore[misc]  # Pelican brings no types
    """Gives Pelican the HTML and the metadata of an article; one with an error is given as one to skip."""

    file_extensions = [spelling for extension in EXTENSIONS for spelling in _spellings(extension)]  # noqa: RUF012  # Pelican's

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the article's HTML, and its metadata as Pelican names them."""
        article = understand(Path(source_path), self.settings[KEY].surroundings).article
        return article.html, {ARTICLE: article, **_metadata(article)}


def _metadata(article: Article) -> dict[str, Any]:
    broken = article.date is None or any(problem.level == "error" for problem in article.problems)
    if broken or article.date is None:
        return {"status": "skip"}
    date = SafeDatetime.fromtimestamp(article.date.timestamp(), article.date.tzinfo)
    return {
        "title": article.headline,
        "date": date,
        "lang": article.lang,
        "slug": article.slug,
        "status": article.status,
        "summary": article.summary or article.dek or "",
    }
