"""How rules compare lines: letters folded to one spelling, shapes compiled so that a space may be missing."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from khabarnama.problems import KhabarnamaError, Problem
from khabarnama.reading.letters import Folding

DATA = Path(__file__).parent.parent / "data"
_MARKS = "".join(map(chr, [*range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), 0x200C, 0x200D]))
_COMMON = frozenset((*range(0x20, 0x700), *range(0x2010, 0x2028)))  # ASCII to the Arabic script, and punctuation
_BEGINNING = 12  # characters
_NOT_WORD = re.compile(r"\W")
_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]+")
_NAME = re.compile(r"[^\W\d_]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0600-\u06ff]+")
_MAYBE_OTHER = re.compile(r"[^\x00-@\[-`{-\x7f\u0600-\u06ff\u2000-\u206f]")  # is quickly told to be nowhere
_SENTENCE_END = re.compile(r"[۔؟?!.…]['\"”“’‘»)\]]*\s*$")
_STOP = re.compile(r"[۔.]['\"”“’‘»)\]]*\s*$")


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the data file `name` (a file of `data/`) as a mapping.

    Raises KhabarnamaError that names the file, and the line where TOML does, if it is not TOML.
    """
    try:
        with (DATA / name).open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise KhabarnamaError([data_problem(name, f"must be TOML: {error}")]) from error


def data_problem(name: str, message: str, hint: str = "") -> Problem:
    """Return the error for what is wrong with the data file `name`."""
    return Problem(f"plugins/khabarnama/data/{name}", 0, "error", message, hint)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that articles may be in: those of `editions.toml`."""
    return tuple(load_toml("editions.toml"))


@cache
def is_arabic(lang: str) -> bool:
    """Tell whether `lang` is written in the Arabic script, from right to left."""
    return script(load_toml("editions.toml").get(lang, {}).get("alphabet", "")) == "ur"


@cache
def _letters() -> dict[str, str]:
    letters = dict(load_toml("folding.toml")["letters"])
    if wrong := [found for found, to in letters.items() if len(found) != 1 or not isinstance(to, str)]:
        raise KhabarnamaError(
            [data_problem("folding.toml", f"[letters] key must be one letter, found «{x}»") for x in wrong]
        )
    return letters


@cache
def folding() -> dict[str, str | None]:
    """Return what each letter is folded to that does not stay; None for a mark, which is dropped."""
    return {**_letters(), **dict.fromkeys(_MARKS)}


@cache
def _folded() -> Folding:
    return Folding(lambda letter: folding().get(letter, letter))


def fold(text: str) -> str:
    """Return `text` in the spelling that comparisons use: letters folded, marks gone, single spaces, lower case."""
    return " ".join(_folded().fold(text).split())


@cache
def _parted() -> Folding:
    return Folding(_part)


def _part(letter: str) -> str | None:
    """Return what `letter` is folded to: a space if it is one of the common punctuation marks."""
    folded = folding().get(letter, letter)
    return " " if folded and not folded.isalnum() and ord(letter) in _COMMON else folded


def words_of(text: str) -> list[str]:
    """Return the words of `text`, folded: what whole lines compare by."""
    return _parted().fold(text).split()


@cache
def _spoken() -> Folding:
    return Folding(_speak)


def _speak(letter: str) -> str | None:
    """Return what `letter` is folded to, in lower case as it is by itself: «İ» is two, and one of them a mark."""
    return _NOT_WORD.sub(" ", (folding().get(letter, letter) or "").lower())


def spoken(text: str) -> str:
    """Return what texts compare by that are printed twice: their words, folded."""
    return " ".join(_spoken().fold(text).split())


def begin_alike(text: str, other: str) -> bool:
    """Tell at one look at their beginnings whether two texts may be the same as `spoken` has them."""
    one, two = _spoken_again(text[:_BEGINNING]), _spoken_again(other[:_BEGINNING])
    return one.startswith(two) or two.startswith(one)


_spoken_again = lru_cache(maxsize=1024)(spoken)  # a headline's beginning is compared with that of several lines


def names_in(text: str) -> list[str]:
    """Return the words of `text` that letters only make, folded: «29نومبر2024» holds one."""
    return _NAME.findall(_folded().fold(text))


def squeeze(text: str) -> str:
    """Return `text` folded and without any space, for words that pastes split or glue."""
    return fold(text).replace(" ", "")


@cache
def _spellings() -> dict[str, str]:
    spellings: dict[str, str] = {}
    for found, to in _letters().items():
        if not found.isdigit():  # \d already stands for every script's digits
            spellings[to] = spellings.get(to, to) + found
    return spellings


_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\s|.", re.DOTALL)


def shape(pattern: str) -> str:
    r"""Return the regular expression of a rule's shape, which matches text as it was found.

    Each letter matches all spellings that folding.toml gives it, each space any space or none. Escapes and
    character classes stay as they are.
    """
    return "".join(_shape_part(part) for part in _PART.findall(pattern))


def _shape_part(part: str) -> str:
    if part == " ":
        return r"\s*"
    spelled = spellings(part)
    return part if spelled == part else f"[{re.escape(spelled)}]"


def spellings(letter: str) -> str:
    """Return all letters that `letter` of a rule's shape matches: `%` matches `٪` as well."""
    return _spellings().get(folding().get(letter, letter) or "", letter)


def has_words(text: str, number: int) -> bool:
    """Tell whether `text` has at least `number` words; of a long one, no more is parted."""
    return len(text.split(None, number - 1)) >= number


def is_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does: with a full stop, a question or an exclamation mark."""
    return not text[-1:].isalnum() and _SENTENCE_END.search(text[-8:]) is not None


def has_stop(text: str) -> bool:
    """Tell whether `text` ends with a full stop."""
    return text.endswith(("۔", ".")) or (not text[-1:].isalnum() and _STOP.search(text[-8:]) is not None)


def script(text: str) -> str | None:
    """Return "ur" if most letters of `text` are of the Arabic script, "en" if most are not, None if it has none."""
    sample = text[:1000]
    if not (_MAYBE_OTHER.search(sample) and _OTHER_LETTERS.search(sample)):
        return "ur" if _ARABIC_LETTERS.search(sample) else None
    if not _ARABIC_LETTERS.search(sample):
        return "en"
    arabic, other = (sum(map(len, letters.findall(sample))) for letters in (_ARABIC_LETTERS, _OTHER_LETTERS))
    return "ur" if arabic > other else "en"
