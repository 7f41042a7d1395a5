"""The links of a built site: each must lead to a file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield the address below the site, and the parsed page, of every page."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        yield name, BeautifulSoup(path.read_bytes(), "lxml")


def broken(site: Path, base: str) -> list[tuple[str, str]]:
    """Return each page and link of a site below the path `base` of example.org that stands for no file."""
    found = []
    for name, page in pages(site):
        for address in _addresses(page):
            link = urlsplit(urljoin(f"{base}/{name}", address))
            if link.netloc not in {"", "example.org"} or link.scheme == "mailto" or not link.path:
                continue
            path = unquote(link.path).removeprefix(base)
            file = site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
            if not link.path.startswith(f"{base}/") or not file.is_file():
                found.append((name, link.path))
    return found


def _addresses(page: BeautifulSoup) -> Iterator[str]:
    for element in page.select("[href], [src]"):
        yield str(element.get("href") or element.get("src"))
    for element in page.select("[srcset]"):
        yield from (variant.split()[0] for variant in str(element["srcset"]).split(","))
