"""Headers that are written are read as they were meant."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabarnama.countries.gazetteer import load
from khabarnama.desk.answers import read_countries
from khabarnama.desk.filing import name_story, place
from khabarnama.desk.form import Form, write_countries, write_day, write_header
from khabarnama.reading.dates import ParsedDate, parse_date
from khabarnama.reading.filename import read_name
from khabarnama.reading.matching import languages
from khabarnama.reading.pipeline import Surroundings
from khabarnama.understanding import understand_data
from tests.conftest import PROJECT

DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
TIMES = st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0))
DAYS = st.builds(ParsedDate, DATES, TIMES)
CODES = st.lists(st.sampled_from(sorted(load().codes)), max_size=4, unique=True).map(tuple)
LANGS = st.sampled_from(languages())
TEXTS = st.text(st.sampled_from("ابپتٹ کگلمن abcXYZ:،,;-#*()'۔.؟!0123٪%"), min_size=1, max_size=40).map(str.strip)


@pytest.mark.parametrize("lang", languages())
def test_every_country_is_read_by_the_name_that_is_written(lang: str) -> None:
    """In both languages, all of them."""
    codes = tuple(sorted(load().codes))

    assert read_countries(write_countries(codes, lang)) == codes


@given(DATES, TIMES, st.none() | st.integers(-14 * 60, 14 * 60), LANGS)
def test_every_day_is_read_as_it_is_written(date: dt.date, time: dt.time | None, offset: int | None, lang: str) -> None:
    """With its time, and the offset of that."""
    day = ParsedDate(date, time, offset if time else None)

    assert parse_date(write_day(day, lang)) == day


@given(TEXTS.filter(bool), DAYS, CODES, LANGS, st.sampled_from(["draft", "published"]))
def test_a_form_is_read_as_an_article(
    headline: str, day: ParsedDate, codes: tuple[str, ...], lang: str, status: str
) -> None:
    """Headline, day, countries and status are those of the form."""
    form = Form(lang, day, headline, countries=codes, is_draft=status == "draft")

    article = understand_data(write_header(form).encode(), f"content/x.{lang}.txt", Surroundings()).article

    if letters(headline):  # else a draft's headline is its name
        assert letters(article.headline) == letters(headline)
    assert article.date == day.at(dt.UTC)
    assert article.countries == codes
    assert article.status == status
    assert not [problem for problem in article.problems if "header" in problem.message]


def letters(text: str) -> list[str]:
    """Return the letters and digits of a text."""
    return [character for character in text if character.isalnum()]


@given(st.text(min_size=1, max_size=100), DATES, LANGS)
def test_every_headline_makes_a_name_that_stays(headline: str, day: dt.date, lang: str) -> None:
    """The file's path says the story's name, its day and its language, and nothing else."""
    name = name_story(headline)

    path = place(PROJECT / "content", day, name, lang, "txt").relative_to(PROJECT).as_posix()

    known = read_name(path)
    assert (known.slug, known.date, known.lang) == (name, day, lang)
    assert path.isascii()
    assert len(name) <= 66
