"""The texts of the built digest: each is in the language that is named for it, in its script and direction."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment
from lxml import etree

from tests.conftest import PROJECT
from tests.site.digest import LATIN, URDU, articles, pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EMBEDDINGS = re.compile(r"[\u202a-\u202e\u200e\u200f\u061c]")
OPEN, CLOSE = re.compile(r"[\u2066-\u2068]"), re.compile("\u2069")
PRESENTATION = re.compile(r"[\u0640\ufb50-\ufdf9\ufdfb-\ufdff\ufe70-\ufeff]")
EASTERN = re.compile(r"[٠-٩۰-۹]")
DATE = re.compile(r"\d{1,2} [؀-ۿ]+ \d{4}ء")
ATOM = "{http://www.w3.org/2005/Atom}"


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
