"""How the pages of the built digest are made: criteria of weight, access and lists that no browser is needed for."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from bs4 import Tag

from tests.site.digest import URDU, pages

if TYPE_CHECKING:
    from pathlib import Path


def test_no_script_is_needed(demo: dict[str, Path]) -> None:
    """Weight 19 and 24: no script, style or frame, no picture or stylesheet of others, no cookie."""
    for name, page in pages(demo[""]).items():
        scripts = page.select("script")
        assert all(script["type"] == "application/ld+json" for script in scripts), name
        assert not page.select("style, iframe, object, embed, [style], [onclick], [onload]"), name
        sources = [
            str(element.get("src") or element.get("href")) for element in page.select("[src], link[rel=stylesheet]")
        ]
        assert not any(re.match(r"[a-z]+:|//", source) for source in sources), name


@pytest.mark.parametrize(
    ("kind", "most"), [("page-article", 15), ("page-day", 15), ("page-home", 25), ("page-country", 25),
                       ("page-countries", 25), ("page-front", 25), ("page-404", 15), ("page-both", 15),
                       ("page-standing", 15)],
)  # fmt: skip
def test_pages_are_light(demo: dict[str, Path], kind: str, most: int) -> None:
    """Weight 20: HTML and CSS, compressed, are 15 KB at most for an article, 25 for a list."""
    (style,) = (demo[""] / "theme").glob("main.*.css")
    css = len(gzip.compress(style.read_bytes()))

    sizes = {
        path: css + len(gzip.compress(path.read_bytes()))
        for path in demo[""].rglob("*.html")
        if f'class="{kind}"' in path.read_text(encoding="utf-8")
    }

    assert sizes
    assert max(sizes.values()) <= most * 1000


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_the_map_is_light_and_has_a_twin_of_text(demo: dict[str, Path], lang: str) -> None:
    """Weight 25: 15 KB compressed; every country on it is in the list below it."""
    page = pages(demo[""])[f"{lang}/country/"]
    (drawn,) = page.select(".map svg")

    linked = {str(link["href"]) for link in drawn.select("a")}
    listed = {str(link["href"]) for link in page.select(".countries-list a")}

    assert len(gzip.compress(str(drawn).encode())) <= 15_000
    assert len(linked) > 20
    assert linked <= listed
    assert drawn.select_one(".map-disputed"), "lines in dispute are dotted over what is drawn"


def test_headings_and_landmarks(demo: dict[str, Path]) -> None:
    """Access 34: one h1 and one main; no level left out; landmarks are named in the page's language."""
    for name, page in pages(demo[""]).items():
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, name
        assert len(page.select("main")) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
        for element in page.select("nav, aside"):
            label = str(element["aria-label"])
            named = element.find_parent(lang=True)
            assert named
            assert bool(URDU.search(label)) == (named["lang"] == "ur"), (name, label)


def test_the_skip_link_comes_first(demo: dict[str, Path]) -> None:
    """Access 30: it is the first link of every page, and leads to the text."""
    for name, page in pages(demo[""]).items():
        first = (page.body or page).find("a")
        assert isinstance(first, Tag), name
        assert (first["class"], first["href"]) == (["skip"], "#main"), name


def test_lists_go_day_by_day(demo: dict[str, Path]) -> None:
    """News 42: on a home, each day has a heading that leads to its digest; the newest day is the first."""
    page = pages(demo[""])["ur/"]

    days = [str(element["datetime"]) for element in page.select(".day-date time")]

    assert len(days) > 5
    assert days == sorted(days, reverse=True)
    assert all(re.fullmatch(r"/ur/\d{4}/\d\d/\d\d/", str(link["href"])) for link in page.select(".day-date a"))


def test_countries_are_coloured_by_their_stories(demo: dict[str, Path]) -> None:
    """News 42: a country with more stories is darker than one with fewer."""
    page = pages(demo[""])["en/country/"]
    shades: dict[int, set[str]] = {}
    for link in page.select(".map a"):
        (path,) = link.select("path")
        shades.setdefault(int(re.findall(r"(\d+) stor", str(link["aria-label"]))[0]), set()).add(str(path["class"]))

    assert len(shades) > 1
    assert all(len(found) == 1 for found in shades.values())
    assert sorted(shades) == sorted(sorted(shades), key=lambda count: min(shades[count]))
