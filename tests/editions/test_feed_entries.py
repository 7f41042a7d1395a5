"""The entries of feeds, as they are kept while a site is written."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khabarnama.editions import feeds
from khabarnama.editions.edition import Edition
from khabarnama.editions.feeds import Entries, country_feeds, home_feeds, to_xml
from khabarnama.editions.frame import Frame
from khabarnama.editions.links import Links
from khabarnama.editions.site import Site
from khabarnama.editions.story import pair
from tests.editions.test_story import article

if TYPE_CHECKING:
    from khabarnama.editions.entry import Entry

LINKS = Links("https://example.org")


def _site() -> Site:
    stories, _ = pair([article(f"{name}.ur.txt", "ur", 1, ("JP", "IR")) for name in ("north", "south", "east")])
    return Site(Frame((Edition("ur", "x", "y", NullTranslations()),), LINKS, Path()), stories)


@pytest.mark.parametrize(("kept", "made"), [(1 << 20, 3), (1, 9)])
def test_an_entry_is_made_once_while_there_is_room(monkeypatch: pytest.MonkeyPatch, kept: int, made: int) -> None:
    """Feeds are the same whether entries are kept or have had to go, in each of three feeds here."""
    monkeypatch.setattr(feeds, "_KEPT", kept)
    asked: list[str] = []

    def body(entry: Entry) -> bytes:
        asked.append(entry.path)
        return f"<p>{entry.slug} & more</p>".encode()

    site, entries = _site(), Entries(LINKS, body)
    shown = [*home_feeds(site), *country_feeds(site, "JP"), *country_feeds(site, "IR")]
    written = [to_xml(feed, entries) for feed in shown]

    assert len(asked) == made
    assert written == [to_xml(feed, Entries(LINKS, body)) for feed in shown]
    assert all(xml.count(b"&lt;p&gt;") == 3 and b"& more" not in xml for xml in written)
