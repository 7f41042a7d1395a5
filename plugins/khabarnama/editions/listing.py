"""Stories to what a listing shows: cards, grouped by day, cut into pages that never change their address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.entry import Entry
    from khabarnama.editions.story import Story
    from khabarnama.pictures.measuring import Measured

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Card:
    """A story as an edition lists it: told in `edition`, which is another one where it is `foreign`.

    `pictures` are those that lie beside the article and are shown in it, by name; `key` changes with anything that a
    card shows.
    """

    story: Story
    article: Entry
    edition: Edition
    url: str
    foreign: bool
    pictures: Mapping[str, Measured]
    key: str

    @property
    def lede(self) -> str:
        """What stands below the headline."""
        return self.article.lede


class Day(NamedTuple):
    """The stories of one day, newest first, and the link of the day's digest."""

    date: dt.date
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page of a listing stands: `number` from the oldest, None for the newest; links to its neighbours."""

    number: int | None
    newer: str | None = None
    older: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What it shows."""
        return self.number, self.newer, self.older


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
        yield Sheet(address, held, Pagination(address, newer, older))


class Sheets(Generic[Item]):
    """The pages of a listing of `items`, `size` a page, each edition's cut once, when it is asked for.

    `link` gives the link of a page in an edition, by its language.
    """

    def __init__(self, items: Sequence[Item], size: int, link: Callable[[str, int | None], str]) -> None:
        self._items, self._size, self._link = items, size, link
        self._cut: dict[str, list[Sheet[Item]]] = {}

    def of(self, lang: str) -> list[Sheet[Item]]:
        """Return them as the edition in `lang` has them."""
        if lang not in self._cut:
            self._cut[lang] = list(cut(self._items, self._size, partial(self._link, lang)))
        return self._cut[lang]


def set_level(stories: Iterable[Story], lists: Mapping[str, Sequence[Story]]) -> dict[str, list[int]]:
    """Return for each list of `lists` the row, from 1, of each of its stories, the lists side by side.

    A story that is in several lists stands in one row; each list keeps the order of `stories`, in which they all are.
    """
    shown = {name: set(map(id, listed)) for name, listed in lists.items()}
    some = set().union(*shown.values())
    rows: dict[str, list[int]] = {name: [] for name in lists}
    for story in (story for story in stories if id(story) in some):
        telling = [name for name, found in shown.items() if id(story) in found]
        row = max((rows[name][-1] for name in telling if rows[name]), default=0) + 1
        for name in telling:
            rows[name].append(row)
    return rows


def group_days(cards: Iterable[Card], link: Callable[[dt.date], str]) -> tuple[Day, ...]:
    """Return `cards`, which come newest first, grouped by day."""
    groups = groupby(cards, key=attrgetter("story.date"))
    return tuple([Day(date, link(date), tuple(group)) for date, group in groups])
