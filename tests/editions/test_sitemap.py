"""Pages to the lines of the sitemap."""

from __future__ import annotations

from gettext import NullTranslations
from xml.sax.saxutils import escape, quoteattr

import pytest

from khabarnama.editions.edition import Edition
from khabarnama.editions.links import Links
from khabarnama.editions.page import Page
from khabarnama.editions.sitemap import list_pages

LINKS = ["/ur/", "/ur/2024/11/29/talks/", "/a&b/", "/<b>/", '/"/', "/'/", "/\"'/", "/a b/", "/\n\t\r/", "/شہر/", ""]


@pytest.mark.parametrize("link", LINKS)
def test_addresses_are_written_as_xml(link: str) -> None:
    """Whatever is in them is written as the standard library does, in the text and in the attributes."""
    edition = Edition("ur", "x", "y", NullTranslations())
    links = Links("https://example.org")

    line = list_pages([Page("home", edition, link, "x", "y", (("ur", link),), link)], links).decode()

    assert f"<loc>{escape(links.absolute(link))}</loc>" in line
    assert line.count(f"href={quoteattr(links.absolute(link))}/>") == 2
