"""Letters to the letters that texts compare by, in a tenth of the time that `str.translate` takes.

`str.translate` looks every letter up in a dictionary. Nearly all texts are made of the letters and marks below,
which have room in a byte each: a codec of our own spells a text in them, and reads it as the letters they are folded to.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_LETTER = "\ufffe"  # what codecs take for a byte that stands for nothing
_DROPPED = "\0"
_RANGES = (
    *((0x09, 0x0A), (0x20, 0x7E), (0xA0, 0xA0), (0xA9, 0xA9), (0xAB, 0xAB), (0xB7, 0xB7), (0xBB, 0xBB), (0xE9, 0xE9)),
    *((0x060C, 0x060C), (0x061B, 0x061B), (0x061F, 0x061F), (0x0621, 0x063A), (0x0640, 0x0655), (0x0660, 0x066C)),
    *((0x0670, 0x0670), (0x0679, 0x0679), (0x067E, 0x067E), (0x0686, 0x0686), (0x0688, 0x0688), (0x0691, 0x0691)),
    *((0x0698, 0x0698), (0x06A9, 0x06A9), (0x06AF, 0x06AF), (0x06BA, 0x06BA), (0x06BE, 0x06BE), (0x06C0, 0x06C3)),
    *((0x06CC, 0x06CC), (0x06D2, 0x06D4), (0x06F0, 0x06F9), (0x200C, 0x200D), (0x2010, 0x2027), (0x2212, 0x2212)),
)
_LETTERS = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
_ALPHABET = f"{_DROPPED}{_LETTERS}".ljust(256, _NO_LETTER)
_CODES = codecs.charmap_build(_ALPHABET)


class Folding:
    """A table of `str.translate` that gives single letters or None, then lower case."""

    def __init__(self, table: Mapping[int, str | None]) -> None:
        """Take the table: a letter that is not in it stays, one that has None is dropped."""
        self._table = table
        self._folded = "".join((table.get(ord(letter), letter) or _DROPPED).lower() for letter in _ALPHABET)

    def fold(self, text: str) -> str:
        """Return what `text.translate(table).lower()` does."""
        try:
            codes, _ = codecs.charmap_encode(text, "strict", _CODES)
        except UnicodeEncodeError:  # a letter of another alphabet, which is rare
            return text.translate(self._table).lower()
        return codecs.charmap_decode(codes, "strict", self._folded)[0].replace(_DROPPED, "")
