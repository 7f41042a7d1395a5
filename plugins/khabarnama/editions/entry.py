"""What the site knows of an article without its body: what listings, links and maps are made from."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khabarnama.building.fingerprint import digest, fingerprint
from khabarnama.editions.pictures import picture_names
from khabarnama.editions.text import describe
from khabarnama.problems import Problem
from khabarnama.reading.article import Dateline

if TYPE_CHECKING:
    from khabarnama.reading.article import Article

_AS_THEY_ARE = (
    *("path", "slug", "lang", "headline", "dek", "author", "source_name", "source_url", "status"),
    *("image", "image_alt", "caption"),
)
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """An article without its body, as `reading.article.Article` has it; `key` changes with anything in either.

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


def to_json(article: Article) -> str:
    """Return what the site knows of `article`, as a line of JSON."""
    values: dict[str, Any] = {name: getattr(article, name) for name in _AS_THEY_ARE}
    values |= {
        "dateline": asdict(article.dateline) if article.dateline else None,
        "date": article.date and article.date.isoformat(),
        "modified": article.modified and article.modified.isoformat(),
        "tags": article.tags,
        "countries": article.countries,
        "edited": bool(article.countries_line),
        "words": sum(len(block.text.split()) for block in article.blocks),
        "lede": describe(article),
        "pictures": tuple(picture_names(article)),
        "removed": len(article.removed),
        "problems": [asdict(problem) for problem in article.problems],
        "body": digest(article.html.encode()).hex(),
    }
    return _write(values)


@lru_cache(maxsize=100_000)
def from_json(line: str) -> Entry:
    """Return the entry of a line that `to_json` wrote; the preview, which builds again and again, is told it anew."""
    values = json.loads(line)
    for name in ("date", "modified"):
        values[name] = values[name] and dt.datetime.fromisoformat(values[name])
    for name in ("tags", "countries", "pictures"):
        values[name] = tuple(values[name])
    values["dateline"] = values["dateline"] and Dateline(**values["dateline"])
    values["problems"] = tuple(Problem(**problem) for problem in values["problems"])
    return Entry(**values, key=fingerprint(line).hex())


def enter(article: Article) -> Entry:
    """Return what the site knows of `article`."""
    return from_json(to_json(article))
