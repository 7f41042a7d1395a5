"""Makes the pictures of the docs from the project's own digest: `python docs/pictures.py`, or some of them by name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from base64 import b64encode
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
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
from tests.commands.repository import commit, git  # noqa: E402
from tests.conftest import write_settings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

DOCS = PROJECT / "docs"
STORY = "2024/11/29/belousov-pyongyang/"
BOTH = "2024/11/24/cop29-baku-deal/both/"
PASTE = "2024/01/02/noto-earthquake/"
FIRST = (f"ur/{STORY}", f"en/{STORY}", "ur/")
# What a sheet shows of each edition, by kind.
KINDS = ("", "{0}/", f"{{0}}/{STORY}", f"{{0}}/{BOTH}", "{0}/country/ua/", "{0}/country/")
SHEETS = {"phone": (360, 760, 6), "desk": (1280, 900, 3)}  # width and height of a page, pages in a row
SHARED = (f"ur/{STORY}", "ur/2024/12/08/assad-falls/", f"en/{STORY}", "en/2024/10/14/europa-clipper-launch/")
STYLE = "body{margin:0;padding:24px;display:flex;gap:24px;background:#8d8a80}img{box-shadow:0 2px 12px #0006}"
BEFORE = (
    ".paste{flex:1;box-sizing:border-box;height:1180px;padding:24px;overflow:hidden;background:#fff;color:#222;"
    "font:18px/1.9 Naskh,sans-serif}.paste p{margin:0 0 .4em}.gone{color:#8a2a14;text-decoration:line-through}"
)
TERMINAL = "body{margin:0;padding:24px;background:#161714;color:#edebe4}pre{font:15px/1.7 Naskh,monospace}"
# Urdu on an English page is in the reader's own font, which every phone has and this machine may not.
SYSTEM = "html[lang=en] body:not(.page-both) :lang(ur) { font-family: Naskh, serif }"
COLOURS = 128  # of a picture: what is text and lines needs no more
_PAUSE = 1500  # ms, in which fonts come and panels open
_GAP, _GREY = 12, "#8d8a80"


def write(name: str, image: Image.Image) -> None:
    """Write a picture of the docs, small."""
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(DOCS / name, optimize=True)


def shoot(page: Page, *, full: bool = False) -> Image.Image:
    """Return what `page` shows."""
    return Image.open(BytesIO(page.screenshot(full_page=full)))


def inline(image: bytes) -> str:
    """Return an image's element."""
    return f'<img src="data:image/png;base64,{b64encode(image).decode()}">'


def face() -> str:
    """Return the stylesheet's rule for the font of small Urdu."""
    font = b64encode((PROJECT / "theme/static/fonts/naskh-400.woff2").read_bytes()).decode()
    return f"@font-face{{font-family:Naskh;src:url(data:font/woff2;base64,{font});unicode-range:U+600-6FF}}"


def picture_of_pages(browser: Browser, address: str) -> None:
    """Write docs/pages.png: a story in both editions, and a home page."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True).new_page()
    images = []
    for name in FIRST:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        page.add_style_tag(content=face() + SYSTEM)
        page.evaluate("document.fonts.ready")
        images.append(page.screenshot())
    table = browser.new_page(viewport={"width": 3 * 390 + 4 * 24, "height": 844 + 2 * 24})
    table.set_content(f"<style>{STYLE}</style>{''.join(map(inline, images))}")
    write("pages.png", shoot(table))


def picture_of_explain(browser: Browser, address: str) -> None:  # noqa: ARG001  # every picture's arguments
    """Write docs/explain.png: how a raw paste was understood."""
    console = Console(record=True, width=110, file=StringIO(), force_terminal=True, highlight=False)
    show(understand(PROJECT / f"content/{STORY.rstrip('/')}.ur.txt", Surroundings()), console)
    code = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    page = browser.new_page(viewport={"width": 1100, "height": 200})
    page.set_content(f"<style>{face()}{TERMINAL}</style>{code}")
    write("explain.png", shoot(page, full=True))


def picture_of_reading(browser: Browser, address: str) -> None:
    """Write docs/reading.png: a raw paste, its removed lines marked, beside the page that it becomes."""
    path = PROJECT / f"content/{PASTE.rstrip('/')}.ur.txt"
    removed = {gone.line for gone in understand(path, Surroundings()).article.removed}
    lines = path.read_text(encoding="utf-8").splitlines()
    raw = "".join(f"<p{' class=gone' * (n in removed)}>{escape(line)}</p>" for n, line in enumerate(lines, start=1))
    page = browser.new_page(viewport={"width": 620, "height": 1180})
    page.goto(f"{address}/ur/{PASTE}", wait_until="networkidle")
    table = browser.new_page(viewport={"width": 2 * 620 + 3 * 24, "height": 1180 + 2 * 24})
    paste = f'<div class="paste" dir="rtl" lang="ur">{raw}</div>'
    table.set_content(f"<style>{face()}{STYLE}{BEFORE}</style>{paste}{inline(page.screenshot())}")
    write("reading.png", shoot(table))


def picture_of_sheets(browser: Browser, address: str) -> None:
    """Write docs/phone.png, docs/phone-dark.png and the same for a desk: every kind of page in both editions."""
    for name, (width, height, row) in SHEETS.items():
        for scheme in ("light", "dark"):
            look = {"viewport": {"width": width, "height": height}, "color_scheme": scheme, "bypass_csp": True}
            page = browser.new_context(**look).new_page()
            images = []
            for link in dict.fromkeys(kind.format(lang) for lang in ("ur", "en") for kind in KINDS):
                page.goto(f"{address}/{link}", wait_until="networkidle")
                page.add_style_tag(content=face() + SYSTEM)
                page.evaluate("document.fonts.ready")
                images.append(shoot(page))
            sheet = _lay(images, row, 420 if name == "desk" else 240)
            write(f"{name}{'-dark' * (scheme == 'dark')}.png", sheet)


def _lay(images: list[Image.Image], row: int, width: int) -> Image.Image:
    """Return `images` side by side, `row` in a row, each `width` wide."""
    height = round(images[0].height * width / images[0].width)
    rows = -(-len(images) // row)
    sheet = Image.new("RGB", (row * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP), _GREY)
    for place, image in enumerate(images):
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (_GAP + place % row * (width + _GAP), _GAP + place // row * (height + _GAP)))
    return sheet


def picture_of_sharing(browser: Browser, address: str) -> None:
    """Write docs/share.png: four share pictures."""
    page = browser.new_page()
    images = []
    for link in SHARED:
        answer = page.request.get(f"{address}/{link.rstrip('/')}.png")
        images.append(Image.open(BytesIO(answer.body())))
    write("share.png", _lay(images, 2, 480))


def picture_of_preview(browser: Browser, address: str) -> None:  # noqa: ARG001  # every picture's arguments
    """Write docs/overlay.png and docs/status.png: a problem in the preview, and the translation board."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PROJECT / "content", folder / "content")
        write_settings(folder / "pelicanconf.py", f"PATH = {str(folder / 'content')!r}")
        git(folder, "init", "-q")
        commit(folder)
        wrong = folder / "content/2024/11/29/second.ur.txt"
        wrong.write_text("ملک: رووس\n\nدوسری خبر شائع ہو گئی\n\nیہ دوسری خبر ہے۔\n")
        with _preview(folder) as own:
            page = browser.new_page(viewport={"width": 900, "height": 620})
            page.goto(f"{own}/ur/")
            page.locator("khabarnama-problems").wait_for(state="attached")
            page.wait_for_timeout(_PAUSE)
            write("overlay.png", shoot(page))
            wrong.unlink()
            page.locator("khabarnama-problems").wait_for(state="detached")
            page.goto(f"{own}/status/")
            page.wait_for_timeout(_PAUSE)
            write("status.png", shoot(page))


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """Preview the project in `folder`, and yield its address."""
    command = [sys.executable, "-m", "khabarnama", "serve"]
    env = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:\d+", printed)
        yield found[0] if found else ""
        process.terminate()


def picture_of_admin(browser: Browser, address: str) -> None:  # noqa: ARG001  # every picture's arguments
    """Write docs/admin.png: the editor's page with the form of an Urdu story."""
    from tests.browser.test_admin import ADMIN, CHOOSE, FILL, FRONT  # noqa: PLC0415  # what its test knows

    with tempfile.TemporaryDirectory() as folder:
        settings = write_settings(Path(folder, "pelicanconf.py"), ADMIN, "KHABARNAMA_SHARE_PICTURES = False")
        build(Options(settings, output=Path(folder, "site")))
        with _serve(Path(folder, "site")) as own:
            context = browser.new_context(viewport={"width": 1280, "height": 760})
            context.add_init_script(CHOOSE)
            page = context.new_page()
            page.goto(f"{own}/admin/")
            page.evaluate(FILL, {"content/2024/12/05/rain.ur.md": FRONT.format("کراچی میں بارش", 5), ".git/config": ""})
            page.get_by_role("button", name="Work with Local Repository").click()
            page.get_by_text("کراچی میں بارش").first.click()
            page.wait_for_timeout(_PAUSE)
            write("admin.png", shoot(page))


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


PICTURES: dict[str, Callable[[Browser, str], None]] = {
    "pages": picture_of_pages,
    "explain": picture_of_explain,
    "reading": picture_of_reading,
    "sheets": picture_of_sheets,
    "sharing": picture_of_sharing,
    "preview": picture_of_preview,
    "admin": picture_of_admin,
}


def main() -> None:
    """Build the digest and make the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        build(Options(output=Path(folder, "site")))
        with _serve(Path(folder, "site")) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            for name in sys.argv[1:] or PICTURES:
                PICTURES[name](browser, address)
            browser.close()


if __name__ == "__main__":
    main()
