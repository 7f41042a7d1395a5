"""What strangers may put into an article, in a real build: it is text, or it is gone, or it is refused by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tests.site.hostile import GOOD, articles, build, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEVER = (
    "iframe, object, embed, applet, form, input, textarea, select, button, base, svg script, math, video, audio, frame"
)
SAFE_SCHEMES = {"http", "https", "mailto", ""}
OVERRIDES = re.compile("[\u202a-\u202e\u0000-\u0008\u000b\u000c\u000e-\u001f]")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the hostile site once."""
    return build(tmp_path_factory.mktemp("hostile"))


def pages(output: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield every page, by its name."""
    for path in sorted(output.rglob("*.html")):
        yield path.relative_to(output).as_posix(), BeautifulSoup(path.read_bytes(), "lxml")


def test_every_file_is_a_page_or_a_problem(site: tuple[Path, str]) -> None:
    """Nothing is lost, nothing is printed but problems with names, and the good articles are all there."""
    output, printed = site
    lost = [name for name in articles() if not (output / story(name)).is_dir() and name not in printed]

    assert not lost
    assert "Traceback" not in printed
    assert sum((output / story(name)).is_dir() for name in articles() if "good" in name) == GOOD


def test_no_page_holds_anything_that_runs_or_fetches(site: tuple[Path, str]) -> None:
    """No script, handler, frame, form, style, strange scheme or remote picture on any page."""
    for name, page in pages(site[0]):
        assert not page.select(NEVER), name
        assert {str(script.get("type")) for script in page.select("script")} <= {"application/ld+json"}, name
        assert len(page.select("meta[http-equiv]")) == 1, name
        assert not page.select("main style, main link, main meta, main title, .story-body [id], .story-body [name]"), (
            name
        )
        for element in page.select("*"):
            _check(element, name)


def _check(element: Tag, name: str) -> None:
    for attribute, value in element.attrs.items():
        assert not attribute.startswith("on"), (name, attribute)
        assert attribute not in {"style", "srcdoc", "formaction", "ping", "background"}, (name, attribute)
        if attribute in {"href", "src", "action"}:
            scheme = re.match(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*):", str(value), re.IGNORECASE)
            assert (scheme[1].lower() if scheme else "") in SAFE_SCHEMES, (name, value)
        if element.name == "img" and attribute in {"src", "srcset"}:
            assert "//" not in str(value), (name, value)
            assert ".." not in str(value), (name, value)


def test_no_page_or_feed_holds_an_override_or_a_control(site: tuple[Path, str]) -> None:
    """Bidi overrides and control characters are gone, on pages, in feeds, in the sitemap, on the terminal."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in site[0].rglob("*.[hx]*ml")}

    assert not [name for name, text in texts.items() if OVERRIDES.search(text)]
    assert not OVERRIDES.search(site[1])


def test_feeds_and_sitemaps_are_sound(site: tuple[Path, str]) -> None:
    """Every XML file parses, and its HTML is as safe as a page's."""
    files = list(site[0].rglob("*.xml"))

    contents = [content.text or "" for path in files for content in etree.parse(path).iter("{*}content")]

    assert len(files) == 3
    assert contents
    assert not [html for html in contents if BeautifulSoup(html, "lxml").select(f"script, {NEVER}")]


def test_what_looks_like_a_template_is_text(site: tuple[Path, str]) -> None:
    """Braces in an article are printed as they are."""
    found = [str(page.select_one("main")) for _, page in pages(site[0]) if "7 * 7" in str(page.select_one("main"))]

    assert found
    assert not [text for text in found if re.search(r"(?<!\d)49(?!\d)", text) or "root:" in text]
