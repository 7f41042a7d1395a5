"""Stories to Atom feeds (RFC 4287): one an edition, and one for each country in each edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from khabarnama.building.fingerprint import fingerprint
from khabarnama.reading.inline import isolate_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.links import Links
    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site

ENTRIES = 30
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # a feed must say when it changed, also one that holds nothing yet
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of an edition, or of a country in it: its newest stories."""

    edition: Edition
    title: str
    url: str
    page: str
    cards: tuple[Card, ...]

    @property
    def key(self) -> bytes:
        """What changes with anything in the feed, but for the frame of all pages."""
        return fingerprint(self.edition.lang, self.title, self.url, self.page, self.cards)


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


def to_xml(feed: Feed, links: Links, body: Callable[[Entry], str] | None) -> bytes:
    """Return the bytes of `feed`. An entry says in which language it is.

    `body` gives an article's HTML; without it the feed holds summaries only. Where a plain text has words of the
    other script, they stand between isolates: readers show it in a line of either direction.
    """
    edition = feed.edition
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: edition.lang}, nsmap={None: _ATOM})
    address = links.absolute(feed.page)
    _add(root, "id", address)
    _add(root, "title", isolate_runs(feed.title, edition.lang))
    _add(root, "subtitle", isolate_runs(edition.motto, edition.lang))
    moments = [card.article.modified or card.article.date for card in feed.cards]
    _add(root, "updated", max((moment for moment in moments if moment), default=_NEVER).isoformat())
    _add(root, "link", href=address, rel="alternate", type="text/html", hreflang=edition.lang)
    _add(root, "link", href=links.absolute(feed.url), rel="self", type="application/atom+xml")
    _add(_add(root, "author"), "name", edition.name)
    for card in feed.cards:
        entry = _entry(root, links, card)
        if body:
            _add(entry, "content", body(card.article), type="html").base = links.absolute(card.url)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _entry(feed: etree._Element, links: Links, card: Card) -> etree._Element:
    article, lang, url = card.article, card.edition.lang, links.absolute(card.url)
    entry = _add(feed, "entry")
    entry.set(_LANG, lang)
    _add(entry, "id", url)
    _add(entry, "title", isolate_runs(article.headline, lang))
    _add(entry, "link", href=url, rel="alternate", type="text/html", hreflang=lang)
    if article.date:
        _add(entry, "published", article.date.isoformat())
        _add(entry, "updated", (article.modified or article.date).isoformat())
    if article.author:
        _add(_add(entry, "author"), "name", isolate_runs(article.author, lang))
    for iso in card.story.countries:
        _add(entry, "category", term=iso, label=card.edition.country(iso))
    _add(entry, "summary", isolate_runs(article.lede, lang))
    return entry


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element
