"""The site in parts: each has one key of all that its files are made from, and is looked into only if that changes.

A part's key is made of its stories' keys, so that an unchanged one costs no page, no card and no search for what is
related.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, count, pairwise
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import SIZE, quick_digest, quick_key
from khabarnama.building.plan import Part
from khabarnama.editions import pages
from khabarnama.editions.beside import BothPages
from khabarnama.editions.feeds import ENTRIES, country_feeds, home_feeds
from khabarnama.editions.listing import Sheets
from khabarnama.editions.outputs import (
    feed_outputs,
    file_outputs,
    page_outputs,
    picture_outputs,
    share_outputs,
)
from khabarnama.editions.site import NEAR
from khabarnama.editions.sitemap import list_pages, sitemaps
from khabarnama.pictures.photograph import pictures_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khabarnama.building.plan import Output
    from khabarnama.editions.edition import Edition
    from khabarnama.editions.listing import Sheet
    from khabarnama.editions.page import Page
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story

    Made = tuple[Sequence[Output], bytes]


def parts(site: Site, assets: Mapping[str, tuple[str, bytes]]) -> Iterator[Part]:
    """Yield every part of `site` but for its map; `assets` are the theme's published files."""
    keys = [_story_key(site, story) for story in site.stories]
    told = dict(zip(site.stories, keys, strict=True))
    whole = quick_digest(b"".join(keys))
    yield _pages(site, "front", whole, pages.front)
    yield from _homes(site, told)
    yield from _days(site, told, keys)
    yield _pages(site, "countries", whole, pages.countries)
    for iso in site.countries:
        yield from _countries(site, iso, told)
    yield from _archives(site, whole)
    yield _pages(site, "moved", quick_key(whole, tuple(site.moves.items())), pages.moved)
    yield _standing(site)
    yield _pages(site, "404", b"", pages.not_found)
    yield _files(site)
    yield _theme(site, assets)


def sitemap_part(site: Site, others: Sequence[Part], listed: Callable[[str], bytes]) -> Part:
    """Return the site's map of the `others`; `listed` gives the lines of each by its name."""

    def make() -> Made:
        lines = (listed(part.name) for part in others)
        return list(file_outputs(sitemaps(lines, site.links))), b""

    return Part("sitemap", quick_key(site.frame.key, [(part.name, part.key) for part in others]), make, last=True)


def _story_key(site: Site, story: Story) -> bytes:
    """Return what changes with anything that any page shows of `story` itself."""
    told = "".join([f"\0{lang}\0{article.key}" for lang, article in story.articles.items()])
    key = quick_digest(f"{story.slug}\0{story.date}{told}".encode())
    pictures = [found for path in _paths([story]) if (found := site.pictures.get(path))] if site.pictures else ()
    return quick_key(key, pictures_key(), [tuple(found.items()) for found in pictures]) if pictures else key


def _make(site: Site, found: Iterable[Page], *others: Iterable[Output]) -> Made:
    shown = list(found)
    return [*page_outputs(shown, site.frame), *chain.from_iterable(others)], list_pages(shown, site.links)


def _shared(site: Site, *kinds: str) -> bytes:
    """Return what changes with anything that all pages of `kinds` have in common."""
    return quick_digest(b"".join(map(site.frame.page_key, kinds)))


def _pages(site: Site, kind: str, key: bytes, make: Callable[[Site], Iterable[Page]]) -> Part:
    return Part(kind, quick_digest(_shared(site, kind) + key), lambda: _make(site, make(site)))


def _archives(site: Site, whole: bytes) -> Iterator[Part]:
    """Yield a part for each edition, as it takes long to write out every day."""
    key = quick_digest(_shared(site, "archive") + whole)
    for edition in site.editions:
        yield Part(f"archive/{edition.lang}", key, partial(_archive, site, edition))


def _archive(site: Site, edition: Edition) -> Made:
    return _make(site, pages.archive(site, edition))


def _sheet_key(shared: bytes, sheet: Sheet[Story], told: Mapping[Story, bytes]) -> list[bytes]:
    return [shared, quick_key(sheet.pagination.key), *(told[story] for story in sheet.items)]


def _near_to(sheet: Sheet[Story]) -> int:
    return sheet.items[0].date.toordinal() if sheet.items else 0


def _homes(site: Site, told: Mapping[Story, bytes]) -> Iterator[Part]:
    shared = _shared(site, "home")
    sheets = Sheets(site.stories, site.page_size, site.links.home)
    for place, sheet in enumerate(sheets.of(site.default.lang)):
        key = _sheet_key(shared, sheet, told)
        if sheet.address is None:  # the feed is of as many stories, and more
            key += [quick_key(site.shown_countries), *(told[story] for story in site.stories[:ENTRIES])]
        make = partial(_home, site, sheets, place)
        yield Part(f"home/{sheet.address or ''}", quick_digest(b"".join(key)), make, near=_near_to(sheet))


def _home(site: Site, sheets: Sheets[Story], place: int) -> Made:
    feeds = home_feeds(site) if place == 0 else ()
    return _make(site, pages.home(site, sheets, place), feed_outputs(feeds, site.frame))


def _countries(site: Site, iso: str, told: Mapping[Story, bytes]) -> Iterator[Part]:
    shared, stories = _shared(site, "country"), site.countries[iso]
    sheets = Sheets(stories, site.page_size, lambda lang, number: site.links.country(lang, iso, number))
    for place, sheet in enumerate(sheets.of(site.default.lang)):
        key = _sheet_key(shared, sheet, told)
        if sheet.address is None:
            key += [told[story] for story in stories]
        make = partial(_country, site, iso, sheets, place)
        yield Part(f"country/{iso}/{sheet.address or ''}", quick_digest(b"".join(key)), make, near=_near_to(sheet))


def _country(site: Site, iso: str, sheets: Sheets[Story], place: int) -> Made:
    feeds = country_feeds(site, iso) if place == 0 else ()
    return _make(site, pages.country(site, iso, sheets, place), feed_outputs(feeds, site.frame))


def _days(site: Site, told: Mapping[Story, bytes], keys: Sequence[bytes]) -> Iterator[Part]:
    shared, near = _shared(site, "day", "article", "both"), _near(site, keys)
    dates, places, beside = sorted(site.days, reverse=True), site.places, BothPages(site)
    for (newer, date), (_, older) in pairwise(pairwise([None, *dates, None])):
        if date is None:
            continue
        key = [shared, f"{newer} {date} {older}".encode()]
        for story in site.days[date]:
            key.append(told[story])
            key += near[places[story]]  # as many as its countries and languages, which are in its own key, ask for
        heavy = bool(site.pictures) and any(map(site.pictures.get, _paths(site.days[date])))
        make = partial(_day, site, date, (newer, older), beside)
        yield Part(f"day/{date}", quick_digest(b"".join(key)), make, heavy, near=date.toordinal())


def _paths(stories: Iterable[Story]) -> Iterator[str]:
    return (article.path for story in stories for article in story.articles.values())


def _near(site: Site, keys: Sequence[bytes]) -> list[list[bytes]]:
    """Return for each story, by its place, the keys of those that its pages may show.

    They are near it in its countries' lists, from which its related ones are, and next to it in its editions.
    """
    near: list[list[bytes]] = [[] for _ in keys]
    lists: list[tuple[Sequence[int], int]]
    lists = [(places, NEAR) for _, places in sorted(site.told_places.items())]  # the newest stories change their order
    lists += [([site.places[story] for story in told], 1) for told in site.around.values()]
    for places, reach in lists:
        edge, size = bytes(SIZE * reach), SIZE * (2 * reach + 1)  # beyond the ends there is no story
        row = b"".join([edge, *[keys[place] for place in places], edge])
        for start, place in zip(count(step=SIZE), places, strict=False):
            near[place].append(row[start : start + size])
    return near


def _day(site: Site, date: dt.date, around: tuple[dt.date | None, dt.date | None], beside: BothPages) -> Made:
    stories = site.days[date]
    texts = (
        (site.links.article(lang, story), site.pictures.get(article.path, {}))
        for story in stories
        if site.pictures
        for lang, article in story.articles.items()
    )
    found = pages.day(site, date, around, beside)
    return _make(site, found, picture_outputs(texts, site.links), share_outputs(site, stories))


def _standing(site: Site) -> Part:
    links = site.links
    texts = [(links.standing(page.lang, page.name), site.pictures.get(page.path, {})) for page in site.frame.standing]
    shown = [(page.name, page.lang, page.title, page.lede, page.html, page.modified) for page in site.frame.standing]
    pictures = [tuple(found.items()) for _, found in texts]
    key = quick_key(_shared(site, "standing"), shown, pictures_key(), pictures)
    heavy = any(found for _, found in texts)
    return Part("standing", key, lambda: _make(site, pages.standing(site), picture_outputs(texts, links)), heavy)


def _files(site: Site) -> Part:
    """Return what is neither page, feed nor map."""
    links = site.links
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {links.absolute(links.file('sitemap.xml'))}\n".encode()
    found = list(file_outputs([("robots.txt", robots), (".nojekyll", b"")]))
    return Part("files", quick_digest(robots), lambda: (found, b""))


def _theme(site: Site, assets: Mapping[str, tuple[str, bytes]]) -> Part:
    links = site.links
    found = list(file_outputs((links.output(links.static(name)), content) for name, (_, content) in assets.items()))
    return Part("theme", quick_key([(output.path, output.key) for output in found]), lambda: (found, b""))
