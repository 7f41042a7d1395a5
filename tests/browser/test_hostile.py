"""The only proof that a page is safe: a real browser opens it, and nothing runs, asks or leaves."""

from __future__ import annotations

import threading
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import QuietHandler
from tests.site.hostile import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Request


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the hostile site, and yield its address and the links of all its pages."""
    output, _ = build(tmp_path_factory.mktemp("hostile"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    links = [path.relative_to(output).as_posix() for path in sorted(output.rglob("*.html"))]
    yield f"http://127.0.0.1:{server.server_port}/", links
    server.shutdown()
    server.server_close()


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
