"""Inline HTML as the reader makes it: text to HTML and back, and its first characters dropped."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from khabarnama.reading.matching import is_arabic

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+|.", re.DOTALL)
# What runs from left to right within Urdu: Latin words, and the numbers that the bidi algorithm would turn round after
# an Arabic letter (UAX #9, W2): telephone numbers, dates by hyphen, signs, currencies. A range such as 10-12 is not
# among them: it reads like the text, from right to left; so does the percent sign, which follows its number.
_AND = "&(?:amp;|(?![a-z#]))"  # as text and as HTML has it
_WORD = rf"(?:[A-Za-z0-9'’@#+./_-]|{_AND})*"
_LATIN_RUN = re.compile(
    r"(?=[A-Za-z0-9+#@$€£¥₹−-])(?:"  # no look behind where none can begin
    rf"(?P<word>(?<![\w.,&#])[#@$€£]?(?:[0-9][0-9.,]*)?[A-Za-z]{_WORD}(?:[ ,:]+(?:[A-Za-z0-9#@$]|{_AND}){_WORD})*)"
    r"|(?<![\w.,:/+-])(?:\+[0-9]+(?:[ -][0-9]+)*|0[0-9]{2,4}[ -][0-9]{5,}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[-−+#$€£¥₹][0-9]+(?:[.,][0-9]+)*)(?!\w))"
)
_URDU_RUN = re.compile(r"[؀-ۿ][؀-ۿ\u200c]*(?:[ ،:]+[؀-ۿ][؀-ۿ\u200c]*)*")
# Each run of Latin holds one of the signs, and one of the next two; each of Urdu one of the last.
_SIGNS = re.compile(r"[A-Za-z0-9+#$€£¥₹−-]")
_LATIN, _NUMBERS, _URDU = re.compile(r"[A-Za-z+#$€£¥₹−-]"), re.compile(r"[0-9] [0-9]"), re.compile(r"[؀-ۿ]")
_TAGS = re.compile(r"<[^>]*>")
# Code without a letter of Urdu, a tag, or the text between two.
_PART = re.compile(r"<(?P<code>pre|code)\b(?P<rest>[^>]*>[^؀-ۿ]*?</(?P=code)>)|<[^>]*>|[^<]+|<")


def to_html(text: str) -> str:
    """Return `text` as HTML."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def to_text(html: str) -> str:
    """Return the text of `html`, its white space as found."""
    return unescape(_TAGS.sub("", html))


def single_spaced(text: str) -> str:
    """Return `text` with a space for each run of white space, and none at its ends."""
    spaced = "  " in text or not text.isprintable()  # of all white space, only the space is printable
    return " ".join(text.split()) if spaced else text.strip()


def to_line(html: str) -> str:
    """Return the text of `html`, as decoding leaves it, single-spaced in one line."""
    if "&" in html or "\t" in html:
        return single_spaced(to_text(html).replace("\n", " "))
    return to_even_line(html)


def to_even_line(html: str) -> str:
    """Return the text of `html`, which holds neither tabs nor escapes, single-spaced in one line.

    Decoding leaves no other white space but spaces and line breaks: so nothing is looked for but two spaces in a row.
    """
    text = _TAGS.sub("", html).replace("\n", " ")
    return " ".join(text.split()) if "  " in text else text.strip()


def drop_prefix(html: str, length: int) -> str:
    """Return `html` without its first `length` characters of text; the tags stay."""
    parts = []
    for token in _TOKEN.findall(html):
        if length <= 0 or token.startswith("<"):
            parts.append(token)
            continue
        text = unescape(token)
        parts.append(to_html(text[length:]))
        length -= len(text)
    return "".join(parts).strip()


def may_have_runs(text: str, lang: str) -> bool:
    """Tell, at one look, whether `wrap_runs` may find anything in plain `text` of `lang`."""
    if is_arabic(lang):
        return _SIGNS.search(text) is not None and (
            _LATIN.search(text) is not None or _NUMBERS.search(text) is not None
        )
    return not text.isascii() and _URDU.search(text) is not None


def wrap_runs(html: str, lang: str) -> str:
    """Return `html`, text of `lang`, with each run of the other script isolated and its language named.

    A name in Latin letters within an Urdu sentence keeps its own order, face and pronunciation; a telephone number
    its order. A piece of code is one run, whatever signs are in it.
    """
    run, wrap = (_LATIN_RUN, _wrap_latin) if is_arabic(lang) else (_URDU_RUN, _wrap_urdu)
    if not may_have_runs(_TAGS.sub("", html), lang):
        return html
    return _PART.sub(lambda part: _wrap_part(part, run, wrap), html)


def isolate_runs(text: str, lang: str) -> str:
    """Return plain `text` of `lang` with each run of the other script between isolates (U+2066 or U+2067, U+2069)."""
    if not may_have_runs(text, lang):
        return text
    if is_arabic(lang):
        return _LATIN_RUN.sub("\u2066\\g<0>\u2069", text)
    return _URDU_RUN.sub("\u2067\\g<0>\u2069", text)


def _wrap_part(part: re.Match[str], run: re.Pattern[str], wrap: Callable[[re.Match[str]], str]) -> str:
    if part["code"] and wrap is _wrap_latin:
        return f'<{part["code"]} lang="en" dir="ltr"{part["rest"]}'
    return part[0] if part[0].startswith("<") else run.sub(wrap, part[0])


def _wrap_latin(run: re.Match[str]) -> str:
    language = ' lang="en"' if run["word"] else ""
    return f'<bdi{language} dir="ltr">{run[0]}</bdi>'


def _wrap_urdu(run: re.Match[str]) -> str:
    return f'<bdi lang="ur" dir="rtl">{run[0]}</bdi>'
