"""How far a page moves when its fonts come after its text has been drawn: the same at each run, however busy it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

WATCH = """window.moved = 0;
window.add = entries => { for (const entry of entries) window.moved += entry.value };
window.observer = new PerformanceObserver(list => add(list.getEntries()));
observer.observe({type: 'layout-shift'})"""
MOVED = "add(observer.takeRecords()), moved"
# Waits until so many Nastaliq fonts (null: one or more) are on their way, nothing else is, and the page is drawn.
DRAWN = """wanted => new Promise((done, fail) => {
  const count = late => [...document.fonts].filter(
    face => face.status === 'loading' && face.family.includes('Noto Nastaliq Urdu') === late).length;
  const look = () => {
    if (!count(false) && (wanted === null ? count(true) : count(true) === wanted)) {
      requestAnimationFrame(() => requestAnimationFrame(() => done(count(true))));
    } else if (performance.now() > 30000) fail(new Error(`${count(true)} fonts to come, wanted ${wanted ?? 'some'}`));
    else setTimeout(look, 10);
  };
  look();
})"""
# A browser fetches no font in place of one that is on its way: so it is told to.
FALLBACK = """Promise.all([400, 700].map(weight => document.fonts.load(`${weight} 1em "Nastaliq fallback"`, 'ا')))
  .then(found => found.flat().length)"""
PHONE = 'local("Noto Naskh Arabic")'  # the first face of the fallback in 02-fonts.css


def shift(page: Page, url: str, edit: Callable[[str], str] = str) -> float:
    """Return the layout shift by the Nastaliq of `url`: each font comes when the page stands drawn without it.

    One after the other is the worst that a network does: shift is counted by frame, and two frames do not cancel each
    other out. What stands there before is Naskh as phones have it, from the theme's own file, so that it is the same
    whichever fonts a machine has; `edit` changes the stylesheet further. A page that asks for no Nastaliq is an error.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/nastaliq-*.woff2", hold)
    page.route("**/main.*.css", lambda route: _answer(route, lambda sheet: edit(_as_on_a_phone(sheet))))
    page.add_init_script(WATCH)
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(DRAWN, None)
    assert page.evaluate(FALLBACK) == 2
    waiting = page.evaluate(DRAWN, None)
    before = page.evaluate(MOVED)
    while len(held) < waiting:
        page.wait_for_timeout(10)
    for route in sorted(held, key=lambda route: route.request.url):
        route.continue_()
        waiting -= 1
        page.evaluate(DRAWN, waiting)
    page.wait_for_load_state()
    return float(page.evaluate(MOVED) - before)


def _answer(route: Route, edit: Callable[[str], str]) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=edit(response.text()))


def _as_on_a_phone(sheet: str) -> str:
    (naskh,) = set(re.findall(r"url\(fonts/naskh-\S+?\)", sheet))
    assert PHONE in sheet
    return sheet.replace(PHONE, naskh)
