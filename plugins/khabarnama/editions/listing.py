"""Stories to what a listing shows: cards, grouped by day, cut into pages that never change their address."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Generic, TypeVar

from khabarnama.editions.text import describe

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.story import Story
    from khabarnama.reading.article import Article

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Card:
    """A story as an edition lists it: told in `edition`, which is another one where it is `foreign`."""

    story: Story
    article: Article
    edition: Edition
    url: str
    foreign: bool

    @property
    def lede(self) -> str:
        """What stands below the headline."""
        return describe(self.article)


@dataclass(frozen=True, slots=True)
class Day:
    """The stories of one day, newest first, and the link of the day's digest."""

    date: dt.date
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a listing stands: `number` of `count`, 1 the newest; links to its neighbours."""

    number: int
    count: int
    newer: str | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """One page of a listing: the number in its address (None: the listing's own), what it holds, its neighbours."""

    address: int | None
    items: Sequence[Item]
    pagination: Pagination


def cut(items: Sequence[Item], size: int, link: Callable[[int | None], str]) -> Iterator[Sheet[Item]]:
    """Yield the pages of a listing whose `items` come newest first, `size` a page.

    Pages are numbered from the oldest, so that a page keeps its items for ever; the newest, which is the listing's
    own address, holds from `size` to twice as many.
    """
    numbered = max(0, len(items) // size - 1)
    addresses: list[int | None] = [None, *range(numbered, 0, -1)]
    start = len(items) - numbered * size
    for place, address in enumerate(addresses):
        newer = link(addresses[place - 1]) if place else None
        older = link(addresses[place + 1]) if place + 1 < len(addresses) else None
        held = items[:start] if address is None else items[start + (place - 1) * size : start + place * size]
        yield Sheet(address, held, Pagination(place + 1, len(addresses), newer, older))


def group_days(cards: Iterable[Card], link: Callable[[dt.date], str]) -> tuple[Day, ...]:
    """Return `cards`, which come newest first, grouped by day."""
    groups = groupby(cards, key=lambda card: card.story.date)
    return tuple(Day(date, link(date), tuple(group)) for date, group in groups)
