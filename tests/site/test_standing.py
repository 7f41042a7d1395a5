"""Pages that are no news, such as the one about the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from khabarnama.reading.pipeline import Surroundings, read_article
from tests.conftest import PROJECT, khabarnama
from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

NEWS = "کراچی میں بارش ہوئی\n\nکراچی میں آج بارش ہوئی۔\n"
ABOUT = {
    "pages/about.ur.md": "عنوان: ہمارے بارے میں\n\nیہ ایک خبرنامہ ہے۔\n",
    "pages/about.en.md": "title: About us\n\nThis is a digest.\n",
}


def parse(path: Path) -> BeautifulSoup:
    """Return a page."""
    return BeautifulSoup(path.read_bytes(), "lxml")


@pytest.mark.parametrize(
    ("lang", "other", "title"), [("ur", "en", "خبرنامہ کے بارے میں"), ("en", "ur", "About Khabarnama")]
)
def test_the_digest_says_what_it_is(demo: dict[str, Path], lang: str, other: str, title: str) -> None:
    """There is a page about it in each language, which names the other, and to which every footer leads."""
    page = parse(demo["/repo"] / lang / "about/index.html")

    assert [heading.get_text() for heading in page.select("h1")] == [title]
    (alternate,) = page.select(f"head link[hreflang={other}]")
    assert alternate["href"] == f"https://example.org/repo/{other}/about/"
    assert page.select(f".masthead-languages a[href='/repo/{other}/about/']")
    for path in (demo["/repo"] / lang).rglob("*.html"):
        assert parse(path).select(f".colophon a[href='/repo/{lang}/about/']"), path


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_nothing_of_the_text_about_the_digest_is_lost(lang: str) -> None:
    """It is read as articles are, and nothing in it looks like a widget."""
    path = PROJECT / f"content/pages/about.{lang}.md"

    article = read_article(path.read_bytes(), path.name, Surroundings())

    assert not article.removed
    assert article.dateline is None


def test_a_standing_page_is_no_news(build: Callable[..., Run]) -> None:
    """It needs no day, and is in no list, no feed and no count of stories; the sitemap has it."""
    run = build({**ABOUT, "2024/11/29/rain.ur.txt": NEWS})

    assert run.code == 0, run.printed
    assert "1 stories" in run.printed
    for name in ("ur/index.html", "ur/archive/index.html", "en/feed.xml"):
        assert "This is a digest" not in (run.output / name).read_text()
    assert "/en/about/" in (run.output / "sitemap.xml").read_text()
    assert "یہ ایک خبرنامہ ہے۔" in (run.output / "ur/about/index.html").read_text()


def test_a_page_in_one_language_stands_in_that_edition_only(build: Callable[..., Run]) -> None:
    """The other edition's footer does not lead to it, and the switch leads to the other home."""
    run = build({"pages/contact.en.txt": "Write to us\n\nOur address is in Karachi.\n"})

    page = parse(run.output / "en/contact/index.html")
    assert [str(link["href"]) for link in page.select(".masthead-languages a")] == ["/ur/"]
    assert not parse(run.output / "ur/index.html").select("a[href*=contact]")
    assert parse(run.output / "en/index.html").select(".colophon a[href='/en/contact/']")


def test_what_is_dangerous_in_it_is_taken_out(build: Callable[..., Run]) -> None:
    """A standing page passes the same sanitiser as any article."""
    run = build({"pages/about.en.html": "<h1>About us all</h1><p onclick=x()>Hello there.</p><script>x()</script>"})

    text = (run.output / "en/about/index.html").read_text()
    assert "Hello there." in text
    assert "x()" not in text


def test_pictures_and_drafts(build: Callable[..., Run]) -> None:
    """A picture beside it is published beside its page; a draft has no page outside the preview."""
    text = "title: About us\n{}\n\nThis is a digest.\n\n![Our house](house.png)\n"
    shown = build({"pages/about.en.md": text.format("tags: x"), "pages/house.png": photograph((800, 500), kind="PNG")})
    image = parse(shown.output / "en/about/index.html").select_one(".story-body img")
    assert image
    assert (image["width"], image["height"]) == ("800", "500")
    assert (shown.output / "en/about/house.png").is_file()
    assert (shown.output / "en/about/house.png.360.webp").is_file()

    draft = build({"pages/about.en.md": text.format("status: draft")})

    assert draft.code == 0, draft.printed
    assert not (draft.output / "en/about").exists()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"pages/Archive.en.md": "title: Old\n\nText.\n"}, "must have a name of small Latin letters that is not taken"),
        ({"pages/2024.en.md": "title: Old\n\nText.\n"}, "found «2024»"),
        ({"pages/ہم.ur.md": "عنوان: ہم\n\nمتن۔\n"}, "found «ہم»"),
        ({**ABOUT, "pages/about.en.txt": "About us again\n\nText.\n"}, "must have one file a language"),
        ({"pages/about.en.md": ""}, "file must hold an article"),
        ({"pages/about.en.md": b"\xff\xfe\xfd\x00"}, "pages/about.en.md"),
        ({"pages/notes.docx": "x"}, "file must be an article"),
        ({"pages/about.en.md": "title: A\n\n![x](gone.png)\n\nText.\n"}, "picture must lie beside"),
    ],
)
def test_what_is_wrong_is_said(build: Callable[..., Run], files: dict[str, str | bytes], said: str) -> None:
    """Each is a problem that names the file; check finds it, too."""
    run = build(files)

    assert run.code == 1
    assert said in " ".join(run.printed.split())
    assert "Traceback" not in run.printed


def test_check_reads_them(build: Callable[..., Run]) -> None:
    """The command that lists every problem knows of the pages."""
    run = build({"pages/about.en.md": ""})

    checked = khabarnama("check", "--content", str(run.folder / "content"))
    one = khabarnama("check", str(run.folder / "content/pages/about.en.md"))

    assert (checked.returncode, one.returncode) == (1, 1)
    assert all("file must hold an article" in " ".join(found.stdout.split()) for found in (checked, one))


def test_a_changed_title_changes_every_footer(build: Callable[..., Run]) -> None:
    """A build that remembers makes anew what links to the page."""
    build({**ABOUT, "2024/11/29/rain.ur.txt": NEWS})

    run = build({"pages/about.ur.md": "عنوان: ہم کون ہیں\n\nیہ ایک خبرنامہ ہے۔\n"})

    assert "ہم کون ہیں" in (run.output / "ur/2024/11/29/rain/index.html").read_text()
