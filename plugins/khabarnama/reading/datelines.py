"""The first paragraph to its dateline: the place, the source and the day that open it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khabarnama.reading.article import Dateline
from khabarnama.reading.dates import find_day
from khabarnama.reading.matching import fold, load_toml, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 140
_OPEN, _CLOSE = "([{", ")]}"
_MARKS = " \t:؛۔،,.;-–—|/"
_BRACKET = re.compile(r"^(?P<before>[^()\[\]{}\n]{0,60}?)\s*[(\[{]\s*(?P<inside>[^()\[\]{}\n]{2,90}?)\s*[)\]}]")
_COLON = re.compile(r"^(?P<before>[^:؛۔!؟?()\[\]{}\n]{2,40}?)\s*[:؛]\s*(?=\S)")
_DASH = re.compile(r"^(?P<before>[A-Z][A-Z.'’ ]{2,30}(?:, [A-Za-z][\w .]{2,20})?)\s*(?:--|[–—-])\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline and how many characters of the paragraph it takes up."""

    dateline: Dateline
    length: int


def find_dateline(text: str) -> Opening | None:
    """Return the dateline that opens `text`, a paragraph in Urdu or English, or None.

    An organisation with its short name in brackets, «پاکستان کرکٹ بورڈ (پی سی بی)», is none.
    """
    head = text[:LONGEST]
    return _bracketed(head) or _with_colon(head) or _with_dash(head)


def _bracketed(head: str) -> Opening | None:
    match = _BRACKET.match(head)
    if not match or not is_source(match["inside"]):
        return None
    place, day = _place_and_day(match["before"])
    if match["before"].strip(_MARKS) and place is None:
        return None
    source, inner_day = _without_day(match["inside"])
    rest = head[match.end() :]
    length = match.end() + len(rest) - len(rest.lstrip(_MARKS))
    return Opening(Dateline(place, source or None, day or inner_day), length)


def _with_colon(head: str) -> Opening | None:
    match = _COLON.match(head)
    if not match:
        return None
    before = match["before"].strip(_MARKS)
    if _is_lone_source(before):
        return Opening(Dateline(None, before), match.end())
    place, day = _place_and_day(before)
    return Opening(Dateline(place, None, day), match.end()) if place else None


def _with_dash(head: str) -> Opening | None:
    match = _DASH.match(head)
    place, day = _place_and_day(match["before"]) if match else (None, None)
    return Opening(Dateline(place, None, day), match.end()) if match and place else None


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


def is_place(text: str) -> bool:
    """Tell whether `text` may be the place of a dateline: a few words, and none that a sentence is made of."""
    words = _WORD.findall(fold(text))
    return bool(words) and len(words) <= _longest() and not _never() & set(words) and not re.search(r"\d", text)


def is_source(text: str) -> bool:
    """Tell whether `text`, found in a dateline's brackets, names a desk, an agency or a newspaper."""
    pieces = list(_pieces(text))
    if any(piece in _agencies() for piece in pieces):
        return True
    if all(word in _letters() for word in fold(text).split()):
        return False
    squeezed = squeeze(text)
    return any(piece in squeezed for piece in _source_pieces()) or bool(_english() & set(fold(text).split()))


def _pieces(text: str) -> Iterator[str]:
    return (squeeze(piece).strip("۔.") for piece in re.split(r"[+/،,\-–—]|۔", text) if piece.strip())


def _is_lone_source(text: str) -> bool:
    folded = fold(text)
    return len(folded.split()) <= 3 and any(folded.endswith(end) for end in _alone())


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_toml("datelines.toml")[table][key])


@cache
def _squeezed(table: str, key: str) -> frozenset[str]:
    return frozenset(squeeze(word) for word in load_toml("datelines.toml")[table][key])


def _agencies() -> frozenset[str]:
    return _squeezed("source", "agencies")


def _source_pieces() -> frozenset[str]:
    return _squeezed("source", "pieces")


def _letters() -> frozenset[str]:
    return _set("source", "letters")


def _english() -> frozenset[str]:
    return _set("source", "english")


def _never() -> frozenset[str]:
    return _set("place", "never")


def _alone() -> tuple[str, ...]:
    return tuple(_set("alone", "ends"))


@cache
def _longest() -> int:
    return int(load_toml("datelines.toml")["place"]["longest"])
