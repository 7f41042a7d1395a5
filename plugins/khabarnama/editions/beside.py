"""Stories that are told in two languages to pages that show both texts side by side."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from khabarnama.editions import views
from khabarnama.editions.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story


class BothPages:
    """Makes the pages of a story that is told in two languages: side by side, in the frame of each of them.

    Search engines list the article in its place (`canonical`): it is the same text again, and Google asks for one
    language a page (https://developers.google.com/search/docs/specialty/international/managing-multi-regional-sites).
    Not `noindex`, which Google advises against for what has a canonical page
    (https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls).
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pairs = [
            (edition, other, edition.join((edition.language(edition.lang), edition.language(other.lang))))
            for edition, other in permutations(site.editions, 2)
        ]

    def of(self, story: Story) -> Iterator[Page]:
        """Yield the pages of `story`, none if one language tells it."""
        site, link = self._site, self._site.frame.both
        for edition, other, languages in self._pairs:
            if story.articles.keys() >= {edition.lang, other.lang}:
                links = ((edition.lang, link(story, edition, other)), (other.lang, link(story, other, edition)))
                yield _beside(site.card(story, edition), site.card(story, other), languages, links)


def _beside(card: Card, told: Card, languages: str, links: tuple[tuple[str, str], ...]) -> Page:
    return Page(
        "both",
        card.edition,
        links[0][1],
        f"{card.article.headline} · {languages}",
        card.lede,
        links,
        canonical=card.url,
        inputs=(card, told),
        view=views.both,
    )
