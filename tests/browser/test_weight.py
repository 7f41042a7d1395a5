"""What a page costs its reader: criteria of weight that need a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import kinds
from tests.browser.kinds import ENGLISH, URDU
from tests.browser.late import shift

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request


def load(browser: Browser, url: str) -> list[tuple[str, str, int]]:
    """Return the address, the kind and the bytes of all that a browser with nothing in store loads for a page."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    with_bytes: list[tuple[str, str, int]] = []
    page.on("requestfinished", lambda request: with_bytes.append(_weigh(request)))
    page.goto(url)
    page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => 0)")
    assert not context.cookies()
    context.close()
    return with_bytes


def _weigh(request: Request) -> tuple[str, str, int]:
    response = request.response()
    return request.url, request.resource_type, int(response.headers["content-length"]) if response else 0


@pytest.mark.parametrize("name", [name for name in ENGLISH if "both/" not in name])
def test_pages_in_english_load_no_font(browser: Browser, digest: str, name: str) -> None:
    """Weight 21: not one byte, also where a list holds a story told in Urdu only."""
    loaded = load(browser, f"{digest}/{name}")

    assert loaded
    assert not [url for url, kind, _ in loaded if kind == "font"]


@pytest.mark.parametrize("name", URDU)
def test_pages_in_urdu_load_two_fonts_and_ask_no_one_else(browser: Browser, digest: str, name: str) -> None:
    """Weight 21 and 24: at most 240 KB of fonts, each 120 KB at most; no third party, no cookie."""
    loaded = load(browser, f"{digest}/{name}")

    fonts = [size for _, kind, size in loaded if kind == "font"]

    assert 1 <= len(fonts) <= 2
    assert max(fonts) <= 120_000
    assert sum(fonts) <= 240_000
    assert all(url.startswith(digest) for url, *_ in loaded)


@pytest.mark.parametrize("width", [360, 1000])
@pytest.mark.parametrize("name", URDU)
def test_nothing_moves_when_the_font_arrives(browser: Browser, digest: str, name: str, width: int) -> None:
    """Weight 22: when fonts come after the text has been drawn, layout shift is .01 at most."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()

    moved = shift(page, f"{digest}/{name}")
    loaded = page.evaluate("document.fonts.check('20px \"Noto Nastaliq Urdu\"')")
    context.close()

    assert loaded
    assert moved <= 0.01


def test_a_fallback_of_other_measures_is_seen_to_move_the_page(browser: Browser, digest: str) -> None:
    """Weight 22: the measure finds what the fallback faces prevent, so that it can fail."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()

    moved = shift(page, f"{digest}/ur/{kinds.STORY}", lambda sheet: re.sub(r"(size-adjust): \S+", r"\1: 130%;", sheet))
    context.close()

    assert moved > 0.01
