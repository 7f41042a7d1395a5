"""Pages to the sitemap (https://www.sitemaps.org), each with its other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabarnama.editions.links import Links
    from khabarnama.editions.page import Page

MOST = 50_000  # addresses in one file, by the protocol
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemaps(pages: Sequence[Page], links: Links) -> Iterator[tuple[str, bytes]]:
    """Yield the link and the bytes of sitemap.xml; of its parts too where one file cannot hold all pages."""
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    if len(parts) == 1:
        yield links.file("sitemap.xml"), _urls(parts[0], links)
        return
    names = [links.file(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urls(part, links)
    index = etree.Element(f"{{{_MAP}}}sitemapindex", nsmap={None: _MAP})
    for name in names:
        _add(_add(index, "sitemap"), "loc", links.absolute(name))
    yield links.file("sitemap.xml"), _to_bytes(index)


def _urls(pages: Sequence[Page], links: Links) -> bytes:
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP, "xhtml": _XHTML})
    for page in pages:
        url = _add(root, "url")
        _add(url, "loc", links.absolute(page.url))
        if page.modified:
            _add(url, "lastmod", page.modified.isoformat())
        for lang, link in (*page.alternates, ("x-default", page.default)):
            attributes = {"rel": "alternate", "hreflang": lang, "href": links.absolute(link)}
            etree.SubElement(url, f"{{{_XHTML}}}link", attributes)
    return _to_bytes(root)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_MAP}}}{name}")
    element.text = text
    return element


def _to_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
