"""A line of text to runs, each of one face and one direction, in the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from khabarnama.reading.inline import isolate_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabarnama.pictures.style import Face

_ISOLATED = re.compile("[\u2066\u2067]([^\u2069]*)\u2069")
_JOINERS = "\u200c\u200d"
_OTHER = {"rtl": "ltr", "ltr": "rtl"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face and direction."""

    text: str
    face: Face
    direction: str


def drawable(text: str, own: Face, guest: Face) -> str:
    """Return `text` in one line, without what neither face has a glyph for, and without marks of direction.

    So a picture never shows an empty box, and a title cannot turn round what stands beside it.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    kept = "".join(char for char in composed if _is_drawn(char, own, guest))
    return " ".join(kept.split())


def _is_drawn(char: str, own: Face, guest: Face) -> bool:
    if unicodedata.category(char) == "Cf" and char not in _JOINERS:
        return False
    return ord(char) in own.points or ord(char) in guest.points


def split_runs(text: str, own: Face, guest: Face) -> list[Run]:
    """Return the runs of drawable `text` in the language of the face `own`; `guest` sets what it has no glyph for."""
    parts = _ISOLATED.split(isolate_runs(text, own.lang))
    runs: list[Run] = []
    for number, part in enumerate(parts):
        if number % 2:
            face = own if all(ord(char) in own.points for char in part) else guest
            runs.append(Run(part, face, _OTHER[own.direction]))
        else:
            runs += _by_coverage(part, own, guest)
    return runs


def _by_coverage(text: str, own: Face, guest: Face) -> Iterator[Run]:
    for is_own, chars in groupby(text, key=lambda char: ord(char) in own.points):
        face = own if is_own else guest
        yield Run("".join(chars), face, face.direction)
