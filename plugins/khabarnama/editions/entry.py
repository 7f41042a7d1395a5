"""What the site knows of an article without its body: what listings, links and maps are made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from khabarnama.building.fingerprint import plain_key, quick_digest
from khabarnama.editions.pictures import picture_names
from khabarnama.editions.text import count_words, describe
from khabarnama.problems import Problem
from khabarnama.reading.article import Dateline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.reading.article import Article


class Entry(NamedTuple):
    """An article without its body, as `reading.article.Article` has it; `key` changes with anything in either.

    A named tuple, as files are in the ledger: every build makes all of them.
    `words` counts the body's words, `lede` is what it is about in one line, `removed` counts what was taken out;
    `body` is the key of its HTML, `edited` tells whether an editor wrote its countries.
    """

    path: str
    slug: str
    lang: str
    headline: str
    dek: str | None
    dateline: Dateline | None
    date: dt.datetime | None
    modified: dt.datetime | None
    author: str | None
    source_name: str | None
    source_url: str | None
    tags: tuple[str, ...]
    countries: tuple[str, ...]
    edited: bool
    status: str
    words: int
    lede: str
    pictures: tuple[str, ...]
    image: str | None
    image_alt: str | None
    caption: str | None
    removed: int
    problems: tuple[Problem, ...]
    body: str
    key: str = ""

    @property
    def dates(self) -> dict[str, dt.datetime | None]:
        """Its days, by the keys under which a header has them."""
        return {"date": self.date, "modified": self.modified}

    @property
    def is_broken(self) -> bool:
        """Whether an error keeps it from being published."""
        return self.date is None or any(problem.level == "error" for problem in self.problems)


# Where a row has what JSON has no form of.
_DAYS = tuple(map(Entry._fields.index, ("date", "modified")))
_LISTS = tuple(map(Entry._fields.index, ("tags", "countries", "pictures")))
_DATELINE, _PROBLEMS = map(Entry._fields.index, ("dateline", "problems"))
_parts_of_problem = attrgetter(*(field.name for field in fields(Problem)))


def enter(article: Article, html: bytes | None = None) -> Entry:
    """Return what the site knows of `article`; `html` is its HTML in UTF-8, where that is at hand."""
    row = (
        article.path,
        article.slug,
        article.lang,
        article.headline,
        article.dek,
        article.dateline and tuple(article.dateline),
        article.date.isoformat() if article.date else None,
        article.modified.isoformat() if article.modified else None,
        article.author,
        article.source_name,
        article.source_url,
        article.tags,
        article.countries,
        bool(article.countries_line),
        article.status,
        count_words([text for _, text, _, _ in article.blocks]),
        describe(article),
        picture_names(article),
        article.image,
        article.image_alt,
        article.caption,
        len(article.removed),
        tuple(map(_parts_of_problem, article.problems)),
        quick_digest(html or article.html.encode()).hex(),
    )
    return from_row((*row, plain_key(row).hex()))


def to_row(entry: Entry) -> tuple[Any, ...]:
    """Return the values of `entry` in forms that JSON has: of a dateline, a tuple as others are."""
    values: list[Any] = list(entry)
    for place in _DAYS:
        values[place] = values[place] and values[place].isoformat()
    values[_PROBLEMS] = tuple(map(_parts_of_problem, values[_PROBLEMS]))
    return tuple(values)


def from_row(row: Sequence[Any]) -> Entry:
    """Return the entry of a `row` that `to_row` made. Raises ValueError, TypeError or IndexError where it is none."""
    values = list(row)
    for place in _DAYS:
        if values[place]:
            values[place] = dt.datetime.fromisoformat(values[place])
    for place in _LISTS:
        values[place] = tuple(values[place])
    if values[_DATELINE]:
        values[_DATELINE] = Dateline(*values[_DATELINE])
    values[_PROBLEMS] = tuple([Problem(*problem) for problem in values[_PROBLEMS]]) if values[_PROBLEMS] else ()
    return Entry(*values)
