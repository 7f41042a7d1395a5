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

    from khabarnama.editions.entry import Entry
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
    place = article.dateline and article.dateline.place
    url = _text(frame.links.absolute(card.url))
    members = [
        '"@context": "https://schema.org", "@type": "NewsArticle"',
        _member("headline", article.headline[:_LONGEST_HEADLINE]),
        _member("description", article.lede),
        _image(picture),
        f'"inLanguage": {_text(edition.lang)}',
        _dates(article),
        f'"url": {url}, "mainEntityOfPage": {url}',
        _publisher(edition.name, frame.links.url),
        f'"author": {{"@type": "Person", "name": {_text(article.author)}}}' if article.author else "",
        f'"dateline": {_text(place)}, "contentLocation": {_place(place)}' if place else "",
        _member("isBasedOn", article.source_url),
        f'"keywords": {_list(map(_text, article.tags))}' if article.tags else "",
        f'"about": {_list([_country(iso, edition.lang) for iso in countries])}' if countries else "",
        _translations(frame, card, others),
    ]
    return Json("{" + ", ".join(filter(None, members)) + "}")


def _member(name: str, text: str | None) -> str:
    return f'"{name}": {_text(text)}' if text else ""


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _image(picture: PagePicture | None) -> str:
    if picture is None:
        return ""
    size = f'"width": {picture.width}, "height": {picture.height}'
    return f'"image": {{"@type": "ImageObject", "url": {_text(picture.url)}, {size}}}'


def _dates(article: Entry) -> str:
    if not article.date:
        return ""
    published = _text(article.date.isoformat())
    modified = _text(article.modified.isoformat()) if article.modified else published
    return f'"datePublished": {published}, "dateModified": {modified}'


@lru_cache
def _publisher(name: str, url: str) -> str:
    return f'"publisher": {{"@type": "NewsMediaOrganization", "name": {_text(name)}, "url": {_text(f"{url}/")}}}'


def _place(name: str) -> str:
    return f'{{"@type": "Place", "name": {_text(name)}}}'


@lru_cache(maxsize=1024)
def _country(iso: str, lang: str) -> str:
    return f'{{"@type": "Country", "name": {_text(load().name(iso, lang))}, "identifier": {_text(iso)}}}'


def _translations(frame: Frame, card: Card, others: Sequence[Card]) -> str:
    """Return which of a story's articles is the original, the one told first, and which are its translations."""
    if not others:
        return ""
    order = [edition.lang for edition in frame.editions]
    original = min((card, *others), key=lambda told: (told.article.date, order.index(told.edition.lang)))
    if original is card:
        return f'"workTranslation": {_list([_reference(frame, other) for other in others])}'
    return f'"translationOfWork": {_reference(frame, original)}'


def _reference(frame: Frame, card: Card) -> str:
    url, headline = _text(frame.links.absolute(card.url)), _text(card.article.headline[:_LONGEST_HEADLINE])
    language = _text(card.edition.lang)
    return f'{{"@type": "NewsArticle", "@id": {url}, "headline": {headline}, "inLanguage": {language}}}'
