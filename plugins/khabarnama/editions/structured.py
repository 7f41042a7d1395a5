"""An article to the JSON-LD that search engines read: schema.org's NewsArticle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card
    from khabarnama.editions.sharing import PagePicture

_LONGEST_HEADLINE = 110  # characters, the limit that Google's documentation of NewsArticle gives


def news_article(frame: Frame, card: Card, others: Sequence[Card], picture: PagePicture | None) -> dict[str, Any]:
    """Return the NewsArticle (https://schema.org/NewsArticle) of an article; what is not known is left out.

    `others` tell the same story in other languages; `picture` is what its link is shared with.
    """
    article, edition = card.article, card.edition
    place = article.dateline.place if article.dateline else None
    published = article.date.isoformat() if article.date else None
    url = frame.links.absolute(card.url)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline[:_LONGEST_HEADLINE],
        "description": card.lede,
        "image": _image(picture),
        "inLanguage": edition.lang,
        "datePublished": published,
        "dateModified": article.modified.isoformat() if published and article.modified else published,
        "url": url,
        "mainEntityOfPage": url,
        "publisher": {"@type": "NewsMediaOrganization", "name": edition.name, "url": f"{frame.links.url}/"},
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "dateline": place,
        "contentLocation": {"@type": "Place", "name": place} if place else None,
        "isBasedOn": article.source_url,
        "keywords": list(article.tags) or None,
        "about": [
            {"@type": "Country", "name": edition.country(iso), "identifier": iso} for iso in card.story.countries
        ],
        **_translations(frame, card, others),
    }
    return {key: value for key, value in data.items() if value}


def _image(picture: PagePicture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {"@type": "ImageObject", "url": picture.url, "width": picture.width, "height": picture.height}


def _translations(frame: Frame, card: Card, others: Sequence[Card]) -> dict[str, Any]:
    """Return which of a story's articles is the original, the one told first, and which are its translations."""
    if not others:
        return {}
    order = [edition.lang for edition in frame.editions]
    original = min((card, *others), key=lambda told: (told.article.date, order.index(told.edition.lang)))
    if original is card:
        return {"workTranslation": [_reference(frame, other) for other in others]}
    return {"translationOfWork": _reference(frame, original)}


def _reference(frame: Frame, card: Card) -> dict[str, str]:
    return {
        "@type": "NewsArticle",
        "@id": frame.links.absolute(card.url),
        "headline": card.article.headline[:_LONGEST_HEADLINE],
        "inLanguage": card.edition.lang,
    }
