"""An article to the JSON-LD that search engines read: schema.org's NewsArticle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property, lru_cache
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING, Any

from khabarnama.countries.gazetteer import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabarnama.editions.frame import Frame
    from khabarnama.editions.listing import Card
    from khabarnama.editions.sharing import PagePicture

_LONGEST_HEADLINE = 110  # characters, the limit that Google's documentation of NewsArticle gives


class Json(Mapping[str, Any]):
    """An object as its JSON, `text`, in which templates may still look up what it holds."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.text)
        return data

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __repr__(self) -> str:
        return repr(self._data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


def news_article(frame: Frame, card: Card, others: Sequence[Card], picture: PagePicture | None) -> Json:
    """Return the NewsArticle (https://schema.org/NewsArticle) of an article; what is not known is left out.

    `others` tell the same story in other languages; `picture` is what its link is shared with.
    """
    article, edition, countries = card.article, card.edition, card.story.countries
    place = _known(article.dateline and article.dateline.place)
    published = _text(article.date.isoformat()) if article.date else ""
    url = _text(frame.links.absolute(card.url))
    data = {
        "@context": '"https://schema.org"',
        "@type": '"NewsArticle"',
        "headline": _known(article.headline[:_LONGEST_HEADLINE]),
        "description": _known(card.lede),
        "image": _image(picture),
        "inLanguage": _text(edition.lang),
        "datePublished": published,
        "dateModified": _text(article.modified.isoformat()) if published and article.modified else published,
        "url": url,
        "mainEntityOfPage": url,
        "publisher": _publisher(edition.name, frame.links.url),
        "author": _object({"@type": '"Person"', "name": _text(article.author)}) if article.author else "",
        "dateline": place,
        "contentLocation": _object({"@type": '"Place"', "name": place}) if place else "",
        "isBasedOn": _known(article.source_url),
        "keywords": _list(map(_text, article.tags)) if article.tags else "",
        "about": _list([_country(iso, edition.lang) for iso in countries]) if countries else "",
        **_translations(frame, card, others),
    }
    return Json(_object(data))


def _object(data: Mapping[str, str]) -> str:
    """Return the JSON of an object by the JSON of its values; what is empty is left out."""
    return "{" + ", ".join([f'"{key}": {value}' for key, value in data.items() if value]) + "}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _known(text: str | None) -> str:
    return _text(text) if text else ""


@lru_cache
def _publisher(name: str, url: str) -> str:
    return _object({"@type": '"NewsMediaOrganization"', "name": _text(name), "url": _text(f"{url}/")})


@lru_cache(maxsize=1024)
def _country(iso: str, lang: str) -> str:
    return _object({"@type": '"Country"', "name": _text(load().name(iso, lang)), "identifier": _text(iso)})


def _image(picture: PagePicture | None) -> str:
    if picture is None:
        return ""
    size = {"width": str(picture.width), "height": str(picture.height)}
    return _object({"@type": '"ImageObject"', "url": _text(picture.url), **size})


def _translations(frame: Frame, card: Card, others: Sequence[Card]) -> dict[str, str]:
    """Return which of a story's articles is the original, the one told first, and which are its translations."""
    if not others:
        return {}
    order = [edition.lang for edition in frame.editions]
    original = min((card, *others), key=lambda told: (told.article.date, order.index(told.edition.lang)))
    if original is card:
        return {"workTranslation": _list(_reference(frame, other) for other in others)}
    return {"translationOfWork": _reference(frame, original)}


def _reference(frame: Frame, card: Card) -> str:
    return _object(
        {
            "@type": '"NewsArticle"',
            "@id": _text(frame.links.absolute(card.url)),
            "headline": _text(card.article.headline[:_LONGEST_HEADLINE]),
            "inLanguage": _text(card.edition.lang),
        }
    )
