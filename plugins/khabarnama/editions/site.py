"""All stories, with the lists that pages are made from: each made once, so that no page searches."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import plain_key, spell
from khabarnama.editions.listing import Card

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from khabarnama.editions.edition import Edition
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.links import Links
    from khabarnama.editions.story import Story
    from khabarnama.pictures.measuring import Measured

    Neighbours = tuple[Story | None, Story | None]

RELATED = 4
_NONE: Mapping[str, Measured] = MappingProxyType({})
NEAR = 6  # how far from a story, in each of its countries' lists, related ones are looked for
_STEPS = (*range(NEAR, 0, -1), *range(NEAR + 1))  # from a story to each of those
_MORE = NEAR + 1  # than any number of steps


@dataclass(frozen=True)
class Site:
    """The digest: its `stories` newest first, within the `frame` of all pages; `page_size` stories a list.

    `home` are the countries that the digest is made in: they come first where countries are shown. `moves` are the
    links that stories had before their files were renamed, each with what it leads to. `pictures` has for each text
    that shows any, by its path, those beside it, by name.
    """

    frame: Frame
    stories: Sequence[Story]
    page_size: int = 20
    home: Sequence[str] = ()
    moves: dict[str, Card] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Measured]] = field(default_factory=dict)
    _cards: dict[str, dict[Story, Card]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions, the first of them the default."""
        return self.frame.editions

    @property
    def links(self) -> Links:
        """The address of everything."""
        return self.frame.links

    @property
    def default(self) -> Edition:
        """The edition whose language the front page is in."""
        return self.frame.default

    def told(self, edition: Edition) -> list[Story]:
        """Return the stories that `edition` tells in its own language."""
        return [story for story in self.stories if edition.lang in story.articles]

    @cached_property
    def days(self) -> Mapping[dt.date, list[Story]]:
        """The stories of each day that has any, newest first."""
        days: dict[dt.date, list[Story]] = defaultdict(list)
        for story in self.stories:
            days[story.date].append(story)
        return days

    @cached_property
    def countries(self) -> Mapping[str, list[Story]]:
        """The stories about each country that has any, newest first; the countries with most of them first."""
        countries: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            for iso in story.countries:
                countries[iso].append(story)
        return dict(sorted(countries.items(), key=lambda item: (-len(item[1]), item[0])))

    @cached_property
    def shown_countries(self) -> Sequence[str]:
        """The countries that have stories: those at home first, then those with most of them."""
        return tuple(dict.fromkeys((*filter(self.countries.get, self.home), *self.countries)))

    @cached_property
    def places(self) -> Mapping[Story, int]:
        """Where each story stands in the list of all."""
        return {story: place for place, story in enumerate(self.stories)}

    @cached_property
    def told_places(self) -> Mapping[str, list[int]]:
        """Where the stories of each country stand in the list of all: ascending."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, story in enumerate(self.stories):
            for iso in story.countries:
                places[iso].append(place)
        return places

    @cached_property
    def around(self) -> Mapping[str, Mapping[Story, Neighbours]]:
        """The story after and the one before each that an edition tells, by its language."""
        around = {}
        for edition in self.editions:
            told = self.told(edition)
            pairs = zip([None, *told], [*told[1:], None], strict=False)
            around[edition.lang] = dict(zip(told, pairs, strict=False))
        return around

    def card(self, story: Story, edition: Edition) -> Card:
        """Return `story` as `edition` lists it: in its language, else in the first that tells it."""
        cards = self._cards[edition.lang]
        card = cards.get(story)
        if card is None:
            card = cards[story] = self._list(story, edition)
        return card

    def _list(self, story: Story, edition: Edition) -> Card:
        foreign = edition.lang not in story.articles
        told = next(self.frame.edition(lang) for lang in story.articles) if foreign else edition
        article = story.articles[told.lang]
        pictures, url = self.pictures.get(article.path, _NONE), self.links.article(told.lang, story)
        # The address has day and name.
        shown = article.key, story.countries, url, foreign, spell(pictures.items()) if pictures else ()
        return Card(story, article, told, url, foreign, pictures, plain_key(shown).hex())

    def cards(self, stories: Sequence[Story], edition: Edition) -> list[Card]:
        """Return `stories` as `edition` lists them."""
        known = self._cards[edition.lang].get
        return [known(story) or self.card(story, edition) for story in stories]

    def together(self, iso: str) -> list[tuple[str, int]]:
        """Return the countries that stories about `iso` are about as well, with how many, the most frequent first."""
        counts = Counter(code for story in self.countries[iso] for code in story.countries if code != iso)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def related(self, story: Story) -> list[Story]:
        """Return the stories that share most countries with `story`, the nearest in these countries' lists first."""
        place = self.places[story]
        far: dict[int, int] = {}  # in steps, and nearer than any of them for each country beyond the first
        for iso in story.countries:
            told = self.told_places[iso]
            here = bisect_left(told, place)
            first = max(0, here - NEAR)
            for other, steps in zip(told[first : here + NEAR + 1], _STEPS[first - here + NEAR :], strict=False):
                if other in far:
                    again, fewest = divmod(far[other], _MORE)
                    far[other] = (again - 1) * _MORE + min(steps, fewest)
                else:
                    far[other] = steps
        nearest = sorted(zip(far.values(), far, strict=True))  # the first is the story itself: no step from it
        return [self.stories[other] for _, other in nearest[1 : RELATED + 1]]
