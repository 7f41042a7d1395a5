"""Addresses."""

from __future__ import annotations

import datetime as dt

import pytest

from khabarnama.editions.links import Links


@pytest.mark.parametrize(("url", "base"), [("https://example.org", ""), ("https://example.org/repo", "/repo")])
def test_links_begin_with_the_path_of_the_site(url: str, base: str) -> None:
    """Every link holds the path that the site lies under, and stands for a file without it."""
    links = Links(url)
    day = links.day("ur", dt.date(2024, 1, 2))

    assert day == f"{base}/ur/2024/01/02/"
    assert links.absolute(day) == f"https://example.org{day}"
    assert links.output(day) == "ur/2024/01/02/index.html"
    assert links.output(links.front()) == "index.html"
    assert links.output(links.feed("en", "RU")) == "en/country/ru/feed.xml"
