"""The records an article is made of: what reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from khabarnama.problems import Problem

BlockKind = Literal["p", "h2", "h3", "h4", "caption", "rich"]
Status = Literal["published", "draft"]


class Block(NamedTuple):
    """One block of an article's body, in reading order.

    A named tuple, as the records below that files have many of: each step makes all of them.
    `text` is its plain text; `html` its inner HTML where it holds more than text (links, emphasis), or for
    kind "rich" (list, quote, table, picture, code) the whole element. `line` is its line in the file, from 1.
    """

    kind: BlockKind
    text: str
    line: int
    html: str | None = None


class Removed(NamedTuple):
    """A piece of the file that is not the article: its line, its text as found, the rule that took it out."""

    line: int
    text: str
    rule: str


@dataclass(slots=True)
class PageMetadata:
    """What the page's head says; each is None where it says nothing. `date` is the text as found."""

    headline: str | None = None
    dek: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None
    source_url: str | None = None
    lang: str | None = None


@dataclass(slots=True)
class Page:
    """What a page holds: its blocks, what was left out of them and why, and what it says of itself."""

    metadata: PageMetadata
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)


class Dateline(NamedTuple):
    """The place, source and day that open the first paragraph: `ماسکو: (ویب ڈیسک)`; the day as it is written."""

    place: str | None = None
    source: str | None = None
    day: str | None = None


class Article(NamedTuple):
    """One file of `content/`, understood.

    `path` is relative to the project. `slug` is ASCII and pairs the languages of a story. `date` is aware; None
    with an error among `problems` where none was found. `html` is sanitised. `origins` tells for each field where
    it came from ("header, line 2", "file name", "line 1"); `countries` are as the header writes them, on line
    `countries_line`, until `countries.tagging` makes ISO codes of them; `as_found` holds headline and dek before they
    were mended, `unmended` the body's blocks.
    """

    path: str
    slug: str
    lang: str
    headline: str
    dek: str | None = None
    dateline: Dateline | None = None
    date: dt.datetime | None = None
    modified: dt.datetime | None = None
    author: str | None = None
    source: str | None = None
    source_url: str | None = None
    summary: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    image_alt: str | None = None
    caption: str | None = None
    countries: tuple[str, ...] = ()
    countries_line: int = 0
    status: Status = "published"
    blocks: tuple[Block, ...] = ()
    html: str = ""
    removed: tuple[Removed, ...] = ()
    origins: Mapping[str, str] = MappingProxyType({})
    unmended: tuple[Block, ...] = ()
    as_found: Mapping[str, str] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()

    @property
    def source_name(self) -> str | None:
        """Who first published it: the name that was found, else the host of its address."""
        return self.source or (urlsplit(self.source_url).hostname if self.source_url else None)

    @property
    def paragraphs(self) -> list[str]:
        """The body's plain text, a string a block that has any."""
        return [block.text for block in self.blocks if block.kind != "caption" and block.text]
