"""Pages to the sitemap (https://www.sitemaps.org), each with its other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.links import Links
    from khabarnama.editions.page import Page

MOST = 20_000  # addresses in one file: the protocol allows 50,000 and 50 MB
_OPENING = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap_names(count: int) -> list[str]:
    """Return the names of the files that `count` addresses are listed in; the first lists the others, if there are."""
    if count <= MOST:
        return ["sitemap.xml"]
    return ["sitemap.xml", *(f"sitemap-{number}.xml" for number in range(1, -(-count // MOST) + 1))]


def sitemap(name: str, pages: Sequence[Page], links: Links) -> bytes:
    """Return the bytes of one of the files that list `pages`."""
    names = sitemap_names(len(pages))
    if len(names) == 1:
        return "".join(_urls(pages, links)).encode()
    if name == names[0]:
        places = (f"<sitemap><loc>{escape(links.absolute(links.file(part)))}</loc></sitemap>\n" for part in names[1:])
        return f'{_OPENING}<sitemapindex xmlns="{_MAP}">\n{"".join(places)}</sitemapindex>\n'.encode()
    start = (names.index(name) - 1) * MOST
    return "".join(_urls(pages[start : start + MOST], links)).encode()


def _urls(pages: Sequence[Page], links: Links) -> Iterator[str]:
    yield f'{_OPENING}<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}">\n'
    for page in pages:
        modified = f"<lastmod>{page.modified.isoformat()}</lastmod>" if page.modified else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(links.absolute(link))}/>'
            for lang, link in (*page.alternates, ("x-default", page.default))
        )
        yield f"<url><loc>{escape(links.absolute(page.url))}</loc>{modified}{others}</url>\n"
    yield "</urlset>\n"
