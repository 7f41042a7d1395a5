"""The project's own digest, built for real."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tests.conftest import khabarnama, write_settings
from tests.site.links import broken, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

STORY = "2024/12/08/assad-falls/"
BASES = ["", "/repo"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def attribute(page: BeautifulSoup, selector: str, name: str) -> str:
    """Return an attribute of the one element that a selector finds."""
    (element,) = page.select(selector)
    return str(element[name])


@pytest.mark.parametrize("base", BASES)
def test_every_internal_link_resolves(demo: dict[str, Path], base: str) -> None:
    """Every link, stylesheet, font and icon of every page stands for a file of the site."""
    assert broken(demo[base], base) == []


def test_every_page_says_its_language_and_direction(demo: dict[str, Path]) -> None:
    """`lang` and `dir` stand on every <html>, and agree with the address."""
    for name, page in pages(demo[""]):
        html = page.html
        assert isinstance(html, Tag)
        expected = ("en", "ltr") if name.startswith("en/") else ("ur", "rtl")
        assert (html["lang"], html["dir"]) == expected, name


def test_alternates_are_symmetric(demo: dict[str, Path]) -> None:
    """35: what a page names as its other language names it in turn, and itself."""
    links = {}
    for name, page in pages(demo[""]):
        found = {str(link["hreflang"]): str(link["href"]) for link in page.select("head link[hreflang]")}
        links[f"https://example.org/{name}"] = found
    for url, found in links.items():
        languages = {lang: link for lang, link in found.items() if lang != "x-default"}
        assert all(links[link] == found for link in languages.values()), url
        assert not languages or url in languages.values()


def test_one_heading_and_one_canonical(demo: dict[str, Path]) -> None:
    """35: each page has one h1; each page but the 404 has one canonical address: its own, or that of the article."""
    for name, page in pages(demo[""]):
        assert len(page.select("h1")) == 1, name
        if name != "404.html":
            canonical = f"https://example.org/{name.removesuffix('both/')}"
            assert attribute(page, "link[rel=canonical]", "href") == canonical


def test_a_story_in_one_language_is_listed_and_marked_in_the_other(demo: dict[str, Path]) -> None:
    """The listing shows it in its own language and links to its only page."""
    page = BeautifulSoup((demo[""] / "en/2024/07/26/index.html").read_bytes(), "lxml")

    (card,) = page.select("article.card")

    assert (card["lang"], card["dir"]) == ("ur", "rtl")
    assert "In Urdu" in card.get_text()
    assert card.select_one("h2 a[href='/ur/2024/07/26/paris-olympics-open/']")
    assert not (demo[""] / "en/2024/07/26/paris-olympics-open").exists()


def test_feeds(demo: dict[str, Path]) -> None:
    """Every edition and every country has a feed that says its language, and that of each entry."""
    for path in sorted(demo[""].rglob("feed.xml")):
        feed = etree.parse(path).getroot()
        assert feed.get(XML_LANG) == path.relative_to(demo[""]).parts[0]
        entries = feed.findall("a:entry", ATOM)
        assert entries
        assert all(f"/{entry.get(XML_LANG)}/" in str(entry.findtext("a:id", "", ATOM)) for entry in entries)
    countries = {path.name for path in (demo[""] / "ur/country").iterdir() if path.is_dir()}
    assert all((demo[""] / lang / "country" / iso / "feed.xml").is_file() for lang in ("ur", "en") for iso in countries)


def test_the_sitemap_lists_every_page(demo: dict[str, Path]) -> None:
    """Each page is in the sitemap but the 404 and those of both texts, which are in it as articles."""
    root = etree.parse(demo[""] / "sitemap.xml").getroot()

    listed = {str(loc.text) for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}

    found = {name for name, _ in pages(demo[""]) if not name.endswith(("404.html", "/both/"))}
    assert listed == {f"https://example.org/{name}" for name in found}


def test_what_hosting_needs(demo: dict[str, Path]) -> None:
    """GitHub Pages finds its files, search engines theirs."""
    assert (demo["/repo"] / ".nojekyll").is_file()
    assert "Sitemap: https://example.org/repo/sitemap.xml" in (demo["/repo"] / "robots.txt").read_text()
    assert 'href="/repo/ur/"' in (demo["/repo"] / "404.html").read_text()


def test_the_digest_is_one_to_look_at(demo: dict[str, Path]) -> None:
    """At least 24 stories, 14 in both languages, 5 in Urdu only, 3 in English only, of 15 countries."""
    told = {
        lang: {path.relative_to(demo[""] / lang) for path in (demo[""] / lang).glob("2*/*/*/*") if path.is_dir()}
        for lang in ("ur", "en")
    }

    assert len(told["ur"] | told["en"]) >= 24
    assert len(told["ur"] & told["en"]) >= 14
    assert len(told["ur"] - told["en"]) >= 5
    assert len(told["en"] - told["ur"]) >= 3
    assert len([path for path in (demo[""] / "ur/country").iterdir() if path.is_dir()]) >= 15


def test_builds_are_the_same_to_the_byte(demo: dict[str, Path], tmp_path: Path) -> None:
    """The same content gives the same files."""
    khabarnama("build", "--output", str(tmp_path / "output"), "--siteurl", "https://example.org")

    assert files(tmp_path / "output") == files(demo[""])


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its name."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_article_names_its_translation(demo: dict[str, Path]) -> None:
    """40: the other language's headline leads to it, and search engines are told which of the two was first."""
    found = {}
    for lang, other in (("ur", "en"), ("en", "ur")):
        page = BeautifulSoup((demo[""] / lang / STORY / "index.html").read_bytes(), "lxml")
        assert attribute(page, ".counterpart a[lang]", "href") == f"/{other}/{STORY}"
        assert attribute(page, ".counterpart a[lang]", "lang") == other
        found[lang] = json.loads(page.select_one("script[type='application/ld+json']").text)  # type: ignore[union-attr]

    (translation,) = found["ur"]["workTranslation"]
    assert translation["@id"] == f"https://example.org/en/{STORY}"
    assert found["en"]["translationOfWork"]["@id"] == f"https://example.org/ur/{STORY}"
    assert found["ur"]["contentLocation"]["name"] == "دمشق"
    assert found["ur"]["inLanguage"] == "ur"


def test_the_archive_lists_every_day(demo: dict[str, Path]) -> None:
    """Each day with a story is there once, in both editions, and the footer leads to it."""
    site = demo[""]
    for lang in ("ur", "en"):
        page = BeautifulSoup((site / lang / "archive/index.html").read_bytes(), "lxml")
        listed = [str(link["href"]) for link in page.select(".month-days a")]
        days = {
            path.parent.relative_to(site).as_posix() for path in site.glob(f"{lang}/[0-9]*/[0-9]*/[0-9]*/index.html")
        }

        assert sorted(link.strip("/") for link in listed) == sorted(days)
        assert page.select_one(f".colophon a[href='/{lang}/archive/']")


def test_open_graph_names_the_languages(demo: dict[str, Path]) -> None:
    """A page says in which language it is, and in which others it can be had, as Open Graph writes them."""
    found = {}
    for name in (f"ur/{STORY}", f"en/{STORY}", "ur/2024/07/06/iran-pezeshkian-wins/", "en/country/ru/"):
        page = BeautifulSoup((demo[""] / name / "index.html").read_bytes(), "lxml")
        metas = page.select("meta[property^='og:locale']")
        found[name] = [(str(meta["property"]).removeprefix("og:"), str(meta["content"])) for meta in metas]

    assert found == {
        f"ur/{STORY}": [("locale", "ur_PK"), ("locale:alternate", "en_GB")],
        f"en/{STORY}": [("locale", "en_GB"), ("locale:alternate", "ur_PK")],
        "ur/2024/07/06/iran-pezeshkian-wins/": [("locale", "ur_PK")],
        "en/country/ru/": [("locale", "en_GB"), ("locale:alternate", "ur_PK")],
    }


def test_the_countries_at_home_come_first(build: Callable[..., Run], tmp_path: Path) -> None:
    """KHABARNAMA_HOME: they stand first on the home page where they have stories, the others after them by number."""
    settings = write_settings(tmp_path / "settings.py", 'KHABARNAMA_HOME = ["JP", "FR", "PK"]')
    head = "عنوان: ایک خبر\nممالک: {}\n\nیہ ایک خبر ہے۔\n"
    places = {"a": "RU", "b": "RU", "c": "JP", "d": "PK"}
    files = {f"2024/11/29/{name}.ur.txt": head.format(iso) for name, iso in places.items()}

    run = build(files, "--settings", str(settings))

    assert run.code == 0, run.printed
    page = BeautifulSoup((run.output / "ur/index.html").read_bytes(), "lxml")
    chips = [str(chip["href"]) for chip in page.select("nav.chips .chip:not(.more)")]
    assert chips == ["/ur/country/jp/", "/ur/country/pk/", "/ur/country/ru/"]


def test_a_digest_without_a_story_says_so(build: Callable[..., Run]) -> None:
    """News 39: in each column of the front page and on each home, in the language of each."""
    run = build({"2024/11/29/rain.ur.txt": "عنوان: بارش\nحیثیت: مسودہ\n\nکراچی میں بارش ہوئی۔\n"})
    said = {"ur": "ابھی کوئی خبر نہیں۔", "en": "No stories yet."}

    front = BeautifulSoup((run.output / "index.html").read_bytes(), "lxml")

    for lang, words_of_it in said.items():
        (column,) = front.select(f".front-edition[lang={lang}] .empty")
        (home,) = BeautifulSoup((run.output / lang / "index.html").read_bytes(), "lxml").select(".empty")
        assert (column.get_text(), home.get_text()) == (words_of_it, words_of_it)
