"""An article to the picture that its link is shared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabarnama.building.fingerprint import fingerprint
from khabarnama.pictures.share import SharePicture

if TYPE_CHECKING:
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card

_STAMP = 8  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as a page's head names it: its full address, its size in pixels, what it shows in words."""

    url: str
    width: int
    height: int
    alt: str


def share_picture(card: Card) -> SharePicture:
    """Return what the share picture of the article on `card` shows."""
    edition, article = card.edition, card.article
    names = tuple(edition.country(iso) for iso in card.story.countries)
    return SharePicture(edition.lang, edition.name, edition.date(card.story.date), article.headline, names)


def page_picture(frame: Frame, card: Card) -> PagePicture | None:
    """Return the picture that the article on `card` is shared with; None where none is drawn in its language.

    Networks keep a picture by its address, which therefore changes with what the picture shows.
    """
    if frame.share is None or card.edition.lang not in frame.share.hands:
        return None
    stamp = fingerprint(frame.share.key, share_picture(card)).hex()[:_STAMP]
    url = frame.links.absolute(frame.links.share(card.edition.lang, card.story))
    return PagePicture(f"{url}?v={stamp}", *frame.share.size, f"{card.edition.name}: {card.article.headline}")
