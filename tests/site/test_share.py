"""What the link of an article shows where it is shared: in a real build."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from PIL import Image

from tests.conftest import ARTICLE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

NAME = "2024/11/29/belousov.ur.txt"
PAGE = "ur/2024/11/29/belousov/index.html"
PICTURE = "ur/2024/11/29/belousov.png"


def meta(page: BeautifulSoup, name: str) -> str:
    """Return what the head of a page says under a property or a name."""
    (found,) = page.select(f'meta[property="{name}"], meta[name="{name}"]')
    return str(found["content"])


def test_every_article_has_a_picture_of_its_own(demo: dict[str, Path]) -> None:
    """The head, the structured data and the file agree, on both sites; each picture is light."""
    pictures = []
    for base, site in demo.items():
        for path in sorted(site.glob("??/*/*/*/*/index.html")):
            page, file = BeautifulSoup(path.read_bytes(), "lxml"), path.parent.with_suffix(".png")
            if not file.is_file():
                continue  # an article with a picture of its own
            url, (structured,), (headline,) = meta(page, "og:image"), page.select("head script"), page.select("h1")
            with Image.open(file) as image:
                assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == tuple(map(str, image.size))
            assert url.startswith(f"https://example.org{base}/{file.relative_to(site).as_posix()}?v=")
            assert json.loads(str(structured.string))["image"]["url"] == url
            assert headline.get_text() in meta(page, "og:image:alt").translate(dict.fromkeys([0x2066, 0x2067, 0x2069]))
            assert meta(page, "twitter:card") == "summary_large_image"
            assert file.stat().st_size <= 60_000
            pictures.append(file)
    assert len(pictures) > 60


def test_a_picture_is_drawn_again_only_when_it_shows_something_else(build: Callable[..., Run]) -> None:
    """Another body leaves the picture and its address; another headline changes both."""
    first = build({NAME: ARTICLE.format(headline="روسی وزیر دفاع پیانگ یانگ پہنچ گئے")})
    before = (first.output / PICTURE).stat(), address(first)
    second = build({NAME: ARTICLE.format(headline="روسی وزیر دفاع پیانگ یانگ پہنچ گئے") + "\nایک اور جملہ۔\n"})
    between = (second.output / PICTURE).stat(), address(second)
    third = build({NAME: ARTICLE.format(headline="چینی صدر ماسکو پہنچ گئے")})

    assert between[0].st_ino == before[0].st_ino
    assert between[1] == before[1]
    assert (third.output / PICTURE).stat().st_ino != before[0].st_ino
    assert address(third) != before[1]


def address(run: Run) -> str:
    """Return the address of the picture that the one article names."""
    return meta(BeautifulSoup((run.output / PAGE).read_bytes(), "lxml"), "og:image")


def test_pictures_can_be_switched_off(build: Callable[..., Run], tmp_path: Path) -> None:
    """Then no page names one, and none is made."""
    settings = tmp_path / "settings.py"
    own = (PROJECT / "pelicanconf.py").read_text().replace('"theme"', repr(str(PROJECT / "theme")))
    settings.write_text(
        own.replace('"plugins"', repr(str(PROJECT / "plugins"))) + "\nKHABARNAMA_SHARE_PICTURES = False\n"
    )

    run = build({NAME: ARTICLE.format(headline="روسی وزیر دفاع")}, "--settings", str(settings))

    assert run.code == 0, run.printed
    assert not list(run.output.rglob("*.png"))
    assert "og:image" not in (run.output / PAGE).read_text(encoding="utf-8")


def test_without_raqm_the_build_says_how_to_mend_it(tmp_path: Path) -> None:
    """Letters that are not joined are never published: the build names the library that is missing."""
    article = tmp_path / "content" / NAME
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE.format(headline="روسی وزیر دفاع"), encoding="utf-8")
    lacking = "import PIL.features as f, sys; real = f.check; f.check = lambda name: name != 'raqm' and real(name); "
    words = ["build", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")]
    start = f"sys.argv = ['khabarnama', *{words!r}]; import runpy; runpy.run_module('khabarnama', run_name='__main__')"

    run = subprocess.run(
        [sys.executable, "-c", lacking + start],
        cwd=PROJECT,
        env={"PYTHONPATH": str(PROJECT / "plugins"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.returncode == 1
    assert "apt install libfribidi0" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "output").exists()


def test_a_picture_is_a_png_that_every_network_takes(build: Callable[..., Run]) -> None:
    """1200 × 630, a palette of few colours, no metadata."""
    run = build({NAME: ARTICLE.format(headline="روسی وزیر دفاع")})

    image = Image.open(BytesIO((run.output / PICTURE).read_bytes()))

    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert not image.info
