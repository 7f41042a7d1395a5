"""What each kind of page shows, from what it is made from: the variables of its template, and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from khabarnama.editions.listing import group_days
from khabarnama.editions.months import chart_months
from khabarnama.editions.sharing import page_picture, show_lead
from khabarnama.editions.structured import news_article
from khabarnama.editions.world_map import draw_map
from khabarnama.pictures.markup import set_pictures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card, Pagination
    from khabarnama.editions.standing import StandingPage
    from khabarnama.pictures.measuring import Measured

    Variables = Mapping[str, Any]


def front(
    frame: Frame,
    edition: Edition,  # noqa: ARG001  # every view's signature
    lists: Sequence[tuple[str, Sequence[tuple[int, Card]]]],
) -> Variables:
    """Return the newest stories of each edition, each with the row that it stands in."""
    return {"lists": [(frame.edition(lang), cards) for lang, cards in lists]}


def _listing(frame: Frame, edition: Edition, cards: Sequence[Card], pagination: Pagination) -> dict[str, Any]:
    return {"days": group_days(cards, partial(frame.links.day, edition.lang)), "pagination": pagination}


def home(
    frame: Frame, edition: Edition, cards: Sequence[Card], pagination: Pagination, countries: Sequence[str]
) -> Variables:
    """Return a page of all stories; on the newest, the countries in the news most, and what the edition leads with."""
    own = (card for card in cards if not card.foreign)
    leading = next(own, None) if pagination.number is None else None
    return _listing(frame, edition, cards, pagination) | {"countries": countries, "leading": leading}


def day(
    frame: Frame,
    edition: Edition,
    cards: Sequence[Card],
    date: dt.date,
    around: tuple[dt.date | None, dt.date | None],
) -> Variables:
    """Return a day's digest, and the days around it that have one."""
    (found,) = group_days(cards, partial(frame.links.day, edition.lang))
    return {"day": found, "date": date, "newer": around[0], "older": around[1]}


def article(  # noqa: PLR0913, PLR0917  # all that it shows
    frame: Frame,
    edition: Edition,  # noqa: ARG001  # every view's signature
    card: Card,
    related: Sequence[Card],
    newer: Card | None,
    older: Card | None,
    *others: Card,
) -> Variables:
    """Return an article, and the `others`: the same story in other languages. The template asks for its body itself."""
    picture = page_picture(frame, card)
    return {
        "card": card,
        "article": card.article,
        "story": card.story,
        "related": related,
        "newer": newer,
        "older": older,
        "others": others,
        "lead": show_lead(card),
        "picture": picture,
        "structured": news_article(frame, card, others, picture),
    }


def both(frame: Frame, edition: Edition, card: Card, other: Card) -> Variables:  # noqa: ARG001  # every view's signature
    """Return an article and its counterpart; the template asks for their paragraphs by itself."""
    return {"card": card, "article": card.article, "story": card.story, "other": other}


def standing(
    frame: Frame,  # noqa: ARG001  # every view's signature
    edition: Edition,
    page: StandingPage,
    pictures: Sequence[tuple[str, Measured]],
) -> Variables:
    """Return the text of a page that is no news, with the pictures that lie beside it."""
    shown = set_pictures(page.html, edition.lang, dict(pictures), follows=False)
    return {"text": Markup(shown)}  # noqa: S704  # the reader's sanitiser made it


def countries(frame: Frame, edition: Edition, counts: Sequence[tuple[str, int]]) -> Variables:
    """Return the map, and the regions by name, each with its countries by name: code, name, how many stories."""
    regions: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for iso, count in counts:
        regions[edition.region(iso)].append((iso, edition.country(iso), count))
    for found in regions.values():
        found.sort(key=lambda item: edition.sort_key(item[1]))
    ordered = sorted(regions.items(), key=lambda item: edition.sort_key(item[0]))
    return {"world": draw_map(frame.theme, dict(counts)), "regions": ordered}


def country(
    frame: Frame,
    edition: Edition,
    iso: str,
    listing: tuple[Sequence[Card], Pagination],
    newest: tuple[Sequence[str], Sequence[tuple[dt.date, int]], int] | None,
) -> Variables:
    """Return a page of the stories about a country, and on the newest its neighbours in the news and its months."""
    together, months, count = newest or ((), (), 0)
    return _listing(frame, edition, *listing) | {
        "iso": iso,
        "together": together,
        "count": count,
        "chart": chart_months(months, edition.dir) if months else None,
    }


def archive(
    frame: Frame,  # noqa: ARG001  # every view's signature
    edition: Edition,  # noqa: ARG001
    days: Sequence[tuple[dt.date, int]],
) -> Variables:
    """Return the months, the newest first, each with its days and how many stories they have."""
    months = groupby(days, key=lambda day: day[0].replace(day=1))
    return {"months": [(month, list(found)) for month, found in months]}
