"""The built site in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Tab

STORY = "2024/12/08/assad-falls/"
PAGES = [
    "", "ur/", "en/", f"ur/{STORY}", f"en/{STORY}", "ur/2024/12/08/", "ur/country/", "en/country/", "ur/country/ru/",
    "en/country/ru/", "404.html", "ur/2024/11/24/cop29-baku-deal/", "en/2024/07/05/labour-wins-uk-election/",
    f"ur/{STORY}both/", f"en/{STORY}both/", "ur/about/", "en/about/",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_opens_without_an_error_and_without_sideways_scroll(address: str, tab: Tab, name: str) -> None:
    """17: each kind of page opens cleanly and fits a screen of 320 pixels."""
    tab.page.set_viewport_size({"width": 320, "height": 640})

    answer = tab.page.goto(f"{address}/{name}", wait_until="load")

    assert answer
    assert answer.ok
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not tab.errors


@pytest.mark.parametrize(("start", "end"), [("ur", "en"), ("en", "ur")])
def test_the_switch_lands_on_the_same_story(address: str, tab: Tab, start: str, end: str) -> None:
    """One click in the masthead shows the story in the other language, and one more the first again."""
    tab.page.goto(f"{address}/{start}/{STORY}")

    tab.page.click(f".masthead-languages a[lang={end}]")
    assert tab.page.url == f"{address}/{end}/{STORY}"
    assert tab.page.get_attribute("html", "dir") == {"ur": "rtl", "en": "ltr"}[end]
    tab.page.click(f".masthead-languages a[lang={start}]")

    assert tab.page.url == f"{address}/{start}/{STORY}"


def test_a_story_that_is_not_translated_says_so(address: str, tab: Tab) -> None:
    """The switch then leads to the other edition's home, and says why."""
    tab.page.goto(f"{address}/ur/2024/07/06/iran-pezeshkian-wins/")

    assert "ترجمہ دستیاب نہیں" in tab.page.inner_text(".masthead-languages")
    tab.page.click(".masthead-languages a[lang=en]")

    assert tab.page.url == f"{address}/en/"


def test_urdu_is_set_in_nastaliq(address: str, tab: Tab) -> None:
    """Urdu text is of the size, line and face that it needs, and its font has been loaded."""
    tab.page.goto(f"{address}/ur/{STORY}", wait_until="load")
    tab.page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => 0)")

    style = tab.page.evaluate(
        "(() => {const s = getComputedStyle(document.querySelector('.story-body p'));"
        "return [parseFloat(s.fontSize), parseFloat(s.lineHeight), s.fontFamily]})()"
    )

    assert style[0] >= 18
    assert style[1] >= 2.29 * style[0]
    assert "Noto Nastaliq Urdu" in style[2]
    assert tab.page.evaluate("document.fonts.check('700 20px \"Noto Nastaliq Urdu\"')")


def test_english_articles_load_no_font(address: str, tab: Tab) -> None:
    """A page in English has no byte of an Urdu font, though it names the other language."""
    fonts: list[str] = []
    tab.page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)

    tab.page.goto(f"{address}/en/2024/11/01/botswana-boko-president/", wait_until="load")

    assert not fonts


@pytest.mark.parametrize(("lang", "right"), [("ur", "ur"), ("en", "ur")])
def test_paragraphs_stand_side_by_side_on_a_wide_screen(address: str, tab: Tab, lang: str, right: str) -> None:
    """Urdu stands on the right and English on the left, on one line; on a phone the frame's language comes first."""
    tab.page.set_viewport_size({"width": 1280, "height": 800})
    tab.page.goto(f"{address}/{lang}/{STORY}both/")
    tab.page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => 0)")
    cells = tab.page.locator(".both-body .pair-cell")

    wide = [cells.nth(place).bounding_box() for place in (0, 1)]
    tab.page.set_viewport_size({"width": 360, "height": 800})
    narrow = [cells.nth(place).bounding_box() for place in (0, 1)]

    assert wide[0]
    assert wide[1]
    assert (wide[0]["x"] > wide[1]["x"]) == (lang == right)
    assert min(box["y"] + box["height"] for box in wide if box) > max(box["y"] for box in wide if box)
    assert narrow[0]
    assert narrow[1]
    assert narrow[0]["y"] + narrow[0]["height"] <= narrow[1]["y"]


def test_both_editions_stand_side_by_side_on_a_wide_screen(address: str, tab: Tab) -> None:
    """The front page shows Urdu on the right and English on the left."""
    tab.page.set_viewport_size({"width": 1280, "height": 800})
    tab.page.goto(f"{address}/")

    boxes = [tab.page.locator(f".front-edition[lang={lang}]").bounding_box() for lang in ("ur", "en")]

    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] > boxes[1]["x"]
    assert boxes[0]["y"] == boxes[1]["y"]
