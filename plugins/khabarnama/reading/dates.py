"""Dates as newspapers and editors write them, in Urdu and English, to days and times."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.problems import Problem
from khabarnama.reading.matching import fold, load_toml, shape

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED = "2024-11-29, 29 November 2024 or ۲۹ نومبر ۲۰۲۴"
EARLIEST, LATEST = 1900, 2199
LONGEST = 80
LONGEST_NAME = 4  # words
_DIGIT = re.compile(r"\d")
_BESIDE = " |۔.,-–—:•·"
_DIGITS = {**{0x06F0 + n: str(n) for n in range(10)}, **{0x0660 + n: str(n) for n in range(10)}}
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
_NUMBERS = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=\D|$)")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?!\d)")
_OFFSET = re.compile(r"(?:(?<=[\d\s])|^)([+-])(\d{2}):?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A day, the time where it is written, and the time's offset from UTC in minutes where that is written."""

    date: dt.date
    time: dt.time | None = None
    offset: int | None = None

    def at(self, zone: dt.tzinfo) -> dt.datetime:
        """Return the aware moment: in the offset that was written, else in `zone`; midnight without a time."""
        if self.offset is not None:
            zone = dt.timezone(dt.timedelta(minutes=self.offset))
        return dt.datetime.combine(self.date, self.time or dt.time(), zone)


@cache
def _names(kind: str) -> dict[str, int]:
    """Return the number of each folded name of a month (1 to 12) or weekday (0 to 6)."""
    first = 1 if kind == "months" else 0
    return {fold(name): n for n, names in enumerate(load_toml("dates.toml")[kind], first) for name in names}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_toml("dates.toml")[key])


@cache
def _alternatives(kind: str) -> str:
    names = [name for names in load_toml("dates.toml")[kind] for name in names]
    return "|".join(shape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _day_pattern() -> re.Pattern[str]:
    """One expression for a written day: «29 نومبر، 2024ء», «یکم دسمبر», «Nov 29, 2024», «18 Sep, 2021»."""
    months, first = _alternatives("months"), "|".join(map(shape, load_toml("dates.toml")["first"]))
    year, gap = r"(?P<year{0}>\d{{4}})(?:\s*ء)?(?!\d)", r"[\s،,۔.\-/؍]*"
    day_first = (
        rf"(?<!\d)(?P<day1>\d{{1,2}}|{first})(?:st|nd|rd|th)?{gap}(?P<month1>{months})\.?(?:{gap}{year.format(1)})?"
    )
    month_first = (
        rf"(?<![^\W\d_])(?P<month2>{months})\.?\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:{gap}{year.format(2)})?"
    )
    return re.compile(rf"(?:{day_first}|{month_first})(?![^\W\d_])", re.IGNORECASE)


@cache
def _may_hold_day() -> re.Pattern[str]:
    """Return what finds what each written day holds, a digit or the first of a month: much quicker to look for."""
    return re.compile("|".join((r"\d", *map(shape, load_toml("dates.toml")["first"]))), re.IGNORECASE)


def find_day(text: str, *, at_end: bool = False) -> tuple[int, int] | None:
    """Return where the first written day stands in `text`, or the one it ends with; only with a month's name."""
    if not _may_hold_day().search(text):
        return None
    for match in _day_pattern().finditer(text):
        if not at_end or not text[match.end() :].strip(" ۔.،,"):
            return match.start(), match.end()
    return None


def parse_date(text: str) -> ParsedDate | None:
    """Return the date that `text` is, or None: see `read_date` for why."""
    found = read_date(text)
    return found if isinstance(found, ParsedDate) else None


def read_date(text: str) -> ParsedDate | str:
    """Return the date that `text` is, or what is wrong with it, to stand after "date must be …, found …".

    All digits are understood, names of months and weekdays in Urdu and English, a time, a zone or an offset.
    """
    if plain := _plain_date(text):
        return plain
    folded = fold(text.translate(_DIGITS))
    if len(folded) > LONGEST:
        return "a text that is too long for a date"
    day = _iso_day(folded) or _written_day(folded)
    if isinstance(day, str):
        return day
    if day is None:
        return "a text without a day, a month and a year"
    rest = folded[: day[1]] + " " + folded[day[2] :]
    return _complete(day[0], rest)


def _plain_date(text: str) -> ParsedDate | None:
    """Return the date that `text` is in the form most headers have, «2024-11-29 14:30», which needs no more looking."""
    if not _PLAIN.fullmatch(text):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if not EARLIEST <= moment.year <= LATEST:
        return None
    return ParsedDate(moment.date(), moment.time() if ":" in text else None)


def _iso_day(text: str) -> tuple[dt.date, int, int] | str | None:
    if match := _ISO.match(text):
        year, month, day = map(int, match.groups())
    elif match := _NUMBERS.match(text):
        day, month, year = map(int, match.groups())
        if day <= 12 and month <= 12 and day != month:  # months of a year
            return f"{match.group()}, which may be two days"
    else:
        return None
    made = _make_day(year, month, day)
    return made if isinstance(made, str) else (made, 0, match.end())


def _written_day(text: str) -> tuple[dt.date, int, int] | str | None:
    for match in _day_pattern().finditer(text):
        groups = match.groupdict()
        number, month = groups["day1"] or groups["day2"], groups["month1"] or groups["month2"]
        year = groups["year1"] or groups["year2"]
        if year is None:
            continue
        day = 1 if number in _words("first") else int(number)
        made = _make_day(int(year), _names("months")[fold(month)], day)
        return made if isinstance(made, str) else (made, match.start(), match.end())
    return None


def _make_day(year: int, month: int, day: int) -> dt.date | str:
    if not EARLIEST <= year <= LATEST:
        return f"a year before {EARLIEST} or after {LATEST}"
    try:
        return dt.date(year, month, day)
    except ValueError:
        return f"{day}-{month}-{year}, a day that does not exist"


def _complete(day: dt.date, rest: str) -> ParsedDate | str:
    """Read time, zone and weekday from what stands beside the day; anything else makes it no date."""
    time, rest = _take_time(rest.replace("t", " t ", 1) if re.match(r"\s*t\d", rest) else rest)
    offset, rest = _take_offset(rest)
    words = re.findall(r"[^\W\d_]+", rest)
    for word in words:
        if word in _names("weekdays") and _names("weekdays")[word] != day.weekday():
            return f"{day.isoformat()}, which is not a {word}"
        if word not in _names("weekdays") and word not in _beside():
            return f"«{word}» beside the day"
    if re.search(r"\d", rest):
        return "more than one number beside the day"
    return ParsedDate(day, _half_day(time, words), offset) if time else ParsedDate(day, None, offset)


@cache
def _beside() -> frozenset[str]:
    zones = frozenset(load_toml("dates.toml")["zones"])
    return _words("beside") | _words("morning") | _words("evening") | zones | {"t", "سہ", "پہر", "اپ", "ڈیٹ"}


def _take_time(text: str) -> tuple[dt.time | None, str]:
    match = _TIME.search(text)
    if not match:
        return None, text
    hour, minute, second = (int(group or 0) for group in match.groups())
    if hour > 23 or minute > 59 or second > 59:  # hours, minutes and seconds of a day
        return None, text
    return dt.time(hour, minute, second), f"{text[: match.start()]} {text[match.end() :].lstrip(':')}"


def _take_offset(text: str) -> tuple[int | None, str]:
    match = _OFFSET.search(text)
    if match and int(match[2]) <= 14 and int(match[3]) <= 59:  # the farthest from UTC that any place is
        minutes = int(match[2]) * 60 + int(match[3])
        return (-minutes if match[1] == "-" else minutes), text[: match.start()] + text[match.end() :]
    zones: dict[str, int] = load_toml("dates.toml")["zones"]
    return next((zones[word] for word in text.split() if word in zones), None), text


def _half_day(time: dt.time, words: list[str]) -> dt.time:
    noon = 12
    if time.hour < noon and _words("evening") & set(words):
        return time.replace(hour=time.hour + noon)
    if time.hour == noon and _words("morning") & set(words):
        return time.replace(hour=0)
    return time


def check_ahead(path: str, dates: Mapping[str, dt.datetime | None], latest: dt.date | None) -> list[Problem]:
    """Return a problem for each of `dates`, the article's by key, that is after `latest`, the last day allowed."""
    hint = "mend it; KHABARNAMA_FUTURE = True in the settings allows what is yet to come"
    return [
        Problem(path, 1, "error", f"{key} must be no later than {latest}, found {date.date()}", hint)
        for key, date in dates.items()
        if date and latest and date.date() > latest
    ]


def is_hijri(text: str) -> bool:
    """Tell whether `text` names a month of the Islamic calendar: it is no date of publication."""
    folded = fold(text)
    return any(month in folded for month in _words("hijri"))


def is_date_line(text: str) -> bool:
    """Tell whether the whole line `text` is a date, of either calendar, or two: published and updated."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return False
    if parse_date(text.strip(_BESIDE)) is not None:
        return True
    folded = fold(text.translate(_DIGITS))
    for month in sorted(_words("hijri"), key=len, reverse=True):
        folded = folded.replace(month, " 0 ")
    words = re.findall(r"[^\W\d_]+", _day_pattern().sub(" 0 ", folded))
    return (" 0 " in folded or find_day(text) is not None) and all(map(_stands_beside, words))


def _stands_beside(word: str) -> bool:
    return word in _names("weekdays") or word in _beside() or word in _words("ages")


def find_date(text: str) -> str:
    """Return the date within a date line: all of it where it is one date, else its first written day."""
    found = find_day(text)
    return text if parse_date(text) or not found else text[found[0] : found[1]]


def find_signature(text: str) -> tuple[str, str] | None:
    """Return the name and the date that a line is made of, «فرضی رپورٹر جمعہ 29 نومبر 2024 16:00», or None."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    words = text.split()
    for size in range(1, min(LONGEST_NAME, len(words) - 1) + 1):
        if parse_date(" ".join(words[size:]).strip(_BESIDE)) is not None:
            return " ".join(words[:size]).strip(_BESIDE), " ".join(words[size:]).strip(_BESIDE)
    return None
