"""Makes the pictures of the README from the project's own digest: `python docs/pictures.py`."""

from __future__ import annotations

import sys
import tempfile
import threading
from base64 import b64encode
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from rich.console import Console

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "plugins")]

from khabarnama.commands.build import Options, build  # noqa: E402  # after the path
from khabarnama.commands.explain import show  # noqa: E402
from khabarnama.reading.pipeline import Surroundings  # noqa: E402
from khabarnama.understanding import understand  # noqa: E402
from tests.browser.chromium import find  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STORY = "2024/11/29/belousov-pyongyang/"
PAGES = (f"ur/{STORY}", f"en/{STORY}", "ur/")
STYLE = "body{margin:0;padding:24px;display:flex;gap:24px;background:#8d8a80}img{box-shadow:0 2px 12px #0006}"
PASTE = "2024/01/02/noto-earthquake/"
BEFORE = (
    ".paste{flex:1;box-sizing:border-box;height:1180px;padding:24px;overflow:hidden;background:#fff;color:#222;"
    "font:18px/1.9 Naskh,sans-serif}.paste p{margin:0 0 .4em}.gone{color:#8a2a14;text-decoration:line-through}"
)
TERMINAL = "body{margin:0;padding:24px;background:#161714;color:#edebe4}pre{font:15px/1.7 Naskh,monospace}"


def picture_of_pages(browser: Browser, address: str) -> None:
    """Write docs/pages.png: a story in both editions, and a home page."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    images = []
    for name in PAGES:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        images.append(b64encode(page.screenshot()).decode())
    body = "".join(f'<img src="data:image/png;base64,{image}">' for image in images)
    table = browser.new_page(viewport={"width": 3 * 390 + 4 * 24, "height": 844 + 2 * 24})
    table.set_content(f"<style>{STYLE}</style>{body}")
    table.screenshot(path=PROJECT / "docs/pages.png")


def picture_of_explain(browser: Browser) -> None:
    """Write docs/explain.png: how a raw paste was understood."""
    console = Console(record=True, width=110, file=StringIO(), force_terminal=True, highlight=False)
    show(understand(PROJECT / f"content/{STORY.rstrip('/')}.ur.txt", Surroundings()), console)
    code = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    page = browser.new_page(viewport={"width": 1100, "height": 200})
    font = b64encode((PROJECT / "theme/static/fonts/naskh-400.woff2").read_bytes()).decode()
    face = f"@font-face{{font-family:Naskh;src:url(data:font/woff2;base64,{font});unicode-range:U+600-6FF}}"
    page.set_content(f"<style>{face}{TERMINAL}</style>{code}")
    page.screenshot(path=PROJECT / "docs/explain.png", full_page=True)


def picture_of_reading(browser: Browser, address: str) -> None:
    """Write docs/reading.png: a raw paste, its removed lines marked, beside the page that it becomes."""
    path = PROJECT / f"content/{PASTE.rstrip('/')}.ur.txt"
    removed = {gone.line for gone in understand(path, Surroundings()).article.removed}
    lines = path.read_text(encoding="utf-8").splitlines()
    raw = "".join(f"<p{' class=gone' * (n in removed)}>{escape(line)}</p>" for n, line in enumerate(lines, start=1))
    page = browser.new_page(viewport={"width": 620, "height": 1180})
    page.goto(f"{address}/ur/{PASTE}", wait_until="networkidle")
    image = b64encode(page.screenshot()).decode()
    table = browser.new_page(viewport={"width": 2 * 620 + 3 * 24, "height": 1180 + 2 * 24})
    font = b64encode((PROJECT / "theme/static/fonts/naskh-400.woff2").read_bytes()).decode()
    face = f"@font-face{{font-family:Naskh;src:url(data:font/woff2;base64,{font})}}"
    paste = f'<div class="paste" dir="rtl" lang="ur">{raw}</div>'
    table.set_content(f'<style>{face}{STYLE}{BEFORE}</style>{paste}<img src="data:image/png;base64,{image}">')
    table.screenshot(path=PROJECT / "docs/reading.png")


def main() -> None:
    """Build the digest and make the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        build(Options(output=Path(folder) / "site"))
        handler = partial(SimpleHTTPRequestHandler, directory=f"{folder}/site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            picture_of_pages(browser, f"http://127.0.0.1:{server.server_port}")
            picture_of_explain(browser)
            picture_of_reading(browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
