"""A third edition, in Persian: a setting, a catalogue and labels, and no line of code."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from lxml import etree

from khabarnama.reading.filename import read_name
from tests.conftest import PROJECT, SECONDS, Run, write_settings
from tests.site.test_feeds import ATOM, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EDITIONS = """{
    "ur": {"name": "خبرنامہ", "motto": "دنیا کی خبریں"},
    "en": {"name": "Khabarnama", "motto": "World news"},
    "fa": {"name": "خبرنامه", "motto": "خبرهای جهان"},
}"""
LABELS = """
[fa]
date = 'd MMMM y'
weekday_date = 'EEEE، d MMMM y'
month = 'MMMM y'
time = 'HH:mm'
alphabet = " آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
"""
WORDS = {
    "Updated": "به‌روزشده", "%(num)s minute to read": "%(num)s دقیقه مطالعه", "In %(language)s": "به %(language)s",
    "Source:": "منبع:", "Topics:": "موضوع‌ها:", "Share:": "هم‌رسانی:", "WhatsApp": "واتس‌اپ", "Facebook": "فیس‌بوک",
    "X": "ایکس", "Email": "رایانامه", "About this site": "درباره این وبگاه", "All languages": "همه زبان‌ها",
    "Both languages": "هر دو زبان", "Countries": "کشورها", "Archive": "بایگانی", "Feed": "خوراک", "Language": "زبان",
    "All stories": "همه خبرها", "%(num)s story": "%(num)s خبر", "Stories by month": "خبرها به ماه",
    "Map of the world by number of stories": "نقشه جهان بر پایه شمار خبرها", "Page not found": "صفحه پیدا نشد",
    "Latest": "تازه‌ترین", "Pages": "صفحه‌ها", "Newer stories": "خبرهای تازه‌تر", "Page %(number)s": "صفحه %(number)s",
    "Older stories": "خبرهای پیشین", "No stories yet.": "هنوز خبری نیست.", "In %(language)s:": "به %(language)s:",
    "Read both side by side": "خواندن هر دو متن در کنار هم", "Related stories": "خبرهای مرتبط", "Stories": "خبرها",
    "Newer story": "خبر بعدی", "Older story": "خبر پیشین", "Skip to the text": "پرش به متن", "Sections": "بخش‌ها",
    "not translated": "ترجمه نشده", "Read in one language:": "خواندن به یک زبان:", "Days": "روزها",
    "Often together with": "اغلب همراه با", "All countries": "همه کشورها", "This story has moved": "خبر جابه‌جا شده",
    "News about %(country)s": "خبرهای %(country)s",
}  # fmt: skip
ARTICLES = {
    "2024/11/29/talks.ur.txt": "روس اور یوکرین کے مذاکرات\n\nروس اور یوکرین کے وفود نے ملاقات کی ہے۔\n",
    "2024/11/29/talks.en.txt": "Russia and Ukraine hold talks\n\nDelegations of Russia and Ukraine met on Friday.\n",
    "2024/11/29/talks.fa.txt": "گفت‌وگوی روسیه و اوکراین در ژنو\n\nهیئت‌های روسیه و اوکراین روز جمعه دیدار کردند.\n",
    "2024/11/28/rain.fa.txt": "باران در تهران\n\nباران سنگین تهران را فرا گرفت، به گزارش Reuters از ایران.\n",
    "2024/11/27/match.ur.txt": "جاپان نے میچ جیت لیا\n\nجاپان کی ٹیم نے میچ جیت لیا ہے۔\n",
    "2024/11/25/header.txt": "عنوان: هیئت‌های دو کشور\nزبان: فارسی\n\nهیئت‌های دو کشور دیدار کردند.\n",
    "2024/11/26/named.fa.txt": "عنوان: یک دیدار\nممالک: ژاپن\n\nدو وزیر دیدار کردند.\n",
    "pages/about.fa.txt": "درباره ما\n\nاین یک خبرنامه است.\n",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the build of a project with three editions, made as docs/settings.md says."""
    folder = tmp_path_factory.mktemp("third")
    for name in ("theme", "plugins"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    data = folder / "plugins/khabarnama/data"
    with (data / "editions.toml").open("a", encoding="utf-8") as file:
        file.write(LABELS)
    header = (data / "header.toml").read_text(encoding="utf-8")
    (data / "header.toml").write_text(header.replace("[values.lang]", "[values.lang]\nfa = ['fa', 'فارسی']"))
    lines = (f"KHABARNAMA_EDITIONS = {EDITIONS}", 'PATH, THEME, PLUGIN_PATHS = "content", "theme", ["plugins"]')
    write_settings(folder / "pelicanconf.py", *lines)
    for name, text in ARTICLES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    khabarnama(folder, "translate")
    fill(folder / "theme/translations/fa/LC_MESSAGES/messages.po")
    built = khabarnama(folder, "build", "--siteurl", "https://example.org")
    return Run(built.returncode, built.stdout + built.stderr, folder)


def khabarnama(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in `folder`, with its own copy of the plugin."""
    command = [sys.executable, "-m", "khabarnama", *words]
    env = {"PYTHONPATH": str(folder / "plugins"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)


def fill(path: Path) -> None:
    """Translate every word of the catalogue `path` that `translate` made."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="fa")
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            message.string = WORDS.get(message.id, "واژه‌ای تازه")
        elif message.id:
            message.string = (WORDS[message.id[0]],) * 2
    with path.open("wb") as file:
        write_po(file, catalogue)


def parse(run: Run, name: str) -> BeautifulSoup:
    """Return a page of the site."""
    return BeautifulSoup((run.output / name / "index.html").read_bytes(), "lxml")


def text(page: BeautifulSoup, selector: str) -> str:
    """Return the text of the one element that a selector finds."""
    (element,) = page.select(selector)
    return element.get_text()


def test_it_is_built(run: Run) -> None:
    """Without a problem, and with a page for each article in each edition."""
    assert run.code == 0, run.printed
    assert "5 stories" in run.printed
    assert len(list(run.output.glob("fa/2024/*/*/*/index.html"))) == 4


def test_its_home_is_in_its_language(run: Run) -> None:
    """Direction, name, words, days and countries are Persian; what is told in Urdu only is marked."""
    page = parse(run, "fa")
    (html,) = page.select("html")

    assert (html["lang"], html["dir"]) == ("fa", "rtl")
    assert text(page, ".masthead-name") == "خبرنامه"
    assert [link.get_text() for link in page.select(".masthead-nav a")] == ["تازه‌ترین", "کشورها"]
    assert [link.get_text() for link in page.select(".masthead-languages a")] == ["اردو", "English"]
    assert next(day.get_text() for day in page.select(".day-date time")) == "جمعه، 29 نوامبر 2024"
    (foreign,) = page.select("article.card[lang]")
    assert (foreign["lang"], foreign["dir"]) == ("ur", "rtl")
    assert "به اردو" in foreign.get_text()
    assert page.select(".colophon a[href='/fa/about/']")


def test_countries_are_found_and_have_the_names_of_cldr(run: Run) -> None:
    """In the text by the names that Unicode's CLDR has, in a header by them too; each has its page and feed."""
    story = parse(run, "fa/2024/11/29/talks")

    assert [chip.get_text() for chip in story.select(".story-header .chip")] == ["روسیه", "اوکراین"]
    assert text(parse(run, "fa/country/ru"), "h1") == "روسیه"
    assert {span.get_text() for span in parse(run, "fa/country/ru").select(".byline span[lang]")} == {"روس", "Russia"}
    assert parse(run, "fa/country/jp").select("a[href='/fa/2024/11/26/named/']")
    assert "آسیا" in [heading.get_text() for heading in parse(run, "fa/country").select(".region h2")]


def test_three_languages_name_each_other(run: Run) -> None:
    """The pages of one story are each other's hreflang, and so are homes and countries."""
    for name in ("2024/11/29/talks/", "country/ru/", ""):
        expected = {lang: f"https://example.org/{lang}/{name}" for lang in ("ur", "en", "fa")}
        for lang in expected:
            links = parse(run, f"{lang}/{name}").select("head link[hreflang]")
            found = {str(link["hreflang"]): str(link["href"]) for link in links}
            default = found.pop("x-default")
            assert found == expected
            assert default == ("https://example.org/" if not name else expected["ur"])
    locales = [str(meta["content"]) for meta in parse(run, "fa/2024/11/29/talks").select("meta[property^='og:locale']")]
    assert locales == ["fa_IR", "ur_PK", "en_GB"]


def test_its_feeds_are_atom(run: Run) -> None:
    """The edition's and each country's, in its language; an entry in another language says so."""
    languages = "{http://www.w3.org/XML/1998/namespace}lang"
    for name in ("fa/feed.xml", "fa/country/ru/feed.xml"):
        feed = etree.parse(run.output / name).getroot()
        assert SCHEMA.validate(feed), SCHEMA.error_log
        assert feed.get(languages) == "fa"
    feed = etree.parse(run.output / "fa/feed.xml").getroot()
    assert [entry.get(languages) for entry in feed.findall("a:entry", ATOM)] == ["fa", "fa", "ur", "fa", "fa"]
    assert "\u2066Reuters\u2069" in str(feed.findall("a:entry", ATOM)[1].findtext("a:summary", "", ATOM))


def test_each_pair_of_languages_stands_side_by_side(run: Run) -> None:
    """With the edition's first other language at both/, with each further one at an address of its own."""
    story = "2024/11/29/talks/both"
    found = {
        path.parent.relative_to(run.output).as_posix(): _others(path) for path in run.output.rglob("both/**/index.html")
    }

    assert found == {
        f"ur/{story}": ["en"], f"ur/{story}/fa": ["fa"], f"en/{story}": ["ur"], f"en/{story}/fa": ["fa"],
        f"fa/{story}": ["ur"], f"fa/{story}/en": ["en"],
    }  # fmt: skip
    links = [str(link["href"]) for link in parse(run, "en/2024/11/29/talks").select(".counterpart-both")]
    assert links == [f"/en/{story}/", f"/en/{story}/fa/"]


def _others(path: Path) -> list[str]:
    """Return the languages of the cells that are not in the page's own."""
    page = BeautifulSoup(path.read_bytes(), "lxml")
    return [str(cell["lang"]) for cell in page.select(".both-body .pair-cell[lang]")]


def test_the_front_page_has_three_lists(run: Run) -> None:
    """One for each edition, in its language and direction, and a switch to each other one."""
    page = parse(run, "")

    assert [(part["lang"], part["dir"]) for part in page.select(".front-edition")] == [
        ("ur", "rtl"), ("en", "ltr"), ("fa", "rtl"),
    ]  # fmt: skip
    assert [len(part.select(".front-switch a")) for part in page.select(".front-edition")] == [2, 2, 2]
    assert text(parse(run, "fa"), ".colophon nav a:first-child") == "همه زبان‌ها"


def test_latin_words_are_isolated_in_it(run: Run) -> None:
    """As in Urdu: its language is written from right to left."""
    (name,) = parse(run, "fa/2024/11/28/rain").select(".story-body bdi")

    assert (name["lang"], name["dir"], name.get_text()) == ("en", "ltr", "Reuters")


@pytest.mark.parametrize("name", ["2024/11/29/talks", "2024/11/25/header"])
def test_its_letters_stay(run: Run, name: str) -> None:
    """Persian's heh is not made Urdu's, whether the file's name or its header says the language."""
    body = text(parse(run, f"fa/{name}"), ".story-body")

    assert "هیئت‌های" in body
    assert "ہ" not in body


def test_a_text_in_a_language_without_an_edition_is_a_problem(build: Callable[..., Run], tmp_path: Path) -> None:
    """It is named with the languages that there are; so is a page; nothing is published."""
    one = 'KHABARNAMA_EDITIONS = {"ur": {"name": "خبر", "motto": "خبریں"}}'
    settings = write_settings(tmp_path / "settings.py", one)
    files = {
        "2024/11/29/rain.en.txt": "Rain in Karachi today\n\nIt rained.\n",
        "pages/about.en.txt": "About us all\n\nThis digest tells what happened.\n",
    }

    run = build(files, "--settings", str(settings))

    assert run.code == 1
    assert run.printed.count("text must be in a language that has an edition (ur), found en") == 2
    assert "Traceback" not in run.printed


def test_a_name_ends_with_a_language_that_there_is() -> None:
    """Without a table of its own in editions.toml, `fa` at the end of a name is a part of the name."""
    assert read_name("content/talks.fa.txt").lang is None
    assert read_name("content/talks.en.txt").lang == "en"
