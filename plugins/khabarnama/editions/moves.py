"""Renamed files to the addresses that their stories had: each leads on to where the story is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabarnama.reading.filename import read_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from khabarnama.editions.listing import Card
    from khabarnama.editions.site import Site
    from khabarnama.editions.story import Story


def find_moves(renames: Iterable[tuple[str, str]], site: Site) -> Mapping[str, Card]:
    """Return the addresses that stories of `site` had and no story has now, each with what it leads to.

    `renames` are files' paths before and after, oldest first.
    """
    goals: dict[str, str] = {}
    for old, new in reversed(list(renames)):
        goals.setdefault(old, goals.get(new, new))
    if not goals:
        return {}
    wanted = set(goals.values())
    cards = {
        article.path: site.card(story, site.frame.edition(lang))
        for story in site.stories
        for lang, article in story.articles.items()
        if article.path in wanted
    }
    stories = {story.key: story for story in site.stories}
    moves = {_address(old, cards[goal], site, stories): cards[goal] for old, goal in goals.items() if goal in cards}
    return {url: card for (url, is_taken), card in moves.items() if not is_taken}


def _address(path: str, card: Card, site: Site, stories: Mapping[tuple[dt.date, str], Story]) -> tuple[str, bool]:
    """Return the address that the story of `card` had when its file was `path`, and whether a story has it now."""
    before, now = read_name(path), read_name(card.article.path)
    day = before.date if before.date and now.date == card.story.date else card.story.date
    lang = before.lang or card.edition.lang
    told = stories.get((day, before.slug))
    is_taken = told is not None and lang in told.articles
    return site.links.story(lang, day, before.slug), is_taken
