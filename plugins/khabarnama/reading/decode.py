"""The bytes of a file to text that the other steps can trust: one encoding, one spelling of each letter."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from khabarnama.problems import Problem
from khabarnama.reading.letters import LETTERS
from khabarnama.reading.matching import is_arabic, load_toml

LARGEST = 2_000_000  # bytes
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls, halves of characters, and Unicode's noncharacters: the last two of each of its 17 planes, and 32 more.
_NONE = "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_CONTROLS = r"\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
_PLANES = "\ufffe-\U0010ffff"  # all but the first, where news has little but emoji: one range is quickly told
_CONTROL = re.compile(rf"[{_CONTROLS}{_PLANES}](?<=[{_CONTROLS}{_NONE}])")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PRESENTATION_FORMS = r"\ufb50-\ufdff\ufe70-\ufefc"
_PRESENTATION = re.compile(f"[{_PRESENTATION_FORMS}]+")
# What becomes of Urdu in UTF-8 that is read as Windows-1252 or Windows-1256, letter by letter; and of an apostrophe.
_LEADS, _FOLLOWING = b"\xd8\xd9\xda\xdb", bytes(range(0x80, 0xC0))
_GARBLED = tuple(
    f"[{_LEADS.decode(page)}][{re.escape(_FOLLOWING.decode(page, 'ignore'))}{more}]"
    for page, more in (("cp1252", "\x80-\x9f"), ("cp1256", ""))
)
_MOJIBAKE = re.compile(
    f"(?:{_GARBLED[0]}){{4,}}|(?:{_GARBLED[1]}){{4,}}|\u00e2\u20ac[\u2122\u0153\u02dc\u201c\u201d\x80-\x9f]"
)
_SIGNS = "\u00d8\u00d9\u00da\u00db\u00a7\u00e2"  # without one of these there is none
_WRONG = re.compile(f"[{_SIGNS}]|{_CONTROL.pattern}")
_PRINTED = "".join(filter(str.isascii, LETTERS)).encode()
_HEX = 12  # how many bytes of a broken place a message shows

# The letters that Windows-1256 gives the bytes of Urdu and Arabic text; other high bytes are rare in it.
_CP1256_LETTERS = re.compile(
    rb"[\x81\x8d\x8e\x90\x98\x9a\x9f\xaa\xc0-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xff\xba\xbf\xa1]"
)


class Decoded(NamedTuple):
    """A file's text and what was wrong with its bytes. With an error among `problems` the text is empty."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, path: str, lang: str | None = None) -> Decoded:
    r"""Return the text of `data`: UTF-8, UTF-16 with its mark, or Windows-1256 where it can be nothing else.

    The text has `\n` line ends, NFC, Urdu letters for Arabic look-alikes, no bidi controls and no control
    characters. Bytes that are no text, an empty file and one over 2 MB are problems; nothing is replaced or guessed.
    Where `lang` is known to be another language of the Arabic script, its letters stay.
    """
    refusal = _refuse(data)
    if refusal:
        return Decoded("", (Problem(path, 0, "error", *refusal),))
    text, message = _to_text(data)
    if message:
        hint = "save it as UTF-8 (in the editor: Save as, encoding UTF-8)"
        return Decoded("", (Problem(path, _line_of_break(data), "error", message, hint),))
    if _is_ordinary(text):
        return Decoded(text)
    odd = "".join(set(_odd().findall(text)))
    if not odd:
        return Decoded(text if text.isascii() else unicodedata.normalize("NFC", text))
    text = LINE_ENDS.sub("\n", text) if LINE_ENDS.search(odd) else text
    problems = _check(text, path) if _WRONG.search(odd) else ()
    return Decoded("" if problems else _normalise(text, lang, odd), problems)


@cache
def _odd() -> re.Pattern[str]:
    """Return what finds any character that some step of decoding is about, in one look at the text."""
    letters = re.escape("".join({**load_toml("letters.toml")["everywhere"], **load_toml("letters.toml")["urdu"]}))
    return re.compile(
        rf"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029{_SIGNS}{_CONTROLS}{_PLANES}{_PRESENTATION_FORMS}{letters}]"
    )


def _is_ordinary(text: str) -> bool:
    """Tell whether no step of decoding is about any letter of `text`, NFC neither, whatever stands beside it.

    To look at all letters takes less time than to search for any other; of bytes alone, half of that.
    """
    return not text.encode().translate(None, _PRINTED) if text.isascii() else bool(_ordinary().fullmatch(text))


@cache
def _ordinary() -> re.Pattern[str]:
    """Return what matches a text of ordinary letters."""
    kept = (letter for letter in LETTERS if not _odd().match(letter) and not unicodedata.combining(letter))
    letters = "".join(letter for letter in kept if unicodedata.is_normalized("NFC", letter))
    return re.compile(f"[{re.escape(letters)}]*+")


def _refuse(data: bytes) -> tuple[str, str] | None:
    if not data.strip():
        return "file must hold an article, found nothing", "write the article, or delete the file"
    if len(data) > LARGEST:
        return f"file must be at most {LARGEST:,} bytes, found more", "keep only the article's text"
    if data.startswith(_UTF32):
        return "file must be UTF-8 text, found UTF-32", "save it as UTF-8"
    return None


def _to_text(data: bytes) -> tuple[str, str]:
    """Return the text, or why there is none."""
    if encoding := _UTF16.get(data[:2]):
        return _strict(data[2:], encoding, "UTF-16")
    if b"\x00" in data:
        return "", "file must be text, found NUL bytes: a picture, a document or another program's file"
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if _is_windows_1256(data):
            return data.decode("cp1256"), ""
        broken = data[error.start : error.start + _HEX].hex(" ")
        return "", f"file must be UTF-8 text, found bytes that are not: {broken}"


def _strict(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        return "", f"file must be text, found broken {name}"


def _line_of_break(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _is_windows_1256(data: bytes) -> bool:
    """Tell whether `data`, which is not UTF-8, can only be Urdu or Arabic in Windows-1256.

    Nearly all its high bytes must be letters of that page, and none may begin a UTF-8 sequence that a broken UTF-8
    file would still hold.
    """
    high = [byte for byte in data if byte >= 0x80]
    letters = len(_CP1256_LETTERS.findall(data))
    try:
        data.decode("cp1256")
    except UnicodeDecodeError:
        return False
    utf8_pairs = len(re.findall(rb"[\xd8-\xdb][\x80-\xbf]", data))
    return letters >= 20 and letters >= 0.9 * len(high) and utf8_pairs < 0.1 * len(high)


def _check(text: str, path: str) -> tuple[Problem, ...]:
    found = _CONTROL.search(text)
    if found:
        return (_control(path, text.count("\n", 0, found.start()) + 1, found),)
    if any(sign in text for sign in _SIGNS) and (mojibake := _MOJIBAKE.search(text)):
        line = text.count("\n", 0, mojibake.start()) + 1
        message = f"text must be readable, found «{mojibake.group()[:20]}»: a text that was saved in the wrong encoding"
        return (Problem(path, line, "error", message, "copy the text from the page again"),)
    return ()


def _control(path: str, line: int, found: re.Match[str]) -> Problem:
    message = f"text must hold no control characters, found U+{ord(found.group()):04X}"
    return Problem(path, line, "error", message, "delete the character, or copy the text again")


def settle(text: str, path: str, line: int, lang: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Return `text`, which a file spells by escapes such as `&#8238;`, as `decode` gives what a file holds as it is.

    It stands on `line` of the file `path`. A character that no text may hold is gone, and the problem beside it.
    """
    found = _CONTROL.search(text)
    settled = normalise(LINE_ENDS.sub(" ", _CONTROL.sub("", text) if found else text), lang)
    return settled, (_control(path, line, found),) if found else ()


def _replace(text: str, odd: str, name: str) -> str:
    """Return `text` with the letters of a table of letters.toml replaced; `odd` are those that it may hold."""
    table: dict[str, str] = load_toml("letters.toml")[name]
    for letter in odd:
        if letter in table:
            text = text.replace(letter, table[letter])
    return text


def keeps_letters(lang: str | None) -> bool:
    """Tell whether `lang` is a language of the Arabic script other than Urdu, to which Urdu's letters are foreign."""
    return lang is not None and lang != "ur" and is_arabic(lang)


def normalise(text: str, lang: str | None = None) -> str:
    """Return `text` in the one spelling of its code points: twice is the same as once; time grows with its length."""
    return _normalise(text, lang, "".join(set(_odd().findall(text))))


def _normalise(text: str, lang: str | None, odd: str) -> str:
    text = _replace(text, odd, "everywhere")
    joined = _PRESENTATION.search(odd)
    if not joined and not _ARABIC.search(text):
        return unicodedata.normalize("NFC", text)
    if joined:
        text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
        odd = "".join(set(_odd().findall(text)))
    return unicodedata.normalize("NFC", text if keeps_letters(lang) else _replace(text, odd, "urdu"))
