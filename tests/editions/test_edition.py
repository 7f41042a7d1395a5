"""What each edition writes."""

from __future__ import annotations

import datetime as dt
import gettext

import pytest
from babel import Locale
from babel.dates import parse_pattern

from khabarnama.editions.edition import Edition, _format_day

UR, EN = (Edition(lang, "", "", gettext.NullTranslations()) for lang in ("ur", "en"))
DAY = dt.date(2024, 11, 29)


def test_days() -> None:
    """Days are written as newspapers of the language write them."""
    assert UR.date(DAY) == "29 نومبر 2024ء"
    assert UR.weekday_date(DAY) == "جمعہ، 29 نومبر 2024ء"
    assert EN.weekday_date(DAY) == "Friday, 29 November 2024"
    assert EN.date(DAY) == "29 November 2024"


@pytest.mark.parametrize("pattern", ["EEEE، d MMMM y'ء'", "EEE d MMM yy", "dd LLL y", "w Q D G YYYY"])
@pytest.mark.parametrize("lang", ["ur", "en", "fa"])
def test_fields_say_what_babel_says(pattern: str, lang: str) -> None:
    """On each day of two years, whatever a pattern asks for."""
    days = [dt.date(2019, 12, 20) + dt.timedelta(days) for days in range(750)]

    written = [_format_day(day.toordinal(), pattern, lang) for day in days]

    assert written == [parse_pattern(pattern).apply(day, Locale.parse(lang)) for day in days]


def test_directions_and_names() -> None:
    """An edition knows its direction, its own name and the other's."""
    assert (UR.dir, EN.dir) == ("rtl", "ltr")
    assert (UR.label, EN.label) == ("اردو", "English")
    assert (UR.language("en"), EN.language("ur")) == ("انگریزی", "Urdu")


@pytest.mark.parametrize(
    ("iso", "name"), [("US", "امریکا"), ("GB", "برطانیہ"), ("PS", "فلسطین"), ("KP", "شمالی کوریا")]
)
def test_countries_have_the_names_that_newspapers_use(iso: str, name: str) -> None:
    """CLDR's name gives way where no newspaper writes it."""
    assert UR.country(iso) == name


@pytest.mark.parametrize(
    ("edition", "names"),
    [
        (UR, ["آئل آف مین", "اٹلی", "جنوبی سوڈان", "جنوبی کوریا", "جنوبیات", "سان مارینو", "ساؤ ٹومے"]),
        (UR, ["بوٹسوانا", "بھارت", "بھوٹان", "بیلاروس", "بیلجیئم"]),
        (UR, ["مالی", "مائکرونیشیا", "مایوٹ", "متحدہ عرب امارات", "ناروے", "ناؤرو", "ہیٹی", "یمن"]),
        (EN, ["Afghanistan", "Åland Islands", "Albania", "Cocos (Keeling) Islands", "Réunion", "Romania"]),
        (EN, ["Saint Lucia", "St. Helena", "St Lucia", "U.S. Virgin Islands", "Uzbekistan"]),
    ],
)
def test_names_of_several_words_and_rare_letters_sort_too(edition: Edition, names: list[str]) -> None:
    """A space comes before any letter, ں ؤ ھ ئ beside their like; é counts as e, a bracket or a point as nothing."""
    assert sorted(set(names), key=edition.sort_key) == names


def test_urdu_sorts_by_its_own_alphabet() -> None:
    """ٹ follows ت, ڈ follows د, and ے comes last: not as code points do."""
    names = ["یمن", "ٹوگو", "پاکستان", "ترکیہ", "ڈنمارک", "آسٹریا", "بھارت", "چین", "گنی", "ہنگری", "ایران"]

    assert sorted(names, key=UR.sort_key) == [
        "آسٹریا", "ایران", "بھارت", "پاکستان", "ترکیہ", "ٹوگو", "چین", "ڈنمارک", "گنی", "ہنگری", "یمن",
    ]  # fmt: skip
