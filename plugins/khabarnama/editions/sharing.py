"""An article to the pictures that stand for it: the one above its text, and the one that its link is shared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from markupsafe import Markup

from khabarnama.building.fingerprint import fingerprint
from khabarnama.pictures.markup import show_picture
from khabarnama.pictures.share import SharePicture

if TYPE_CHECKING:
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card

_STAMP = 8  # hexadecimal digits
_TAKEN = (".jpg", ".jpeg", ".png")  # what every network shows
_SMALLEST = 600  # px: of a narrower picture networks show a thumbnail


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture as a page's head names it: its full address, its size in pixels, what it shows in words."""

    url: str
    width: int
    height: int
    alt: str


def show_lead(card: Card) -> Markup | None:
    """Return the HTML of the picture that the header of the article on `card` names, and that lies beside it."""
    article, name = card.article, unquote(card.article.image or "")
    if name not in card.pictures:
        return None
    return Markup(show_picture(name, card.pictures[name], article.image_alt or "", lazy=False))  # noqa: S704  # it escapes


def is_shared_with_its_own(card: Card) -> bool:
    """Tell whether the picture above the article on `card` is such that its link is shared with that."""
    measured = card.pictures.get(unquote(card.article.image or ""))
    return measured is not None and measured.size[0] >= _SMALLEST and measured.file.lower().endswith(_TAKEN)


def share_picture(card: Card) -> SharePicture:
    """Return what the share picture of the article on `card` shows."""
    edition, article = card.edition, card.article
    names = tuple(edition.country(iso) for iso in card.story.countries)
    return SharePicture(edition.lang, edition.name, edition.date(card.story.date), article.headline, names)


def page_picture(frame: Frame, card: Card) -> PagePicture | None:
    """Return the picture that the article on `card` is shared with: its own, else the one that is drawn for it.

    None where there is none, share pictures being switched off. Networks keep a picture by its address, which
    therefore changes with what the picture shows.
    """
    article = card.article
    if is_shared_with_its_own(card):
        name = unquote(article.image or "")
        url, measured = frame.links.absolute(card.url + quote(name)), card.pictures[name]
        return PagePicture(f"{url}?v={measured.bytes[:_STAMP]}", *measured.size, article.image_alt or "")
    if frame.share is None or card.edition.lang not in frame.share.hands:
        return None
    stamp = fingerprint(frame.share.key, share_picture(card)).hex()[:_STAMP]
    url = frame.links.absolute(frame.links.share(card.edition.lang, card.story))
    return PagePicture(f"{url}?v={stamp}", *frame.share.size, f"{card.edition.name}: {article.headline}")
