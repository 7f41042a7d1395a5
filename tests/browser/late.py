"""How far a page moves when its fonts come after its text has been drawn: the same at each run, however busy it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

WATCH = """window.moved = 0;
window.add = entries => { for (const entry of entries) window.moved += entry.value };
window.observer = new PerformanceObserver(list => add(list.getEntries()));
observer.observe({type: 'layout-shift'})"""
MOVED = "add(observer.takeRecords()), moved"
# Waits until so many fonts (null: one or more) are on their way, and the page is drawn; tells how many they are.
DRAWN = """wanted => new Promise((done, fail) => {
  const count = () => [...document.fonts].filter(face => face.status === 'loading').length;
  const look = () => {
    if (wanted === null ? count() : count() === wanted) {
      requestAnimationFrame(() => requestAnimationFrame(() => done(count())));
    } else if (performance.now() > 30000) fail(new Error(`${count()} fonts on their way, wanted ${wanted ?? 'some'}`));
    else setTimeout(look, 10);
  };
  look();
})"""


def shift(page: Page, url: str) -> float:
    """Return the layout shift by the fonts of `url`: each comes when the page stands drawn with those before it.

    That is the worst that a network does: shift is counted by frame, and two frames do not cancel each other out. A
    page that asks for no font is an error.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    page.add_init_script(WATCH)
    page.goto(url, wait_until="domcontentloaded")
    waiting = page.evaluate(DRAWN, None)
    before = page.evaluate(MOVED)
    while len(held) < waiting:
        page.wait_for_timeout(10)
    for route in sorted(held, key=lambda route: route.request.url):
        route.continue_()
        waiting -= 1
        page.evaluate(DRAWN, waiting)
    return float(page.evaluate(MOVED) - before)
