"""Pictures in articles, and pictures of other hosts: in a real build."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.conftest import PROJECT
from tests.pictures.photographs import SECRET, animation, photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

DAY = "2024/11/29"
TEXT = """عنوان: جھیل کی صفائی کا کام شروع
تصویر: جھیل 1.jpg
متبادل متن: جھیل کے کنارے مزدور
کیپشن: صفائی پیر کو شروع ہوئی، AFP

کام شروع ہو گیا ہے اور جلد مکمل ہو گا۔

![پل](bridge.png "نیا پل، Reuters")

![لہریں](waves.gif)

کام جاری ہے۔
"""
FILES = {
    f"{DAY}/lake.ur.md": TEXT,
    f"{DAY}/جھیل 1.jpg": photograph((1600, 1200), orientation=6),
    f"{DAY}/bridge.png": photograph((800, 500), kind="PNG"),
    f"{DAY}/waves.gif": animation(),
}
FOLDER = f"ur/{DAY}/lake"


def page(run: Run, name: str = FOLDER) -> BeautifulSoup:
    """Return a page of a built site, parsed."""
    return BeautifulSoup((run.output / name / "index.html").read_bytes(), "lxml")


def test_pictures_are_sized_and_said_in_words(build: Callable[..., Run]) -> None:
    """Each has its size and its words; only the first is fetched at once; every variant is there, as wide as told."""
    run = build(FILES)

    images = page(run).select("article img")

    assert run.code == 0, run.printed
    assert [image["alt"] for image in images] == ["جھیل کے کنارے مزدور", "پل", "لہریں"]
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy"]
    assert [(image["width"], image["height"]) for image in images] == [("1080", "1440"), ("800", "500"), ("200", "100")]
    assert {image["decoding"] for image in images} == {"async"}
    assert [image["src"] for image in images] == ["%D8%AC%DA%BE%DB%8C%D9%84%201.jpg", "bridge.png", "waves.gif"]
    for source in page(run).select("article source"):
        for name, said in (part.split() for part in str(source["srcset"]).split(", ")):
            with Image.open(run.output / FOLDER / unquote(name)) as image:
                assert (image.format, f"{image.width}w") == ("WEBP", said)


def test_captions_stand_below_their_pictures(build: Callable[..., Run]) -> None:
    """The header's caption, and the title of a picture in the text; the other script in them is told apart."""
    figures = page(build(FILES)).select("article figure")

    assert [figure.figcaption.get_text() for figure in figures if figure.figcaption] == [
        "صفائی پیر کو شروع ہوئی، AFP",
        "نیا پل، Reuters",
    ]
    assert all(figure.select_one('figcaption bdi[lang="en"]') for figure in figures)


def test_nothing_of_the_site_tells_who_took_a_picture(build: Callable[..., Run]) -> None:
    """No file of the output holds what cameras write."""
    run = build(FILES)

    assert not [path for path in run.output.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def test_an_article_is_shared_with_its_own_picture(build: Callable[..., Run]) -> None:
    """Then none is drawn for it; a small one, or one of a format that not all networks take, is not enough."""
    run = build(FILES)
    head = {str(found["property"]): found["content"] for found in page(run).select("meta[property]")}

    assert str(head["og:image"]).partition("?")[0].endswith(f"/{FOLDER}/%D8%AC%DA%BE%DB%8C%D9%84%201.jpg")
    assert (head["og:image:width"], head["og:image:height"]) == ("1080", "1440")
    assert head["og:image:alt"] == "جھیل کے کنارے مزدور"
    assert not (run.output / f"{FOLDER}.png").exists()
    small = build({f"{DAY}/جھیل 1.jpg": photograph((320, 240))})
    assert (small.output / f"{FOLDER}.png").is_file()


def test_variants_are_made_again_only_when_the_bytes_change(build: Callable[..., Run], tmp_path: Path) -> None:
    """Another time of the file, another text or a lost memory makes no picture anew; other bytes do."""
    variant = f"{FOLDER}/bridge.png.360.webp"
    first = (build(FILES).output / variant).stat().st_ino
    os.utime(tmp_path / "content" / DAY / "bridge.png", (1, 1))
    (tmp_path / ".khabarnama/output/pictures.json").write_text("damage")
    second = (build({f"{DAY}/lake.ur.md": TEXT + "\nاور بس۔\n"}).output / variant).stat().st_ino
    third = (build({f"{DAY}/bridge.png": photograph((800, 501), kind="PNG")}).output / variant).stat().st_ino

    assert first == second
    assert third != first


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bridge.png", b"no picture", "bridge.png:0: error: picture must be whole"),
        ("bridge.png", photograph(kind="PNG")[:5000], "bridge.png:0: error: picture must be whole"),
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "map.svg:0: error: file must be an article"),
    ],
)
def test_a_picture_that_cannot_be_published_is_named(
    build: Callable[..., Run], name: str, data: bytes, said: str
) -> None:
    """The build says which file, and how to mend it; it shows no traceback and no page without its picture."""
    run = build({**FILES, f"{DAY}/{name}": data})

    assert run.code == 1
    assert said in run.printed
    assert "save it" in run.printed
    assert "Traceback" not in run.printed
    assert not run.output.exists()


def test_the_preview_leaves_a_broken_picture_out(build: Callable[..., Run]) -> None:
    """The rest of the article can be read."""
    run = build({**FILES, f"{DAY}/bridge.png": b"no picture"}, "--preview")

    assert [image["alt"] for image in page(run).select("article img")] == ["جھیل کے کنارے مزدور", "لہریں"]
    assert "کام جاری ہے۔" in page(run).get_text()


REMOTE = """# جھیل کی صفائی کا کام شروع

کام شروع ہو گیا ہے اور جلد مکمل ہو گا۔

![اپنا](https://pictures.example.org/a.jpg?w=3&x=1)

<figure><img src="https://pictures.example.org/b.png" alt="دوسرا"><figcaption>عبارت</figcaption></figure>

""" + "\n\n".join(
    f'<p><img src="{url}" alt="اجنبی"></p>'
    for url in (
        "http://pictures.example.org/a.jpg",
        "//pictures.example.org/a.jpg",
        "https://pictures.example.org.evil.example/a.jpg",
        "https://evil.example/pictures.example.org/a.jpg",
        "https://pictures.example.org@evil.example/a.jpg",
        "https://pictures.example.org:8443/a.jpg",
        "https://sub.pictures.example.org/a.jpg",
        "https://picturesXexample.org/a.jpg",
        "https:\\\\pictures.example.org\\a.jpg",
        "https://pictures.example.org/\\@evil.example",
        "https://pictures.example.org/a b.jpg",
        "data:image/png;base64,AAAA",
    )
)


def _settings(folder: Path, hosts: str) -> Path:
    path = folder / "settings.py"
    own = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    for name in ("theme", "plugins"):
        own = own.replace(f'"{name}"', repr(str(PROJECT / name)))
    path.write_text(f"{own}\nKHABARNAMA_PICTURE_HOSTS = {hosts}\n", encoding="utf-8")
    return path


def _policy(run: Run, name: str) -> str:
    (found,) = page(run, name).select("meta[http-equiv]")
    return str(found["content"])


def test_pictures_of_named_hosts_stay_and_no_others(build: Callable[..., Run], tmp_path: Path) -> None:
    """Exactly that host, by https; every page's policy allows it and nothing else; the host learns no page."""
    settings = str(_settings(tmp_path, '("pictures.example.org",)'))
    run = build({f"{DAY}/lake.ur.md": REMOTE}, "--settings", settings)

    images = page(run).select("article img")

    assert run.code == 0, run.printed
    assert [image["src"] for image in images] == [
        "https://pictures.example.org/a.jpg?w=3&x=1",
        "https://pictures.example.org/b.png",
    ]
    assert all((image["loading"], image["referrerpolicy"]) == ("lazy", "no-referrer") for image in images)
    assert "img-src 'self' https://pictures.example.org;" in _policy(run, FOLDER)
    assert "img-src 'self' https://pictures.example.org;" in _policy(run, "ur")


def test_without_a_named_host_no_page_shows_a_strangers_picture(build: Callable[..., Run], tmp_path: Path) -> None:
    """Also when the setting is taken back: what was read under another is read again."""
    files = {f"{DAY}/lake.ur.md": REMOTE}
    build(files, "--settings", str(_settings(tmp_path, '("pictures.example.org",)')))

    run = build(files, "--settings", str(_settings(tmp_path, "()")))

    assert not page(run).select("article img")
    assert "img-src 'self';" in _policy(run, FOLDER)
    assert b"pictures.example.org" not in b"".join(path.read_bytes() for path in run.output.rglob("*.xml"))


def test_the_demo_has_a_picture_in_both_languages(demo: dict[str, Path]) -> None:
    """A chart of our own, its words in the language of the page."""
    for lang, word in (("ur", "نیٹو"), ("en", "NATO")):
        path = demo[""] / lang / "2024/03/07/sweden-joins-nato/index.html"
        (image,) = BeautifulSoup(path.read_bytes(), "lxml").select("article img")
        assert word in image["alt"]
        data = (path.parent / str(image["src"])).read_bytes()
        assert Image.open(BytesIO(data)).size == (int(str(image["width"])), int(str(image["height"])))
