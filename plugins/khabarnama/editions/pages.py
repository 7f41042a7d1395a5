"""The site to its pages: one function for each kind of page.

None of them makes what a page shows: they say what it is made from, and `views` makes it where it has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.editions import views
from khabarnama.editions.listing import set_level
from khabarnama.editions.months import count_months
from khabarnama.editions.page import Page
from khabarnama.editions.text import summarise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.beside import BothPages
    from khabarnama.editions.edition import Edition
    from khabarnama.editions.listing import Card, Sheets
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story

FRONT_CARDS = 9  # of each edition
HOME_COUNTRIES = 14
TOGETHER = 8  # countries


def front(site: Site) -> Iterator[Page]:
    """Yield the page that both editions begin on."""
    told = {edition.lang: site.told(edition)[:FRONT_CARDS] for edition in site.editions}
    rows = set_level(site.stories, told)
    lists = tuple(
        (lang, tuple(zip(rows[lang], site.cards(told[lang], site.frame.edition(lang)), strict=True))) for lang in told
    )
    url, edition = site.links.front(), site.default
    title = " · ".join(edition.name for edition in site.editions)
    motto = " · ".join(edition.motto for edition in site.editions)
    yield Page("front", edition, url, title, motto, default=url, inputs=(lists,), view=views.front)


def home(site: Site, sheets: Sheets[Story], place: int) -> Iterator[Page]:
    """Yield the page `place`, from the newest, of the listing of all stories."""
    for edition in site.editions:
        sheet = sheets.of(edition.lang)[place]
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
                site.shown_countries[:HOME_COUNTRIES] if sheet.address is None else (),
            ),
            view=views.home,
        )


def day(site: Site, date: dt.date, around: tuple[dt.date | None, dt.date | None], beside: BothPages) -> Iterator[Page]:
    """Yield the digest of the day `date`, and its stories; `around` are the days with stories after and before it."""
    links = tuple((other.lang, site.links.day(other.lang, date)) for other in site.editions)
    for edition in site.editions:
        cards = site.cards(site.days[date], edition)
        yield Page(
            "day",
            edition,
            site.links.day(edition.lang, date),
            edition.weekday_date(date),
            summarise(" · ".join(card.article.headline for card in cards[:5])),
            links,
            links[0][1],
            inputs=(tuple(cards), date, around),
            view=views.day,
        )
    for story in site.days[date]:  # its articles, then its texts side by side: what they share is made once
        told = [site.card(story, edition) for edition in site.editions if edition.lang in story.articles]
        yield from _articles(site, story, told)
        yield from beside.of(told)


def _articles(site: Site, story: Story, told: Sequence[Card]) -> Iterator[Page]:
    related = site.related(story)
    links = tuple([(card.edition.lang, card.url) for card in told])
    for card in told:
        article, edition = card.article, card.edition
        newer, older = site.around[edition.lang][story]
        yield Page(
            "article",
            edition,
            card.url,
            article.headline,
            article.lede,
            links,
            links[0][1],
            article.modified or article.date,
            inputs=(
                card,
                tuple([near for near in site.cards(related, edition) if not near.foreign]),
                newer and site.card(newer, edition),
                older and site.card(older, edition),
                *[other for other in told if other is not card],
            ),
            view=views.article,
        )


def countries(site: Site) -> Iterator[Page]:
    """Yield each edition's index of countries."""
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


def country(site: Site, iso: str, sheets: Sheets[Story], place: int) -> Iterator[Page]:
    """Yield the page `place`, from the newest, of the listing of the stories about the country `iso`."""
    newest = None if place else _newest(site, iso)
    for edition in site.editions:
        sheet, name = sheets.of(edition.lang)[place], edition.country(iso)
        links = tuple((other.lang, site.links.country(other.lang, iso, sheet.address)) for other in site.editions)
        yield Page(
            "country",
            edition,
            site.links.country(edition.lang, iso, sheet.address),
            name,
            edition.gettext("News about %(country)s") % {"country": name},
            links,
            links[0][1],
            inputs=(
                iso,
                (tuple(site.cards(sheet.items, edition)), sheet.pagination),
                newest,
            ),
            view=views.country,
        )


def _newest(site: Site, iso: str) -> tuple[tuple[str, ...], tuple[tuple[dt.date, int], ...], int]:
    """Return what only the newest page about a country shows: its neighbours in the news, its months, its stories."""
    stories = site.countries[iso]
    together = tuple(code for code, _ in site.together(iso)[:TOGETHER])
    return together, count_months(story.date for story in stories), len(stories)


def archive(site: Site, edition: Edition) -> Iterator[Page]:
    """Yield the days of `edition`, month by month."""
    days = tuple((date, len(site.days[date])) for date in sorted(site.days, reverse=True))
    links = tuple((other.lang, site.links.archive(other.lang)) for other in site.editions)
    title, url = edition.gettext("Archive"), site.links.archive(edition.lang)
    yield Page("archive", edition, url, title, edition.motto, links, links[0][1], inputs=(days,), view=views.archive)


def moved(site: Site) -> Iterator[Page]:
    """Yield a page at each address that a story had before its file was renamed: it leads to where the story is."""
    for url, card in site.moves.items():
        cards = (site.card(card.story, edition) for edition in site.editions)
        links = tuple((other.edition.lang, other.url) for other in cards if not other.foreign)
        told, made = card.article, (url, card, links)
        yield Page("moved", card.edition, url, told.headline, told.lede, links, canonical=card.url, inputs=made)


def standing(site: Site) -> Iterator[Page]:
    """Yield the pages that are no news."""
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
            inputs=(text, tuple(site.pictures.get(text.path, {}).items())),
            view=views.standing,
        )


def not_found(site: Site) -> Iterator[Page]:
    """Yield the page of an address that there is not."""
    title = " · ".join(edition.gettext("Page not found") for edition in site.editions)
    yield Page("404", site.default, site.links.file("404.html"), title, site.default.motto)
