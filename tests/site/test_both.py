"""A story in both languages on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

STORY = "2024/11/24/cop29-baku-deal"


def parse(path: Path) -> BeautifulSoup:
    """Return a page."""
    return BeautifulSoup(path.read_bytes(), "lxml")


def shown(page: BeautifulSoup) -> list[list[tuple[str, str]]]:
    """Return the page's pairs: for each cell its language and its text."""
    html = page.html
    assert isinstance(html, Tag)
    return [
        [(str(cell.get("lang", html["lang"])), cell.get_text(" ", strip=True)) for cell in pair.select(".pair-cell")]
        for pair in page.select(".both-body .pair")
    ]


@pytest.mark.parametrize(("lang", "other"), [("ur", "en"), ("en", "ur")])
def test_both_texts_stand_side_by_side(demo: dict[str, Path], lang: str, other: str) -> None:
    """Every paragraph of both articles is there, in order, its cell in its language, the page's own first."""
    pairs = shown(parse(demo[""] / lang / STORY / "both/index.html"))

    for side, told in enumerate((lang, other)):
        (body,) = parse(demo[""] / told / STORY / "index.html").select(".story-body")
        cells = [pair[side] for pair in pairs]
        assert {language for language, _ in cells} == {told}
        assert " ".join(text for _, text in cells).split() == body.get_text(" ", strip=True).split()
    assert ["What was agreed" in dict(pair).get("en", "") for pair in pairs].index(True) == 1
    assert "اہم نکات" in dict(pairs[1])["ur"]


def test_both_editions_show_the_same_pairs(demo: dict[str, Path]) -> None:
    """Which paragraphs belong together does not depend on the frame."""
    for path in demo[""].glob("ur/**/both/index.html"):
        here = shown(parse(path))
        there = shown(parse(demo[""] / "en" / path.relative_to(demo[""] / "ur")))
        assert [pair[::-1] for pair in here] == there, path


def test_every_story_in_both_languages_has_the_page_and_no_other(demo: dict[str, Path]) -> None:
    """The article leads to it, it leads back to both articles, and the switch to its own counterpart."""
    site = demo["/repo"]
    told = {lang: {path.parent.relative_to(site / lang) for path in site.glob(f"{lang}/2*/*/*/*/index.html")}
            for lang in ("ur", "en")}  # fmt: skip
    found = {path.parent.parent.relative_to(site / "ur") for path in site.glob("ur/**/both/index.html")}

    assert found == told["ur"] & told["en"]
    assert len(found) > 10
    article, both = parse(site / "en" / STORY / "index.html"), parse(site / "en" / STORY / "both/index.html")
    assert article.select(f".counterpart a[href='/repo/en/{STORY}/both/']")
    assert [link["href"] for link in both.select(".both-alone a")] == [
        f"/repo/{lang}/{STORY}/" for lang in ("en", "ur")
    ]
    assert both.select(f".masthead-languages a[href='/repo/ur/{STORY}/both/']")


def test_search_engines_are_led_to_the_article(demo: dict[str, Path]) -> None:
    """Its canonical page is the article in the frame's language; no hreflang, no sitemap names it."""
    sitemap = (demo[""] / "sitemap.xml").read_text()
    for lang in ("ur", "en"):
        page = parse(demo[""] / lang / STORY / "both/index.html")
        assert [link["href"] for link in page.select("link[rel=canonical]")] == [f"https://example.org/{lang}/{STORY}/"]
        assert not page.select("head link[hreflang]")
    assert "/both/" not in sitemap


def test_pictures_of_both_are_shown_and_no_id_stands_twice(build: Callable[..., Run]) -> None:
    """A picture that lies beside one article is found from the page that shows both."""
    run = build(
        {
            "2024/11/29/rain.ur.md": "# کراچی میں بارش\n\nآج بارش ہوئی۔\n\n![نقشہ](map.png)\n\nبارش جاری ہے۔\n",
            "2024/11/29/rain.en.md": "# Rain in Karachi\n\nIt rained today.\n\n## More\n\nIt goes on.\n",
            "2024/11/29/map.png": photograph((900, 600), kind="PNG"),
        }
    )
    page = parse(run.output / "en/2024/11/29/rain/both/index.html")

    assert run.code == 0, run.printed
    (picture,) = page.select("img")
    variants = [variant.split()[0] for variant in str(page.select("source")[0]["srcset"]).split(", ")]
    assert len(variants) == 3
    assert all((run.output / link.strip("/")).is_file() for link in (str(picture["src"]), *variants))
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_changed_counterpart_changes_the_page(build: Callable[..., Run]) -> None:
    """A build that remembers makes the page of both anew when either text changed."""
    urdu = "کراچی میں بارش\n\nکراچی میں آج بارش ہوئی۔\n"
    build({"2024/11/29/rain.ur.txt": urdu, "2024/11/29/rain.en.txt": "Rain in Karachi today\n\nIt rained.\n"})

    run = build({"2024/11/29/rain.en.txt": "Rain in Karachi today\n\nIt poured.\n"})

    for lang in ("ur", "en"):
        assert "It poured." in (run.output / lang / "2024/11/29/rain/both/index.html").read_text()
