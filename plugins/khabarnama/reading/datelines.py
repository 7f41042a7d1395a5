"""The first paragraph to its dateline: the place, the source and the day that open it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.reading.article import Dateline
from khabarnama.reading.date_words import find_day
from khabarnama.reading.matching import fold, load_toml, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 140
LONGEST_DESK = 3  # words
LONGEST_LINE = 60  # of a dateline that stands alone
_OPEN, _CLOSE = "([{", ")]}"
_MARKS = " \t:؛۔،,.;-–—|/"
# What stands before a mark is run through once, without a step back: the marks that end it are not in it.
_BRACKET = re.compile(r"^(?P<before>[^()\[\]{}\n]{0,60}+)\s*+[(\[{]\s*(?P<inside>[^()\[\]{}\n]{2,90}+)\s*+[)\]}]")
_COLON = re.compile(r"^(?P<before>[^:؛۔!؟?()\[\]{}\n]{2,40}+)\s*+[:؛]\s*+(?=\S)")
_FULL_STOP = re.compile(r"^(?P<before>[^:؛۔!؟?()\[\]{}\n]{2,40}+)\s*+۔\s*+(?=\S)")
_URDU_DASH = re.compile(
    r"^(?P<before>[^\W\d_a-zA-Z][^:؛۔!؟?()\[\]{}\n—–-]{1,40}+)\s*+(?:[—–]+|(?<=\s)-|-(?=\s))\s*+(?=\S|$)"
)
_DASH = re.compile(r"^(?P<before>[A-Z][A-Z.'’ ]{2,30}(?:, [A-Za-z][\w .]{2,20})?)\s*(?:--|[–—-])\s+(?=\S)")
_SLASHED = re.compile(r"^(?:[^/:۔؟!\n]{2,30}/\s*){2,3}")
_PARTS = re.compile(r"[،,/]|\s[–—-]\s")
_BETWEEN_SOURCES = re.compile(r"[+/،,\-–—۔]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


class Opening(NamedTuple):
    """A dateline and how many characters of the paragraph it takes up."""

    dateline: Dateline
    length: int


def find_dateline(text: str) -> Opening | None:
    """Return the dateline that opens `text`, a paragraph in Urdu or English, or None.

    An organisation with its short name in brackets, «پاکستان کرکٹ بورڈ (پی سی بی)», is none.
    """
    head = text[:LONGEST]
    return _bracketed(head) or _with_colon(head) or _alone_on_line(text) or _slashed(head) or _with_dash(head)


def _bracketed(head: str) -> Opening | None:
    match = _BRACKET.match(head)
    dateline = _in_brackets(match["before"], match["inside"]) if match else None
    if not match or not dateline:
        return None
    rest = head[match.end() :]
    return Opening(dateline, match.end() + len(rest) - len(rest.lstrip(_MARKS)))


@lru_cache(maxsize=1024)  # the same cities and desks open most articles
def _in_brackets(before: str, inside: str) -> Dateline | None:
    """Return the dateline that brackets round `inside` make, `before` standing before them, or None."""
    if not is_source(inside):
        return None
    place, day = _place_and_day(before)
    if before.strip(_MARKS) and place is None:
        return None
    source, inner_day = _without_day(inside)
    return Dateline(place, source or None, day or inner_day)


def _with_colon(head: str) -> Opening | None:
    if (lone := _FULL_STOP.match(head)) and _is_lone_source(lone["before"]):
        return Opening(Dateline(None, lone["before"].strip(_MARKS)), lone.end())
    match = _COLON.match(head)
    return _named(match["before"].strip(_MARKS), match.end(), _longest()) if match else None


def _alone_on_line(text: str) -> Opening | None:
    """Return the dateline that the whole line `text` is: «ریاض - العربیہ ڈاٹ نیٹ»."""
    if len(text) > LONGEST_LINE or not _PARTS.search(text):
        return None
    opening = _named(text.strip(_MARKS), len(text), _longest())
    return opening if opening and opening.dateline.place and opening.dateline.source else None


def _slashed(head: str) -> Opening | None:
    """Return the dateline whose parts are set off by slashes: «سرینگر/29 نومبر/ ایجنسی/»."""
    match = _SLASHED.match(head) if "/" in head else None
    opening = _named(match.group().strip(_MARKS), match.end(), _longest()) if match else None
    return opening if opening and opening.dateline.source else None


def _with_dash(head: str) -> Opening | None:
    if match := _DASH.match(head):
        place, day = _place_and_day(match["before"])
        return Opening(Dateline(place, None, day), match.end()) if place else None
    match = _URDU_DASH.match(head)
    return _named(match["before"].strip(_MARKS), match.end(), _longest_before_dash()) if match else None


def _named(before: str, length: int, longest: int) -> Opening | None:
    """Return the dateline that names a place, a source or both without brackets: «تہران، ارنا -», «ویب ڈیسک:»."""
    dateline = _without_brackets(before, longest)
    return Opening(dateline, length) if dateline else None


@lru_cache(maxsize=1024)  # as above
def _without_brackets(before: str, longest: int) -> Dateline | None:
    if _is_lone_source(before):
        return Dateline(None, before)
    dated = [_without_day(part) for part in _PARTS.split(before)]
    parts = [part for part, _ in dated if part]
    day = next((day for _, day in dated if day), None)
    if len(parts) > 1 and _is_desk(parts[0]):
        return Dateline(None, before, day)
    if len(parts) > 1 and any(map(_is_desk, parts)):
        place, source = parts[0], "، ".join(parts[1:])
    else:
        (place, day), source = (_without_day(before) if len(dated) > 1 else dated[0]), None
    return Dateline(place, source, day) if is_place(place, longest) else None


def _is_desk(part: str) -> bool:
    """Tell whether a part of a dateline without brackets is a source: no more than a name."""
    words = fold(part).split()
    if squeeze(part) in _agencies():
        return True
    return len(words) <= LONGEST_DESK and not _never() & (set(words) - _desks()) and is_source(part)


def _place_and_day(before: str) -> tuple[str | None, str | None]:
    """Return the place in `before` and the day that stands beside it."""
    place, day = _without_day(before)
    return (place if is_place(place) else None), day


def _without_day(text: str) -> tuple[str, str | None]:
    found = find_day(text)
    if not found:
        return text.strip(_MARKS), None
    start, end = found
    return f"{text[:start].strip(_MARKS)} {text[end:].strip(_MARKS)}".strip(_MARKS), text[start:end]


def is_place(text: str, longest: int = 0) -> bool:
    """Tell whether `text` may be the place of a dateline: a few words, and none that a sentence is made of."""
    words = _WORD.findall(fold(text))
    if not words or len(words) > (longest or _longest()) or _DIGIT.search(text):
        return False
    torn = len(words) == 2 and words[0] in _torn()  # «کو لمبو»
    return not _never() & set(words[1:] if torn else words)


def is_source(text: str) -> bool:
    """Tell whether `text`, found in a dateline's brackets, names a desk, an agency or a newspaper."""
    words, written = fold(text).split(), text.split()
    if len(written) > 1 and max(map(len, written)) == 1:
        return True  # a reporter's initials
    if not _agencies().isdisjoint(_pieces(text)):
        return True
    if _letters().issuperset(words):
        return False
    return _source_piece().search("".join(words)) is not None or not _english().isdisjoint(words)


def _pieces(text: str) -> Iterator[str]:
    return (squeeze(piece).strip("۔.") for piece in _BETWEEN_SOURCES.split(text) if piece.strip())


def _is_lone_source(text: str) -> bool:
    folded = fold(text)
    return folded.endswith(_alone()) and len(folded.split()) <= 3


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_toml("datelines.toml")[table][key])


@cache
def _squeezed(table: str, key: str) -> frozenset[str]:
    return frozenset(squeeze(word) for word in load_toml("datelines.toml")[table][key])


def _agencies() -> frozenset[str]:
    return _squeezed("source", "agencies")


@cache
def _source_piece() -> re.Pattern[str]:
    """Return what finds a piece of a source's name in a folded text without spaces."""
    return re.compile("|".join(map(re.escape, _squeezed("source", "pieces"))))


def _letters() -> frozenset[str]:
    return _set("source", "letters")


def _english() -> frozenset[str]:
    return _set("source", "english")


def _never() -> frozenset[str]:
    return _set("place", "never")


def _torn() -> frozenset[str]:
    return _set("place", "torn")


def _desks() -> frozenset[str]:
    return _set("alone", "ends")


@cache
def _alone() -> tuple[str, ...]:
    return tuple(_desks())


@cache
def _longest() -> int:
    return int(load_toml("datelines.toml")["place"]["longest"])


@cache
def _longest_before_dash() -> int:
    return int(load_toml("datelines.toml")["place"]["longest_before_dash"])
