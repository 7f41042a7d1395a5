"""The editor's page /admin/ in a real browser, on a folder that the browser holds in place of a repository."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand
from tests.browser.conftest import serve
from tests.conftest import PROJECT, khabarnama, write_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

ADMIN = 'KHABARNAMA_ADMIN = {"repo": "editor/news"}'
STORY = "2024/12/08/assad-falls"
SECONDS = 30
# What a person would choose in a dialog: the browser's own private folder, filled with articles.
CHOOSE = """
globalThis.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("repo");
FileSystemHandle.prototype.queryPermission = FileSystemHandle.prototype.requestPermission = async () => "granted";
"""
FILL = """async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("repo", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/"), name = parts.pop();
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async (path) => {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("repo");
  for (const part of path.split("/")) folder = await folder.getDirectoryHandle(part);
  const found = [];
  for await (const [name, file] of folder.entries()) found.push([name, await (await file.getFile()).text()]);
  return found;
}"""
FRONT = """---
عنوان: {0}
تاریخ: 2024-12-0{1}
---

{0} اور یہ کام جاری ہے۔
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with the editor's page."""
    folder = tmp_path_factory.mktemp("admin")
    settings = write_settings(folder / "pelicanconf.py", ADMIN, "KHABARNAMA_SHARE_PICTURES = False")
    run = khabarnama("build", "--settings", str(settings), "--output", str(folder / "site"))
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """Open the page with two Urdu articles; it fails where the page's policy lets anything go to a stranger."""
    files = {f"content/2024/12/0{day}/story-{day}.ur.md": FRONT.format("بارش ہوئی", day) for day in (5, 6)}
    context = browser.new_context(viewport={"width": 1280, "height": 2400})  # a field is made when it is scrolled to
    context.add_init_script(CHOOSE)
    left: list[str] = []

    def stop(route: Route) -> None:
        left.append(route.request.url)
        route.abort()

    context.route(re.compile(r"https://"), stop)  # what the policy forbids does not come here
    opened = context.new_page()
    opened.set_default_timeout(SECONDS * 1000)
    with serve(site) as address:
        opened.goto(f"{address}/admin/")
        opened.evaluate(FILL, {**files, ".git/config": "[core]\n"})
        opened.get_by_role("button", name="Work with Local Repository").click()
        yield opened
        context.close()
    assert all(url.startswith(("https://www.githubstatus.com/", "https://api.github.com/")) for url in left)


def fill(page: Page, field: str, text: str) -> None:
    """Write `text` into a field, again if the editor was not ready for it: then its preview shows nothing of it."""
    section = page.locator(f"section[data-key-path='{field}']")
    for _ in range(SECONDS):
        section.locator("input, textarea").first.fill(text)
        with suppress(AssertionError):
            expect(section.last).to_contain_text(text, timeout=1000)
            return
    pytest.fail(f"{field} stays empty")


def test_it_lists_its_collections_and_their_articles(page: Page) -> None:
    """An editor finds the articles of each language."""
    page.get_by_text("English stories").first.wait_for()
    expect(page.locator("body")).to_contain_text(re.compile("بارش ہوئی.*بارش ہوئی", re.DOTALL), timeout=SECONDS * 1000)

    shown = page.inner_text("body")

    assert "اردو خبریں" in shown
    assert shown.count("بارش ہوئی") == 2


def test_what_it_saves_is_read_as_it_was_meant(page: Page, tmp_path: Path) -> None:
    """A new article lies in the folder of its day, and says all that was filled in."""
    page.get_by_role("button", name="New").first.click()
    for field, text in {
        "عنوان": "لاہور میں کتاب میلہ شروع ہو گیا",
        "ذیلی_سرخی": "پہلے دن ہزاروں لوگ آئے",
        "تاریخ": "2024-12-07",
        "ممالک": "+یوکرین",
        "body": "لاہور میں کتاب میلہ شروع ہو گیا ہے۔ یہ میلہ دس دن جاری رہے گا۔",
    }.items():
        fill(page, field, text)
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Entry saved").wait_for()
    ((name, text),) = page.evaluate(READ, "content/2024/12/07")
    saved = tmp_path / name
    saved.write_text(text)

    article = understand(saved, Surroundings()).article

    assert re.fullmatch(r"[a-z0-9-]+\.ur\.md", name)
    assert not [problem for problem in article.problems if problem.level == "error"]
    assert (article.headline, article.dek) == ("لاہور میں کتاب میلہ شروع ہو گیا", "پہلے دن ہزاروں لوگ آئے")
    assert article.date
    assert article.date.date().isoformat() == "2024-12-07"
    assert "UA" in article.countries
    assert "دس دن جاری" in article.html


def test_it_is_there_only_where_it_is_asked_for(site: Path, demo: dict[str, Path]) -> None:
    """Without the setting nothing of it is published; with it, no other page and no map of the site names it."""
    names = {path.name for path in (site / "admin").iterdir()}
    pages = [path for path in site.rglob("*.html") if "admin" not in path.relative_to(site).parts]

    config = json.loads((site / "admin/config.json").read_text())

    assert {"index.html", "config.json", "start.js", "sveltia"} <= names
    assert not (demo[""] / "admin").exists()
    assert not [path for path in (*pages, site / "sitemap.xml") if "/admin/" in path.read_text()]
    assert config["backend"] == {"name": "github", "auth_methods": ["token"], "branch": "main", "repo": "editor/news"}
    assert [found["name"] for found in config["collections"]] == ["ur", "en"]
    assert 'name="robots" content="noindex"' in (site / "admin/index.html").read_text()


def test_the_program_is_the_one_that_was_fetched() -> None:
    """Its licence lies beside it, and the command that fetched it says which version it is."""
    folder = PROJECT / "theme/admin"

    assert "MIT" in (folder / "sveltia/LICENSE.txt").read_text()
    assert 'VERSION = "' in (folder / "fetch.py").read_text()
