"""Direction: criteria of bidi, measured on the built digest in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import PAGES, STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.conftest import Run

    Show = Callable[..., Page]

# What an editor writes between two words of Urdu, and how a reader must see it, from left to right.
ORDERS = [
    ("+92 300 1234567", "+92 300 1234567"),
    ("0300-1234567", "0300-1234567"),
    ("#COP29", "#COP29"),
    ("C++", "C++"),
    ("$60", "$60"),
    ("-5", "-5"),
    ("2024-11-29", "2024-11-29"),
    ("29/11/2024", "29/11/2024"),
    ("14:05", "14:05"),
    ("3.5%", "٪3.5"),  # and a percent sign, made Urdu, on the left of its number
    ("10-12", "12-10"),  # a range reads like the text: its first number stands on the right
    ("Reuters, BBC,", ",Reuters, BBC"),
    ("AT&T", "AT&T"),
    ("5G", "5G"),
    ("info@example.org", "info@example.org"),
    ("F-16 Block 52", "F-16 Block 52"),
]

# The letters of an element that are no Urdu, as they stand from left to right.
VISUAL = """element => {
  const range = document.createRange(), seen = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) [...node.data].forEach((letter, at) => {
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width) seen.push([box.left, letter]);
  });
  return seen.sort((one, other) => one[0] - other[0]).map(([, letter]) => letter).join('');
}"""
BOXES = """() => [...document.querySelectorAll('body *')].filter(element =>
    element.getClientRects().length && getComputedStyle(element).display !== 'inline'
    && !element.matches('.skip, bdi, time, :is(p, li, td, h1, h2, h3, svg) *, br'))
  .map(element => { const box = element.getBoundingClientRect();
    return [`${element.tagName}.${element.className}`, box.left, box.right, box.top, box.height] })"""
TURN = "document.querySelectorAll('[dir]').forEach(element => { element.dir = element.dir === 'rtl' ? 'ltr' : 'rtl' })"
WIDTH = "document.documentElement.clientWidth"


def astray(page: Page) -> list[str]:
    """Return the boxes that do not stand mirrored when every direction on `page` is turned."""
    page.evaluate("document.fonts.ready.then(() => true)")  # a font that comes in between would move them
    before, width = page.evaluate(BOXES), page.evaluate(WIDTH)
    page.evaluate(TURN)
    return [
        name
        for (name, left, right, top, height), turned in zip(before, page.evaluate(BOXES), strict=True)
        if max(abs(left - width + turned[2]), abs(right - width + turned[1])) > 1
        or max(abs(top - turned[3]), abs(height - turned[4])) > 1
    ]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_mirrored(show: Show, name: str) -> None:
    """Bidi 12: laid out from the other side, every box of the page is the exact mirror of itself, on any screen."""
    page, wrong = show(name), {}

    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wrong[width] = astray(page)

    assert not any(wrong.values()), wrong


def test_the_mirror_shows_a_physical_margin(show: Show) -> None:
    """Bidi 12: the mirror finds what no linter does, so that it can fail."""
    page = show(f"ur/{STORY}", 1280)
    page.evaluate(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('h1 { margin: 0 30px 0 0 !important }');"
        "document.adoptedStyleSheets = [sheet]"
    )

    assert "H1." in astray(page)


def test_numbers_and_names_keep_their_order(build: Callable[..., Run], browser: Browser) -> None:
    """Bidi 14: what runs from left to right does so in the middle of Urdu, in headlines as in the body."""
    paragraphs = "\n\n".join(f"حکام نے بتایا کہ {text} ایک مثال ہے۔" for text, _ in ORDERS)
    run = build({"2024/11/29/orders.ur.txt": f"ترتیب کی مثالیں\n\n{paragraphs}\n"})
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content((run.output / "ur/2024/11/29/orders/index.html").read_text(encoding="utf-8"))

    seen = [paragraph.evaluate(VISUAL) for paragraph in page.query_selector_all(".story-body p")]
    page.close()

    assert run.code == 0, run.printed
    wrong = [(shown, order) for shown, (_, order) in zip(seen, ORDERS, strict=True) if f" {order} " not in shown]
    assert not wrong


@pytest.mark.parametrize("name", PAGES)
def test_print_keeps_all_text(show: Show, name: str) -> None:
    """Bidi 17 and News 36: on paper, no letter lies beyond the sheet, and the controls of the screen are gone."""
    page = show(name, 720)
    page.emulate_media(media="print")

    outside = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(element => {
          const box = element.getBoundingClientRect();
          return box.width && (box.left < -1 || box.right > innerWidth + 1);
        }).map(element => element.outerHTML.slice(0, 80))"""
    )

    assert not outside
    assert page.evaluate(f"document.documentElement.scrollWidth <= {WIDTH}")
    assert not [link for link in page.locator("nav, .share a, .counterpart-both").all() if link.is_visible()]
    assert page.is_visible("main h1")
