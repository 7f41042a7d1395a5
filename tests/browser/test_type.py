"""How Urdu is set: criteria of type, measured on the built digest in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.browser import kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]

STORY = f"ur/{kinds.STORY}"

# Draws each line of the elements found, and counts adjacent lines whose ink meets: [pairs, pairs that touch].
TOUCHING = """selector => {
  const scale = 2, width = 1300, height = 300, canvas = document.createElement('canvas');
  canvas.width = width; canvas.height = height;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.scale(scale, scale);
  const ink = (line, style) => {
    pen.clearRect(0, 0, width, height);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.wordSpacing = style.wordSpacing; pen.direction = 'rtl'; pen.textAlign = 'right';
    pen.fillText(line, width / scale - 20, height / scale / 2);
    const data = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer), top = [], bottom = [];
    for (let i = 0; i < data.length; i++) if (data[i] >>> 24 > 64) {
      const x = i % width, y = (i - x) / width;
      top[x] ??= y; bottom[x] = y;
    }
    return [top, bottom];
  };
  const lines = element => {
    const range = document.createRange(), found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) for (const word of node.data.matchAll(/\\S+/g)) {
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      const y = range.getBoundingClientRect().bottom, last = found.at(-1);
      if (last && Math.abs(last.y - y) < 12) last.words.push(word[0]); else found.push({y, words: [word[0]]});
    }
    return found.map(line => line.words.join(' '));
  };
  let pairs = 0, touching = 0;
  for (const element of document.querySelectorAll(selector)) {
    const style = getComputedStyle(element), leading = parseFloat(style.lineHeight) * scale;
    const inks = lines(element).map(line => ink(line, style));
    for (let i = 1; i < inks.length; i++) {
      pairs++;
      if (inks[i - 1][1].some((low, x) => inks[i][0][x] !== undefined && low >= inks[i][0][x] + leading)) touching++;
    }
  }
  return [pairs, touching];
}"""
FILL = """([selector, html]) => { document.querySelector(selector).innerHTML = html;
  return document.fonts.ready.then(() => 0) }"""
STYLE = """selector => { const style = getComputedStyle(document.querySelector(selector));
  const size = parseFloat(style.fontSize);
  return [size, parseFloat(style.lineHeight) / size, parseFloat(style.wordSpacing) / size, style.letterSpacing,
    style.fontFamily.split(',')[0].replaceAll('"', ''), parseInt(style.fontWeight)] }"""


def texts(site: Path, selector: str) -> list[str]:
    """Return the inner HTML of what `selector` finds in every article in Urdu."""
    pages = sorted((site / "ur").glob("2*/*/*/*/index.html"))
    found = [element for page in pages for element in BeautifulSoup(page.read_bytes(), "lxml").select(selector)]
    return [element.decode_contents() for element in found]


@pytest.mark.parametrize(("width", "smallest"), [(320, 18), (360, 19), (1280, 19)])
def test_the_body_is_nastaliq_of_good_size(show: Show, width: int, smallest: float) -> None:
    """Type 1 and 3: 19 pixels (18 on the smallest screens), a line of 2.3, words apart, letters not."""
    page = show(STORY, width)

    size, line, word, letter, face, _ = page.evaluate(STYLE, ".story-body p")

    assert face == "Noto Nastaliq Urdu"
    assert size >= smallest
    assert line >= 2.29
    assert 0.08 <= word <= 0.15
    assert letter in {"normal", "0px"}


def test_lines_of_the_body_do_not_touch(demo: dict[str, Path], show: Show) -> None:
    """Type 1: of all the digest's text in Urdu, on screens of any width, at most 1 % of adjacent lines meet."""
    page = show(STORY)
    page.evaluate(FILL, [".story-body", "".join(f"<p>{text}</p>" for text in texts(demo[""], ".story-body p"))])

    counts = []
    for width in (320, 360, 412, 600, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        counts.append(page.evaluate(TOUCHING, ".story-body p"))
    pairs, touching = map(sum, zip(*counts, strict=True))

    assert pairs > 1000
    assert touching <= 0.01 * pairs


def test_lines_that_touch_are_seen(demo: dict[str, Path], show: Show) -> None:
    """Type 1: the measure finds the harm that the usual line of 1.6 does, so that it can fail."""
    page = show(STORY)
    page.evaluate(FILL, [".story-body", "".join(f"<p>{text}</p>" for text in texts(demo[""], ".story-body p")[:30])])
    page.evaluate("document.querySelectorAll('.story-body p').forEach(p => { p.style.lineHeight = 1.6 })")

    pairs, touching = page.evaluate(TOUCHING, ".story-body p")

    assert touching > 0.3 * pairs


def test_lines_of_headlines_do_not_touch(demo: dict[str, Path], show: Show) -> None:
    """Type 2: headlines are 700 on a line of 2.3 or more; at most 4 % of adjacent lines meet."""
    page = show(STORY)
    page.evaluate(FILL, [".story-header", "".join(f"<h1>{text}</h1>" for text in texts(demo[""], "h1"))])

    pairs, touching = page.evaluate(TOUCHING, ".story-header h1")
    _, line, *_, weight = page.evaluate(STYLE, ".story-header h1")

    assert weight == 700
    assert line >= 2.29
    assert pairs > 10
    assert touching <= 0.04 * pairs


def test_headlines_of_lists_do_not_touch(show: Show) -> None:
    """Type 2: the same holds in lists."""
    page = show("ur/")

    pairs, touching = page.evaluate(TOUCHING, ".card-headline")
    _, line, *_, weight = page.evaluate(STYLE, ".card-headline")

    assert weight == 700
    assert line >= 2.29
    assert pairs > 10
    assert touching <= 0.04 * pairs


@pytest.mark.parametrize("name", kinds.PAGES)
def test_text_is_neither_too_small_nor_cut_nor_justified(show: Show, name: str) -> None:
    """Type 4, 6 and 9: on every element with Urdu text; 16 pixels at least; nothing that cuts letters off."""
    page = show(name, 320)

    found = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(element => {
          const own = [...element.childNodes].some(node => node.nodeType === 3 && /[؀-ۿ]/.test(node.data));
          if (!own || element.closest('title, svg')) return false;
          const style = getComputedStyle(element);
          if (parseFloat(style.fontSize) < 16 || style.fontStyle !== 'normal' || style.textAlign === 'justify'
              || style.textTransform !== 'none' || style.fontSynthesis !== 'none') return true;
          for (let box = element; box; box = box.parentElement) {
            const outer = getComputedStyle(box);
            if (outer.textOverflow !== 'clip' || outer.webkitLineClamp !== 'none' || outer.overflowY === 'hidden')
              return true;
          }
        }).map(element => element.outerHTML.slice(0, 120))"""
    )

    assert not found


@pytest.mark.parametrize(("name", "least", "most"), [(STORY, 24, 30), (STORY.replace("ur/", "en/"), 24, 36)])
def test_the_measure(show: Show, name: str, least: float, most: float) -> None:
    """Type 5: on a wide screen a line of the body is 24 to 30 em long, 60 to 80 letters."""
    page = show(name, 1280)

    ems = page.evaluate(
        "(() => { const p = document.querySelector('.story-body p');"
        "return p.clientWidth / parseFloat(getComputedStyle(p).fontSize) })()"
    )

    assert least <= ems <= most


@pytest.mark.parametrize("name", kinds.PAGES)
def test_headlines_have_room(show: Show, name: str) -> None:
    """Type 6: .5em at their start, where the stroke of ک reaches out, to the edge of the screen; .65em above."""
    page = show(name, 320)

    cramped = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3')].filter(heading => {
          const style = getComputedStyle(heading), size = parseFloat(style.fontSize);
          const box = heading.getBoundingClientRect();
          if (style.direction !== 'rtl' || !box.width) return false;
          const above = parseFloat(style.paddingTop) + (parseFloat(style.lineHeight) - size) / 2;
          return innerWidth - box.right + parseFloat(style.paddingRight) < size / 2 || above < .65 * size;
        }).map(heading => heading.textContent)"""
    )

    assert not cramped


def test_links_are_underlined_below_the_letters(show: Show) -> None:
    """Type 7: the line is half an em below, under the descenders."""
    page = show("ur/2024/11/29/belousov-pyongyang/")

    offsets = page.evaluate(
        """() => [...document.querySelectorAll('a:lang(ur)')].map(link => getComputedStyle(link))
          .map(style => parseFloat(style.textUnderlineOffset) / parseFloat(style.fontSize))"""
    )

    assert offsets
    assert min(offsets) >= 0.5


def test_a_latin_run_does_not_change_the_line(show: Show) -> None:
    """Type 8: a line with Latin words is as high as one without."""
    page = show(STORY)

    heights = page.evaluate(
        """() => [['', 'ur'], ['<bdi lang="en" dir="ltr">Reuters</bdi>', 'ur']].map(([run]) => {
          const p = document.querySelector('.story-body p');
          p.innerHTML = `خبر ${run} میں`;
          return p.getBoundingClientRect().height })"""
    )

    assert heights[0] == heights[1]
