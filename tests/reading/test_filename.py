"""Folders and file names."""

from __future__ import annotations

import datetime as dt

import pytest

from khabarnama.reading.filename import LONGEST_SLUG, read_name, write_slug
from khabarnama.reading.pipeline import Surroundings, read_article


@pytest.mark.parametrize(
    ("path", "slug", "lang", "day"),
    [
        ("content/2024/11/29/kim-visit.ur.txt", "kim-visit", "ur", dt.date(2024, 11, 29)),
        ("content/2024-11-29-kim-visit.EN.md", "kim-visit", "en", dt.date(2024, 11, 29)),
        ("content/kim-visit.txt", "kim-visit", None, None),
        ("content/2024/13/29/kim-visit.ur.txt", "kim-visit", "ur", None),
    ],
)
def test_what_a_path_says(path: str, slug: str, lang: str | None, day: dt.date | None) -> None:
    """A path gives the story's name, its language and its day."""
    name = read_name(path)

    assert (name.slug, name.lang, name.date) == (slug, lang, day)


@pytest.mark.parametrize(
    "path",
    [
        "content/2024/02/30/x.ur.txt",
        "content/2024/11/29/2024-02-30-x.ur.txt",
        "content/2024/11/29/0000/00/00/x.ur.txt",
        "content/1850/01/01/x.ur.txt",
    ],
)
def test_a_day_that_there_is_not_is_a_problem(path: str) -> None:
    """A wrong day in a path is not passed over for another that is found farther away, or in the text."""
    article = read_article("سرخی یہاں ہے\n\nکراچی، 29 نومبر 2024: کام جاری ہے۔".encode(), path, Surroundings())

    assert article.date is None
    assert "a day that there is" in article.problems[0].message


@pytest.mark.parametrize("name", ["index", "feed", "country", "404", "page"])
def test_reserved_names(name: str) -> None:
    """A story never takes the place of a page of the site."""
    assert write_slug(name) != name


def test_urdu_names_are_stable_ascii() -> None:
    """An Urdu name is written in Latin letters, the same way each time."""
    slug = write_slug("شمالی کوریا کے سربراہ کی ملاقات")

    assert slug == write_slug("شمالی کوریا کے سربراہ کی ملاقات")
    assert slug.isascii()
    assert 0 < len(slug) <= LONGEST_SLUG


def test_long_names_are_cut() -> None:
    """No name is longer than the limit."""
    assert len(write_slug("خبر " * 200)) <= LONGEST_SLUG
