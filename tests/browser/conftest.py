"""The built digest on a local server, and a real Chromium that looks at it."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import HELP, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, *args: object) -> None:
        """Print nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, as far as the browser stays to have it."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session", params=["", "/repo"], ids=["root", "repo"])
def address(
    request: pytest.FixtureRequest, demo: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve the digest at a domain's root, and below a path, and yield where."""
    base: str = request.param
    root = tmp_path_factory.mktemp("served")
    (root / base.strip("/")).parent.mkdir(exist_ok=True)
    folder = demo[""] if not base else root
    if base:
        (root / base.strip("/")).symlink_to(demo[base])
    with serve(folder) as found:
        yield f"{found}{base}"


@pytest.fixture(scope="session")
def digest(demo: dict[str, Path]) -> Iterator[str]:
    """Serve the digest at a domain's root and yield where."""
    with serve(demo[""]) as found:
        yield found


@contextmanager
def serve(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serve `folder` on a free port of this machine, and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    path = find()
    if path is None:
        pytest.fail(HELP)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Tab:
    """A page of the browser, and what went wrong on it."""

    page: Page
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Open a tab that keeps every console error and failed request."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    opened = Tab(page)
    page.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.on("requestfailed", lambda request: opened.errors.append(request.url))
    yield opened
    context.close()


@pytest.fixture
def show(browser: Browser, digest: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of the digest, its fonts loaded, so many pixels wide."""
    contexts = []

    def open_page(name: str, width: int = 360, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{digest}/{name}")
        page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => 0)")
        return page

    yield open_page
    for context in contexts:
        context.close()
