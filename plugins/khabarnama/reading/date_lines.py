"""Lines that are a date, or a name and a date: what stands below a headline and tells when it was published."""

from __future__ import annotations

import re

from khabarnama.reading.date_words import beside, day_pattern, find_day, listed, may_be_date, numbers, to_digits
from khabarnama.reading.dates import LONGEST, parse_date
from khabarnama.reading.matching import fold

_DIGIT = re.compile(r"\d")
_BESIDE = " |۔.,-–—:•·"
LONGEST_NAME = 4  # words


def is_date_line(text: str) -> bool:
    """Tell whether the whole line `text` is a date, of either calendar, or two: published and updated."""
    if len(text) > LONGEST or not _DIGIT.search(text) or not may_be_date(text):
        return False
    if parse_date(text.strip(_BESIDE)) is not None:
        return True
    folded = fold(to_digits(text))
    for month in sorted(listed("hijri"), key=len, reverse=True):
        folded = folded.replace(month, " 0 ")
    words = re.findall(r"[^\W\d_]+", day_pattern().sub(" 0 ", folded))
    return (" 0 " in folded or find_day(text) is not None) and all(map(_stands_beside, words))


def _stands_beside(word: str) -> bool:
    return word in numbers("weekdays") or word in beside() or word in listed("ages")


def find_date(text: str) -> str:
    """Return the date within a date line: all of it where it is one date, else its first written day."""
    found = find_day(text)
    return text if parse_date(text) or not found else text[found[0] : found[1]]


def find_signature(text: str) -> tuple[str, str] | None:
    """Return the name and the date that a line is made of, «فرضی رپورٹر جمعہ 29 نومبر 2024 16:00», or None."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    words = text.split()
    if not may_be_date(" ".join(words[LONGEST_NAME:])):
        return None
    for size in range(1, min(LONGEST_NAME, len(words) - 1) + 1):
        if parse_date(" ".join(words[size:]).strip(_BESIDE)) is not None:
            return " ".join(words[:size]).strip(_BESIDE), " ".join(words[size:]).strip(_BESIDE)
    return None
