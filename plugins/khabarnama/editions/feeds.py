"""Stories to Atom feeds (RFC 4287): one an edition, and one for each country in each edition."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lxml import etree

from khabarnama.editions.text import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story

ENTRIES = 30
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # a feed must say when it changed, also one that holds nothing yet
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feeds(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the link and the bytes of every feed. An entry says in which language it is."""
    for edition in site.editions:
        yield site.links.feed(edition.lang), _feed(site, edition, edition.name, site.stories)
        for iso, stories in site.countries.items():
            title = f"{edition.country(iso)} · {edition.name}"
            yield site.links.feed(edition.lang, iso), _feed(site, edition, title, stories, iso)


def _feed(site: Site, edition: Edition, title: str, stories: Sequence[Story], iso: str | None = None) -> bytes:
    cards = site.cards(stories[:ENTRIES], edition)
    feed = etree.Element(f"{{{_ATOM}}}feed", {_LANG: edition.lang}, nsmap={None: _ATOM})
    page = site.links.country(edition.lang, iso) if iso else site.links.home(edition.lang)
    address = site.links.absolute(page)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "subtitle", edition.motto)
    moments = [card.article.modified or card.article.date for card in cards]
    _add(feed, "updated", max((moment for moment in moments if moment), default=_NEVER).isoformat())
    _add(feed, "link", href=address, rel="alternate", type="text/html", hreflang=edition.lang)
    _add(
        feed,
        "link",
        href=site.links.absolute(site.links.feed(edition.lang, iso)),
        rel="self",
        type="application/atom+xml",
    )
    _add(_add(feed, "author"), "name", edition.name)
    for card in cards:
        _entry(feed, site, card)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(feed: etree._Element, site: Site, card: Card) -> None:
    article, url = card.article, site.links.absolute(card.url)
    entry = _add(feed, "entry")
    entry.set(_LANG, card.edition.lang)
    _add(entry, "id", url)
    _add(entry, "title", article.headline)
    _add(entry, "link", href=url, rel="alternate", type="text/html", hreflang=card.edition.lang)
    if article.date:
        _add(entry, "published", article.date.isoformat())
        _add(entry, "updated", (article.modified or article.date).isoformat())
    if article.author:
        _add(_add(entry, "author"), "name", article.author)
    for iso in card.story.countries:
        _add(entry, "category", term=iso, label=card.edition.country(iso))
    _add(entry, "summary", describe(article))
    _add(entry, "content", article.html, type="html").base = url


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element
