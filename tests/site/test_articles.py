"""What the page of an article tells beside its text: its source, its day, its countries, its other language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.site.digest import articles, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run


def test_the_switch_says_what_is_not_translated(demo: dict[str, Path]) -> None:
    """News 35: it leads to the same page where there is one, else to the other home, and says so."""
    for name, page in articles(demo[""]).items():
        lang, rest = name.split("/", 1)
        other = {"ur": "en", "en": "ur"}[lang]
        (link,) = page.select(".masthead-languages a")
        told = (demo[""] / other / rest).exists()
        assert link["href"] == (f"/{other}/{rest}" if told else f"/{other}/")
        assert bool(page.select(".masthead-languages small")) != told
        assert page.select("link[hreflang=x-default]")


def test_articles_tell_where_they_come_from(demo: dict[str, Path]) -> None:
    """News 37 and 42: published, minutes to read, countries as chips, other stories about them."""
    for name, page in articles(demo[""]).items():
        assert page.select(".byline time[datetime]"), name
        assert re.search(r"\d+ (?:minute|منٹ)", page.select(".byline")[0].get_text()), name
        assert all(link["rel"] == ["tag"] for link in page.select(".story-header .chip")), name
    assert sum(bool(page.select(".related .card")) for page in articles(demo[""]).values()) > 5


def test_source_and_update_are_told_where_known(build: Callable[..., Run]) -> None:
    """News 37 and 40: the source is a link, the update has its date, also for search engines."""
    head = "عنوان: بارش\nتاریخ: 2024-11-29\nترمیم: 2024-11-30\nماخذ: ڈان\nربط: https://example.com/rain\n"
    run = build({"2024/11/29/rain.ur.txt": f"{head}\nکراچی میں بارش ہوئی۔\n"})

    page = pages(run.output)["ur/2024/11/29/rain/"]

    assert run.code == 0, run.printed
    assert [link.get_text() for link in page.select(".credits a[href='https://example.com/rain']")] == ["ڈان"]
    assert [time["datetime"][:10] for time in page.select(".byline time")] == ["2024-11-29", "2024-11-30"]
    data = json.loads(page.select("script[type='application/ld+json']")[0].get_text())
    assert (data["isBasedOn"], data["dateModified"][:10]) == ("https://example.com/rain", "2024-11-30")


def test_a_source_without_an_address_is_told_too(build: Callable[..., Run]) -> None:
    """Its name is text, not a link."""
    run = build({"2024/11/29/rain.ur.txt": "عنوان: بارش\nتاریخ: 2024-11-29\nماخذ: ڈان\n\nکراچی میں بارش ہوئی۔\n"})

    page = pages(run.output)["ur/2024/11/29/rain/"]

    assert run.code == 0, run.printed
    assert page.select(".credits p")[0].get_text() == "ماخذ: ڈان"
    assert not page.select(".credits p")[0].select("a")


def test_sharing_is_by_plain_links(demo: dict[str, Path]) -> None:
    """News 38: each holds the address of the page."""
    for name, page in articles(demo[""]).items():
        links = [str(link["href"]) for link in page.select(".share a")]
        assert len(links) == 4, name
        assert all(f"example.org/{name}" in link.replace("%2F", "/") for link in links), name
