"""A small project, and whatever may be done to it between two builds."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from khabarnama.commands.build import Options, build
from tests.conftest import PROJECT
from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ["روس", "یوکرین", "جاپان", "ایران"]
NAMES = ["north", "south", "east", "west", "up", "down"]
DAYS = ["2024/11/28", "2024/11/29", "2024/11/30"]
SETTINGS = """
SITEURL = "{siteurl}"
KHABARNAMA_EDITIONS = {{"ur": {{"name": "خبر", "motto": "{motto}"}}, "en": {{"name": "News", "motto": "A motto"}}}}
KHABARNAMA_PAGE_SIZE = {size}
SITENAME, DEFAULT_LANG, TIMEZONE = "News", "ur", "Asia/Karachi"
PATH, OUTPUT_PATH, THEME, PLUGIN_PATHS, PLUGINS = "content", "output", "theme", [r"{plugins}"], ["khabarnama"]
"""

TEMPLATES = ["_footer", "_card", "_byline", "_front_list", "article", "home"]  # on all pages, some, one kind
names, days, numbers = st.sampled_from(NAMES), st.sampled_from(DAYS), st.integers(0, 3)
EDITS = st.one_of(
    st.tuples(st.just("write"), names, days, st.sampled_from(["ur", "en"]), numbers),
    st.tuples(st.just("write"), names, days, st.sampled_from(["ur", "en"]), numbers),
    st.tuples(st.just("draft"), names, days, st.sampled_from(["ur", "en"]), numbers),
    st.tuples(st.just("picture"), days, numbers),
    st.tuples(st.just("delete"), numbers),
    st.tuples(st.just("rename"), numbers, names, days),
    st.tuples(st.just("touch"), numbers),
    st.tuples(st.just("template"), st.sampled_from(TEMPLATES), numbers),
    st.tuples(st.just("stylesheet"), numbers),
    st.tuples(st.just("setting"), st.sampled_from(["https://a.example", "https://b.example/repo"]), numbers),
    st.tuples(st.just("damage"), numbers),
    st.tuples(st.just("tamper"), numbers),
)


class Project:
    """A small project that is edited and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(PROJECT / "theme", folder / "theme")
        (folder / "content").mkdir()
        self.set("https://a.example", 1)

    def set(self, siteurl: str, number: int) -> None:
        """Write the settings."""
        text = SETTINGS.format(siteurl=siteurl, motto=f"نعرہ {number}", size=number + 1, plugins=PROJECT / "plugins")
        (self.folder / "pelicanconf.py").write_text(text)

    @property
    def articles(self) -> list[Path]:
        """The articles without pictures that are there."""
        return sorted(path for path in (self.folder / "content").rglob("*.txt"))

    def edit(self, kind: str, *details: object) -> None:
        """Do one edit."""
        getattr(self, f"_{kind}")(*details)

    def _write(self, name: str, day: str, lang: str, number: int, header: str = "") -> None:
        path = self.folder / "content" / day / f"{name}.{lang}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        place = PLACES[number]
        text = {
            "ur": f"{place} کے صدر نے خطاب کیا\n\nکراچی: (ویب ڈیسک) {place} کے صدر نے {name} سے خطاب کیا ہے۔\n",
            "en": f"A speech number {number} was given\n\nTOKYO: The minister of Japan gave it to {name}.\n",
        }[lang]
        path.write_text(header + text)

    def _draft(self, name: str, day: str, lang: str, number: int) -> None:
        self._write(name, day, lang, number, "status: draft\ntags: a\n\n")

    def _picture(self, day: str, number: int) -> None:
        folder = self.folder / "content" / day
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "photo.jpg").write_bytes(photograph((400, 300 + number)))
        (folder / "gallery.en.md").write_text("# A photograph of the bridge\n\nThis is it.\n\n![A bridge](photo.jpg)\n")

    def _pick(self, number: int) -> Path | None:
        return self.articles[number % len(self.articles)] if self.articles else None

    def _delete(self, number: int) -> None:
        if path := self._pick(number):
            path.unlink()

    def _rename(self, number: int, name: str, day: str) -> None:
        if path := self._pick(number):
            target = self.folder / "content" / day / f"{name}{''.join(path.suffixes)}"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)

    def _touch(self, number: int) -> None:
        if path := self._pick(number):
            os.utime(path, (number, number))

    def _template(self, name: str, number: int) -> None:
        own = (PROJECT / f"theme/templates/{name}.html").read_text(encoding="utf-8")
        path = self.folder / f"theme/templates/{name}.html"
        path.write_text(own.replace("class=", f'data-edit="{number}" class=', 1), encoding="utf-8")

    def _stylesheet(self, number: int) -> None:
        (self.folder / "theme/css/99-own.css").write_text(f"p {{ margin-block: {number}em; }}\n")

    def _setting(self, siteurl: str, number: int) -> None:
        self.set(siteurl, number)

    def _damage(self, number: int) -> None:
        state = self.folder / ".khabarnama/output/state.sqlite"
        if state.exists():
            with state.open("r+b") as file:
                file.seek(state.stat().st_size * number // 4)
                file.write(b"\x00damage\xff" * 20)

    def _tamper(self, number: int) -> None:
        pages = sorted((self.folder / "output").rglob("*.html"))
        if pages and number:
            pages[number % len(pages)].write_text("a stranger's page")
        elif pages:
            (self.folder / "output" / "stranger.txt").write_text("a stranger's file")

    def options(self, output: str, *, preview: bool = False) -> Options:
        """Return what a build into the folder `output` is told."""
        return Options(self.folder / "pelicanconf.py", output=self.folder / output, preview=preview)

    def build(self, output: str, *, preview: bool = False) -> dict[str, bytes]:
        """Build into the folder `output` and return its files."""
        assert build(self.options(output, preview=preview))
        return self.read(output)

    def read(self, output: str) -> dict[str, bytes]:
        """Return the files of the folder `output`."""
        found = (path for path in (self.folder / output).rglob("*") if path.is_file())
        return {path.relative_to(self.folder / output).as_posix(): path.read_bytes() for path in found}
