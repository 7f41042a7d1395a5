"""The site to its pages: one function for each kind of page, in the order of the table at the end.

None of them makes what a page shows: they say what it is made from, and `views` makes it where it has changed.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from khabarnama.editions import views
from khabarnama.editions.beside import BothPages
from khabarnama.editions.listing import cut, set_level
from khabarnama.editions.months import count_months
from khabarnama.editions.page import Page
from khabarnama.editions.text import summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story

FRONT_CARDS = 9  # of each edition
HOME_COUNTRIES = 14
TOGETHER = 8  # countries


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of `site`."""
    return chain.from_iterable(make(site) for make in MAKERS)


def _front(site: Site) -> Iterator[Page]:
    told = {edition.lang: site.told(edition)[:FRONT_CARDS] for edition in site.editions}
    rows = set_level(site.stories, told)
    lists = tuple(
        (lang, tuple(zip(rows[lang], site.cards(told[lang], site.frame.edition(lang)), strict=True))) for lang in told
    )
    url, edition = site.links.front(), site.default
    title = " · ".join(edition.name for edition in site.editions)
    motto = " · ".join(edition.motto for edition in site.editions)
    yield Page("front", edition, url, title, motto, default=url, inputs=(lists,), view=views.front)


def _homes(site: Site) -> Iterator[Page]:
    countries = site.shown_countries[:HOME_COUNTRIES]
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
                site.links.front() if sheet.address is None else links[0][1],
                inputs=(
                    tuple(site.cards(sheet.items, edition)),
                    sheet.pagination,
                    countries if sheet.address is None else (),
                ),
                view=views.home,
            )


def _days(site: Site) -> Iterator[Page]:
    dates = sorted(site.days, reverse=True)
    around = list(pairwise([None, *dates, None]))
    for edition in site.editions:
        for (newer, date), (_, older) in pairwise(around):
            if date is None:
                continue
            links = tuple((other.lang, site.links.day(other.lang, date)) for other in site.editions)
            cards = site.cards(site.days[date], edition)
            yield Page(
                "day",
                edition,
                site.links.day(edition.lang, date),
                edition.weekday_date(date),
                summarise(" · ".join(card.article.headline for card in cards[:5])),
                links,
                links[0][1],
                inputs=(tuple(cards), date, (newer, older)),
                view=views.day,
            )


def _stories(site: Site) -> Iterator[Page]:
    """Yield each story's articles, then its texts side by side: what they share is made once."""
    articles = {edition.lang: _articles(site, edition) for edition in site.editions}
    beside = BothPages(site)
    for story in site.stories:
        yield from (next(pages) for lang, pages in articles.items() if lang in story.articles)
        yield from beside.of(story)


def _articles(site: Site, edition: Edition) -> Iterator[Page]:
    told = site.told(edition)
    cards = site.cards(told, edition)
    around = zip([None, *cards], [*cards[1:], None], strict=False)
    for story, card, neighbours in zip(told, cards, around, strict=False):
        yield _article(site, story, card, neighbours)


def _article(site: Site, story: Story, card: Card, around: tuple[Card | None, Card | None]) -> Page:
    edition = card.edition
    all_told = [card if other is edition else site.card(story, other) for other in site.editions]
    links = tuple((told.edition.lang, told.url) for told in all_told if not told.foreign)
    others = tuple(told for told in all_told if told is not card and not told.foreign)
    related = [other for other in site.related[story.key] if edition.lang in other.articles]
    return Page(
        "article",
        edition,
        card.url,
        card.article.headline,
        card.lede,
        links,
        links[0][1],
        card.article.modified or card.article.date,
        inputs=((card, others), tuple(site.cards(related, edition)), around),
        view=views.article,
    )


def _countries(site: Site) -> Iterator[Page]:
    counts = tuple((iso, len(stories)) for iso, stories in site.countries.items())
    for edition in site.editions:
        links = tuple((other.lang, site.links.countries(other.lang)) for other in site.editions)
        yield Page(
            "countries",
            edition,
            site.links.countries(edition.lang),
            edition.gettext("Countries"),
            edition.join(edition.country(iso) for iso, _ in counts[:12]),
            links,
            links[0][1],
            inputs=(counts,),
            view=views.countries,
        )


def _country(site: Site) -> Iterator[Page]:
    for iso, stories in site.countries.items():
        together = tuple(code for code, _ in site.together(iso)[:TOGETHER])
        months = count_months(story.date for story in stories)
        for edition in site.editions:
            name = edition.country(iso)
            description = edition.gettext("News about %(country)s") % {"country": name}
            for sheet in cut(stories, site.page_size, partial(site.links.country, edition.lang, iso)):
                links = tuple(
                    (other.lang, site.links.country(other.lang, iso, sheet.address)) for other in site.editions
                )
                yield Page(
                    "country",
                    edition,
                    site.links.country(edition.lang, iso, sheet.address),
                    name,
                    description,
                    links,
                    links[0][1],
                    inputs=(
                        iso,
                        (tuple(site.cards(sheet.items, edition)), sheet.pagination),
                        (together, months, len(stories)) if sheet.address is None else None,
                    ),
                    view=views.country,
                )


def _archive(site: Site) -> Iterator[Page]:
    days = tuple((date, len(site.days[date])) for date in sorted(site.days, reverse=True))
    for edition in site.editions:
        links = tuple((other.lang, site.links.archive(other.lang)) for other in site.editions)
        title = edition.gettext("Archive")
        url = site.links.archive(edition.lang)
        yield Page(
            "archive", edition, url, title, edition.motto, links, links[0][1], inputs=(days,), view=views.archive
        )


def _moved(site: Site) -> Iterator[Page]:
    """Yield a page at each address that a story had before its file was renamed: it leads to where the story is."""
    for url, card in site.moves.items():
        told = (site.card(card.story, edition) for edition in site.editions)
        links = tuple((other.edition.lang, other.url) for other in told if not other.foreign)
        headline = card.article.headline
        yield Page("moved", card.edition, url, headline, card.lede, links, canonical=card.url, inputs=(card,))


def _standing(site: Site) -> Iterator[Page]:
    link = site.links.standing
    for text in site.frame.standing:
        written = {other.lang for other in site.frame.standing if other.name == text.name}
        links = tuple((other.lang, link(other.lang, text.name)) for other in site.editions if other.lang in written)
        yield Page(
            "standing",
            site.frame.edition(text.lang),
            link(text.lang, text.name),
            text.title,
            text.lede,
            links,
            links[0][1],
            text.modified,
            inputs=(text.html, tuple(site.pictures.get(text.path, {}).items())),
            view=views.standing,
        )


def _not_found(site: Site) -> Iterator[Page]:
    title = " · ".join(edition.gettext("Page not found") for edition in site.editions)
    yield Page("404", site.default, site.links.file("404.html"), title, site.default.motto)


MAKERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    _front,
    _homes,
    _days,
    _stories,
    _countries,
    _country,
    _archive,
    _moved,
    _standing,
    _not_found,
)
