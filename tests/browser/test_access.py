"""Everybody's digest: criteria of access that a browser decides quickly; axe and Nu are in tests/audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import PAGES, STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

# Of each element with text: contrast of its colour and the nearest background, and whether it is of the body.
CONTRAST = """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(part => part / 255)
      .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => { for (; element; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
  } return 'white' };
  return [...document.querySelectorAll('body *')]
    .filter(element => !element.closest('svg') && element.getClientRects().length
      && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(element => { const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
      return [(Math.max(one, other) + .05) / (Math.min(one, other) + .05), !!element.closest('.story-body'),
        element.outerHTML.slice(0, 80)] });
}"""
SMALL = """() => [...document.querySelectorAll('a')]
  .filter(link => !link.closest('.story-body, svg') && !link.matches('.skip'))
  .map(link => [link.getBoundingClientRect(), link.textContent.trim()]).filter(([box]) => box.width)
  .filter(([box]) => box.width < 43.5 || box.height < 43.5)
  .map(([box, text]) => `${text} ${box.width}x${box.height}`)"""
STYLES = "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [sheet] }"
SPACING = """* { line-height: 2.4 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""
LOST = """() => [...document.querySelectorAll('body *')].filter(element => !element.closest('.skip, svg')
    && element.getClientRects().length).filter(element => { const box = element.getBoundingClientRect();
      return box.left < -1 || box.right > innerWidth + 1
        || (getComputedStyle(element).overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1) })
  .map(element => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
def test_contrast(show: Show, name: str) -> None:
    """Access 28 and News 41: 7:1 in the body, 4.5:1 elsewhere, in the light and in the dark."""
    page = show(name, color_scheme="light")

    found = page.evaluate(CONTRAST)
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(CONTRAST)

    assert found
    assert not [text for ratio, is_body, text in found if ratio < (7 if is_body else 4.5)]


def test_the_dark_is_dark(show: Show) -> None:
    """News 41: a reader who asks for dark pages gets them."""
    shades = [
        show(f"ur/{STORY}", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]

    assert shades == ["rgb(255, 254, 250)", "rgb(22, 23, 20)"]


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large(show: Show, name: str) -> None:
    """Access 29: every link outside running text, and off the map, which a list repeats, is 44 pixels each way."""
    page = show(name, 360)

    small = page.evaluate(SMALL)
    page.set_viewport_size({"width": 1280, "height": 800})

    assert not small
    assert not page.evaluate(SMALL)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("lang", "words"), [("ur", "مواد پر جائیں"), ("en", "Skip to the text")])
def test_the_skip_link_and_the_focus_ring(show: Show, lang: str, words: str, scheme: str) -> None:
    """Access 30: the first key shows the skip link, in the page's language; what has focus has a ring of 3 pixels."""
    page = show(f"{lang}/{STORY}", color_scheme=scheme)

    page.keyboard.press("Tab")
    skip = page.evaluate("[document.activeElement.textContent, getComputedStyle(document.activeElement).clipPath]")
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(() => { const style = getComputedStyle(document.activeElement);"
        "return [style.outlineStyle, style.outlineWidth] })()"
    )
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    assert skip == [words, "none"]
    assert ring == ["solid", "3px"]
    page.wait_for_url("**#main")


@pytest.mark.parametrize("name", PAGES)
def test_large_and_wide_text_loses_nothing(show: Show, name: str) -> None:
    """Access 31: neither 200 % (WCAG 1.4.4: half the width) nor the widest spacing (1.4.12) loses a letter."""
    page = show(name, 320)
    large = page.evaluate(LOST)

    page.evaluate(STYLES, SPACING)
    wide = page.evaluate(LOST)

    assert not large
    assert not wide


def test_text_twice_as_large_fits(show: Show) -> None:
    """Access 31: a reader who sets letters of 32 pixels scrolls down only."""
    page = show(f"ur/{STORY}", 640)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert not page.evaluate(LOST)


def test_forced_colours_show_chips_and_map(show: Show) -> None:
    """Access 33: where colours are the reader's, a chip has an edge and countries with stories differ from the rest."""
    page = show("ur/country/", forced_colors="active")

    land, told, link = page.evaluate(
        "['.map-land', '.map a path', '.countries-list a'].map(name => document.querySelector(name))"
        ".map((shown, place) => getComputedStyle(shown)[place < 2 ? 'fill' : 'color'])"
    )
    edge = show("ur/", forced_colors="active").evaluate(
        "(() => { const style = getComputedStyle(document.querySelector('.chip'));"
        "return [style.borderTopWidth, style.borderTopColor !== style.backgroundColor] })()"
    )

    assert told == link != land
    assert edge == ["1px", True]


def test_reduced_motion(show: Show) -> None:
    """Access 33: nothing scrolls smoothly or moves where the reader asks for no motion."""
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"

    assert show("ur/", reduced_motion="reduce").evaluate(behaviour) == "auto"
    assert show("ur/", reduced_motion="no-preference").evaluate(behaviour) == "smooth"
