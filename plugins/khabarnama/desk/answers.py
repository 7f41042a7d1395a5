"""What an editor says of an article, on the command line or asked in a terminal, to values that will do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabarnama.reading.dates import ACCEPTED, ParsedDate, read_date
from khabarnama.reading.header import compared, split_list
from khabarnama.reading.matching import languages, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORTS = 65536
_NO_TEXT = re.compile(r"[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8


class AnswerError(ValueError):
    """An answer that will not do: what it must be, what was found, what would do, and what may be meant.

    `kind` is what was asked for, by its name in the table `wrong` of desk.toml.
    """

    def __init__(self, kind: str, must: str, found: str, right: str = "", meant: tuple[str, ...] = ()) -> None:
        self.kind, self.found = kind, found
        self.meant = " / ".join(f"«{guess}»" for guess in meant)
        right = f"did you mean {self.meant}?" if meant else right
        super().__init__(f"must be {must}, found {found}" + (f" ({right})" if right else ""))

    def tell(self, sentences: Mapping[str, str]) -> str:
        """Return what is wrong in the words of `sentences`, one for each kind; in English where they have none."""
        if self.kind not in sentences:
            return str(self)
        meant = f" {sentences['meant'].format(meant=self.meant)}" if self.meant else ""
        return sentences[self.kind].format(found=self.found) + meant


def read_text(text: str) -> str:
    """Return `text` in one line. Raises AnswerError if it holds nothing, or what is no text."""
    line = " ".join(text.split())
    if not line or _NO_TEXT.search(line):
        raise AnswerError("text", "some text", "bytes that are none" if line else "none")
    return line


def read_day(text: str) -> ParsedDate:
    """Return the day that `text` is. Raises AnswerError that shows the accepted forms."""
    found = read_date(text)
    if isinstance(found, str):
        raise AnswerError("day", f"a day such as {ACCEPTED}", f"«{text}»: {found}")
    return found


def read_countries(text: str) -> tuple[str, ...]:
    """Return the ISO codes of the countries that `text` lists. Raises AnswerError that suggests the nearest."""
    from khabarnama.countries.gazetteer import load  # noqa: PLC0415  # here, as most command lines name none

    codes = []
    for name in split_list(text):
        iso = load().find(name)
        if iso is None:
            right, meant = "a code such as RU is fine too", tuple(load().suggest(name))
            raise AnswerError("countries", "known countries", f"«{name}»", right, meant)
        codes.append(iso)
    return tuple(dict.fromkeys(codes))


def read_language(text: str) -> str:
    """Return the language that `text` names, in either; the first where it is empty. Raises AnswerError."""
    spelt = {
        compared(word): lang for lang, words in load_toml("header.toml")["values"]["lang"].items() for word in words
    }
    lang = spelt.get(compared(text)) if text.strip() else languages()[0]
    if lang not in languages():
        raise AnswerError("lang", f"one of {', '.join(languages())}", f"«{text}»")
    return lang


def read_port(text: str) -> int:
    """Return the port of TCP that `text` is. Raises AnswerError."""
    if text.isascii() and text.isdigit() and 0 < int(text) < _PORTS:
        return int(text)
    raise AnswerError("port", f"a number from 1 to {_PORTS - 1}", f"«{text}»")
