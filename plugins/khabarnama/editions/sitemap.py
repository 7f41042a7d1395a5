"""Pages to the sitemap (https://www.sitemaps.org), each with its other languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabarnama.editions.links import Links
    from khabarnama.editions.page import Page

MOST = 20_000  # addresses in one file: the protocol allows 50,000 and 50 MB
_FIRST = "sitemap.xml"
_OPENING = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_ODD = re.compile(r"[&<>\"\s]")  # what is written otherwise in an attribute


def list_pages(pages: Iterable[Page], links: Links) -> bytes:
    """Return a line for each of `pages` that search engines are to list."""
    return "".join([_line(page, links) for page in pages if page.kind != "404" and not page.canonical]).encode()


def _line(page: Page, links: Links) -> str:
    modified = f"<lastmod>{page.modified.isoformat()}</lastmod>" if page.modified else ""
    others = _link((*page.alternates, ("x-default", page.default)), links.origin)
    return f"<url><loc>{escape(links.absolute(page.url))}</loc>{modified}{others}</url>\n"


@lru_cache(maxsize=16)  # the pages of a story, which follow one another, have the same
def _link(alternates: tuple[tuple[str, str], ...], origin: str) -> str:
    return "".join(
        [f'<xhtml:link rel="alternate" hreflang="{lang}" href={_quoted(origin + link)}/>' for lang, link in alternates]
    )


def _quoted(text: str) -> str:
    return quoteattr(text) if _ODD.search(text) else f'"{text}"'


def sitemaps(listed: Iterable[bytes], links: Links) -> Iterator[tuple[str, bytes]]:
    """Yield the files, by name, that list all pages, of which `listed` has the lines; the first lists the others."""
    text = b"".join(listed)
    if text.count(b"\n") <= MOST:
        yield _FIRST, _file(text)
        return
    lines = [line + b"\n" for line in text.split(b"\n")[:-1]]
    parts = {
        f"sitemap-{start // MOST + 1}.xml": b"".join(lines[start : start + MOST])
        for start in range(0, len(lines), MOST)
    }
    places = (f"<sitemap><loc>{escape(links.absolute(links.file(name)))}</loc></sitemap>\n" for name in parts)
    yield _FIRST, f'{_OPENING}<sitemapindex xmlns="{_MAP}">\n{"".join(places)}</sitemapindex>\n'.encode()
    yield from ((name, _file(part)) for name, part in parts.items())


def _file(urls: bytes) -> bytes:
    return b"".join([f'{_OPENING}<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}">\n'.encode(), urls, b"</urlset>\n"])
