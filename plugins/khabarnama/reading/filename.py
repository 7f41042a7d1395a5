"""The folders and the name of a file to a story's name, its language and its day."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.reading.dates import read_date
from khabarnama.reading.decode import normalise
from khabarnama.reading.matching import languages, load_toml

if TYPE_CHECKING:
    import datetime as dt

LONGEST_SLUG = 60
_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?=/)", re.ASCII)
_DAY = re.compile(r"(?:^|/)(\d{4})-(\d{2})-(\d{2})(?=[-_. /]|$)", re.ASCII)
_LEADING_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}[-_. ]*")
_ASCII_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")


class FileName(NamedTuple):
    """What a file's path says: the story's name as in its address, its language where it is there, its day.

    `suffix` is its extension, such as ".md"; `dated` the part that says its day, which is read when it is asked for:
    most headers tell one.
    """

    slug: str
    lang: str | None = None
    suffix: str = ""
    dated: str = ""

    @property
    def date(self) -> dt.date | None:
        """Its day, where it is there."""
        day = _read_day(self.dated)
        return None if isinstance(day, str) else day

    @property
    def wrong(self) -> str:
        """What is wrong with a day that it says and that there is not."""
        day = _read_day(self.dated)
        return day if isinstance(day, str) else ""


def read_name(path: str) -> FileName:
    """Return what `path`, relative and with `/`, says of its article. The slug is ASCII, stable and never empty."""
    folder, _, file = path.rpartition("/")
    stem, suffix = posixpath.splitext(file)
    name, _, lang = stem.rpartition(".")
    if lang.lower() not in languages() or not name:
        name, lang = stem, ""
    slug = write_slug(_LEADING_DAY.sub("", name) or name)
    return FileName(slug, lang.lower() or None, suffix.lower(), file if _DAY.match(file) else f"{folder}/")


@lru_cache(maxsize=256)
def _read_day(path: str) -> dt.date | str:
    """Return the day in a path, or what is wrong with it; the last one written wins, as it is nearest to the file."""
    written = [match.groups() for pattern in (_DAY, _FOLDERS) for match in reversed(list(pattern.finditer(path)))]
    day = read_date("-".join(written[0])) if written else ""
    return day if isinstance(day, str) else day.date


def write_slug(text: str) -> str:
    """Return `text` as the last part of an address: lower-case ASCII words joined by `-`, at most 60 characters.

    Urdu is written in Latin letters by a table that never changes, so the same text has the same address for ever.
    """
    name = text.lower()
    if len(name) <= LONGEST_SLUG and _ASCII_NAME.fullmatch(name) and name not in _reserved():
        return name
    words = [_romanise(word) for word in _WORD.findall(normalise(unicodedata.normalize("NFC", text)))]
    slug = _cut("-".join(word for word in words if word)) or f"story-{_number(text)}"
    return f"{slug}-story" if slug in _reserved() else slug


def _romanise(word: str) -> str:
    table, words = load_toml("romanise.toml")["letters"], load_toml("romanise.toml")["words"]
    if word in words:
        return str(words[word])
    letters = "".join(table.get(letter, letter) for letter in word)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def _cut(slug: str) -> str:
    if len(slug) <= LONGEST_SLUG:
        return slug
    head, dash, _ = slug[: LONGEST_SLUG + 1].rpartition("-")
    return head if dash else slug[:LONGEST_SLUG]


def _number(text: str) -> str:
    """Return a short stable number for a name of which no letter can be written in Latin."""
    value = 0
    for byte in text.encode("utf-8", "surrogatepass"):
        value = (value * 131 + byte) % 1_000_003
    return str(value)


@cache
def _reserved() -> frozenset[str]:
    return frozenset(load_toml("romanise.toml")["reserved"]["names"])
