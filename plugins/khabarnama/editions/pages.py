"""The site to its pages: one function for each kind of page, in the order of the table at the end."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from khabarnama.editions.listing import Sheet, cut, group_days
from khabarnama.editions.months import chart_months
from khabarnama.editions.page import Page
from khabarnama.editions.structured import news_article
from khabarnama.editions.text import describe, summarise
from khabarnama.editions.world_map import draw_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story

FRONT_CARDS = 9  # of each edition


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of `site`."""
    return chain.from_iterable(make(site) for make in MAKERS)


def _front(site: Site) -> Iterator[Page]:
    lists = [(edition, site.cards(_told(site, edition)[:FRONT_CARDS], edition)) for edition in site.editions]
    url, edition = site.links.front(), site.default
    title = " · ".join(edition.name for edition in site.editions)
    motto = " · ".join(edition.motto for edition in site.editions)
    yield Page("front", edition, url, title, motto, default=url, variables={"lists": lists})


def _told(site: Site, edition: Edition) -> list[Story]:
    return [story for story in site.stories if edition.lang in story.articles]


def _homes(site: Site) -> Iterator[Page]:
    counts = [(iso, len(stories)) for iso, stories in site.countries.items()]
    for edition in site.editions:
        for sheet in cut(site.stories, site.page_size, partial(site.links.home, edition.lang)):
            links = tuple((other.lang, site.links.home(other.lang, sheet.address)) for other in site.editions)
            yield Page(
                "home",
                edition,
                site.links.home(edition.lang, sheet.address),
                edition.name,
                edition.motto,
                links,
                site.links.front() if sheet.address is None else dict(links)[site.default.lang],
                variables=_listing(site, edition, sheet) | {"countries": counts},
            )


def _listing(site: Site, edition: Edition, sheet: Sheet[Story]) -> dict[str, object]:
    days = group_days(site.cards(sheet.items, edition), partial(site.links.day, edition.lang))
    return {"days": days, "pagination": sheet.pagination}


def _days(site: Site) -> Iterator[Page]:
    dates = sorted(site.days, reverse=True)
    for edition in site.editions:
        for place, date in enumerate(dates):
            links = tuple((other.lang, site.links.day(other.lang, date)) for other in site.editions)
            cards = site.cards(site.days[date], edition)
            (day,) = group_days(cards, partial(site.links.day, edition.lang))
            around = {"newer": dates[place - 1] if place else None, "older": dict(enumerate(dates)).get(place + 1)}
            yield Page(
                "day",
                edition,
                day.url,
                edition.weekday_date(date),
                summarise(" · ".join(card.article.headline for card in cards)),
                links,
                dict(links)[site.default.lang],
                variables={"day": day, **around},
            )


def _articles(site: Site) -> Iterator[Page]:
    for edition in site.editions:
        stories = _told(site, edition)
        for newer, story, older in zip([None, *stories], stories, [*stories[1:], None], strict=False):
            yield _article(site, story, edition, (newer, older))


def _article(site: Site, story: Story, edition: Edition, around: tuple[Story | None, Story | None]) -> Page:
    card = site.card(story, edition)
    article = card.article
    links = tuple(
        (other.lang, site.links.article(other.lang, story)) for other in site.editions if other.lang in story.articles
    )
    description = describe(article)
    newer, older = (site.card(other, edition) if other else None for other in around)
    return Page(
        "article",
        edition,
        card.url,
        article.headline,
        description,
        links,
        dict(links).get(site.default.lang, card.url),
        article.modified or article.date,
        {
            "card": card,
            "article": article,
            "story": story,
            "related": [other for other in site.cards(site.related(story), edition) if not other.foreign],
            "newer": newer,
            "older": older,
            "structured": news_article(site, card, description),
        },
    )


def _countries(site: Site) -> Iterator[Page]:
    counts = {iso: len(stories) for iso, stories in site.countries.items()}
    world = draw_map(site.theme, counts)
    for edition in site.editions:
        links = tuple((other.lang, site.links.countries(other.lang)) for other in site.editions)
        title = edition.gettext("Countries")
        description = edition.join(edition.country(iso) for iso in list(site.countries)[:12])
        url = site.links.countries(edition.lang)
        variables = {"world": world, "regions": _regions(edition, counts)}
        yield Page(
            "countries", edition, url, title, description, links, dict(links)[site.default.lang], None, variables
        )


def _regions(edition: Edition, counts: Mapping[str, int]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return the regions by name, each with its countries by name: code, name, how many stories."""
    regions: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for iso, count in counts.items():
        regions[edition.region(iso)].append((iso, edition.country(iso), count))
    for countries in regions.values():
        countries.sort(key=lambda item: edition.sort_key(item[1]))
    return sorted(regions.items(), key=lambda item: edition.sort_key(item[0]))


def _country(site: Site) -> Iterator[Page]:
    for iso, stories in site.countries.items():
        together, days = site.together(iso), [story.date for story in stories]
        for edition in site.editions:
            for sheet in cut(stories, site.page_size, partial(site.links.country, edition.lang, iso)):
                links = tuple(
                    (other.lang, site.links.country(other.lang, iso, sheet.address)) for other in site.editions
                )
                name = edition.country(iso)
                yield Page(
                    "country",
                    edition,
                    site.links.country(edition.lang, iso, sheet.address),
                    name,
                    edition.gettext("News about %(country)s") % {"country": name},
                    links,
                    dict(links)[site.default.lang],
                    variables=_listing(site, edition, sheet)
                    | {
                        "iso": iso,
                        "together": together,
                        "count": len(stories),
                        "chart": chart_months(days, edition.dir),
                    },
                )


def _not_found(site: Site) -> Iterator[Page]:
    edition = site.default
    title = " · ".join(edition.gettext("Page not found") for edition in site.editions)
    yield Page("404", edition, site.links.file("404.html"), title, edition.motto)


MAKERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    _front,
    _homes,
    _days,
    _articles,
    _countries,
    _country,
    _not_found,
)
