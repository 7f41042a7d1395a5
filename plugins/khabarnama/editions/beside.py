"""Stories that are told in two languages to pages that show both texts side by side."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from khabarnama.editions import views
from khabarnama.editions.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site


class BothPages:
    """Makes the pages of a story that is told in two languages: side by side, in the frame of each of them.

    Search engines list the article in its place (`canonical`): it is the same text again, and Google asks for one
    language a page (https://developers.google.com/search/docs/specialty/international/managing-multi-regional-sites).
    Not `noindex`, which Google advises against for what has a canonical page
    (https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls).
    """

    def __init__(self, site: Site) -> None:
        self._link = site.frame.both
        self._languages = {
            (edition.lang, other.lang): edition.join((edition.language(edition.lang), edition.language(other.lang)))
            for edition, other in permutations(site.editions, 2)
        }

    def of(self, told: Sequence[Card]) -> Iterator[Page]:
        """Yield the pages of a story by the cards of its articles, each in its own edition; none of one alone."""
        return (self._beside(card, other) for card, other in permutations(told, 2))

    def _beside(self, card: Card, other: Card) -> Page:
        story, edition, second = card.story, card.edition, other.edition
        url, link = self._link(story, edition, second), self._link(story, second, edition)
        return Page(
            "both",
            edition,
            url,
            f"{card.article.headline} · {self._languages[edition.lang, second.lang]}",
            card.article.lede,
            ((edition.lang, url), (second.lang, link)),
            canonical=card.url,
            inputs=(card, other),
            view=views.both,
        )
