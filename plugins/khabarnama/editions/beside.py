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
        pairs = {(edition.lang, other.lang): (edition, other) for edition, other in permutations(site.editions, 2)}
        self._ends = {langs: site.frame.beside(*pair) for langs, pair in pairs.items()}
        self._languages = {
            langs: edition.join([edition.language(lang) for lang in langs]) for langs, (edition, _) in pairs.items()
        }

    def of(self, told: Sequence[Card]) -> Iterator[Page]:
        """Yield the pages of a story by the cards of its articles, each in its own edition; none of one alone."""
        return (self._beside(card, other) for card, other in permutations(told, 2))

    def _beside(self, card: Card, other: Card) -> Page:
        article, langs = card.article, (card.edition.lang, other.edition.lang)
        links = card.url + self._ends[langs], other.url + self._ends[langs[::-1]]
        return Page(
            "both",
            card.edition,
            links[0],
            f"{article.headline} · {self._languages[langs]}",
            article.lede,
            tuple(zip(langs, links, strict=True)),
            canonical=card.url,
            inputs=(card, other),
            view=views.both,
        )
