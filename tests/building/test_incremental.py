"""A build that remembers gives, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import features

from khabarnama.building import fingerprint
from khabarnama.commands.build import Options, build
from khabarnama.commands.builder import Builder
from khabarnama.pictures.photograph import pictures_key
from tests.conftest import PROJECT
from tests.pictures.photographs import photograph

if TYPE_CHECKING:
    import pytest

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

MORE_THAN_ARTICLES = {"template", "stylesheet", "setting"}  # at which the preview begins anew
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


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=2, max_size=5))
def test_after_any_edits_the_site_is_that_of_a_clean_build(rounds: list[list[tuple[str, object]]]) -> None:
    """Whatever is added, changed, renamed, deleted, set, damaged or tampered with between builds leaves no trace."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        site: dict[str, bytes] = {}
        for edits in rounds:
            for kind, *details in edits:
                project.edit(kind, *details)
            site = project.build("output")

        assert site == project.build("fresh")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=3, max_size=6))
def test_after_any_edits_the_preview_is_that_of_a_clean_build(rounds: list[list[tuple[str, object]]]) -> None:
    """What its process keeps in memory from build to build leaves no trace either."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        with Builder(project.options("output", preview=True)) as builder:
            for edits in rounds:
                for kind, *details in edits:
                    project.edit(kind, *details)
                builder.build(anew=any(kind in MORE_THAN_ARTICLES for kind, *_ in edits))

        assert project.read("output") == project.build("fresh", preview=True)


def test_templates_before_the_themes_are_looked_at(tmp_path: Path) -> None:
    """An edit in a folder of Pelican's THEME_TEMPLATES_OVERRIDES shows."""
    project = Project(tmp_path)
    own = tmp_path / "own"
    own.mkdir()
    with (tmp_path / "pelicanconf.py").open("a") as file:
        file.write(f"THEME_TEMPLATES_OVERRIDES = [{str(own)!r}]\n")
    template = (PROJECT / "theme/templates/_footer.html").read_text(encoding="utf-8")
    for number in range(2):
        (own / "_footer.html").write_text(template.replace("class=", f'data-edit="{number}" class=', 1))
        site = project.build("output")

    assert site == project.build("fresh")


def test_pictures_are_made_again_where_what_makes_them_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Pillow may make other bytes, though no text and no code of ours has changed."""
    project = Project(tmp_path)
    project.edit("picture", "2024/11/28", 1)
    with (tmp_path / "pelicanconf.py").open("a") as file:
        file.write("KHABARNAMA_SHARE_PICTURES = False\n")  # which hang on Pillow too
    picture = tmp_path / "output/en/2024/11/28/gallery/photo.jpg"
    made = []
    for number in ("11.0", "12.0"):
        monkeypatch.setattr(features, "version", lambda _, number=number: number)
        pictures_key.cache_clear()
        project.edit("write", "north", "2024/11/29", "ur", int(number[1]))  # so that there is something to do
        project.build("output")
        made.append(picture.stat().st_mtime_ns)
    pictures_key.cache_clear()

    assert made[0] != made[1]


def test_the_same_bytes_with_any_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes, their number and the place and time zone of the machine leave no trace."""
    sites = []
    for workers, zone in (("1", "UTC"), ("3", "Asia/Tokyo")):
        monkeypatch.setenv("KHABARNAMA_WORKERS", workers)
        monkeypatch.setenv("TZ", zone)
        output = tmp_path / workers / "site"
        assert build(Options(PROJECT / "pelicanconf.py", content=PROJECT / "content", output=output))
        sites.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()})

    assert sites[0] == sites[1]
    assert len(sites[0]) > 100


def test_the_key_of_the_code_covers_code_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed module or data file makes everything anew."""
    package = tmp_path / "khabarnama"
    shutil.copytree(fingerprint.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    keys = [fingerprint.code_key()]

    for name in ("reading/header.py", "data/widgets.toml"):
        with (package / name).open("a") as file:
            file.write("\n# changed\n")
        keys.append(fingerprint.code_key())

    assert len(set(keys)) == 3


def test_the_key_of_the_code_covers_what_makes_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Pillow is told before Pillow is even loaded."""
    before = fingerprint.code_key()
    monkeypatch.setattr(fingerprint, "version", lambda name: "0" if name == "pillow" else version(name))

    assert fingerprint.code_key() != before
