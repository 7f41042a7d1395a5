"""The bilingual front page on a phone and on a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

SEEN = (
    "[...document.querySelectorAll('.front-edition')].filter(one => one.getClientRects().length).map(one => one.lang)"
)


def test_a_phone_shows_one_edition_and_a_switch(show: Show) -> None:
    """Urdu first; one touch shows English in its place, and one more Urdu again."""
    page = show("", 360)

    first = page.evaluate(SEEN)
    page.click(".front-switch a[lang=en]")
    second = page.evaluate(SEEN)
    page.click(".front-switch a[lang=ur]")

    assert (first, second, page.evaluate(SEEN)) == (["ur"], ["en"], ["ur"])


def test_a_wide_screen_shows_both(show: Show) -> None:
    """Side by side, whatever was touched before, and with no switch."""
    page = show("#en", 1280)

    assert page.evaluate(SEEN) == ["ur", "en"]
    assert not page.is_visible(".front-switch")


def test_a_story_in_both_languages_stands_level(show: Show) -> None:
    """On a wide screen the headlines of one story begin within half a line of each other."""
    page = show("", width=1280)

    tops = {
        lang: {
            str(link.get_attribute("href")).removeprefix(f"/{lang}"): (link.bounding_box() or {"y": 0.0})["y"]
            for link in page.locator(f".front-edition[lang={lang}] .card-headline a").all()
        }
        for lang in ("ur", "en")
    }

    shared = tops["ur"].keys() & tops["en"].keys()
    assert len(shared) > 3
    assert all(abs(tops["ur"][story] - tops["en"][story]) < 30 for story in shared)
