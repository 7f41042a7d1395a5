"""What a saved page says of itself: OpenGraph, JSON-LD, `<time>`, `<title>`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag

from khabarnama.reading.article import PageMetadata
from khabarnama.reading.matching import fold, languages
from khabarnama.reading.sanitizer import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting"}
SHORTEST_TITLE = 3  # words
LONGEST_SITE = 5  # words
_SITE = re.compile(r"^(?P<title>.+)\s(?P<mark>[|–—»-])\s(?P<site>[^|–—»]+)$")
_DATES: list[tuple[str, dict[str, str | bool], str]] = [
    ("meta", {"property": "article:published_time"}, "content"),
    ("meta", {"itemprop": "datePublished"}, "content"),
    ("meta", {"name": "pubdate"}, "content"),
    ("meta", {"name": "date"}, "content"),
    ("time", {"datetime": True}, "datetime"),
]


def read_metadata(soup: BeautifulSoup) -> PageMetadata:
    """Return what the page `soup` says of itself; the structured data go before the tags."""
    data = next(_structured(soup), {})
    html = soup.find("html")
    lang = str(html.get("lang", "")).lower()[:2] if isinstance(html, Tag) else ""
    return PageMetadata(
        headline=_string(data.get("headline")) or _shared_title(soup) or _title(soup),
        date=_string(data.get("datePublished")) or _first_date(soup),
        author=_name(data.get("author")),
        source=_name(data.get("publisher")) or _meta(soup, "og:site_name"),
        source_url=_web(_meta(soup, "og:url")) or _canonical(soup),
        lang=lang if lang in languages() else None,
    )


def _structured(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the page's JSON-LD objects that are articles."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and item.get("@type") in _ARTICLES:
                yield item


def _string(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _meta(soup: BeautifulSoup, name: str) -> str | None:
    tag = soup.find("meta", attrs={"property": name})
    return _string(tag.get("content")) if isinstance(tag, Tag) else None


def _web(url: str | None) -> str | None:
    return url if url and is_web(url) else None


def _canonical(soup: BeautifulSoup) -> str | None:
    link = soup.find("link", rel="canonical")
    return _web(_string(link.get("href"))) if isinstance(link, Tag) else None


def _shared_title(soup: BeautifulSoup) -> str | None:
    """Return the title for shared links, without the site's name that is set off at its end."""
    title, site = _meta(soup, "og:title"), _meta(soup, "og:site_name")
    if title is None:
        return None
    head, mark, tail = _parted(title)
    return head if mark == "|" or (site and tail and fold(tail) == fold(site)) else title


def _title(soup: BeautifulSoup) -> str | None:
    """Return the page's title without the site's name, which nearly all pages set off at its end."""
    title = _string(soup.title.get_text()) if soup.title else None
    return _parted(title)[0] if title else None


def _parted(title: str) -> tuple[str, str, str]:
    """Return the title, the mark and the few words that are set off at its end; without any, the title alone."""
    match = _SITE.match(title)
    if not match or len(match["title"].split()) < SHORTEST_TITLE or len(match["site"].split()) > LONGEST_SITE:
        return title, "", ""
    return match["title"].strip(), match["mark"], match["site"].strip()


def _first_date(soup: BeautifulSoup) -> str | None:
    for name, attributes, value in _DATES:
        tag = soup.find(name, attrs={**attributes})
        if isinstance(tag, Tag) and (found := _string(tag.get(value))):
            return found
    return None
