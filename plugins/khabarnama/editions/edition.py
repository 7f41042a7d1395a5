"""The site in one language: its direction, its words, its dates, numbers and lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from babel import Locale
from babel.core import get_global
from babel.dates import DateTimeFormat, format_time, parse_pattern
from babel.lists import format_list
from babel.numbers import format_decimal

from khabarnama.countries.gazetteer import load
from khabarnama.countries.lists import read
from khabarnama.problems import Problem
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Collection, Iterable, Mapping


@dataclass(frozen=True)
class Edition:
    """The site in `lang`. What it writes is in that language, with the digits that its newspapers use."""

    lang: str
    name: str
    motto: str
    words: gettext.NullTranslations

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(self.lang)

    @cached_property
    def dir(self) -> str:
        """`rtl` or `ltr`."""
        return self.locale.text_direction

    @cached_property
    def label(self) -> str:
        """The language's own name: اردو, English."""
        return self.locale.get_display_name(self.lang) or self.lang

    @cached_property
    def og_locale(self) -> str:
        """The language with the country that it is written as in, as Open Graph wants it: ur_PK."""
        likely = Locale.parse(get_global("likely_subtags")[self.lang])
        return str(self._formats.get("locale", f"{self.lang}_{likely.territory}"))

    @cached_property
    def length(self) -> float:
        """How many letters say what one letter of English does."""
        return float(self._formats.get("length", 1))

    @cached_property
    def _formats(self) -> Mapping[str, Any]:
        formats: Mapping[str, Any] = load_toml("editions.toml")[self.lang]
        return formats

    def date(self, day: dt.date) -> str:
        """Return a day: «29 نومبر 2024ء», "29 November 2024"."""
        return _format_day(day.toordinal(), self._formats["date"], self.lang)  # whatever the time of the day

    def weekday_date(self, day: dt.date) -> str:
        """Return a day with its name: «جمعہ، 29 نومبر 2024ء»."""
        return _format_day(day.toordinal(), self._formats["weekday_date"], self.lang)

    def month(self, day: dt.date) -> str:
        """Return a month: «نومبر 2024ء»."""
        return _format_day(day.toordinal(), self._formats["month"], self.lang)

    def time(self, moment: dt.datetime) -> str:
        """Return the time of day: "14:05"."""
        return format_time(moment, self._formats["time"], tzinfo=moment.tzinfo, locale=self.locale)

    def number(self, value: int) -> str:
        """Return a whole number with the separators of the language."""
        return _number(value, self.lang)

    def join(self, items: Iterable[str]) -> str:
        """Return a list as a phrase: «روس، یوکرین اور امریکا»."""
        return format_list(list(items), locale=self.locale)

    def country(self, iso: str) -> str:
        """Return the name of a country as newspapers of the language write it."""
        return load().name(iso, self.lang)

    def region(self, iso: str) -> str:
        """Return the name of the region that a country lies in: «ایشیا», "Africa"."""
        region = _regions().get(iso, "001")
        own: Mapping[str, str] = read("regions.toml")["names"].get(self.lang, {})
        return own.get(region) or str(self.locale.territories[region])

    def language(self, lang: str) -> str:
        """Return the name of another language in this one: «انگریزی», "Urdu"."""
        return _language(lang, self.lang)

    def sort_key(self, text: str) -> list[int]:
        """Return what sorts `text` by the language's alphabet: Babel has no collation. É is an e, "(" nothing."""
        order = _alphabet(self.lang)
        plain = (letter if letter in order else normalize("NFKD", letter)[0] for letter in text.lower())
        return [order.get(letter, ord(letter) + 1000) for letter in plain if letter in order or letter.isalnum()]

    def gettext(self, message: str) -> str:
        """Return an interface message in the language."""
        return self.words.gettext(message)

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        """Return an interface message about `num` things, as the language counts."""
        return _count(self.words, singular, plural, num)


def check_language(path: str, lang: str, editions: Collection[str]) -> list[Problem]:
    """Return a problem if the text `path` is in a language `lang` that is none of `editions`."""
    if lang in editions:
        return []
    message = f"text must be in a language that has an edition ({', '.join(editions)}), found {lang}"
    return [Problem(path, 0, "error", message, "KHABARNAMA_EDITIONS in the settings has the editions")]


@lru_cache(maxsize=4096, typed=True)  # 1.0 is written otherwise than 1
def _count(words: gettext.NullTranslations, singular: str, plural: str, num: int) -> str:
    return words.ngettext(singular, plural, num) % {"num": num}


@lru_cache(maxsize=4096, typed=True)
def _number(value: int, lang: str) -> str:
    return format_decimal(value, locale=Locale.parse(lang))


@lru_cache(maxsize=50_000)
def _format_day(ordinal: int, pattern: str, lang: str) -> str:
    fields: Any = _Fields(dt.date.fromordinal(ordinal), lang)
    return str(parse_pattern(pattern).format % fields)


class _Fields:
    """What CLDR's patterns say of a `day`."""

    def __init__(self, day: dt.date, lang: str) -> None:
        self._day, self._lang = day, lang

    def __getitem__(self, name: str) -> str:
        number, _ = _PARTS.get(name[0], _WHOLE)
        return _field(name, number(self._day), self._lang)


# For a field, by its letter: the number that a day has there, and one day that stands for all of that number, of which
# the field says the same. Babel takes long to find a name.
_PARTS: Mapping[str, tuple[Callable[[dt.date], int], Callable[[int], dt.date]]] = {
    "y": (attrgetter("year"), lambda year: dt.date(year, 1, 1)),
    "M": (attrgetter("month"), lambda month: dt.date(2001, month, 1)),
    "d": (attrgetter("day"), lambda day: dt.date(2001, 1, day)),
    "E": (dt.date.isoweekday, lambda weekday: dt.date(2001, 1, weekday)),  # that year began on a Monday
}
_WHOLE = (dt.date.toordinal, dt.date.fromordinal)


@lru_cache(maxsize=2048)
def _field(name: str, number: int, lang: str) -> str:
    _, day = _PARTS.get(name[0], _WHOLE)
    return DateTimeFormat(day(number), Locale.parse(lang))[name]


@lru_cache
def _language(lang: str, shown_in: str) -> str:
    return Locale.parse(lang).get_display_name(shown_in) or lang


@lru_cache
def _regions() -> dict[str, str]:
    return {iso: region for region, codes in read("regions.toml")["codes"].items() for iso in codes.split()}


@lru_cache
def _alphabet(lang: str) -> dict[str, int]:
    letters: str = load_toml("editions.toml")[lang]["alphabet"]
    return {letter: number for number, letter in enumerate(letters)}
