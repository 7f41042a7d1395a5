"""The preview in a real browser: it shows what has changed where the reader is, and what is wrong above it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import find
from tests.browser.conftest import FLAGS
from tests.conftest import ARTICLE, PROJECT
from tests.serving import get, listen, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

NEWS = ARTICLE.format(headline="ایک اور خبر شائع ہو گئی ہے")
WRONG = "ملک: رووس\n\n" + ARTICLE.format(headline="دوسری خبر شائع ہو گئی ہے")
LONG = NEWS + "کتاب میلے میں لوگ آئے۔\n\n" * 30
DRAFT = "حیثیت: مسودہ\n\n" + ARTICLE.format(headline="تیسری خبر ابھی لکھی جا رہی ہے")
SMOOTH = "html { scroll-behavior: smooth; }\n"
SECONDS = 30
PAUSE = 500  # ms, in which fonts come, the page is laid out again, and slow scrolling ends
PANEL = {"ur": ("rtl", "خامیاں (1)"), "en": ("ltr", "Problems (1)")}
OVERLAY = "khabarnama-problems"
BOXES = """() => [...document.querySelectorAll("body, body *")].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect(), style = getComputedStyle(element);
  return [x, y, width, height, style.color, style.font, style.display].join();
})"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Preview a copy of the digest whose pages scroll slowly, and yield its address and its project folder."""
    folder = tmp_path_factory.mktemp("preview")
    for name in ("content", "theme"):
        shutil.copytree(PROJECT / name, folder / name)
    (folder / "theme/css/99-smooth.css").write_text(SMOOTH)
    settings = (PROJECT / "pelicanconf.py").read_text().replace('"theme"', repr(str(folder / "theme")))
    (folder / "pelicanconf.py").write_text(settings)
    options = ("--settings", str(folder / "pelicanconf.py"))
    with serving(folder / "content", folder / "preview" / "site", *options) as port:
        yield f"http://127.0.0.1:{port}", folder


@pytest.fixture
def added(preview: tuple[str, Path]) -> Iterator[Path]:
    """Yield the name of an article that is not there yet; it and its trace in the preview go with the test."""
    address, folder = preview
    file = folder / "content/2024/01/05/added.ur.txt"
    file.parent.mkdir(exist_ok=True)
    yield file
    file.unlink(missing_ok=True)
    port = int(address.rpartition(":")[2])
    for state in listen(port):
        if not state["count"] and get(port, "/ur/2024/01/05/added/")[0] == 404:
            break


@pytest.fixture
def page(browser: Browser, added: Path) -> Iterator[Page]:  # noqa: ARG001  # closed before the article goes
    """Open a page that gives up waiting soon; it fails where something breaks the policy of the page."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    opened = context.new_page()
    opened.set_default_timeout(SECONDS * 1000)
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


@pytest.mark.parametrize("link", ["/ur/", "/en/", "/ur/2024/12/08/assad-falls/#main"])
def test_a_change_shows_without_losing_the_place(preview: tuple[str, Path], page: Page, added: Path, link: str) -> None:
    """The page is loaded again, and stands where it stood, though the theme scrolls slowly."""
    page.goto(preview[0] + link)
    page.wait_for_timeout(PAUSE)
    page.evaluate("scrollTo({ top: 333, behavior: 'instant' })")
    page.wait_for_timeout(PAUSE)
    before = page.evaluate("scrollY")

    with page.expect_event("load"):
        added.write_text(NEWS, encoding="utf-8")
    page.wait_for_timeout(PAUSE)

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    assert before > 300
    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("lang", PANEL)
def test_a_problem_shows_in_the_language_of_the_page_and_goes(
    preview: tuple[str, Path], page: Page, added: Path, lang: str
) -> None:
    """It says where and what, without the page's look being touched; the words of each script keep their order."""
    direction, title = PANEL[lang]
    page.goto(f"{preview[0]}/{lang}/")
    page.evaluate("document.fonts.ready.then(() => 0)")
    before = page.evaluate(BOXES)

    added.write_text(WRONG, encoding="utf-8")
    panel = page.locator(f"{OVERLAY} section")
    panel.wait_for()
    place, message = panel.locator("code"), panel.locator("li > p:not(.place)").first

    assert (panel.get_attribute("lang"), panel.get_attribute("dir")) == (lang, direction)
    assert panel.locator("h2").inner_text() == title
    assert place.inner_text().endswith("content/2024/01/05/added.ur.txt:1")
    assert place.evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert (message.get_attribute("dir"), message.locator("bdi").first.inner_text()) == ("ltr", "رووس")
    assert panel.locator(".hint").count() == 1
    assert page.evaluate(BOXES) == before

    added.unlink()
    page.locator(OVERLAY).wait_for(state="detached")


def test_a_page_with_a_problem_stays_in_sight(preview: tuple[str, Path], page: Page, added: Path) -> None:
    """Under the problem it shows as it last was; mended, it shows anew, where the reader stood."""
    added.write_text(LONG, encoding="utf-8")
    port = int(preview[0].rpartition(":")[2])
    next(state for state in listen(port) if get(port, "/ur/2024/01/05/added/")[0] == 200)
    page.goto(f"{preview[0]}/ur/2024/01/05/added/")
    page.wait_for_timeout(PAUSE)
    page.evaluate("scrollTo({ top: 333, behavior: 'instant' })")

    added.write_text(f"تاریخ: ۳۲ نومبر ۲۰۲۴\n\n{LONG}", encoding="utf-8")
    message = page.locator(f"{OVERLAY} li > p:not(.place)").first
    message.wait_for()
    page.wait_for_timeout(PAUSE)

    assert page.locator("h1").inner_text() == "ایک اور خبر شائع ہو گئی ہے"
    assert message.locator("bdi").all_inner_texts() == ["۲۹ نومبر ۲۰۲۴", "۳۲ نومبر ۲۰۲۴"]

    with page.expect_event("load"):
        added.write_text(f"عنوان: نئی سرخی\n\n{LONG}", encoding="utf-8")
    page.wait_for_timeout(PAUSE)

    assert page.locator("h1").inner_text() == "نئی سرخی"
    assert page.locator(OVERLAY).count() == 0
    assert page.evaluate("scrollY") == 333


def test_the_list_is_closed_by_keyboard_and_stays_so(preview: tuple[str, Path], page: Page, added: Path) -> None:
    """Escape closes it, a button opens it again; closed, it stays out of the way until something else is wrong."""
    added.write_text(WRONG, encoding="utf-8")
    page.goto(f"{preview[0]}/en/")
    panel, opener = page.locator(f"{OVERLAY} section"), page.locator(f"{OVERLAY} .opener")
    panel.locator("button").focus()

    page.keyboard.press("Escape")
    opener.wait_for()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "opener"
    page.keyboard.press("Enter")
    panel.wait_for()
    page.keyboard.press("Enter")
    opener.wait_for()

    page.reload()
    opener.wait_for()
    assert panel.count() == 0
    added.write_text(f"زبان: فارسی\n{WRONG}", encoding="utf-8")
    panel.wait_for()


def test_a_draft_is_marked(preview: tuple[str, Path], page: Page, added: Path) -> None:
    """Its page and its card say so, in the language of the edition."""
    address = preview[0]
    page.goto(f"{address}/ur/2024/01/02/noto-earthquake/")

    with page.expect_event("load"):
        added.write_text(DRAFT, encoding="utf-8")

    page.goto(f"{address}/ur/2024/01/05/added/")
    assert page.locator(".story-header .flag").inner_text() == "مسودہ"
    page.goto(f"{address}/ur/2024/01/05/")
    assert page.locator(".card .flag").all_inner_texts() == ["مسودہ"]
    page.goto(f"{address}/en/2024/01/05/")
    assert page.locator(".card .flag").all_inner_texts() == ["In Urdu", "Draft"]


def keep_pages(page: Page) -> None:
    """Let the browser keep pages whole for the way back, which what the preview sends forbids it."""

    def allow(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-cache"})

    page.route(re.compile(r"^http://[^/]+/[a-z]{2}/$"), allow)


@pytest.mark.parametrize("kept", [False, True])
def test_the_way_back_leads_to_the_site_as_it_is(
    preview: tuple[str, Path], browser: Browser, added: Path, *, kept: bool
) -> None:
    """Whether the browser asks for the page again or has kept it whole, it shows what has come meanwhile."""
    options = ["--disable-back-forward-cache"]
    keeping = browser.browser_type.launch(executable_path=find(), args=FLAGS, ignore_default_args=options)
    page = keeping.new_page()
    if kept:
        keep_pages(page)
    page.goto(f"{preview[0]}/ur/")
    page.evaluate("addEventListener('pageshow', ({ persisted }) => sessionStorage.setItem('kept', persisted))")
    page.goto(f"{preview[0]}/en/")

    with page.expect_event("load"):
        added.write_text(NEWS, encoding="utf-8")
    page.evaluate("void setTimeout(() => history.back())")
    page.locator("a[href='/ur/2024/01/05/added/']").first.wait_for(timeout=SECONDS * 1000)
    found = page.evaluate("[location.pathname, sessionStorage.getItem('kept')]")
    keeping.close()

    assert found == ["/ur/", "true" if kept else None]


def test_before_there_is_a_site_the_reason_shows(browser: Browser, tmp_path: Path) -> None:
    """A first build that fails leaves a page with its problem, and the site takes its place once it can be built."""
    (tmp_path / "content/2024/01/05").mkdir(parents=True)
    (tmp_path / "content/2024/01/05/added.ur.txt").write_text(NEWS, encoding="utf-8")
    settings, right = tmp_path / "pelicanconf.py", (PROJECT / "pelicanconf.py").read_text()
    settings.write_text(f'{right}\nTIMEZONE = "Asia/Nowhere"\n')
    page = browser.new_page()

    with serving(tmp_path / "content", tmp_path / "preview/site", "--settings", str(settings)) as port:
        page.goto(f"http://127.0.0.1:{port}/ur/")
        said = page.locator(f"{OVERLAY} section").inner_text()
        settings.write_text(right)
        page.locator("a[href='/ur/2024/01/05/added/']").first.wait_for(timeout=SECONDS * 1000)
    page.close()

    assert "TIMEZONE must be a time zone" in said
