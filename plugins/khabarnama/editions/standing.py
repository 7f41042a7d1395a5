"""The files of `content/pages/` to standing pages: what every reader may want to know, and is no news."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from khabarnama.editions.pictures import picture_names
from khabarnama.editions.text import describe
from khabarnama.problems import Problem
from khabarnama.reading.pipeline import Surroundings, read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khabarnama.reading.article import Article

_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")
_TAKEN = ("archive", "country")  # pages that an edition has by itself


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that stands: `name`, the same in every language, is its address; `html` is safe to stand in any page."""

    path: str
    name: str
    lang: str
    title: str
    lede: str
    html: str
    modified: dt.datetime | None
    pictures: tuple[str, ...] = ()


def read_standing(
    files: Mapping[str, bytes | Problem], zone: dt.tzinfo, hosts: tuple[str, ...] = (), *, drafts: bool = False
) -> tuple[list[StandingPage], list[Problem]]:
    """Return the pages that `files` hold (their bytes by path), by name, and what is wrong with them.

    They are read as articles are, in the time zone `zone` and with pictures of `hosts`, but need no day. Two files for
    one page, and a name that cannot be an address, are problems. Those with the status of a draft are left out unless
    `drafts` are wanted.
    """
    articles = [*chain.from_iterable(read_articles(files.items(), Surroundings(zone, _any_day, hosts=hosts)))]
    problems = [problem for article in articles for problem in article.problems]
    pages = [_page(article) for article in articles if drafts or article.status == "published"]
    problems += _misnamed(pages)
    wrong = {problem.path for problem in problems if problem.level == "error"}
    return sorted((page for page in pages if page.path not in wrong), key=lambda page: page.name), problems


def _any_day(path: str) -> dt.datetime:  # noqa: ARG001  # what reading asks for
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _page(article: Article) -> StandingPage:
    name = posixpath.basename(article.path).lower().split(".")[0]
    pictures = picture_names(article)
    lede = describe(article)
    return StandingPage(
        article.path, name, article.lang, article.headline, lede, article.html, article.modified, pictures
    )


def _misnamed(pages: Iterable[StandingPage]) -> Iterator[Problem]:
    first: dict[tuple[str, str], StandingPage] = {}
    for page in pages:
        if not _NAME.fullmatch(page.name) or page.name in _TAKEN:
            message = f"page must have a name of small Latin letters that is not taken, found «{page.name}»"
            yield Problem(page.path, 0, "error", message, f"such as about.{page.lang}.md")
        other = first.setdefault((page.name, page.lang), page)
        if other is not page:
            message = f"page must have one file a language, found this one and {other.path}, both {page.lang}"
            yield Problem(page.path, 0, "error", message, "delete one, or give it another name")
