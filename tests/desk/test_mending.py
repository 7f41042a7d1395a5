"""What `check --fix` does to a file: the same article, better written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabarnama.desk.mending import mend
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand_data
from tests.cases.documents import read_cases
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from khabarnama.reading.article import Article
    from tests.cases.documents import Case

FILES = [path for path in sorted((PROJECT / "content").rglob("*.*")) if path.suffix in {".txt", ".md", ".html"}]
CASES = [case for folder in ("reading", "hostile") for case in read_cases(folder)]
DAY = "content/2024/11/29"
URDU = f"{DAY}/story.ur.txt"
PIECES = st.sampled_from(
    [
        *(
            "۔",
            "،",
            ":",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "(",
            ")",
            "“",
            "\u00a0",
            "\u200c",
            "\u200f",
            "\ufeff",
            "ا\u0653",
        ),
        *(
            "ي",
            "ك",
            "ه",
            "ﷺ",
            "٪",
            "50%",
            " ،",
            "ہے۔پھر",
            "درمیا ن",
            "1.5",
            "Reuters",
            "https://example.org/ي،ك",
            "-- ",
        ),
        *(
            "title: x",
            "عنوان : x",
            "Titel: x",
            "حيثيت: مسودہ",
            "ملک:+UA",
            "---\n",
            "**",
            "- ",
            "| a | b |",
            "    x",
            "  \n",
        ),
        *("<p>", "</p>", "<a href='ي'>", "<pre>", "&amp;", "```\n", "کراچی: (ویب ڈیسک)", "مزید پڑھیں:", "روس نے کہا۔"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join)
PATHS = st.sampled_from([URDU, f"{DAY}/story.en.txt", f"{DAY}/story.ur.md", f"{DAY}/story.ur.html", "content/x.txt"])


def essence(data: bytes, path: str) -> Article:
    """Return what is read, but for how it was found."""
    article = understand_data(data, path, Surroundings()).article
    return article._replace(removed=(), unmended=(), as_found={}, problems=())


def squeezed(text: str) -> str:
    """Return a text without its spaces and line ends."""
    return "".join(text.split())


def is_unchanged_by_mending_again(data: bytes, path: str) -> bool:
    """Tell whether a mended file is left as it is."""
    return mend(data, path) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_article_of_the_digest_is_read_as_before(path: Path) -> None:
    """Mending changes how a file is written, not what it says."""
    name = path.relative_to(PROJECT).as_posix()
    before = path.read_bytes()

    mended = mend(before, name)

    if mended:
        assert essence(mended.data, name) == essence(before, name)
        assert is_unchanged_by_mending_again(mended.data, name)


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_messy_files_are_read_as_before(case: Case, suffix: str) -> None:
    """The same holds of every case that the reader is tested with, in each kind of file."""
    name, before = f"{DAY}/x.ur.{suffix}", case.given.encode()

    mended = mend(before, name)

    if mended and "header spelling" not in mended.kinds:
        assert essence(mended.data, name) == essence(before, name)
    assert mended is None or is_unchanged_by_mending_again(mended.data, name)


@given(TEXTS, PATHS)
@settings(max_examples=300)
def test_any_text_is_read_as_before(text: str, path: str) -> None:
    """Mending never raises, is done after one time, loses no problem's article, and brings no new problem."""
    data = text.encode("utf-8", "replace")

    mended = mend(data, path)

    if mended:
        before, after = (understand_data(each, path, Surroundings()).article for each in (data, mended.data))
        assert set(after.problems) <= set(before.problems)
        assert is_unchanged_by_mending_again(mended.data, path)
        if before.problems == after.problems:
            assert essence(mended.data, path) == essence(data, path)


@given(TEXTS)
@settings(max_examples=200)
def test_words_stay(text: str) -> None:
    """In a paste without a header, nothing but spaces and the code points of letters changes."""
    body = f"سرخی یہاں ہے\n{text}"
    mended = mend(body.encode("utf-8", "replace"), URDU)

    if mended and "header spelling" not in mended.kinds and "letters" not in mended.kinds:
        assert squeezed(mended.after) == squeezed(mended.before)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("سرخی ہے\r\nروس نے کہا۔\r\n", "سرخی ہے\nروس نے کہا۔\n", ("line ends",)),
        ("سرخی ہے\n\nروسي فوج كا بیان۔\n", "سرخی ہے\n\nروسی فوج کا بیان۔\n", ("letters",)),
        ("سرخی ہے\n\nروس\u00a0نے کہا۔\n", "سرخی ہے\n\nروس نے کہا۔\n", ("letters",)),
        ("سرخی ہے\n\nروس  نے کہا۔وہ آیا ۔\n", "سرخی ہے\n\nروس نے کہا۔ وہ آیا۔\n", ("spacing",)),
        ("**عنوان** :سرخی\n\nروس نے کہا۔\n", "عنوان: سرخی\n\nروس نے کہا۔\n", ("header spelling",)),
        ("Titel: سرخی\nlang: ur\n\nروس نے کہا۔\n", "title: سرخی\nlang: ur\n\nروس نے کہا۔\n", ("header spelling",)),
        ("TITLE: سرخی\n\nروس نے کہا۔\n", "TITLE: سرخی\n\nروس نے کہا۔\n", ()),
        ("سرخی ہے\n\nصلی اللہ ﷺ نے کہا۔\n", "سرخی ہے\n\nصلی اللہ ﷺ نے کہا۔\n", ()),
        ("سرخی ہے\n\nدیکھیں https://example.org/خبر،ك ہے۔\n", "سرخی ہے\n\nدیکھیں https://example.org/خبر،ك ہے۔\n", ()),
        ('سرخی ہے\n\nدرمیا ن "میں" 50% ہے۔\n', 'سرخی ہے\n\nدرمیا ن "میں" 50% ہے۔\n', ()),
        ("\ufeffسرخی ہے\n\nروس نے  کہا۔", "\ufeffسرخی ہے\n\nروس نے کہا۔", ("spacing",)),
    ],
)
def test_what_is_mended(before: str, after: str, kinds: tuple[str, ...]) -> None:
    """Line ends, letters, spaces and the spelling of header keys; never a word, a link, a mark."""
    mended = mend(before.encode(), URDU)

    assert (mended.after if mended else before) == after
    assert (mended.kinds if mended else ()) == kinds


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("md", "# سرخی ہے\n\n```\nكوڈ  ۔\n```\n\n- ایک\n    - دو\n\nسطر کا انجام  \nدوسری سطر ہے۔\n"),
        ("html", "<h1>سرخی ہے</h1><p>روس نے <a href='/ي'>کہا</a>۔</p>\n<script>var ي = 'ك';</script><!-- ي -->\n"),
        ("html", "<h1>سرخی ہے</h1><p>روس   نے کہا ۔</p>\n"),
    ],
)
def test_markup_stays(suffix: str, text: str) -> None:
    """Code, scripts, comments, links, lists and hard line ends are left as they are, byte for byte."""
    assert mend(text.encode(), f"{DAY}/x.ur.{suffix}") is None


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_other_encodings_stay(encoding: str) -> None:
    """A file that is no UTF-8 is left alone: every byte of it would change."""
    text = "سرخي\n\nقال روسي  في موسكو ، ان فوج روسي كابل في ،\n"

    assert mend(text.encode(encoding), URDU) is None


def test_a_mend_that_another_article_would_come_of_is_left_out() -> None:
    """Spaces at a line's start make Markdown's code and lists: what they say stays as it is."""
    text = "# سرخی ہے\n\nروس نے کہا ۔\n\n| ا | ب |\n|---|---|\n| 1  | 2 ۔ |\n"

    mended = mend(text.encode(), f"{DAY}/x.ur.md")

    assert mended
    assert "کہا۔" in mended.after
    assert essence(mended.data, f"{DAY}/x.ur.md") == essence(text.encode(), f"{DAY}/x.ur.md")


def test_a_long_file_takes_no_longer_than_reading_it_a_few_times() -> None:
    """However many of its lines cannot be mended, a megabyte is done within seconds."""
    text = "سرخی ہے\n\n" + "393\nروس نے  کہا ۔وہ آیا\n" * 9_000

    mended = mend(text.encode(), URDU)

    assert mended is None or is_unchanged_by_mending_again(mended.data, URDU)
