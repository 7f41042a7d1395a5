"""The only proof that a page is safe: a real browser opens it, and nothing runs, asks or leaves."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import QuietHandler, serve
from tests.site.hostile import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Request


class BareHandler(QuietHandler):
    """Serves pages without the theme's styles and fonts, which do nothing here but take time."""

    def send_head(self) -> Any:
        """Send the header, and return what follows it."""
        if not self.path.startswith("/theme/"):
            return super().send_head()
        self.send_error(HTTPStatus.NOT_FOUND)
        return None


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the hostile site, and yield its address and the links of all its pages."""
    output, _ = build(tmp_path_factory.mktemp("hostile"))
    links = [path.relative_to(output).as_posix() for path in sorted(output.rglob("*.html"))]
    with serve(output, BareHandler) as address:
        yield f"{address}/", links


def test_nothing_runs_and_nothing_leaves(browser: Browser, hostile: tuple[str, list[str]]) -> None:
    """With the page's own policy switched off, so that only the sanitiser stands between, no vector does anything."""
    address, links = hostile
    seen: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith(address):
            seen.append(f"request: {request.url}")

    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("dialog", dismiss)
    page.on("request", note)
    for link in links:
        page.goto(address + link)
        if page.evaluate("Boolean(window.hit)") or page.url != address + link:
            seen.append(link)
    context.close()

    assert len(links) > 400
    assert not seen
