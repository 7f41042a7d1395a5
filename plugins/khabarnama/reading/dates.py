"""Dates as newspapers and editors write them, in Urdu and English, to days and times."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from khabarnama.problems import Problem
from khabarnama.reading.date_words import beside, day_pattern, listed, may_be_date, numbers, to_digits
from khabarnama.reading.matching import fold, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED = "2024-11-29, 29 November 2024 or ۲۹ نومبر ۲۰۲۴"
EARLIEST, LATEST = 1900, 2199
LONGEST = 80
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)
_LONGEST_PLAIN = len("2024-11-29 14:30")  # no more of a file is remembered
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


def parse_date(text: str) -> ParsedDate | None:
    """Return the date that `text` is, or None: see `read_date` for why."""
    if not may_be_date(text):
        return None
    found = read_date(text)
    return found if isinstance(found, ParsedDate) else None


def read_date(text: str) -> ParsedDate | str:
    """Return the date that `text` is, or what is wrong with it, to stand after "date must be …, found …".

    All digits are understood, names of months and weekdays in Urdu and English, a time, a zone or an offset.
    """
    if len(text) <= _LONGEST_PLAIN and (plain := _plain_date(text)):
        return plain
    folded = fold(to_digits(text))
    if len(folded) > LONGEST:
        return "a text that is too long for a date"
    day = _iso_day(folded) or _written_day(folded)
    if isinstance(day, str):
        return day
    if day is None:
        return "a text without a day, a month and a year"
    rest = folded[: day[1]] + " " + folded[day[2] :]
    return _complete(day[0], rest)


@lru_cache(maxsize=256)
def _plain_date(text: str) -> ParsedDate | None:
    """Return the date that `text` is in the form most headers have, «2024-11-29 14:30», which needs no more looking.

    Both texts of a story have the same.
    """
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
    for match in day_pattern().finditer(text):
        groups = match.groupdict()
        number, month = groups["day1"] or groups["day2"], groups["month1"] or groups["month2"]
        year = groups["year1"] or groups["year2"]
        if year is None:
            continue
        day = 1 if number in listed("first") else int(number)
        made = _make_day(int(year), numbers("months")[fold(month)], day)
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
        if word in numbers("weekdays") and numbers("weekdays")[word] != day.weekday():
            return f"{day.isoformat()}, which is not a {word}"
        if word not in numbers("weekdays") and word not in beside():
            return f"«{word}» beside the day"
    if re.search(r"\d", rest):
        return "more than one number beside the day"
    return ParsedDate(day, _half_day(time, words), offset) if time else ParsedDate(day, None, offset)


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
    if time.hour < noon and listed("evening") & set(words):
        return time.replace(hour=time.hour + noon)
    if time.hour == noon and listed("morning") & set(words):
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
