"""The pages of the built digest, each parsed once for all tests that read them, and the letters of its languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tests.site import links

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

URDU, LATIN = re.compile(r"[؀-ۿ]"), re.compile(r"[A-Za-z]{2,}")


@cache
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Return every page of the site, by its address."""
    return dict(links.pages(site))


def articles(site: Path) -> dict[str, BeautifulSoup]:
    """Return the pages of articles."""
    return {name: page for name, page in pages(site).items() if page.select("article.story")}
