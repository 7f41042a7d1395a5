"""The built digest, read as HTML: criteria of direction, weight, access and news that no browser is needed for."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, Tag
from lxml import etree

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Run

URDU, LATIN = re.compile(r"[؀-ۿ]"), re.compile(r"[A-Za-z]{2,}")
EMBEDDINGS = re.compile(r"[\u202a-\u202e\u200e\u200f\u061c]")
OPEN, CLOSE = re.compile(r"[\u2066-\u2068]"), re.compile("\u2069")
PRESENTATION = re.compile(r"[\u0640\ufb50-\ufdf9\ufdfb-\ufdff\ufe70-\ufeff]")
EASTERN = re.compile(r"[٠-٩۰-۹]")
DATE = re.compile(r"\d{1,2} [؀-ۿ]+ \d{4}ء")
ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Return every page of the site, by its address."""
    files = sorted(site.rglob("*.html"))
    return {str(path.relative_to(site)).removesuffix("index.html"): _parse(path) for path in files}


def _parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "lxml")


def articles(site: Path) -> dict[str, BeautifulSoup]:
    """Return the pages of articles."""
    return {name: page for name, page in pages(site).items() if page.select("article.story")}


def texts(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield each text of the body, and the language that it is in."""
    for text in (page.body or page).find_all(string=True):
        if text.strip() and not isinstance(text, Comment) and text.parent:
            named = text.parent if text.parent.get("lang") else text.find_parent(lang=True)
            yield str(text), str(named["lang"]) if named else ""


def words(lang: str) -> list[str]:
    """Return the words of the interface in a language, those that stand alone."""
    path = PROJECT / "theme/translations" / lang / "LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        found = [message.string for message in read_po(file) if message.id]
    return [text for text in found if isinstance(text, str) and "%" not in text and text]


def test_direction_goes_with_the_language(demo: dict[str, Path]) -> None:
    """Bidi 10: below <html>, `dir` stands beside the language that it belongs to, or on a number; never `auto`."""
    directions = {"ur": "rtl", "en": "ltr"}
    for name, page in pages(demo[""]).items():
        for element in page.select("body [dir]"):
            if not element.get("lang"):
                assert (element.name, element["dir"]) == ("bdi", "ltr"), name
                assert not LATIN.search(element.get_text())
            else:
                assert element["dir"] == directions[str(element["lang"])], name


def test_runs_of_the_other_script_are_isolated(demo: dict[str, Path]) -> None:
    """Bidi 13 and Access 32: every text is in the script of the language that its element names."""
    for name, page in pages(demo[""]).items():
        for text, lang in texts(page):
            foreign = LATIN.search(text) if lang == "ur" else URDU.search(text)
            assert not foreign, (name, text)


def test_plain_text_holds_balanced_isolates_only(demo: dict[str, Path]) -> None:
    """Bidi 15: titles, descriptions, labels and feeds hold no mark but isolates, each of which ends."""
    for page in pages(demo[""]).values():
        found = [str(meta["content"]) for meta in page.select("meta[content]")]
        found += [str(element["aria-label"]) for element in page.select("[aria-label]")]
        found += [element.get_text() for element in page.select("title")]
        for text in found:
            assert not EMBEDDINGS.search(text)
            assert len(OPEN.findall(text)) == len(CLOSE.findall(text)), text
    for feed in demo[""].rglob("feed.xml"):
        assert not EMBEDDINGS.search(feed.read_text(encoding="utf-8"))


def test_a_title_of_two_scripts_isolates_one(demo: dict[str, Path]) -> None:
    """Bidi 15: the front page's title, in Urdu, keeps its Latin half in order."""
    title = pages(demo[""])[""].select_one("title")

    assert title
    assert title.get_text() == "خبرنامہ · \u2066Khabarnama\u2069"


def test_letters_and_digits_are_of_one_kind(demo: dict[str, Path]) -> None:
    """Type 4 and Bidi 18: no tatweel, no presentation form, one system of digits, on every page."""
    for name, page in pages(demo[""]).items():
        text = page.get_text()
        assert not PRESENTATION.search(text), name
        assert not EASTERN.search(text), name


def test_dates_are_marked(demo: dict[str, Path]) -> None:
    """Bidi 18: «29 نومبر 2024ء» stands in <time datetime>, wherever the theme writes a date."""
    found = 0
    for name, page in pages(demo[""]).items():
        for text, _ in texts(page):
            found += bool(DATE.search(text))
        for element in page.select("time"):
            assert re.match(r"\d{4}-\d\d-\d\d", str(element["datetime"])), name
        for element in page.select(".byline, .day-date, .front-date"):
            assert all(text.find_parent("time") for text in element.find_all(string=DATE)), name
    assert found > 50


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


def test_each_edition_speaks_its_own_language(demo: dict[str, Path]) -> None:
    """News 39: no word of the other edition's interface, but where its language is named."""
    other = {"ur": set(words("en")), "en": set(words("ur"))}
    for name, page in pages(demo[""]).items():
        for text, lang in texts(page):
            assert text.strip() not in other[lang], (name, text)


def test_catalogues_are_complete() -> None:
    """News 39: every word is in both, and none is left in the other script."""
    urdu, english = words("ur"), words("en")

    assert len(urdu) == len(english)
    assert all(URDU.search(text) for text in urdu)
    assert not any(URDU.search(text) for text in english)


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

    page = _parse(run.output / "ur/2024/11/29/rain/index.html")

    assert run.code == 0, run.printed
    assert [link.get_text() for link in page.select(".credits a[href='https://example.com/rain']")] == ["ڈان"]
    assert [time["datetime"][:10] for time in page.select(".byline time")] == ["2024-11-29", "2024-11-30"]
    data = json.loads(page.select("script[type='application/ld+json']")[0].get_text())
    assert (data["isBasedOn"], data["dateModified"][:10]) == ("https://example.com/rain", "2024-11-30")


def test_a_source_without_an_address_is_told_too(build: Callable[..., Run]) -> None:
    """Its name is text, not a link."""
    run = build({"2024/11/29/rain.ur.txt": "عنوان: بارش\nتاریخ: 2024-11-29\nماخذ: ڈان\n\nکراچی میں بارش ہوئی۔\n"})

    page = _parse(run.output / "ur/2024/11/29/rain/index.html")

    assert run.code == 0, run.printed
    assert page.select(".credits p")[0].get_text() == "ماخذ: ڈان"
    assert not page.select(".credits p")[0].select("a")


def test_sharing_is_by_plain_links(demo: dict[str, Path]) -> None:
    """News 38: each holds the address of the page."""
    for name, page in articles(demo[""]).items():
        links = [str(link["href"]) for link in page.select(".share a")]
        assert len(links) == 4, name
        assert all(f"example.org/{name}" in link.replace("%2F", "/") for link in links), name


def test_structured_data_and_feeds_name_their_language(demo: dict[str, Path]) -> None:
    """News 40: NewsArticle with inLanguage; feeds and each of their entries with xml:lang."""
    for name, page in articles(demo[""]).items():
        (script,) = page.select("script[type='application/ld+json']")
        data = json.loads(script.get_text())
        assert (data["@type"], data["inLanguage"]) == ("NewsArticle", name[:2])
        assert data["url"] == f"https://example.org/{name}"
    for path in demo[""].rglob("feed.xml"):
        feed = etree.parse(path).getroot()
        parts = [feed, *feed.iter(f"{ATOM}entry")]
        assert all(part.get("{http://www.w3.org/XML/1998/namespace}lang") for part in parts)


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
