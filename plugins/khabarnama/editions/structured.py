"""An article to the JSON-LD that search engines read: schema.org's NewsArticle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card

_LONGEST_HEADLINE = 110  # characters, the limit that Google's documentation of NewsArticle gives


def news_article(frame: Frame, card: Card) -> dict[str, Any]:
    """Return the NewsArticle (https://schema.org/NewsArticle) of an article; what is not known is left out."""
    article, edition = card.article, card.edition
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline[:_LONGEST_HEADLINE],
        "description": card.lede,
        "inLanguage": edition.lang,
        "datePublished": article.date.isoformat() if article.date else None,
        "dateModified": (article.modified or article.date).isoformat() if article.date else None,
        "url": frame.links.absolute(card.url),
        "mainEntityOfPage": frame.links.absolute(card.url),
        "publisher": {"@type": "NewsMediaOrganization", "name": edition.name, "url": f"{frame.links.url}/"},
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "dateline": article.dateline.place if article.dateline else None,
        "isBasedOn": article.source_url,
        "keywords": list(article.tags) or None,
        "about": [
            {"@type": "Country", "name": edition.country(iso), "identifier": iso} for iso in card.story.countries
        ],
    }
    return {key: value for key, value in data.items() if value}
