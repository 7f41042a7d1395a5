"""Stories to Atom feeds (RFC 4287): one an edition, and one for each country in each edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from khabarnama.building.fingerprint import quick_key
from khabarnama.reading.inline import isolate_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.links import Links
    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site

ENTRIES = 30
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_KEPT = 1 << 23  # bytes of entries, as long as articles
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # a feed must say when it changed, also one that holds nothing yet


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of an edition, or of a country in it: its newest stories."""

    edition: Edition
    title: str
    url: str
    page: str
    cards: tuple[Card, ...]

    def key(self, shared: bytes) -> bytes:
        """Return what changes with anything in the feed; `shared` is that of what all pages show."""
        return quick_key(shared, self.edition.lang, self.title, self.url, self.page, self.cards)


def home_feeds(site: Site) -> Iterator[Feed]:
    """Yield each edition's feed."""
    links = site.links
    for edition in site.editions:
        newest = tuple(site.cards(site.stories[:ENTRIES], edition))
        yield Feed(edition, edition.name, links.feed(edition.lang), links.home(edition.lang), newest)


def country_feeds(site: Site, iso: str) -> Iterator[Feed]:
    """Yield the feed of the country `iso` in each edition."""
    links = site.links
    for edition in site.editions:
        title, cards = f"{edition.country(iso)} · {edition.name}", site.cards(site.countries[iso][:ENTRIES], edition)
        yield Feed(edition, title, links.feed(edition.lang, iso), links.country(edition.lang, iso), tuple(cards))


class Entries:
    """The entries of feeds: each is made once, for an article stands in the feeds of all its countries.

    `body` gives an article's HTML; without it they hold summaries only.
    """

    def __init__(self, links: Links, body: Callable[[Entry], bytes] | None) -> None:
        self.links, self._body = links, body
        self._made: dict[str, bytes] = {}
        self._size = 0

    def of(self, card: Card) -> bytes:
        """Return the entry of the article on `card`."""
        made = self._made.get(card.key)
        if made is None:
            if self._size >= _KEPT:
                self._made.clear()
                self._size = 0
            made = self._made[card.key] = b"".join(_entry(card, self.links, self._body))
            self._size += len(made)
        return made


def to_xml(feed: Feed, entries: Entries) -> bytes:
    """Return the bytes of `feed`. An entry says in which language it is.

    Where a plain text has words of the other script, they stand between isolates: readers show it in a line of either
    direction.
    """
    links, edition = entries.links, feed.edition
    page = _quoted(links.absolute(feed.page))
    moments = [card.article.modified or card.article.date for card in feed.cards]
    updated = max((moment for moment in moments if moment), default=_NEVER).isoformat()
    head = (
        f'{_DECLARATION}\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{edition.lang}"><id>{page}</id>'
        f"<title>{_plain(feed.title, edition.lang)}</title><subtitle>{_plain(edition.motto, edition.lang)}</subtitle>"
        f"<updated>{updated}</updated>{_link(page, edition.lang)}"
        f'<link href="{_quoted(links.absolute(feed.url))}" rel="self" type="application/atom+xml"/>'
        f"<author><name>{escape(edition.name)}</name></author>"
    )
    return b"".join((head.encode(), *map(entries.of, feed.cards), b"</feed>"))


def _entry(card: Card, links: Links, body: Callable[[Entry], bytes] | None) -> Iterator[bytes]:
    article, lang, url = card.article, card.edition.lang, _quoted(links.absolute(card.url))
    dates = author = ""
    if article.date:
        updated = (article.modified or article.date).isoformat()
        dates = f"<published>{article.date.isoformat()}</published><updated>{updated}</updated>"
    if article.author:
        author = f"<author><name>{_plain(article.author, lang)}</name></author>"
    countries = "".join(
        f'<category term="{iso}" label="{_quoted(card.edition.country(iso))}"/>' for iso in card.story.countries
    )
    yield (
        f'<entry xml:lang="{lang}"><id>{url}</id><title>{_plain(article.headline, lang)}</title>{_link(url, lang)}'
        f"{dates}{author}{countries}<summary>{_plain(article.lede, lang)}</summary>"
    ).encode()
    if body:
        yield f'<content type="html" xml:base="{url}">'.encode()
        yield body(article).replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        yield b"</content>"
    yield b"</entry>"


def _link(url: str, lang: str) -> str:
    return f'<link href="{url}" rel="alternate" type="text/html" hreflang="{lang}"/>'


def _plain(text: str, lang: str) -> str:
    return escape(isolate_runs(text, lang))


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})
